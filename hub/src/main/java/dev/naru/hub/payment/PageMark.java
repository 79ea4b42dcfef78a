package dev.naru.hub.payment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The position in a search at which a page ends and the next one begins. It isn't secret: whoever
 * invents one sees another page of payments that they may see anyway.
 *
 * @param startedAt when the page's last payment began
 * @param paymentNumber the number of the page's last payment; empty if everything from {@code
 *     startedAt} on was searched
 * @param count how many payments the first page has counted
 * @param countIsLeast whether there may be more
 */
public record PageMark(Instant startedAt, String paymentNumber, int count, boolean countIsLeast) {

  private static final Pattern TEXT =
      Pattern.compile("([0-9]{1,17})\\.([0-9]{1,4})\\.([01])\\.([0-9A-Za-z_-]{0,64})");

  /** The mark in the form in which it stands in an address. */
  public String text() {
    String text =
        "%d.%d.%d.%s"
            .formatted(
                ChronoUnit.MICROS.between(Instant.EPOCH, startedAt),
                count,
                countIsLeast ? 1 : 0,
                paymentNumber);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  /** Reads {@link #text()}; empty for any other text. */
  public static Optional<PageMark> of(String text) {
    try {
      Matcher parts = TEXT.matcher(new String(Base64.getUrlDecoder().decode(text), UTF_8));
      return parts.matches()
          ? Optional.of(
              new PageMark(
                  Instant.EPOCH.plus(Long.parseLong(parts.group(1)), ChronoUnit.MICROS),
                  parts.group(4),
                  Integer.parseInt(parts.group(2)),
                  parts.group(3).equals("1")))
          : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
