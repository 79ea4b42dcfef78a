package dev.naru.hub.billing;

import static dev.naru.hub.database.Columns.utc;

import dev.naru.hub.billing.RepeatRule.Past;
import dev.naru.hub.channel.Channel;
import dev.naru.hub.channel.ChannelRows;
import dev.naru.hub.channel.PayMethodCodes;
import dev.naru.hub.payment.IssuedKeys;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.Payment.Buyer;
import dev.naru.hub.vault.Vault;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.Outcome.CardUsed;
import dev.naru.pg.spi.Outcome.IssuedKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stores billing keys, sealed to their row: one for each customer key, which is replaced when it is
 * issued again (spec/rest-api.md §2.4, G27).
 */
final class BillingKeyRepository implements IssuedKeys {

  /** The columns of a key for {@link #read}, from {@code billing_key k}. */
  static final String COLUMNS =
      """
      k.merchant_id as k_merchant_id, k.customer_key as k_customer_key,
      k.channel_id as k_channel_id, k.provider as k_provider, k.mid as k_mid, k.test as k_test,
      k.method as k_method, k.card as k_card, k.customer_id as k_customer_id,
      k.holder_sealed as k_holder_sealed, k.issued_by as k_issued_by,
      k.inserted_at as k_inserted_at, k.updated_at as k_updated_at, k.key_sealed as k_key_sealed,
      k.issued_for as k_issued_for
      """;

  /** Selects the customer's key, and after it the newer unproved ones. */
  private static final String SELECT =
      "select "
          + COLUMNS
          + """
          , true as k_proved
            from billing_key k
           where k.merchant_id = :merchant and k.customer_key = any(:customerKeys)
          union all
          select u.merchant_id, u.customer_key, u.channel_id, u.provider, u.mid, u.test, u.method,
                 u.card, null, null, u.issued_by, u.inserted_at, u.inserted_at, u.key_sealed,
                 u.issued_for, false
            from unproved_key u
           where u.merchant_id = :merchant and u.customer_key = any(:customerKeys)
             and not exists (select 1 from billing_key k
                              where k.merchant_id = :merchant and k.customer_key = u.customer_key
                                and k.updated_at >= u.inserted_at)
           order by k_proved desc, k_updated_at desc, k_issued_by desc
          """;

  /** Selects the same with each key's channel, which is always looked up by its primary key. */
  private static final String SELECT_WITH_CHANNEL =
      "select k.*, ch.* from ("
          + SELECT
          + ") k left join lateral (select "
          + ChannelRows.COLUMNS
          + """
             from channel c where c.merchant_id = :merchant and c.id = k.k_channel_id limit 1) ch on true
           order by k.k_proved desc, k.k_updated_at desc, k.k_issued_by desc
          """;

  /** The end of a statement that enters a key: it takes the place of the customer's present one. */
  static final String REPLACE =
      """
      on conflict (merchant_id, customer_key) do update
        set channel_id = excluded.channel_id, provider = excluded.provider, mid = excluded.mid,
            test = excluded.test, method = excluded.method, key_sealed = excluded.key_sealed,
            card = excluded.card, issued_by = excluded.issued_by,
            issued_for = excluded.issued_for, updated_at = excluded.updated_at
      """;

  private static final String ADD_UNPROVED_FROM_PAYMENT =
      """
      insert into unproved_key (merchant_id, customer_key, issued_by, channel_id, provider, mid,
                                test, method, key_sealed, card, issued_for, inserted_at)
      select :merchant, :customerKey, p.payment_number, p.channel_id, p.provider, p.mid,
             p.test, p.method, cast(:keySealed as bytea), cast(:keyCard as jsonb), p.name, :now
        from moved p
      """;

  /** After how many declined charges an unproved key is deleted. */
  private static final int MOST_DECLINES = 3;

  private static final String UPSERT_FROM_PAYMENT =
      """
      insert into billing_key (merchant_id, customer_key, channel_id, provider, mid, test, method,
                               key_sealed, card, issued_by, issued_for, inserted_at, updated_at)
      select :merchant, :customerKey, p.channel_id, p.provider, p.mid, p.test, p.method,
             cast(:keySealed as bytea), cast(:keyCard as jsonb), p.payment_number, p.name, :now, :now
        from moved p
       -- A charge that the PG told of late must not put an older key over a newer one.
       where not exists (select 1 from billing_key k
                          where p.device = 'api' and k.merchant_id = :merchant
                            and k.customer_key = :customerKey and k.updated_at > p.started_at)
      """
          + REPLACE;

  private static final TypeReference<Map<String, String>> SECRET = new TypeReference<>() {};
  private final JdbcClient db;
  private final Vault vault;
  private final JsonMapper json;
  private final ChannelRows channels;

