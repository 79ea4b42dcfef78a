package dev.naru.pg.inicis.emulator.wire;

/** Names of KG INICIS's emulator. */
public final class Inicis {

  /** The V1 provider code, under which charges, records and requests are stored. */
  public static final String PG = "html5_inicis";

  private Inicis() {}
}
