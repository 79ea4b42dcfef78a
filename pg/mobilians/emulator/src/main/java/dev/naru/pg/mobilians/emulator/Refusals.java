package dev.naru.pg.mobilians.emulator;

import dev.naru.sandbox.kit.PgRefusal;

/** Refusals that several calls share. */
final class Refusals {

  private Refusals() {}

  /**
   * Code 6101: a parameter is missing or malformed (protocols/mobilians.md §5.3).
   *
   * @param what a Korean sentence
   */
  static PgRefusal parameter(String name, String what) {
    return new PgRefusal("6101", "파라미터 오류: " + name + " " + what);
  }
}
