package dev.naru.pg.mobilians;

import dev.naru.pg.mobilians.wire.KoreanText;
import dev.naru.pg.mobilians.wire.MobiliansJson;
import dev.naru.pg.spi.ChargeOrder;
import dev.naru.pg.spi.PersistedAttempt;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The charge by billing key as an earlier manual of KG's described it, with {@code mode} M002
 * (protocols/mobilians.md §2.8). The manual of 2026.04 leaves it out.
 *
 * <p><b>No public source settles the following.</b> Only this class decides it:
 *
 * <ul>
 *   <li>Is M002 still served? A service that doesn't know it answers 6101, which counts as a
 *       decline.
 *   <li>What does the answer's digest cover? This request has neither {@code ok_url} nor {@code
 *       time_stamp}. The digest isn't verified; the answer comes over TLS from the host that was
 *       asked.
 *   <li>Does {@code bill_key} accept a card's key as it accepts a phone's? It is assumed to.
 *   <li>Which field is the charge's number? {@code mobil_id}, which equals {@code pay_token}
 *       elsewhere.
 *   <li>{@code mstr} isn't in the request's table; it carries the merchant's order number, as it
 *       does in a registration.
 *   <li>How is a charge undone whose answer, and so whose number, was lost? By an empty {@code
 *       pay_token}, since {@code trade_id} is unique. If KG demands a number (6101), the charge
 *       stays unknown and an operator must look into KG's console.
 *   <li>What does another key in the answer mean? It is ignored, and the stored key stays.
 * </ul>
 */
final class AutoBilling {
  private static final String MODE = "M002";
  private static final String NO_NUMBER = "";
  private static final int NAME_BYTES = 50;
  private static final int SITE_BYTES = 20;
  private static final Pattern NUMBER = Pattern.compile("[0-9A-Za-z]{1,50}");

  private AutoBilling() {}

  /**
   * The request's body. A charge by key has no VAT and no tax-free part (spec/pg-rules.md §4.1).
   */
  static SequencedMap<String, Object> request(
      PersistedAttempt attempt, MobiliansKey key, ChargeOrder order, String siteUrl) {
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

  /** KG's number of the charge; empty when the answer has none, or two different ones. */
  static Optional<String> number(MobiliansJson answer) {
    String mobilId = answer.get("mobil_id");
    String payToken = answer.get("pay_token");
    String number = mobilId.isEmpty() ? payToken : mobilId;
    boolean one = payToken.isEmpty() || payToken.equals(number);
    return one && NUMBER.matcher(number).matches() ? Optional.of(number) : Optional.empty();
  }

  /**
   * The charge that a net cancel undoes. Its time is null, because a key's values don't contain it.
   */
  static ChargeToUndo undoing(
      PersistedAttempt attempt, Map<String, String> proof, @Nullable String pgTid) {
    return new ChargeToUndo(
        MobiliansKey.of(proof).cashCode(),
        pgTid == null ? NO_NUMBER : pgTid,
        attempt.amount().minor(),
        null);
  }
}
