package dev.naru.hub.billing;

import dev.naru.hub.billing.KeyStore.StoredKey;
import dev.naru.hub.billing.Schedule.Status;
import dev.naru.hub.billing.Schedules.Page;
import dev.naru.hub.billing.Schedules.Query;
import dev.naru.hub.payment.Gate;
import dev.naru.hub.payment.Payment.Buyer;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.vault.Vault;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.PayMethod;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The schedules' SQL. Every change is one statement. */
final class ScheduleRows {

  private static final String SELECT =
      """
      select s.*, p.state as p_state, p.fail_reason as p_fail_reason, p.provider as p_provider,
             p.mid as p_mid
        from schedule s
        left join payment p on p.merchant_id = s.merchant_id and p.imp_uid = s.imp_uid
      """;

  private static final String ENTER =
      """
      with item as (
        select * from jsonb_to_recordset(cast(:items as jsonb)) as i(
          no int, merchant_uid text, at timestamptz, amount bigint, currency text, name text,
          tax_free bigint, vat bigint, card_quota int, buyer text, seal_id uuid, custom_data text,
          notice_urls jsonb)
      ), taken as (
        select i.merchant_uid from item i
         where exists (select 1 from schedule s
                        where s.merchant_id = :merchant and s.merchant_uid = i.merchant_uid
                          and s.status = 'scheduled')
            or exists (select 1 from payment p
                        where p.merchant_id = :merchant and p.merchant_uid = i.merchant_uid
                          and p.holds_order
                          and not (:reuse and p.state = 'CANCELLED' and p.cancelled = p.amount))
         order by i.no limit 1
      ), entered as (
        insert into schedule (merchant_id, customer_uid, merchant_uid, status, channel_id, method,
                              schedule_at, amount, currency, name, tax_free, vat, card_quota,
                              buyer_sealed, seal_id, custom_data, notice_urls, customer_id,
                              created_at)
        select k.merchant_id, k.customer_uid, i.merchant_uid, 'scheduled', k.channel_id, k.method,
               i.at, i.amount, i.currency, i.name, i.tax_free, i.vat, i.card_quota,
               decode(i.buyer, 'base64'), i.seal_id, i.custom_data, i.notice_urls, :customerId,
               :now
          from item i
          join billing_key k on k.merchant_id = :merchant and k.customer_uid = :customerUid
         where not exists (select 1 from taken)
         order by i.no
        returning id
      )
      select (select merchant_uid from taken) as taken,
             (select array_agg(id order by id) from entered) as ids
      """;

  /** A copy of one that failed or was revoked; what is pending stops it by its index. */
  private static final String ENTER_AGAIN =
      """
      insert into schedule (merchant_id, customer_uid, merchant_uid, status, channel_id, method,
                            schedule_at, amount, currency, name, tax_free, vat, card_quota,
                            buyer_sealed, seal_id, custom_data, notice_urls, customer_id,
                            created_at)
      select s.merchant_id, s.customer_uid, s.merchant_uid, 'scheduled', s.channel_id, s.method,
             :at, s.amount, s.currency, s.name, s.tax_free, s.vat, s.card_quota,
             s.buyer_sealed, s.seal_id, s.custom_data, s.notice_urls, s.customer_id, :now
        from schedule s
       where s.merchant_id = :merchant and s.id = :id and s.status <> 'scheduled'
      returning id
      """;

  private static final TypeReference<List<String>> URLS = new TypeReference<>() {};

  private final JdbcClient db;
  private final Vault vault;
  private final JsonMapper json;
  private final KeyStore keys;

  ScheduleRows(JdbcClient db, Vault vault, JsonMapper json, KeyStore keys) {
    this.db = db;
    this.vault = vault;
    this.json = json;
    this.keys = keys;
  }

  /**
   * A schedule that is to be executed.
   *
   * @param key null when it is gone
   */
  record Due(
      long merchantId,
      Schedule schedule,
      long channelId,
      PayMethod method,
      ApiOrder order,
      @Nullable StoredKey key) {}

  /** What entering many at once came to. */
  sealed interface Entered {
    record All(List<Schedule> schedules) implements Entered {}

    record Taken(String merchantUid) implements Entered {}

    /** The key is gone. */
    record NoKey() implements Entered {}
  }

