package dev.naru.hub.billing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.naru.hub.brake.CallerNetwork;
import dev.naru.hub.brake.SharedBrake;
import dev.naru.hub.brake.SharedBrake.Answer;
import dev.naru.hub.brake.SharedBrake.Counter;
import dev.naru.hub.vault.Vault;
import dev.naru.pg.spi.CardData;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits card testing (G38): whoever tries stolen numbers by key-in is refused before the PG is
 * asked. It counts a merchant's refusals by card, by calling address and in all, so that tries at
 * one merchant block no other merchant. Cards and addresses are stored as keyed digests.
 * Thread-safe.
 */
final class KeyInThrottle {

  private static final Logger log = LoggerFactory.getLogger(KeyInThrottle.class);

  /** How many refusals one card may have in an hour. */
  static final int PER_CARD = 5;

  /** How many refusals one calling address may have in ten minutes. */
  static final int PER_CALLER = 30;

  /** How many refusals all cards together may have in ten minutes. */
  static final int PER_MERCHANT = 60;

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  private final SharedBrake brake;
  private final Vault vault;

  KeyInThrottle(SharedBrake brake, Vault vault) {
    this.brake = brake;
    this.vault = vault;
  }

  /**
   * Whether the merchant's caller may try this card now. The counters are always taken in the same
   * order, so that two calls can't block each other.
   */
  Answer take(long merchantId, CardData card, String caller) {
    Answer answer =
        brake.take(
            merchantId,
            List.of(
                new Counter("card", who(card), PER_CARD, HOUR),
                new Counter("card caller", who(CallerNetwork.of(caller)), PER_CALLER, TEN_MINUTES),
                new Counter("card merchant", who(""), PER_MERCHANT, TEN_MINUTES)));
    if (answer instanceof Answer.Wait) {
      log.warn("too many refused cards of merchant {}", merchantId);
    }
    return answer;
  }

  private String who(CardData card) {
    return card.number().lend(number -> SharedBrake.who(vault.mac(number, "brake-card")));
  }

  private String who(String caller) {
    return SharedBrake.who(vault.mac(caller.getBytes(UTF_8), "brake-caller"));
  }
}
