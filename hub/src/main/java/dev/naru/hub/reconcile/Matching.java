package dev.naru.hub.reconcile;

import static dev.naru.hub.database.Columns.utc;

import dev.naru.hub.payment.ToldCharges.Told;
import dev.naru.hub.time.Korea;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Compares a list of transactions with the book, in the database. It matches charges by the PG's
 * number, else by the order number, and never by amount and time (protocols/reconciliation.md §6).
 * Only sums are compared, so several partial cancels in the list may be one in the book. Repeating
 * a comparison does no harm.
 */
final class Matching {

  /** The numbers that this hub gives to payments, which are the order numbers that PGs see. */
  private static final String OURS = "^(imp|imps|keys)_[0-9]{12}$";

  /** How many days a PG may take until a list shows the refund of a deposit (protocols §6.3). */
  private static final int REFUND_DAYS = 8;

  private static final String TOUCHED =
      """
      create temp table touched on commit drop as
      select distinct pg_tid from statement_row
       where merchant_id = :merchant and statement_id = :statement and pg_tid > ''
         and kind <> 'ADJUSTMENT'
      """;

  /** Collects what the channel's current lists, of any day, say of each of these charges. */
  private static final String THERE =
      """
      create temp table there on commit drop as
      select pg_tid,
             coalesce(max(nullif(pg_order_number, '')), '') as pg_order_number,
             sum(amount) filter (where kind = 'CHARGE') as charged,
             coalesce(sum(amount) filter (where kind <> 'CHARGE'), 0) as cancelled,
             max(currency) as currency,
             min(occurred_at) filter (where kind = 'CHARGE') as occurred_at,
             max(occurred_at) filter (where kind <> 'CHARGE') as cancelled_at,
             coalesce(max(event_tid) filter (where kind = 'PARTIAL_CANCEL'), '') as cancel_tid,
             max(method) as method, max(approval_number) as approval_number
        from (select distinct r.pg_tid, r.kind, r.event_tid, r.pg_order_number, r.amount,
                     r.currency, r.occurred_at, r.method, r.approval_number
                from touched t
                join statement_row r on r.merchant_id = :merchant and r.pg_tid = t.pg_tid
                join statement s on s.merchant_id = r.merchant_id and s.id = r.statement_id
               where s.is_current and s.kind = 'TRANSACTIONS' and s.channel_id = :channel
                 and r.kind <> 'ADJUSTMENT') once
       group by pg_tid
      """;

  private static final String COMPARED =
      """
      create temp table compared on commit drop as
      select case
               when p.state in ('PAID', 'CANCELLED') then
                 case when t.charged <> p.amount then 'AMOUNT_DIFFERS'
                      when t.cancelled > p.cancelled and p.cancel_claim is null then 'CANCELLED_THERE'
                      when t.cancelled < p.cancelled and p.cancel_claim is null
                           and exists (
                             select 1 from statement s
                              where s.merchant_id = :merchant and s.channel_id = :channel
                                and s.kind = 'TRANSACTIONS' and s.is_current
                                and s.day > (p.cancelled_at at time zone 'Asia/Seoul')::date
                                            + case when p.method = 'vbank' then :refundDays else 0 end)
                      then 'LIVE_THERE' end
               when p.payment_number is not null then
                 case when t.charged > t.cancelled then 'MISSING_HERE' end
               when o.state in ('PAID', 'CANCELLED') then
                 case when t.charged > t.cancelled then 'PAID_TWICE' end
               when o.state = 'APPROVING' then null
               when o.payment_number is not null then
                 case when t.charged > t.cancelled then 'MISSING_HERE' end
               when t.pg_order_number ~ :ours and not exists (
                      select 1 from channel c
                        join payment q on q.merchant_id = c.merchant_id
                                      and q.payment_number = t.pg_order_number
                       where c.mid = :mid and c.merchant_id <> :merchant)
               then case when t.charged is not null then 'MISSING_HERE' else 'FOREIGN' end
               else 'FOREIGN'
             end as class,
             t.pg_tid, t.pg_order_number, coalesce(p.payment_number, o.payment_number) as payment_number,
             t.charged as there_amount, t.cancelled as there_cancelled,
             coalesce(p.amount, o.amount) as here_amount,
             coalesce(p.cancelled, o.cancelled) as here_cancelled,
             t.currency, t.occurred_at, t.cancelled_at, t.cancel_tid, t.method, t.approval_number
        from there t
        left join payment p
          on p.merchant_id = :merchant and p.pg_tid = t.pg_tid and p.pg_tid > '' and p.charged
        left join payment o
          on p.payment_number is null and o.merchant_id = :merchant
             and o.payment_number = t.pg_order_number
      """;