  Entered enter(
      long merchantId,
      String customerUid,
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
          .param("customerUid", customerUid)
          .param("customerId", customerId, Types.VARCHAR)
          .param("reuse", reuseOrders)
          .param("now", utc(now))
          .query((row, number) -> entered(merchantId, row))
          .single();
    } catch (DuplicateKeyException taken) {
      // Twice in this call, or by another call at this moment.
      return new Entered.Taken(items.getFirst().order().merchantUid());
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
    row.put("merchant_uid", order.merchantUid());
    row.put("at", item.at().toString());
    row.put("amount", order.amount().minor());
    row.put("currency", order.amount().currency());
    row.put("name", order.name());
    row.put("tax_free", order.taxFreeMinor());
    row.put("vat", order.vatMinor());
    row.put("card_quota", order.cardQuota());
    row.put(
        "buyer",
        Base64.getEncoder()
            .encodeToString(vault.seal(json.writeValueAsBytes(order.buyer()), context(sealId))));
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
      long merchantId, @Nullable String customerUid, List<String> merchantUids, Instant now) {
    List<Long> ids =
        db.sql(
                """
                update schedule set status = 'revoked', revoked_at = :now
                 where merchant_id = :merchant and status = 'scheduled'
                   and (cast(:customerUid as text) is null or customer_uid = :customerUid)
                   and (cardinality(:merchantUids) = 0 or merchant_uid = any(:merchantUids))
                returning id
                """)
            .param("merchant", merchantId)
            .param("customerUid", customerUid, Types.VARCHAR)
            .param("merchantUids", merchantUids.toArray(String[]::new))
            .param("now", utc(now))
            .query((row, number) -> row.getLong(1))
            .list();
    return ids.isEmpty() ? List.of() : byIds(merchantId, ids);
  }

  boolean hasPending(long merchantId, String customerUid) {
    return db.sql(
            """
            select exists (select 1 from schedule
                            where merchant_id = :merchant and customer_uid = :customerUid
                              and status = 'scheduled')
            """)
        .param("merchant", merchantId)
        .param("customerUid", customerUid)
        .query(Boolean.class)
        .single();
  }

  List<Schedule> byIds(long merchantId, List<Long> ids) {
    return db.sql(SELECT + " where s.merchant_id = :merchant and s.id = any(:ids) order by s.id")
        .param("merchant", merchantId)
        .param("ids", ids.toArray(Long[]::new))
        .query((row, number) -> read(row))
        .list();
  }

  /** The latest of an order, as it would be executed. */
  Optional<Due> latest(long merchantId, String merchantUid) {
    return db.sql(
            "select s.*, p.state as p_state, p.fail_reason as p_fail_reason,"
                + " p.provider as p_provider, p.mid as p_mid, "
                + KeyStore.COLUMNS
                + """
                  from schedule s
                  left join payment p on p.merchant_id = s.merchant_id and p.imp_uid = s.imp_uid
                  left join billing_key k
                    on k.merchant_id = s.merchant_id and k.customer_uid = s.customer_uid
                 where s.merchant_id = :merchant and s.merchant_uid = :merchantUid
                 order by s.id desc limit 1
                """)
        .param("merchant", merchantId)
        .param("merchantUid", merchantUid)
        .query((row, number) -> due(row))
        .optional();
  }

  Page list(long merchantId, Query query) {
    String condition =
        """
         where s.merchant_id = :merchant and s.schedule_at >= :from and s.schedule_at < :to
           and (cast(:customerUid as text) is null or s.customer_uid = :customerUid)
           and (cast(:status as text) is null or s.status = :status)
        """;
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("merchant", merchantId);
    params.put("from", utc(query.from()));
    params.put("to", utc(query.to()));
    params.put("customerUid", query.customerUid());
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
            .query((row, number) -> read(row))
            .list();
    return new Page(total, list);
  }

  /**
   * Leases what is due, the longest due first.
   *
   * @param busyChannels whose schedules are to wait for others of theirs
   */
  List<Due> lease(int most, Collection<Long> busyChannels, Instant now, Duration lease) {
    return db.sql(
            """
            with due as (
              select merchant_id, id from schedule
               where status = 'scheduled' and schedule_at <= :now
                 and (leased_until is null or leased_until <= :now)
                 and channel_id <> all(:busy)
               order by schedule_at limit :most
                 for update skip locked
            ), s as (
              update schedule l set leased_until = :until
                from due where l.merchant_id = due.merchant_id and l.id = due.id
              returning l.*
            )
            select s.*, null as p_state, null as p_fail_reason, null as p_provider, null as p_mid,
            """
                + KeyStore.COLUMNS
                + """
                  from s
                  left join billing_key k
                    on k.merchant_id = s.merchant_id and k.customer_uid = s.customer_uid
                 order by s.schedule_at, s.id
                """)
        .param("now", utc(now))
        .param("until", utc(now.plus(lease)))
        .param("busy", busyChannels.toArray(Long[]::new))
        .param("most", most)
        .query((row, number) -> due(row))
        .list();
  }

