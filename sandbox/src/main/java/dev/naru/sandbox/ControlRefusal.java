package dev.naru.sandbox;

/** A control call that is answered with an error; the message goes to the tester. */
final class ControlRefusal extends RuntimeException {

  private final int status;

  ControlRefusal(int status, String message) {
    super(message);
    this.status = status;
  }

  static ControlRefusal bad(String message) {
    return new ControlRefusal(400, message);
  }

  int status() {
    return status;
  }
}
