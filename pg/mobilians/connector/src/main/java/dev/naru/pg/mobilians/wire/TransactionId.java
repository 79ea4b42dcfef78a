package dev.naru.pg.mobilians.wire;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The number of one call about a phone payment (protocols/mobilians.md §2.7). Examples of such
 * numbers are published, and their structure is inferred from these; a number with another
 * structure does no harm.
 *
 * @param date {@code yyyyMMdd} in Korean time
 * @param cashCode {@code MC}
 * @param environment {@code T} for test, {@code N} for live
 * @param operation {@code 2001} or {@code 4002} for an approval, {@code 5001} for a cancel
 * @param time {@code HHmmss}
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

  /** Parses a number; empty when it doesn't have the inferred structure. */
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

  /** The time of the call; empty when the digits aren't a time. */
  public Optional<Instant> at() {
    return KoreaTime.read(date + time);
  }
}
