package dev.naru.pg.mobilians.emulator.wire;

/** Names that the whole emulator uses. */
public final class Mobilians {

  /** The V1 provider code, under which records are stored. */
  public static final String PG = "mobilians";

  /** V1's second provider code for the same PG. */
  public static final String PG_V2 = "mobilians_v2";

  /** The first segments of the paths of MUP, the service behind {@code hybrid_pay}. */
  public static final String MUP = "/test.mobilians.co.kr/MUP";

  /** The host whose paths are mounted; the live host leads to the same paths. */
  public static final String HOST = "test.mobilians.co.kr";

  private Mobilians() {}
}
