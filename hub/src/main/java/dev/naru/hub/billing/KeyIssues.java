package dev.naru.hub.billing;

import static dev.naru.hub.database.Columns.utc;

import dev.naru.hub.billing.BillingKeys.NewKey;
import dev.naru.hub.channel.Channel;
import dev.naru.hub.payment.Payment.Buyer;
import dev.naru.pg.spi.Outcome.CardUsed;
import dev.naru.pg.spi.Outcome.IssuedKey;
import dev.naru.pg.spi.Outcome.KeyIssued;
import dev.naru.pg.spi.PayMethod;
import java.sql.Types;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stores keys that come without a payment: issued for card data, with the intent before the PG is
 * called, or handed over by another hub.
 */
record KeyIssues(JdbcClient db, BillingKeyRepository keys, JsonMapper json) {

  /**
   * Stores the intent to issue a key, before the PG is called (G02). False when the order number is
   * in use.
   */
  boolean note(Channel channel, String customerKey, String pgOrderNumber, Instant now) {
    return db.sql(
                """
                insert into key_issue (merchant_id, pg_order_number, customer_key, channel_id, asked_at)
                values (:merchant, :order, :customerKey, :channel, :now)
                on conflict (merchant_id, pg_order_number) do nothing
                """)
            .param("merchant", channel.merchantId())
            .param("order", pgOrderNumber)
            .param("customerKey", customerKey)
            .param("channel", channel.id())
            .param("now", utc(now))
            .update()
        == 1;
  }

  /** Ends the record of an issue that gave no key. */
  void end(long merchantId, String pgOrderNumber, String outcome, Instant now) {
    db.sql(
            """
            update key_issue set outcome = :outcome, ended_at = :now
             where merchant_id = :merchant and pg_order_number = :order and ended_at is null
            """)
        .param("outcome", outcome)
        .param("merchant", merchantId)
        .param("order", pgOrderNumber)
        .param("now", utc(now))
        .update();
  }

  /** Stores a key that was issued for card data, in the statement that ends its issue. */
  void keep(
      Channel channel,
      NewKey wanted,
      PayMethod method,
      String pgOrderNumber,
      KeyIssued issued,
      Instant now) {
    bind(
            db.sql(
                """
                with ended as (
                  update key_issue set outcome = 'key_issued', ended_at = :now
                   where merchant_id = :merchant and pg_order_number = :order and ended_at is null
                  returning 1
                )
                insert into billing_key (merchant_id, customer_key, channel_id, provider, mid, test,
                                         method, key_sealed, card, customer_id, holder_sealed,
                                         issued_by, inserted_at, updated_at)
                select :merchant, :customerKey, :channel, :provider, :mid, :test, :method, :key,
                       cast(:card as jsonb), :customerId, :holder, :order, :now, :now
                  from ended
                """
                    + BillingKeyRepository.REPLACE
                    + ", customer_id = excluded.customer_id, holder_sealed = excluded.holder_sealed"),
            channel,
            wanted.customerKey(),
            method,
            issued.key(),
            issued.card(),
            wanted.customerId(),
            wanted.holder())
        .param("order", pgOrderNumber)
        .param("now", utc(now))
        .update();
  }

  /** Sets the parameters of a statement that enters a key. */
  private StatementSpec bind(
      StatementSpec statement,
      Channel channel,
      String customerKey,
      PayMethod method,
      IssuedKey key,
      @Nullable CardUsed card,
      @Nullable String customerId,
      Buyer holder) {
    long merchantId = channel.merchantId();
    return statement
        .param("merchant", merchantId)
        .param("customerKey", customerKey)
        .param("channel", channel.id())
        .param("provider", channel.provider())
        .param("mid", channel.config().mid())
        .param("test", channel.isTest())
        .param("method", method.code())
        .param("key", keys.seal(key, merchantId, customerKey))
        .param("card", card == null ? null : json.writeValueAsString(card), Types.VARCHAR)
        .param("customerId", customerId, Types.VARCHAR)
        .param("holder", keys.sealHolder(holder, merchantId, customerKey));
  }

  /**
   * Stores a key that was handed over. False when the customer has a key already, proved or not,
   * which stays.
   */
  boolean takeOver(HandedOverKeys.Key key, IssuedKey issued, Instant issuedAt, Instant now) {
    Channel channel = key.channel();
    return bind(
                db.sql(
                    """
                    insert into billing_key (merchant_id, customer_key, channel_id, provider, mid, test,
                                             method, key_sealed, card, customer_id, holder_sealed,
                                             issued_by, inserted_at, updated_at)
                    select :merchant, :customerKey, :channel, :provider, :mid, :test, :method, :key,
                           cast(:card as jsonb), :customerId, :holder, :issuedBy, :issuedAt, :now
                     where not exists (select 1 from unproved_key u
                                        where u.merchant_id = :merchant
                                          and u.customer_key = :customerKey)
                    on conflict (merchant_id, customer_key) do nothing
                    """),
                channel,
                key.customerKey(),
                key.method(),
                issued,
                key.card(),
                key.customerId(),
                key.holder())
            .param("issuedBy", key.issuedBy())
            .param("issuedAt", utc(issuedAt))
            .param("now", utc(now))
            .update()
        == 1;
  }
}
