package dev.naru.pg.mobilians;

import dev.naru.pg.mobilians.wire.Json;
import dev.naru.pg.mobilians.wire.KoreanText;
import dev.naru.pg.spi.ChargeOrder;
import dev.naru.pg.spi.PersistedAttempt;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The charge by billing key as KG once described it, {@code mode} M002 (protocols/mobilians.md
 * §2.8); the 2026.04 manual leaves it out.
 *
 * <p><b>Not settled by a public source</b>, and decided here alone:
 *
 * <ul>
 *   <li>whether M002 is still served. A service that doesn't know it answers 6101, which is a
 *       decline;
 *   <li>what the answer's digest covers: this form has neither {@code ok_url} nor {@code
 *       time_stamp}. It isn't verified. The answer comes over TLS from the host that was asked;
 *   <li>that {@code bill_key} takes a card's key as it takes a phone's;
 *   <li>which field is the number of the charge: {@code mobil_id}, elsewhere the same as {@code
 *       pay_token};
 *   <li>{@code mstr}, which the form's table lacks, carries the merchant's order number as in a
 *       registration;
 *   <li>how a charge is undone whose answer, and with it whose number, was lost: by an empty {@code
 *       pay_token}, since {@code trade_id} is unique. If KG wants a number (6101) the charge stays
 *       unknown, and somebody must look into KG's console;
 *   <li>a key in the answer that differs from ours: it is left alone, and ours stays.
 * </ul>
 */
final class AutoBilling {
  private static final String MODE = "M002";
  private static final String NO_NUMBER = "";
  private static final int NAME_BYTES = 50;
  private static final int SITE_BYTES = 20;
  private static final Pattern NUMBER = Pattern.compile("[0-9A-Za-z]{1,50}");

  private AutoBilling() {}

  /** VAT and tax-free parts don't go with a key (spec/pg-rules.md §4.1). */
  static SequencedMap<String, Object> request(
      PersistedAttempt attempt, BillingKey key, ChargeOrder order, String siteUrl) {
    SequencedMap<String, Object> body = new LinkedHashMap<>();
    body.put("mode", MODE);
    body.put("cash_code", key.cashCode().name());
    body.put("site_url", KoreanText.fit(siteUrl.replaceFirst("^https?://", ""), SITE_BYTES));
    body.put("sid", key.sid());
    body.put("product_name", KoreanText.fit(order.name(), NAME_BYTES).strip());
    body.put("amount", Long.toString(attempt.amount().minor()));
    body.put("trade_id", attempt.pgOrderNumber());
    body.put("bill_key", key.key());
    body.put("mc_user_key", key.userKey());
    body.put("mstr", Registration.echo(order.orderNumber()));
    body.values().removeIf(""::equals);
    return body;
  }

  /** KG's number of the charge; empty where the answer has none, or two. */
  static Optional<String> number(Json answer) {
    String mobilId = answer.get("mobil_id");
    String payToken = answer.get("pay_token");
    String number = mobilId.isEmpty() ? payToken : mobilId;
    boolean one = payToken.isEmpty() || payToken.equals(number);
    return one && NUMBER.matcher(number).matches() ? Optional.of(number) : Optional.empty();
  }

  /** What a net cancel undoes. A key's values don't tell when the charge was asked for. */
  static Undoing undoing(
      PersistedAttempt attempt, Map<String, String> proof, @Nullable String pgTid) {
    return new Undoing(
        BillingKey.of(proof).cashCode(),
        pgTid == null ? NO_NUMBER : pgTid,
        attempt.amount().minor(),
        null);
  }
}