  BillingKeyRepository(JdbcClient db, Vault vault, JsonMapper json, ChannelRows channels) {
    this.db = db;
    this.channels = channels;
    this.vault = vault;
    this.json = json;
  }

  /**
   * A key with the values that only this module needs.
   *
   * @param issuedFor the name of the order with which the key was issued; null for none
   * @param sealed the PG's key, which {@link #open} unseals only for a call to the PG
   */
  record StoredKey(BillingKey told, @Nullable String issuedFor, byte[] sealed) {}

  /**
   * All keys of a customer.
   *
   * @param own the customer's key; the newest unproved one if there is no other
   * @param unproved the other unproved keys, newest first
   */
  record CustomersKeys(StoredKey own, List<StoredKey> unproved) {
    static CustomersKeys of(List<StoredKey> all) {
      return new CustomersKeys(all.getFirst(), List.copyOf(all.subList(1, all.size())));
    }
  }

  @Override
  public String upsertFromPayment() {
    return UPSERT_FROM_PAYMENT;
  }

  @Override
  public String addUnprovedFromPayment() {
    return ADD_UNPROVED_FROM_PAYMENT;
  }

  @Override
  public byte[] seal(IssuedKey key, long merchantId, String customerKey) {
    return vault.seal(
        json.writeValueAsBytes(key.secret()), context("billing.key", merchantId, customerKey));
  }

  /** Seals the holder of a key so that it opens only in the key's row (G27). */
  byte[] sealHolder(Buyer holder, long merchantId, String customerKey) {
    return vault.seal(
        json.writeValueAsBytes(holder), context("billing.holder", merchantId, customerKey));
  }

  /** The key itself, which may be used only for a call to the PG. */
  IssuedKey open(StoredKey key) {
    String context = context("billing.key", key.told().merchantId(), key.told().customerKey());
    return new IssuedKey(json.readValue(vault.open(key.sealed(), context), SECRET));
  }

  Optional<CustomersKeys> find(long merchantId, String customerKey) {
    return Optional.ofNullable(findStored(merchantId, List.of(customerKey)).get(customerKey));
  }

  /**
   * All keys of a customer, and the channel of {@code own}.
   *
   * @param channel empty when the channel is gone
   */
  record KeysAndChannel(CustomersKeys keys, Optional<Channel> channel) {}

