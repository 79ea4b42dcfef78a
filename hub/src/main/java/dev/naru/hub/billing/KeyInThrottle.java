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
 * The brake on card testing (G38): who tries stolen numbers by key-in is told "too many" before the
 * PG is asked. It counts refusals by card, by calling address and in all, each of one merchant:
 * what is tried at one merchant holds up no other. A card and an address are known by keyed
 * digests. Thread-safe.
 */
final class KeyInThrottle {

  private static final Logger log = LoggerFactory.getLogger(KeyInThrottle.class);

  /** Refusals of one card in an hour. */
  static final int PER_CARD = 5;

  /** Refusals from one calling address in ten minutes. */
  static final int PER_CALLER = 30;

  /** Refusals of all cards in ten minutes. */
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
   * Whether the merchant's caller may try this card now. The counters are taken in this order, the
   * same for everybody, so that nobody waits for each other.
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
