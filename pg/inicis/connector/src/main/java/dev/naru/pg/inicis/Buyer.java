package dev.naru.pg.inicis;

import dev.naru.pg.inicis.wire.WireText;
import dev.naru.pg.spi.WindowRequest;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** The buyer and the goods as KG INICIS's forms take them (protocols/inicis.md §3.2, §4.1). */
final class Buyer {
  /** Reserved by RFC 2606 and accepting no mail: a slip sent to it reaches nobody. */
  private static final String NO_EMAIL = "noreply@example.com";

  private static final String NO_TEL = "000-0000-0000";
  private static final int EMAIL_BYTES = 60;
  private static final Pattern EMAIL =
      Pattern.compile("[A-Za-z0-9._-]+@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+");

  private Buyer() {}

  /** Digits and hyphens, at most 20; the fields are required and may not be empty. */
  static String tel(WindowRequest.Buyer buyer) {
    String tel = buyer.tel().replaceAll("[^0-9-]", "");
    return tel.isEmpty() ? NO_TEL : WireText.cut(tel, 20);
  }

  /**
   * The address, if the window takes it. One with other special characters is left out rather than
   * changed: the changed one may be somebody else's.
   */
  static Optional<String> email(WindowRequest.Buyer buyer) {
    String email = buyer.email().strip();
    return email.length() <= EMAIL_BYTES && EMAIL.matcher(email).matches()
        ? Optional.of(email)
        : Optional.empty();
  }

  /** As {@link #email}; on a PC an empty value may be refused (§3.2, inferred). */
  static String emailOrPlaceholder(WindowRequest.Buyer buyer) {
    return email(buyer).orElse(NO_EMAIL);
  }

  /** The order's name; the window refuses an empty one. */
  static String goods(WindowRequest request) {
    return request.name().isBlank() ? request.orderNumber() : request.name();
  }

  /** The buyer's name; the window refuses an empty one. */
  static String name(WindowRequest.Buyer buyer) {
    return buyer.name().isBlank() ? "구매자" : buyer.name();
  }

  /** As {@link #name}, fit for the raw answers of the phone's flows. */
  static String rawSafeName(WindowRequest.Buyer buyer) {
    String safe = WireText.rawSafe(name(buyer)).strip();
    return WireText.cut(safe.isEmpty() ? "구매자" : safe, 30);
  }

  /**
   * What is paid for, when it is a time. An open end has no form of its own on this wire and is
   * left out.
   */
  static Optional<String> period(WindowRequest request, String separator) {
    WindowRequest.Period period = request.period();
    return period == null || period.to() == null
        ? Optional.empty()
        : Optional.of(
            DateTimeFormatter.BASIC_ISO_DATE.format(period.from())
                + separator
                + DateTimeFormatter.BASIC_ISO_DATE.format(period.to()));
  }
}
