package dev.naru.admin;

import java.util.Objects;

/** A command that isn't carried out. The message is one sentence in the operator's language. */
final class RefusedCommand extends RuntimeException {

  private final int exitCode;

  private RefusedCommand(int exitCode, String sentence) {
    super(sentence);
    this.exitCode = exitCode;
  }

  /** Refuses a wrong option, value or environment variable. */
  static RefusedCommand wrongUse(String key, Object... values) {
    return new RefusedCommand(ExitCode.WRONG_USE, Texts.of(key, values));
  }

  /** Refuses a correct command that isn't possible at present. */
  static RefusedCommand notDone(String key, Object... values) {
    return new RefusedCommand(ExitCode.NOT_DONE, Texts.of(key, values));
  }

  int exitCode() {
    return exitCode;
  }

  String sentence() {
    return Objects.requireNonNull(getMessage());
  }
}
