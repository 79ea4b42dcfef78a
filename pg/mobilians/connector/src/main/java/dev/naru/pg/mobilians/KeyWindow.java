package dev.naru.pg.mobilians;

import dev.naru.pg.mobilians.wire.Json;
import dev.naru.pg.mobilians.wire.KoreaTime;
import dev.naru.pg.spi.Outcome.IssuedKey;
import java.net.URI;
import java.time.Instant;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Windows that issue a billing key (protocols/mobilians.md §2.8, spec/pg-rules.md §4.2, §5).
 *
 * <p>A phone's key comes with a real first charge. <b>Not settled by a public source:</b> whether a
 * contract exists under which an amount of 0 gives a key alone (we send what the hub asks for and
 * believe the answer), and which option asks for a card's key (we send none: the service id is set
 * up for billing, or the answer has no key).
 */
final class KeyWindow {
  private KeyWindow() {}

  /** Asks for a key. */
  static void put(SequencedMap<String, Object> options, CashCode cashCode) {
    if (cashCode == CashCode.MC) {
      options.put("mc_auto_pay", "Y");
    }
  }

  /**
   * The key of an approval's answer; null where there is none, which happens when the service id
   * isn't enabled for billing. Keys in the return aren't believed: they came through the browser
   * and the digest doesn't cover them.
   */
  static @Nullable IssuedKey issued(Proof proof, String sid, Json answer, Instant approvedAt) {
    CashCode cashCode = proof.trade().cashCode();
    String key = answer.get(BillingKey.fieldOf(cashCode));
    if (key.isBlank() || !proof.trade().issuesKey()) {
      return null;
    }
    String userKey = answer.get("mc_user_key");
    String host = URI.create(proof.trade().okUrl()).getHost();
    return new BillingKey(
            cashCode,
            key,
            cashCode == CashCode.MC && userKey.isBlank() ? proof.userKey() : userKey,
            sid,
            host == null ? "" : host,
            KoreaTime.write(KoreaTime.day(approvedAt)),
            answer.get("amount"))
        .toIssued();
  }
}
