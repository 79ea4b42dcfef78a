package dev.naru.pg.mobilians;

import dev.naru.pg.mobilians.wire.KoreaTime;
import dev.naru.pg.mobilians.wire.MobiliansJson;
import dev.naru.pg.spi.Outcome.IssuedKey;
import java.net.URI;
import java.time.Instant;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Windows that issue a billing key (protocols/mobilians.md §2.8, spec/pg-rules.md §4.2, §5).
 *
 * <p>A phone's key comes with a real first charge. <b>No public source settles</b> two questions.
 * Does a contract exist under which an amount of 0 issues a key without a charge? This class sends
 * the amount that the hub asks for and believes the answer. Which option asks for a card's key?
 * This class sends none: either the service id is set up for billing, or the answer has no key.
 */
final class OpenKeyWindow {
  private OpenKeyWindow() {}

  /** Adds the options that ask for a key. */
  static void put(SequencedMap<String, Object> options, CashCode cashCode) {
    if (cashCode == CashCode.MC) {
      options.put("mc_auto_pay", "Y");
    }
  }

  /**
   * The key in an approval's answer; null when there is none, which happens when the service id
   * isn't enabled for billing. Keys in the return are ignored: they came through the browser, and
   * the digest doesn't cover them.
   */
  static @Nullable IssuedKey issued(
      Proof proof, String sid, MobiliansJson answer, Instant approvedAt) {
    CashCode cashCode = proof.trade().cashCode();
    String key = answer.get(MobiliansKey.fieldOf(cashCode));
    if (key.isBlank() || !proof.trade().issuesKey()) {
      return null;
    }
    String userKey = answer.get("mc_user_key");
    return new MobiliansKey(
            cashCode,
            key,
            cashCode == CashCode.MC && userKey.isBlank() ? proof.userKey() : userKey,
            sid,
            Registration.hostOf(URI.create(proof.trade().okUrl())),
            KoreaTime.write(KoreaTime.day(approvedAt)),
            answer.get("amount"))
        .toIssued();
  }
}
