package dev.naru.pg.inicis;

import dev.naru.pg.spi.ChargeOrder;
import dev.naru.pg.spi.Outcome;
import dev.naru.pg.spi.Outcome.IssuedKey;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgTransport;
import java.time.InstantSource;
import java.util.List;
import java.util.SequencedMap;

/** Charges a billing key, however it was issued (protocols/inicis.md §5.3, §6.8). */
final class ChargeBillingKey {
  private static final List<String> HASHED = List.of("moid", "price", "billKey");

  private final ApiV1 api;
  private final ReadCharge reader;

  ChargeBillingKey(PgTransport transport, InstantSource time) {
    this.api = new ApiV1(transport, time);
    this.reader = new ReadCharge(time);
  }

  Outcome charge(PersistedAttempt attempt, IssuedKey key, ChargeOrder order) {
    return ApiV1.beforehand(attempt).orElseGet(() -> send(attempt, key, order));
  }

  private Outcome send(PersistedAttempt attempt, IssuedKey key, ChargeOrder order) {
    SequencedMap<String, String> fields = ApiV1.orderFields(attempt, order);
    fields.put("billKey", BillKeyDecoder.billKey(key));
    fields.put("authentification", "00");
    ApiV1.putTerms(fields, order);
    return reader.charge(
        attempt, api.call(attempt.channel(), "billing", "Billing", fields, HASHED));
  }
}
