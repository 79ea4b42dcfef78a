package dev.naru.pg.inicis.emulator;

/** A request that the PG does not take: its code and text go back to the merchant. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String code;
  private final String text;

  Refusal(String code, String text) {
    super(code + " " + text, null, false, false);
    this.code = code;
    this.text = text;
  }

  String code() {
    return code;
  }

  String text() {
    return text;
  }
}
