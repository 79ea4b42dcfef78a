package dev.naru.sandbox;

/** Ends a control call with an HTTP error status; the tester reads the message. */
final class ControlException extends RuntimeException {

  private final int status;

  ControlException(int status, String message) {
    super(message);
    this.status = status;
  }

  static ControlException bad(String message) {
    return new ControlException(400, message);
  }

  int status() {
    return status;
  }
}