  /** All keys of a customer with the channel that they are charged on, in one round trip. */
  Optional<KeysAndChannel> findWithChannel(long merchantId, String customerKey) {
    List<Map.Entry<StoredKey, Optional<Channel>>> found =
        db.sql(SELECT_WITH_CHANNEL)
            .param("merchant", merchantId)
            .param("customerKeys", new String[] {customerKey})
            .query((row, number) ->
                Map.entry(
                    read(row),
                    number > 0 || row.getObject("c_id") == null
                        ? Optional.<Channel>empty()
                        : Optional.of(channels.read(row))))
            .list();
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new KeysAndChannel(
                CustomersKeys.of(found.stream().map(Map.Entry::getKey).toList()),
                found.getFirst().getValue()));
  }

  /** The keys of these customers, in the given order; a customer without a key is left out. */
  List<BillingKey> findAll(long merchantId, List<String> customerKeys) {
    Map<String, CustomersKeys> found = findStored(merchantId, customerKeys);
    return customerKeys.stream()
        .map(found::get)
        .filter(Objects::nonNull)
        .map(keys -> keys.own().told())
        .toList();
  }

  /** The keys of these customers, by customer key. */
  Map<String, CustomersKeys> findStored(long merchantId, Collection<String> customerKeys) {
    return db
        .sql(SELECT)
        .param("merchant", merchantId)
        .param("customerKeys", customerKeys.stream().distinct().toArray(String[]::new))
        .query((row, number) -> read(row))
        .list()
        .stream()
        .collect(
            Collectors.groupingBy(
                key -> key.told().customerKey(),
                Collectors.collectingAndThen(Collectors.toList(), CustomersKeys::of)));
  }

  /**
   * The charges of a key since it was issued, oldest first, with those under way at the end. The
   * first charge is always included, because it sets amount and day. Of the others only those are
   * included that still hold money or are under way.
   */
  List<Past> chargesOf(BillingKey key) {
    return db.sql(
            """
            select at, amount, currency, stands from (
              select coalesce(paid_at, started_at) as at, amount, currency, payment_number,
                     state = 'APPROVING' or cancelled < amount as stands,
                     row_number() over (order by state = 'APPROVING', coalesce(paid_at, started_at),
                                        started_at, payment_number) as place
                from payment
               where merchant_id = :merchant and customer_key = :customerKey and charged
                 and state in ('APPROVING', 'PAID', 'CANCELLED')
                 and (payment_number = :issuedBy or started_at >= :issuedAt)) charge
             where stands or place = 1
             order by place
            """)
        .param("merchant", key.merchantId())
        .param("customerKey", key.customerKey())
        .param("issuedBy", key.issuedBy())
        .param("issuedAt", utc(key.updatedAt()))
        .query((row, number) ->
            new Past(
                row.getObject("at", OffsetDateTime.class).toInstant(),
                new Money(row.getLong("amount"), row.getString("currency")),
                row.getBoolean("stands")))
        .list();
  }

  /** Makes an unproved key the customer's key, because a charge with it succeeded. */
  void prove(StoredKey key, Instant now) {
    db.sql(
            """
            with proved as (
              delete from unproved_key
               where merchant_id = :merchant and customer_key = :customerKey
                 and issued_by = :issuedBy
              returning *
            )
            insert into billing_key (merchant_id, customer_key, channel_id, provider, mid, test,
                                     method, key_sealed, card, issued_by, issued_for, inserted_at,
                                     updated_at)
            select :merchant, :customerKey, u.channel_id, u.provider, u.mid, u.test, u.method,
                   u.key_sealed, u.card, u.issued_by, u.issued_for, :now, :now
              from proved u
            """
                + REPLACE)
        .param("merchant", key.told().merchantId())
        .param("customerKey", key.told().customerKey())
        .param("issuedBy", key.told().issuedBy())
        .param("now", utc(now))
        .update();
  }

  /** Counts a declined charge with an unproved key; after the third one the key is deleted. */
  void noteDecline(StoredKey key) {
    for (String sql :
        List.of("update unproved_key set declines = declines + 1", "delete from unproved_key")) {
      db.sql(
              sql
                  + """
                   where merchant_id = :merchant and customer_key = :customerKey
                     and issued_by = :issuedBy and (declines >= :most or :counts)
                  """)
          .param("merchant", key.told().merchantId())
          .param("customerKey", key.told().customerKey())
          .param("issuedBy", key.told().issuedBy())
          .param("most", MOST_DECLINES)
          .param("counts", sql.startsWith("update"))
          .update();
    }
  }

  /** Erases the holder of a key; for an unproved key no holder is stored. */
  boolean eraseHolder(long merchantId, String customerKey) {
    return db.sql(
                """
                update billing_key set holder_sealed = null, customer_id = null
                 where merchant_id = :merchant and customer_key = :customerKey
                """)
            .param("merchant", merchantId)
            .param("customerKey", customerKey)
            .update()
        > 0;
  }

  boolean delete(long merchantId, String customerKey) {
    return db.sql(
                """
                with unproved as (
                  delete from unproved_key
                   where merchant_id = :merchant and customer_key = :customerKey
                  returning 1
                ), own as (
                  delete from billing_key
                   where merchant_id = :merchant and customer_key = :customerKey
                  returning 1
                )
                select (select count(*) from unproved) + (select count(*) from own)
                """)
            .param("merchant", merchantId)
            .param("customerKey", customerKey)
            .query(Long.class)
            .single()
        > 0;
  }

  /** Reads a key from a row of {@link #SELECT}. */
  StoredKey read(ResultSet row) throws SQLException {
    long merchantId = row.getLong("k_merchant_id");
    String customerKey = row.getString("k_customer_key");
    String card = row.getString("k_card");
    byte[] holder = row.getBytes("k_holder_sealed");
    var told =
        new BillingKey(
            merchantId,
            customerKey,
            row.getLong("k_channel_id"),
            row.getString("k_provider"),
            row.getString("k_mid"),
            row.getBoolean("k_test"),
            PayMethodCodes.ofRow(row.getString("k_method")),
            card == null ? null : json.readValue(card, CardUsed.class),
            row.getString("k_customer_id"),
            holder == null
                ? Buyer.NOBODY
                : json.readValue(
                    vault.open(holder, context("billing.holder", merchantId, customerKey)),
                    Payment.Buyer.class),
            row.getString("k_issued_by"),
            row.getObject("k_inserted_at", OffsetDateTime.class).toInstant(),
            row.getObject("k_updated_at", OffsetDateTime.class).toInstant(),
            row.getBoolean("k_proved"));
    return new StoredKey(told, row.getString("k_issued_for"), row.getBytes("k_key_sealed"));
  }

  private static String context(String what, long merchantId, String customerKey) {
    return what + "/" + merchantId + "/" + customerKey;
  }
}
