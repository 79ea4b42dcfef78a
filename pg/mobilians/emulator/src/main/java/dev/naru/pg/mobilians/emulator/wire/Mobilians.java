package dev.naru.pg.mobilians.emulator.wire;

/** Names of KG Mobilians's emulator. */
public final class Mobilians {

  /** The V1 provider code, under which records are stored. */
  public static final String PG = "mobilians";

  /** V1's second provider code for the same PG. */
  public static final String PG_V2 = "mobilians_v2";

  /** The first segments of the paths of the service MUP, which {@code hybrid_pay} uses. */
  public static final String MUP = "/test.mobilians.co.kr/MUP";

  private Mobilians() {}
}
