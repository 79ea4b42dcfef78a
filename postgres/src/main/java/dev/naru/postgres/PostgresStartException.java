package dev.naru.postgres;

import java.nio.file.Path;

/** The bundled PostgreSQL cannot run; the message is one sentence or two for the operator. */
public final class PostgresStartException extends Exception {

  PostgresStartException(String message) {
    super(message);
  }

  PostgresStartException(String message, Throwable cause) {
    super(message, cause);
  }

  /** What failed, or the disk when that is what stands behind it. */
  static PostgresStartException of(Path home, String failed, String said) {
    if (said.contains("No space left on device") || said.contains("Disk quota exceeded")) {
      return new PostgresStartException(
          "The disk that holds %s is full: free some space and start again.".formatted(home));
    }
    return new PostgresStartException(failed);
  }
}
