package dev.naru.pg.mobilians.wire;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The number of one call about a phone payment (protocols/mobilians.md §2.7). The strings are
 * published, how they are divided is inferred; where one isn't divided so, nothing depends on it.
 *
 * @param date yyyyMMdd, Korea time
 * @param cashCode {@code MC}
 * @param environment {@code T} test, {@code N} live
 * @param operation {@code 2001} or {@code 4002} for an approval, {@code 5001} for a cancel
 * @param time HHmmss
 * @param sequence nine digits
 */
public record TransactionId(
    String date,
    String cashCode,
    String environment,
    String operation,
    String time,
    String sequence) {

  private static final Pattern FORM =
      Pattern.compile("([0-9]{8})([A-Z]{2})([A-Z])A([0-9]{4})([0-9]{6})A([0-9]{9})");

  /** Reads a number; empty where it doesn't have the inferred form. */
  public static Optional<TransactionId> parse(String text) {
    var form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(
            new TransactionId(
                form.group(1),
                form.group(2),
                form.group(3),
                form.group(4),
                form.group(5),
                form.group(6)))
        : Optional.empty();
  }

  /** When the call was made, where the digits are a time. */
  public Optional<Instant> at() {
    return KoreaTime.read(date + time);
  }
}
