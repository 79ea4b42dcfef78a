package dev.naru.postgres;

import java.nio.file.Path;

/**
 * The bundled PostgreSQL cannot run. The message, one or two sentences, is meant for the operator.
 */
public final class PostgresStartException extends Exception {

  PostgresStartException(String message) {
    super(message);
  }

  PostgresStartException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * An exception with this message, or one that says that the disk is full if the output shows
   * that.
   *
   * @param home the folder whose disk may be full
   * @param output the output or message of the failed program or call
   */
  static PostgresStartException of(Path home, String message, String output) {
    if (output.contains("No space left on device") || output.contains("Disk quota exceeded")) {
      return new PostgresStartException(
          "The disk that holds %s is full: free some space and start again.".formatted(home));
    }
    return new PostgresStartException(message);
  }
}
