package dev.naru.hub.schedule;

import static dev.naru.hub.database.Columns.utc;

import dev.naru.hub.billing.ApiOrder;
import dev.naru.hub.billing.BillingKey;
import dev.naru.hub.billing.PendingSchedules;
import dev.naru.hub.database.TimeOrderedIds;
import dev.naru.hub.payment.OrderRule;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.schedule.Schedules.Page;
import dev.naru.hub.schedule.Schedules.Query;
import java.sql.Types;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Enters, changes and finds schedules. A schedule is pending exactly while its {@code due_at} is
 * set. Statements about one row or one customer test {@code due_at} and not the status, so that
 * PostgreSQL can't choose an index of all pending schedules for them.
 *
 * <p>Two statements read the module payment's table {@code payment}: whether an order is taken, and
 * the outcome of an executed schedule's payment.
 */
final class ScheduleRepository implements PendingSchedules {

  private static final int MAX_TRIES = 3;

  static final String SELECT =
      "select s.*"
          + ScheduleReader.PAYMENT
          + """
            from schedule s
            left join payment p
              on p.merchant_id = :merchant and p.payment_number = s.payment_number
           where s.merchant_id = :merchant
          """;

  /**
   * Finds the first order that is scheduled, being paid or paid. A full cancel can free an order
   * again.
   */
  private static final String FIRST_TAKEN =
      """
      select o.order_number from unnest(:orders) with ordinality as o(order_number, place)
        left join lateral (select true as taken from schedule s
                            where s.merchant_id = :merchant and s.order_number = o.order_number
                              and s.status = 'scheduled' limit 1) s on true
        left join lateral (select true as taken from payment p
                            where p.merchant_id = :merchant and p.order_number = o.order_number
                              and
      """
          + OrderRule.TAKEN
          + """
                                limit 1) p on true
           where s.taken or p.taken
           order by o.place limit 1
          """;

  private static final String ENTER =
      """
      insert into schedule (merchant_id, id, customer_key, order_number, status, channel_id, method,
                            schedule_at, due_at, amount, currency, name, tax_free, vat, card_quota,
                            buyer_sealed, seal_id, custom_data, notice_urls, customer_id,
                            created_at)
      select :merchant, i.id, :customerKey, i.order_number, 'scheduled', :channel, :method,
             i.at, i.at, i.amount, i.currency, i.name, i.tax_free, i.vat, i.card_quota,
             decode(i.buyer, 'base64'), i.seal_id, i.custom_data, i.notice_urls, :customerId, :now
        from jsonb_to_recordset(cast(:items as jsonb)) as i(
          id uuid, order_number text, at timestamptz, amount bigint, currency text, name text,
          tax_free bigint, vat bigint, card_quota int, buyer text, seal_id uuid, custom_data text,
          notice_urls jsonb)
      returning *
      """
          + ScheduleReader.NO_PAYMENT;

  /**
   * Enters a copy of a schedule that failed or was revoked. The unique index of pending orders
   * refuses the copy if another schedule of the order is pending.
   */
  private static final String ENTER_AGAIN =
      """
      insert into schedule (merchant_id, id, customer_key, order_number, status, channel_id, method,
                            schedule_at, due_at, amount, currency, name, tax_free, vat, card_quota,
                            buyer_sealed, seal_id, custom_data, notice_urls, customer_id,
                            created_at)
      select :merchant, :newId, s.customer_key, s.order_number, 'scheduled', s.channel_id, s.method,
             :at, :at, s.amount, s.currency, s.name, s.tax_free, s.vat, s.card_quota,
             s.buyer_sealed, s.seal_id, s.custom_data, s.notice_urls, s.customer_id, :now
        from schedule s
       where s.merchant_id = :merchant and s.id = :id and s.due_at is null
      returning *
      """
          + ScheduleReader.NO_PAYMENT;

  private static final String MOVE =
      """
      update schedule set schedule_at = :at, due_at = :at, leased_until = null
       where merchant_id = :merchant and id = :id and due_at is not null
      returning *
      """
          + ScheduleReader.NO_PAYMENT;

  private static final String REVOKE =
      """
      update schedule set status = 'revoked', revoked_at = :now, due_at = null
       where merchant_id = :merchant and due_at is not null
      """;

