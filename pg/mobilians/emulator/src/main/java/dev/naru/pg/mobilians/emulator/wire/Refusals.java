package dev.naru.pg.mobilians.emulator.wire;

import dev.naru.sandbox.kit.PgRefusal;

/** Refusals that several calls share. */
public final class Refusals {

  private Refusals() {}

  /**
   * A refusal with code 6101 because a parameter is missing or malformed (protocols/mobilians.md
   * §5.3).
   *
   * @param what a Korean sentence
   */
  public static PgRefusal parameter(String name, String what) {
    return new PgRefusal("6101", "파라미터 오류: " + name + " " + what);
  }
}
