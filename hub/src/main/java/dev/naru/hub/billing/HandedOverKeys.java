package dev.naru.hub.billing;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.payment.HandedOver;
import dev.naru.hub.payment.HandedOver.Reason;
import dev.naru.hub.payment.Payment.Buyer;
import dev.naru.pg.spi.Outcome.CardUsed;
import dev.naru.pg.spi.Outcome.IssuedKey;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.TakesOverKeys;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Stores billing keys that were issued through another hub, sealed like this hub's own. No PG is
 * asked: only a first charge shows whether a key is still valid. A key that the customer has here
 * is never replaced. Every method throws {@link org.springframework.dao.DataAccessException} when
 * the database is away. Thread-safe.
 */
public final class HandedOverKeys {

  private final BillingKeyRepository keys;
  private final KeyIssues issues;
  private final InstantSource time;

  HandedOverKeys(BillingKeyRepository keys, KeyIssues issues, InstantSource time) {
    this.keys = keys;
    this.issues = issues;
    this.time = time;
  }

  /**
   * A key that was handed over.
   *
   * @param values by the names of {@link TakesOverKeys#keyFields()}; {@code toString} hides them
   * @param card null if nothing is known of the card
   * @param customerId the merchant's id of the customer; null for none
   * @param issuedBy the number of the payment or order with which the key was issued
   * @param issuedAt null if nobody knows
   */
  public record Key(
      Channel channel,
      String customerKey,
      PayMethod method,
      Map<String, String> values,
      @Nullable CardUsed card,
      @Nullable String customerId,
      Buyer holder,
      String issuedBy,
      @Nullable Instant issuedAt) {
    @Override
    public String toString() {
      return "Key[" + customerKey + "]";
    }
  }

  /**
   * Stores a key.
   *
   * @param language the language of the sentence that says what a key looks like, {@code ko} or
   *     {@code en}
   */
  public HandedOver enter(Key key, String language) {
    Channel channel = key.channel();
    if (!BillingKeyCharges.canCharge(channel, key.method())) {
      return new HandedOver.Refused(Reason.NOT_CHARGEABLE, key.method().code());
    }
    Optional<TakesOverKeys> pg = channel.able(TakesOverKeys.class);
    if (pg.isEmpty()) {
      return new HandedOver.Refused(Reason.KEYS_STAY, channel.provider());
    }
    Optional<IssuedKey> issued = pg.get().takeOver(channel.config(), key.method(), key.values());
    if (issued.isEmpty()) {
      return new HandedOver.Refused(Reason.NO_KEY, forms(pg.get(), language));
    }
    Instant now = time.instant();
    if (issues.takeOver(key, issued.get(), key.issuedAt() == null ? now : key.issuedAt(), now)) {
      return new HandedOver.Entered();
    }
    return keys.find(channel.merchantId(), key.customerKey())
            .map(BillingKeyRepository.CustomersKeys::own)
            .filter(own -> own.told().channelId() == channel.id())
            .filter(own -> keys.open(own).secret().equals(issued.get().secret()))
            .isPresent()
        ? new HandedOver.There()
        : new HandedOver.Refused(Reason.OTHER_KEY, "");
  }

  private static String forms(TakesOverKeys pg, String language) {
    return pg.keyFields().stream()
        .map(field -> field.name() + ": " + field.form().in(language))
        .collect(Collectors.joining("; "));
  }
}
