package dev.naru.pg.mobilians.emulator;

/** A request that the PG does not take: its code and message go back to the merchant. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String code;
  private final String text;

  Refusal(String code, String text) {
    super(code + " " + text, null, false, false);
    this.code = code;
    this.text = text;
  }

  /** A parameter is missing or malformed (protocols/mobilians.md §5.3). */
  static Refusal parameter(String name, String what) {
    return new Refusal("6101", "파라미터 오류: " + name + " " + what);
  }

  String code() {
    return code;
  }

  String text() {
    return text;
  }
}