  /** For a hub that knows it is the only one: what a crash left leased is free now. */
  void freeAll() {
    db.sql("update schedule set leased_until = null where leased_until is not null").update();
  }

  /** Not what is leased: who works on it is known elsewhere, or it waits for the lease's end. */
  boolean anyDue(Instant now) {
    return db.sql(
            """
            select exists (select 1 from schedule
                            where status = 'scheduled' and schedule_at <= :now
                              and (leased_until is null or leased_until <= :now))
            """)
        .param("now", utc(now))
        .query(Boolean.class)
        .single();
  }

  /** The next after that time, or the end of a lease whose charge could not be entered. */
  Optional<Instant> nextAt(Instant after) {
    return db.sql(
            """
            select least(
              (select min(schedule_at) from schedule
                where status = 'scheduled' and schedule_at > :after),
              (select min(leased_until) from schedule
                where status = 'scheduled' and schedule_at <= :after and leased_until > :after))
            """)
        .param("after", utc(after))
        .query((row, number) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
        .single()
        .map(OffsetDateTime::toInstant);
  }

  /** Executes it: in the commit that enters its payment, once, and not if it was revoked. */
  static Gate executes(Due due) {
    return new Gate(
        """
        update schedule set status = 'executed', executed_at = :now, imp_uid = :impUid
         where merchant_id = :gateMerchant and id = :gateId and status = 'scheduled'
           and schedule_at = :gateAt
        returning 1
        """,
        Map.of(
            "gateMerchant",
            due.merchantId(),
            "gateId",
            due.schedule().id(),
            "gateAt",
            utc(due.schedule().scheduleAt())));
  }

  /** Executes one that failed or was revoked again: of two that try, one. */
  static Gate retries(Due due) {
    return new Gate(
        """
        update schedule set status = 'executed', executed_at = :now, imp_uid = :impUid
         where merchant_id = :gateMerchant and id = :gateId and status <> 'scheduled'
           and coalesce(imp_uid, '') = :gateBefore
        returning 1
        """,
        Map.of(
            "gateMerchant",
            due.merchantId(),
            "gateId",
            due.schedule().id(),
            "gateBefore",
            due.schedule().impUid() == null ? "" : due.schedule().impUid()));
  }

  private Due due(ResultSet row) throws SQLException {
    Schedule schedule = read(row);
    boolean keyThere = row.getString("k_customer_uid") != null;
    return new Due(
        row.getLong("merchant_id"),
        schedule,
        row.getLong("channel_id"),
        PayMethod.valueOf(row.getString("method")),
        new ApiOrder(
            schedule.merchantUid(),
            schedule.amount(),
            schedule.name(),
            schedule.buyer(),
            (Long) row.getObject("tax_free"),
            (Long) row.getObject("vat"),
            row.getInt("card_quota"),
            schedule.customData(),
            json.readValue(row.getString("notice_urls"), URLS)),
        keyThere ? keys.read(row) : null);
  }

  private Schedule read(ResultSet row) throws SQLException {
    String state = row.getString("p_state");
    UUID sealId = row.getObject("seal_id", UUID.class);
    return new Schedule(
        row.getLong("id"),
        row.getString("customer_uid"),
        row.getString("merchant_uid"),
        Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
        row.getString("imp_uid"),
        row.getString("p_provider"),
        row.getString("p_mid"),
        row.getString("customer_id"),
        row.getObject("schedule_at", OffsetDateTime.class).toInstant(),
        instant(row, "executed_at"),
        instant(row, "revoked_at"),
        new Money(row.getLong("amount"), row.getString("currency")),
        row.getString("name"),
        json.readValue(vault.open(row.getBytes("buyer_sealed"), context(sealId)), Buyer.class),
        row.getString("custom_data"),
        state == null ? null : PaymentState.valueOf(state),
        row.getString("p_fail_reason"));
  }

  private static String context(UUID sealId) {
    return "schedule.buyer/" + sealId;
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
