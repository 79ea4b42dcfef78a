package dev.naru.admin;

/** The exit codes of commands, which {@code docs/reference/commands.md} promises. */
final class ExitCode {

  /** The command did its work. */
  static final int DONE = 0;

  /** The command didn't do its work; one sentence on standard error says why. */
  static final int NOT_DONE = 1;

  /** An option, a value or an environment variable is wrong; nothing was tried. */
  static final int WRONG_USE = 2;

  /**
   * The command did its work and found something that needs attention: {@code doctor}, {@code
   * channel check}.
   */
  static final int FOUND_TROUBLE = 3;

  private ExitCode() {}
}
