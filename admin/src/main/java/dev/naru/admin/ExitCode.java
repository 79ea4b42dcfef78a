package dev.naru.admin;

/** How a command ends; {@code docs/reference/commands.md} promises these. */
final class ExitCode {

  /** Done. */
  static final int DONE = 0;

  /** Not done; the one sentence on standard error says why. */
  static final int NOT_DONE = 1;

  /** A wrong option, value or environment variable; nothing was tried. */
  static final int WRONG_USE = 2;

  /** Done, and something was found that needs somebody: {@code doctor}, {@code channel check}. */
  static final int FOUND_TROUBLE = 3;

  private ExitCode() {}
}