  private final JdbcClient db;
  private final ScheduleReader reader;
  private final JsonMapper json;
  private final InstantSource time;
  private final TimeOrderedIds ids;

  ScheduleRepository(JdbcClient db, ScheduleReader reader, JsonMapper json, InstantSource time) {
    this.db = db;
    this.reader = reader;
    this.json = json;
    this.time = time;
    this.ids = new TimeOrderedIds(time);
  }

  /** The result of entering several schedules at once. */
  sealed interface Entered {

    /**
     * All were entered.
     *
     * @param schedules in the order of the items
     */
    record All(List<Schedule> schedules) implements Entered {}

    /**
     * Nothing was entered, because an order is taken.
     *
     * @param orderNumber the first such order
     */
    record Taken(String orderNumber) implements Entered {}
  }

  /**
   * Enters all items or none.
   *
   * @param key the billing key that is charged
   * @param reuseOrders whether an order whose payment was cancelled in full may be paid again
   * @param items at least one; no two of the same order
   */
  Entered enter(
      BillingKey key,
      @Nullable String customerId,
      boolean reuseOrders,
      List<Schedules.Item> items) {
    for (int tries = 1; ; tries++) {
      Optional<String> taken = firstTaken(key.merchantId(), items, reuseOrders);
      if (taken.isPresent()) {
        return new Entered.Taken(taken.get());
      }
      try {
        return new Entered.All(insert(key, customerId, items));
      } catch (DuplicateKeyException collision) {
        // Another call has just scheduled one of the orders; the next try says which.
        if (tries == MAX_TRIES) {
          throw collision;
        }
      }
    }
  }

  private Optional<String> firstTaken(
      long merchantId, List<Schedules.Item> items, boolean reuseOrders) {
    return db.sql(FIRST_TAKEN)
        .param("merchant", merchantId)
        .param("reuse", reuseOrders)
        .param(
            "orders", items.stream().map(item -> item.order().orderNumber()).toArray(String[]::new))
        .query(String.class)
        .optional();
  }

