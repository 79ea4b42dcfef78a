package dev.naru.pg.inicis.emulator;

/** Names of KG INICIS's emulator. */
final class Inicis {

  /** The V1 provider code, under which charges, records and requests are stored. */
  static final String PG = "html5_inicis";

  private Inicis() {}
}