  /**
   * Finds payments that the lists lack. That proves something only when the lists of the day and of
   * the next one are there.
   */
  private static final String ABSENT =
      """
      insert into compared
      select 'MISSING_THERE', coalesce(p.pg_tid, ''), p.payment_number, p.payment_number,
             null, 0, p.amount, p.cancelled, p.currency, p.paid_at, null, '', p.method, p.apply_num
        from payment p
       where p.merchant_id = :merchant and p.channel_id = :channel and p.charged
         and p.state in ('PAID', 'CANCELLED') and p.cancelled < p.amount
         and p.listed_at >= :from and p.listed_at < 'infinity'
         and p.paid_at >= :from and p.paid_at < :to
         and not exists (
               select 1 from statement_row r
                 join statement s on s.merchant_id = r.merchant_id and s.id = r.statement_id
                where r.merchant_id = :merchant and r.pg_tid = p.pg_tid
                  and s.is_current and s.kind = 'TRANSACTIONS' and s.channel_id = :channel)
         and not exists (
               select 1 from statement_row r
                 join statement s on s.merchant_id = r.merchant_id and s.id = r.statement_id
                where r.merchant_id = :merchant and r.pg_order_number = p.payment_number
                  and s.is_current and s.kind = 'TRANSACTIONS' and s.channel_id = :channel)
      """;

  /** Ends the differences that these lists showed before and no longer show. */
  private static final String ENDED =
      """
      update difference d
         set state = 'SETTLED', settled_at = :now, settled_as = 'AUTO', settled_by = 'naru'
       where d.merchant_id = :merchant and d.channel_id = :channel and d.state = 'OPEN'
         and (d.class <> 'MISSING_THERE' and (d.day = :day and d.class <> 'LATE'
                or exists (select 1 from touched t where t.pg_tid = d.pg_tid))
              or d.class = 'MISSING_THERE' and d.day = any(cast(:absentDays as date[])))
         and not exists (
               select 1 from compared c
                where c.class = d.class and c.pg_tid = d.pg_tid
                  and c.pg_order_number = d.pg_order_number)
      """;

  /**
   * Stores the differences found. One that a person has accepted stays accepted while it doesn't
   * change. A foreign charge is stored as explained: it is counted, and nobody has to act.
   */
  private static final String FOUND =
      """
      insert into difference (
        merchant_id, id, channel_id, provider, mid, test, day, class, pg_tid, pg_order_number,
        payment_number, there_amount, there_cancelled, here_amount, here_cancelled, currency,
        occurred_at, cancelled_at, cancel_tid, method, approval_number, state, found_at,
        settled_at, settled_as)
      select :merchant, gen_random_uuid(), :channel, :provider, :mid, :test,
             case when c.class = 'MISSING_THERE'
                  then (c.occurred_at at time zone 'Asia/Seoul')::date else :day end,
             c.class, c.pg_tid, c.pg_order_number, c.payment_number, c.there_amount,
             c.there_cancelled, c.here_amount, c.here_cancelled, c.currency, c.occurred_at,
             c.cancelled_at, c.cancel_tid, c.method, c.approval_number,
             case when c.class = 'FOREIGN' then 'SETTLED' else 'OPEN' end, :now,
             case when c.class = 'FOREIGN' then cast(:now as timestamptz) end,
             case when c.class = 'FOREIGN' then 'AUTO' end
        from compared c
       where c.class is not null
         and not exists (
               select 1 from difference d
                where d.merchant_id = :merchant and d.channel_id = :channel
                  and d.pg_tid = c.pg_tid and d.pg_order_number = c.pg_order_number
                  and d.class = c.class and d.state = 'SETTLED'
                  and (d.settled_as <> 'AUTO' or d.class = 'FOREIGN')
                  and d.there_amount is not distinct from c.there_amount
                  and d.there_cancelled = c.there_cancelled
                  and d.here_amount is not distinct from c.here_amount
                  and d.here_cancelled is not distinct from c.here_cancelled)
      on conflict (merchant_id, channel_id, class, pg_tid, pg_order_number) where state = 'OPEN'
      do update set there_amount = excluded.there_amount,
                    there_cancelled = excluded.there_cancelled,
                    here_amount = excluded.here_amount,
                    here_cancelled = excluded.here_cancelled,
                    payment_number = excluded.payment_number,
                    cancelled_at = excluded.cancelled_at, cancel_tid = excluded.cancel_tid
      """;