  private List<Schedule> insert(
      BillingKey key, @Nullable String customerId, List<Schedules.Item> items) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    Map<String, Integer> places = new HashMap<>();
    for (Schedules.Item item : items) {
      places.put(item.order().orderNumber(), rows.size());
      rows.add(row(item));
    }
    return db
        .sql(ENTER)
        .param("items", json.writeValueAsString(rows))
        .param("merchant", key.merchantId())
        .param("customerKey", key.customerKey())
        .param("channel", key.channelId())
        .param("method", key.method().code())
        .param("customerId", customerId, Types.VARCHAR)
        .param("now", utc(time.instant()))
        .query((row, number) -> reader.read(row))
        .list()
        .stream()
        .sorted(Comparator.comparing(schedule -> places.getOrDefault(schedule.orderNumber(), 0)))
        .toList();
  }

  private Map<String, @Nullable Object> row(Schedules.Item item) {
    ApiOrder order = item.order();
    UUID sealId = UUID.randomUUID();
    Map<String, @Nullable Object> row = new HashMap<>();
    row.put("id", ids.next().toString());
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

  /**
   * Enters a copy of a failed or revoked schedule; empty if it is pending, or if another schedule
   * of its order is.
   */
  Optional<Schedule> enterAgain(long merchantId, UUID id, Instant at) {
    try {
      return db.sql(ENTER_AGAIN)
          .param("merchant", merchantId)
          .param("id", id)
          .param("newId", ids.next())
          .param("at", utc(at))
          .param("now", utc(time.instant()))
          .query((row, number) -> reader.read(row))
          .optional();
    } catch (DuplicateKeyException pending) {
      return Optional.empty();
    }
  }

  /** Moves a pending schedule to another time; empty if it isn't pending any more. */
  Optional<Schedule> move(long merchantId, UUID id, Instant at) {
    return db.sql(MOVE)
        .param("merchant", merchantId)
        .param("id", id)
        .param("at", utc(at))
        .query((row, number) -> reader.read(row))
        .optional();
  }

  /**
   * Revokes the pending schedules of a customer, of some orders, or of these orders of this
   * customer.
   *
   * @param customerKey null for any customer
   * @param orderNumbers empty for any order; one of the two must be given
   * @return the revoked schedules, the first entered first
   */
  List<Schedule> revoke(long merchantId, @Nullable String customerKey, List<String> orderNumbers) {
    return db
        .sql(
            REVOKE
                + (customerKey == null ? "" : " and customer_key = :customerKey")
                + (orderNumbers.isEmpty() ? "" : " and order_number = any(:orderNumbers)")
                + " returning *"
                + ScheduleReader.NO_PAYMENT)
        .params(customerKey == null ? Map.of() : Map.<String, Object>of("customerKey", customerKey))
        .params(
            orderNumbers.isEmpty()
                ? Map.of()
                : Map.<String, Object>of("orderNumbers", orderNumbers.toArray(String[]::new)))
        .param("merchant", merchantId)
        .param("now", utc(time.instant()))
        .query((row, number) -> reader.read(row))
        .list()
        .stream()
        .sorted(Comparator.comparing(Schedule::id))
        .toList();
  }

  @Override
  public void revoke(long merchantId, String customerKey) {
    db.sql(REVOKE + " and customer_key = :customerKey")
        .param("merchant", merchantId)
        .param("customerKey", customerKey)
        .param("now", utc(time.instant()))
        .update();
  }

  /**
   * Erases the buyer of a customer's schedules that aren't pending.
   *
   * @return how many schedules those are
   */
  int eraseBuyers(long merchantId, String customerKey) {
    List<UUID> ended =
        db.sql(
                """
                select id from schedule
                 where merchant_id = :merchant and customer_key = :customerKey and due_at is null
                """)
            .param("merchant", merchantId)
            .param("customerKey", customerKey)
            .query((row, number) -> row.getObject("id", UUID.class))
            .list();
    for (UUID id : ended) {
      UUID sealId = UUID.randomUUID();
      db.sql(
              """
              update schedule set buyer_sealed = :buyer, seal_id = :sealId, custom_data = null,
                                  customer_id = null
               where merchant_id = :merchant and id = :id
              """)
          .param("buyer", reader.seal(Payment.Buyer.NOBODY, sealId))
          .param("sealId", sealId)
          .param("merchant", merchantId)
          .param("id", id)
          .update();
    }
    return ended.size();
  }

  @Override
  public boolean exist(long merchantId, String customerKey) {
    return db.sql(
            """
            select exists (select 1 from schedule
                            where merchant_id = :merchant and customer_key = :customerKey
                              and due_at is not null)
            """)
        .param("merchant", merchantId)
        .param("customerKey", customerKey)
        .query(Boolean.class)
        .single();
  }

  /** An order's schedule; if it has several, the one that was entered last. */
  Optional<StoredSchedule> latest(long merchantId, String orderNumber) {
    return db.sql(SELECT + " and s.order_number = :orderNumber order by s.id desc limit 1")
        .param("merchant", merchantId)
        .param("orderNumber", orderNumber)
        .query((row, number) -> reader.readStored(row))
        .optional();
  }

  Page list(long merchantId, Query query) {
    Map<String, Object> params = new HashMap<>();
    params.put("merchant", merchantId);
    params.put("from", utc(query.from()));
    params.put("to", utc(query.to()));
    String condition = " and s.schedule_at >= :from and s.schedule_at < :to";
    if (query.customerKey() != null) {
      condition += " and s.customer_key = :customerKey";
      params.put("customerKey", query.customerKey());
    }
    if (query.status() != null) {
      condition += " and s.status = :status";
      params.put("status", query.status().code());
    }
    long total =
        db.sql("select count(*) from schedule s where s.merchant_id = :merchant" + condition)
            .params(params)
            .query(Long.class)
            .single();
    String direction = query.newestFirst() ? "desc" : "asc";
    List<Schedule> list =
        db.sql(
                "%s%s order by s.schedule_at %s, s.id %s limit :limit offset :offset"
                    .formatted(SELECT, condition, direction, direction))
            .params(params)
            .param("limit", query.limit())
            .param("offset", (long) query.limit() * (query.page() - 1))
            .query((row, number) -> reader.read(row))
            .list();
    return new Page(total, list);
  }
}
