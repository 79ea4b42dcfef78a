package dev.naru.playground;

import dev.naru.hub.start.RefusedStartException;
import dev.naru.postgres.PostgresStartException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns the exception that stopped a start into one sentence for the user. */
final class Explanation {

  private static final int LONGEST_REASON = 200;

  private Explanation() {}

  static StartException of(Throwable failure, Path home, Path log) {
    if (isFullDisk(failure)) {
      return fullDisk(home, failure);
    }
    return causes(failure)
        .flatMap(cause -> known(cause).stream())
        .findFirst()
        .orElseGet(() ->
            new StartException(
                "naru could not start: %s (details: %s)".formatted(reason(failure), log), failure));
  }

  static boolean isFullDisk(Throwable failure) {
    return causes(failure)
        .map(Throwable::getMessage)
        .anyMatch(message ->
            message != null
                && (message.contains("No space left on device")
                    || message.contains("Disk quota exceeded")));
  }

  static StartException fullDisk(Path home, @Nullable Throwable cause) {
    String sentence =
        "The disk that holds %s is full: free some space and start again.".formatted(home);
    return cause == null ? new StartException(sentence) : new StartException(sentence, cause);
  }

  private static Optional<StartException> known(Throwable cause) {
    return switch (cause) {
      case StartException trouble -> Optional.of(trouble);
      case RefusedStartException refusal ->
          Optional.of(new StartException(String.valueOf(refusal.getMessage()), refusal));
      case PostgresStartException trouble ->
          Optional.of(new StartException(oneLine(String.valueOf(trouble.getMessage())), trouble));
      case BindException taken ->
          Optional.of(
              new StartException(
                  "A port was taken while naru started: set NARU_HUB_PORT, NARU_SANDBOX_PORT or"
                      + " NARU_SHOP_PORT to free ones.",
                  taken));
      default -> Optional.empty();
    };
  }

  private static Stream<Throwable> causes(Throwable failure) {
    // Bounded, because a chain of causes may contain a cycle.
    return Stream.<Throwable>iterate(failure, it -> it != null, Throwable::getCause).limit(50);
  }

  private static String reason(Throwable failure) {
    Throwable root = causes(failure).reduce((_, last) -> last).orElse(failure);
    String message = root.getMessage() == null ? "" : oneLine(root.getMessage());
    String cut =
        message.length() > LONGEST_REASON ? message.substring(0, LONGEST_REASON) + "…" : message;
    return cut.isEmpty() ? root.getClass().getSimpleName() : cut;
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