  /**
   * Finds payments whose outcome is unknown. An approval can be found only by its order number; a
   * cancel also by the charge's number.
   */
  private static final String UNKNOWN =
      """
      select p.payment_number, t.pg_tid, coalesce(t.charged, p.amount) as charged, t.cancelled,
             t.cancel_tid, count(*) over (partition by t.pg_order_number) as charges
        from there t
        join payment p on p.merchant_id = :merchant and p.payment_number = t.pg_order_number
       where p.state = 'APPROVING' and p.channel_id = :channel
      union all
      select p.payment_number, t.pg_tid, coalesce(t.charged, p.amount), t.cancelled, t.cancel_tid, 1
        from there t
        join payment p
          on p.merchant_id = :merchant and p.pg_tid = t.pg_tid and p.pg_tid > '' and p.charged
       where p.cancel_claim is not null and p.channel_id = :channel
       limit 1000
      """;

  private final NamedParameterJdbcTemplate db;
  private final InstantSource time;

  Matching(NamedParameterJdbcTemplate db, InstantSource time) {
    this.db = db;
    this.time = time;
  }

  /**
   * The list to compare.
   *
   * @param day the list's day in Korea
   */
  record Subject(
      long merchantId,
      long channelId,
      String provider,
      String mid,
      boolean test,
      UUID statementId,
      LocalDate day) {}

  /**
   * Compares the list with the book, within the caller's transaction.
   *
   * @return the payments in the list whose outcome, or whose cancel's outcome, the hub doesn't know
   *     yet
   */
  List<Unknown> compare(Subject list) {
    Map<String, Object> params = new HashMap<>();
    params.put("merchant", list.merchantId());
    params.put("channel", list.channelId());
    params.put("provider", list.provider());
    params.put("mid", list.mid());
    params.put("test", list.test());
    params.put("statement", list.statementId());
    params.put("day", list.day());
    params.put("ours", OURS);
    params.put("refundDays", REFUND_DAYS);
    params.put("now", utc(time.instant()));
    db.update(TOUCHED, params);
    db.getJdbcTemplate().execute("analyze touched");
    db.update(THERE, params);
    db.getJdbcTemplate().execute("analyze there");
    db.update(COMPARED, params);
    List<LocalDate> days = daysThatProveAbsence(params);
    for (LocalDate day : days) {
      params.put("from", utc(start(day)));
      params.put("to", utc(start(day.plusDays(1))));
      db.update(ABSENT, params);
    }
    params.put(
        "absentDays",
        days.stream()
            .map(LocalDate::toString)
            .collect(java.util.stream.Collectors.joining(",", "{", "}")));
    db.update(ENDED, params);
    db.update(FOUND, params);
    return db.query(UNKNOWN, params, Matching::unknown);
  }

  /**
   * A payment whose outcome is unknown.
   *
   * @param told what the list says of it; null if the list has two charges of the order, so that
   *     nobody knows which is meant
   */
  record Unknown(String paymentNumber, @Nullable Told told) {}

  private static Unknown unknown(ResultSet row, int number) throws SQLException {
    String cancelTid = row.getString("cancel_tid");
    return new Unknown(
        row.getString("payment_number"),
        row.getLong("charges") > 1
            ? null
            : new Told(
                row.getString("pg_tid"),
                row.getLong("charged"),
                row.getLong("cancelled"),
                cancelTid.isEmpty() ? null : cancelTid));
  }

  /** The order numbers of a day's charges that the book doesn't have, newest first, at most 100. */
  List<String> lostNumbers(long merchantId, long channelId, LocalDate day) {
    return db.query(
        """
        select pg_order_number from difference
         where merchant_id = :merchant and channel_id = :channel and day = :day
           and class = 'MISSING_HERE' and state = 'OPEN' and payment_number is null
         order by occurred_at desc
         limit 100
        """,
        Map.of("merchant", merchantId, "channel", channelId, "day", day),
        (row, number) -> row.getString(1));
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(Korea.ZONE).toInstant();
  }

  /**
   * The days whose absences prove something: this list's day and the day before, if the list of the
   * day after each is there.
   */
  private List<LocalDate> daysThatProveAbsence(Map<String, Object> params) {
    return db.query(
        """
        select s.day from statement s
          join statement n on n.merchant_id = s.merchant_id and n.channel_id = s.channel_id
                          and n.form = s.form and n.is_current and n.day = s.day + 1
         where s.merchant_id = :merchant and s.channel_id = :channel and s.is_current
           and s.kind = 'TRANSACTIONS' and s.day in (:day, cast(:day as date) - 1)
        """,
        params,
        (row, number) -> row.getObject(1, LocalDate.class));
  }
}
