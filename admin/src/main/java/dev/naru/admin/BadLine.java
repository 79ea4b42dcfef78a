package dev.naru.admin;

/** Says why a line of an imported file can't be accepted, in the operator's language. */
final class BadLine extends RuntimeException {

  private BadLine(String reason) {
    super(reason, null, false, false);
  }

  static BadLine of(String key, Object... values) {
    return new BadLine(Texts.of(key, values));
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
