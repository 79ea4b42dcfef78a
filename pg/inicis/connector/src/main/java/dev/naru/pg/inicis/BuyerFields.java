package dev.naru.pg.inicis;

import dev.naru.pg.inicis.wire.WireText;
import dev.naru.pg.spi.WindowRequest;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The buyer and the goods in the form that KG INICIS's windows accept (protocols/inicis.md §3.2,
 * §4.1).
 */
final class BuyerFields {
  /**
   * An address that RFC 2606 reserves and that accepts no mail, so a receipt sent to it reaches
   * nobody.
   */
  private static final String NO_EMAIL = "noreply@example.com";

  private static final String NO_TEL = "000-0000-0000";
  private static final int EMAIL_BYTES = 60;
  private static final Pattern EMAIL =
      Pattern.compile("[A-Za-z0-9._-]+@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+");

  private BuyerFields() {}

  /** The telephone number as digits and hyphens, at most 20 characters and never empty. */
  static String tel(WindowRequest.Buyer buyer) {
    String tel = buyer.tel().replaceAll("[^0-9-]", "");
    return tel.isEmpty() ? NO_TEL : WireText.cut(tel, 20);
  }

  /**
   * The e-mail address, if the window accepts it. An address with other special characters is left
   * out instead of changed, because the changed address may belong to somebody else.
   */
  static Optional<String> email(WindowRequest.Buyer buyer) {
    String email = buyer.email().strip();
    return email.length() <= EMAIL_BYTES && EMAIL.matcher(email).matches()
        ? Optional.of(email)
        : Optional.empty();
  }

  /**
   * The value of {@link #email}, or else a placeholder, because on a PC KG INICIS may refuse an
   * empty value (§3.2, inferred).
   */
  static String emailOrPlaceholder(WindowRequest.Buyer buyer) {
    return email(buyer).orElse(NO_EMAIL);
  }

  /** The order's name, or else its number, because the window refuses an empty name. */
  static String goods(WindowRequest request) {
    return request.name().isBlank() ? request.orderNumber() : request.name();
  }

  /**
   * The buyer's name, or else the Korean word for "buyer", because the window refuses an empty
   * name.
   */
  static String name(WindowRequest.Buyer buyer) {
    return buyer.name().isBlank() ? "구매자" : buyer.name();
  }

  /**
   * The value of {@link #name} without the characters that would break the unencoded answers of the
   * mobile flow.
   */
  static String rawSafeName(WindowRequest.Buyer buyer) {
    String safe = WireText.rawSafe(name(buyer)).strip();
    return WireText.cut(safe.isEmpty() ? "구매자" : safe, 30);
  }

  /**
   * The period of service that is paid for. The window has no form for a period without an end, so
   * such a period is left out.
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
