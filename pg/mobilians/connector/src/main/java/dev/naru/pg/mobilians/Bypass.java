package dev.naru.pg.mobilians;

import dev.naru.pg.spi.WindowRequest;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/**
 * The parameters that a shop may pass through to the window (spec/pg-rules.md §4.1). Only listed
 * parameters of the right form are passed.
 */
final class Bypass {
  private static final Pattern YES_NO = Pattern.compile("[YN]");

  private static final Map<String, Pattern> TOP =
      Map.of("cp_logo", YES_NO, "css_type", Pattern.compile("#[0-9A-Fa-f]{6}"));

  private static final Map<String, Pattern> HIDDEN =
      Map.of("footer_area", YES_NO, "product_area", YES_NO, "email_area", YES_NO);

  private static final Map<String, Pattern> OPTIONS =
      Map.of(
          "cn_pay_app_use_yn", YES_NO,
          "cn_pay_app_use_cd", Pattern.compile("0[12]"),
          "ep_pay_type", Pattern.compile("[CPM]"),
          "mc_fix_no", YES_NO,
          "mc_safe_call", Pattern.compile("SAFECALL"),
          "ra_escrow_password", Pattern.compile("[!-~]{1,20}"),
          "ra_direct", YES_NO,
          "va_cash_receipt", YES_NO,
          "va_email", YES_NO);

  private static final Pattern IDENTIFIER = Pattern.compile("[0-9]+");

  private final Map<?, ?> all;
  private final Map<?, ?> own;

  Bypass(WindowRequest request) {
    all = request.bypass();
    own = object(all, "mobilians_v2");
  }

  /** The window's logo and colours. */
  SequencedMap<String, String> look() {
    return allowed(own, TOP, "");
  }

  /** The shop's {@code hidden_options}. */
  SequencedMap<String, String> hidden() {
    return allowed(object(own, "hidden_options"), HIDDEN, "");
  }

  /** The shop's {@code pay_options} for this method; their names begin with the method. */
  SequencedMap<String, String> options(CashCode cashCode) {
    return allowed(object(own, "pay_options"), OPTIONS, cashCode.name().toLowerCase(Locale.ROOT));
  }

  /** The kind of cash receipt: {@code A} for a person's, {@code B} for a business's. */
  Optional<String> receiptType() {
    return switch (first("cashReceiptType")) {
      case "personal" -> Optional.of("A");
      case "corporate" -> Optional.of("B");
      default -> Optional.empty();
    };
  }

  /**
   * The telephone number, business number or card that a cash receipt is issued to; empty when it
   * has more digits than KG's field, for which KG would refuse the whole registration.
   */
  Optional<String> receiptIdentifier(int maxDigits) {
    String digits = first("customerIdentifier").replace("-", "");
    return IDENTIFIER.matcher(digits).matches() && digits.length() <= maxDigits
        ? Optional.of(digits)
        : Optional.empty();
  }

  private String first(String name) {
    return all.get(name) instanceof String outer
        ? outer
        : own.get(name) instanceof String inner ? inner : "";
  }

  private static Map<?, ?> object(Map<?, ?> in, String name) {
    return in.get(name) instanceof Map<?, ?> map ? map : Map.of();
  }

  private static SequencedMap<String, String> allowed(
      Map<?, ?> given, Map<String, Pattern> allowed, String prefix) {
    SequencedMap<String, String> values = new LinkedHashMap<>();
    allowed.keySet().stream()
        .sorted()
        .filter(name -> name.startsWith(prefix))
        .forEach(name -> {
          if (given.get(name) instanceof String value
              && allowed.getOrDefault(name, YES_NO).matcher(value).matches()) {
            values.put(name, value);
          }
        });
    return values;
  }
}
