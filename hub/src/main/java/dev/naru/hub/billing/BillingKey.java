package dev.naru.hub.billing;

import dev.naru.hub.payment.Payment;
import dev.naru.pg.spi.Outcome.CardUsed;
import dev.naru.pg.spi.PayMethod;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The description of a billing key (spec/rest-api.md §2.4): everything but the key itself.
 *
 * @param provider V1's code of the PG
 * @param card null for a phone's key
 * @param customerId the merchant's id of the customer; null if not given
 * @param holder the person to whom the key belongs, as the merchant named them
 * @param issuedBy the order number that the PG issued it under
 * @param proved false while the key is known only from the buyer's browser
 */
public record BillingKey(
    long merchantId,
    String customerKey,
    long channelId,
    String provider,
    String mid,
    boolean test,
    PayMethod method,
    @Nullable CardUsed card,
    @Nullable String customerId,
    Payment.Buyer holder,
    String issuedBy,
    Instant insertedAt,
    Instant updatedAt,
    boolean proved) {}
