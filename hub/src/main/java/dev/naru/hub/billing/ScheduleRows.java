package dev.naru.hub.billing;

import dev.naru.hub.billing.Schedules.Page;
import dev.naru.hub.billing.Schedules.Query;
import dev.naru.hub.payment.OrderRule;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** How schedules are entered, changed and looked up. Every change is one statement. */
final class ScheduleRows {

  private static final String SELECT =
      """
      select s.*, p.state as p_state, p.fail_reason as p_fail_reason, p.provider as p_provider,
             p.mid as p_mid
        from schedule s
        left join payment p on p.merchant_id = s.merchant_id and p.payment_number = s.payment_number
      """;

  private static final String ENTER =
      """
      with item as (
        select * from jsonb_to_recordset(cast(:items as jsonb)) as i(
          no int, order_number text, at timestamptz, amount bigint, currency text, name text,
          tax_free bigint, vat bigint, card_quota int, buyer text, seal_id uuid, custom_data text,
          notice_urls jsonb)
      ), taken as (
        select i.order_number from item i
         where exists (select 1 from schedule s
                        where s.merchant_id = :merchant and s.order_number = i.order_number
                          and s.status = 'scheduled')
            or exists (select 1 from payment p
                        where p.merchant_id = :merchant and p.order_number = i.order_number
                          and
      """
          + OrderRule.TAKEN
          + """
                           )
             order by i.no limit 1
          ), entered as (
            insert into schedule (merchant_id, customer_key, order_number, status, channel_id, method,
                                  schedule_at, amount, currency, name, tax_free, vat, card_quota,
                                  buyer_sealed, seal_id, custom_data, notice_urls, customer_id,
                                  created_at)
            select k.merchant_id, k.customer_key, i.order_number, 'scheduled', k.channel_id, k.method,
                   i.at, i.amount, i.currency, i.name, i.tax_free, i.vat, i.card_quota,
                   decode(i.buyer, 'base64'), i.seal_id, i.custom_data, i.notice_urls, :customerId,
                   :now
              from item i
              join billing_key k on k.merchant_id = :merchant and k.customer_key = :customerKey
             where not exists (select 1 from taken)
             order by i.no
            returning id
          )
          select (select order_number from taken) as taken,
                 (select array_agg(id order by id) from entered) as ids
          """;

  /** A copy of one that failed or was revoked; what is pending stops it by its index. */
  private static final String ENTER_AGAIN =
      """
      insert into schedule (merchant_id, customer_key, order_number, status, channel_id, method,
                            schedule_at, amount, currency, name, tax_free, vat, card_quota,
                            buyer_sealed, seal_id, custom_data, notice_urls, customer_id,
                            created_at)
      select s.merchant_id, s.customer_key, s.order_number, 'scheduled', s.channel_id, s.method,
             :at, s.amount, s.currency, s.name, s.tax_free, s.vat, s.card_quota,
             s.buyer_sealed, s.seal_id, s.custom_data, s.notice_urls, s.customer_id, :now
        from schedule s
       where s.merchant_id = :merchant and s.id = :id and s.status <> 'scheduled'
      returning id
      """;

  private final JdbcClient db;
  private final ScheduleReader reader;
  private final JsonMapper json;

  ScheduleRows(JdbcClient db, ScheduleReader reader, JsonMapper json) {
    this.db = db;
    this.reader = reader;
    this.json = json;
  }

  /** What entering many at once came to. */
  sealed interface Entered {
    record All(List<Schedule> schedules) implements Entered {}

    record Taken(String orderNumber) implements Entered {}

    /** The key is gone. */
    record NoKey() implements Entered {}
  }

  Entered enter(
      long merchantId,
      String customerKey,
      @Nullable String customerId,
      boolean reuseOrders,
      List<Schedules.Item> items,
      Instant now) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (Schedules.Item item : items) {
      rows.add(row(rows.size(), item));
    }
    try {
      return db.sql(ENTER)
          .param("items", json.writeValueAsString(rows))
          .param("merchant", merchantId)
          .param("customerKey", customerKey)
          .param("customerId", customerId, Types.VARCHAR)
          .param("reuse", reuseOrders)
          .param("now", utc(now))
          .query((row, number) -> entered(merchantId, row))
          .single();
    } catch (DuplicateKeyException taken) {
      // Twice in this call, or by another call at this moment.
      return new Entered.Taken(items.getFirst().order().orderNumber());
    }
  }

  private Entered entered(long merchantId, ResultSet row) throws SQLException {
    String taken = row.getString("taken");
    if (taken != null) {
      return new Entered.Taken(taken);
    }
    java.sql.Array ids = row.getArray("ids");
    return ids == null
        ? new Entered.NoKey()
        : new Entered.All(byIds(merchantId, List.of((Long[]) ids.getArray())));
  }

  private Map<String, @Nullable Object> row(int no, Schedules.Item item) {
    ApiOrder order = item.order();
    UUID sealId = UUID.randomUUID();
    Map<String, @Nullable Object> row = new HashMap<>();
    row.put("no", no);
    row.put("order_number", order.orderNumber());
    row.put("at", item.at().toString());
    row.put("amount", order.amount().minor());
    row.put("currency", order.amount().currency());
    row.put("name", order.name());
    row.put("tax_free", order.taxFreeMinor());
    row.put("vat", order.vatMinor());
    row.put("card_quota", order.cardQuota());
    row.put("buyer", Base64.getEncoder().encodeToString(reader.seal(order.buyer(), sealId)));
    row.put("seal_id", sealId.toString());
    row.put("custom_data", order.customData());
    row.put("notice_urls", order.noticeUrls());
    return row;
  }

  Optional<Long> enterAgain(long merchantId, long id, Instant at, Instant now) {
    try {
      return db.sql(ENTER_AGAIN)
          .param("merchant", merchantId)
          .param("id", id)
          .param("at", utc(at))
          .param("now", utc(now))
          .query(Long.class)
          .optional();
    } catch (DuplicateKeyException pending) {
      return Optional.empty();
    }
  }

  /** False when it isn't pending any more. */
  boolean move(long merchantId, long id, Instant at) {
    return db.sql(
                """
                update schedule set schedule_at = :at, leased_until = null
                 where merchant_id = :merchant and id = :id and status = 'scheduled'
                """)
            .param("merchant", merchantId)
            .param("id", id)
            .param("at", utc(at))
            .update()
        == 1;
  }

  List<Schedule> revoke(
      long merchantId, @Nullable String customerKey, List<String> orderNumbers, Instant now) {
    List<Long> ids =
        db.sql(
                """
                update schedule set status = 'revoked', revoked_at = :now
                 where merchant_id = :merchant and status = 'scheduled'
                   and (cast(:customerKey as text) is null or customer_key = :customerKey)
                   and (cardinality(:orderNumbers) = 0 or order_number = any(:orderNumbers))
                returning id
                """)
            .param("merchant", merchantId)
            .param("customerKey", customerKey, Types.VARCHAR)
            .param("orderNumbers", orderNumbers.toArray(String[]::new))
            .param("now", utc(now))
            .query((row, number) -> row.getLong(1))
            .list();
    return ids.isEmpty() ? List.of() : byIds(merchantId, ids);
  }

  boolean hasPending(long merchantId, String customerKey) {
    return db.sql(
            """
            select exists (select 1 from schedule
                            where merchant_id = :merchant and customer_key = :customerKey
                              and status = 'scheduled')
            """)
        .param("merchant", merchantId)
        .param("customerKey", customerKey)
        .query(Boolean.class)
        .single();
  }

  List<Schedule> byIds(long merchantId, List<Long> ids) {
    return db.sql(SELECT + " where s.merchant_id = :merchant and s.id = any(:ids) order by s.id")
        .param("merchant", merchantId)
        .param("ids", ids.toArray(Long[]::new))
        .query((row, number) -> reader.read(row))
        .list();
  }

  /** The latest of an order, as it would be executed. */
  Optional<Due> latest(long merchantId, String orderNumber) {
    return db.sql(
            "select s.*, p.state as p_state, p.fail_reason as p_fail_reason,"
                + " p.provider as p_provider, p.mid as p_mid, "
                + BillingKeyRepository.COLUMNS
                + """
                  from schedule s
                  left join payment p on p.merchant_id = s.merchant_id and p.payment_number = s.payment_number
                  left join billing_key k
                    on k.merchant_id = s.merchant_id and k.customer_key = s.customer_key
                 where s.merchant_id = :merchant and s.order_number = :orderNumber
                 order by s.id desc limit 1
                """)
        .param("merchant", merchantId)
        .param("orderNumber", orderNumber)
        .query((row, number) -> reader.due(row))
        .optional();
  }

  Page list(long merchantId, Query query) {
    String condition =
        """
         where s.merchant_id = :merchant and s.schedule_at >= :from and s.schedule_at < :to
           and (cast(:customerKey as text) is null or s.customer_key = :customerKey)
           and (cast(:status as text) is null or s.status = :status)
        """;
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("merchant", merchantId);
    params.put("from", utc(query.from()));
    params.put("to", utc(query.to()));
    params.put("customerKey", query.customerKey());
    params.put("status", query.status() == null ? null : query.status().code());
    long total =
        db.sql("select count(*) from schedule s" + condition)
            .params(params)
            .query(Long.class)
            .single();
    String direction = query.newestFirst() ? " desc" : " asc";
    List<Schedule> list =
        db.sql(
                SELECT
                    + condition
                    + " order by s.schedule_at"
                    + direction
                    + ", s.id"
                    + direction
                    + " limit :limit offset :offset")
            .params(params)
            .param("limit", query.limit())
            .param("offset", (long) query.limit() * (query.page() - 1))
            .query((row, number) -> reader.read(row))
            .list();
    return new Page(total, list);
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
