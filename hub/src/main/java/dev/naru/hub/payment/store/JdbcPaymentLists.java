package dev.naru.hub.payment.store;

import static dev.naru.hub.database.Columns.utc;

import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentLists;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.payment.Payments.Sorting;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lists of payments as the database holds them. A page is found by an index alone, however far back
 * it is; only its own payments are then read from the table.
 */
public final class JdbcPaymentLists implements PaymentLists {

  private static final String OF_ORDER =
      """
       from payment
      where merchant_id = :merchant and order_number = :orderNumber
      """;

  /** The second condition on the time is always true; the index asks for it. */
  private static final String IN_TIME =
      """
       from payment
      where merchant_id = :merchant and listed_at between :from and :to and listed_at < 'infinity'
      """;

  /**
   * The same from the index of searches, which has the payments in the order of their beginning:
   * the first pages of a long list are at its very end. No payment has the time of its status long
   * before its beginning, only by as much as a PG's clock may be behind. The {@code coalesce} here
   * always is {@code listed_at}: it is there so that the index of that column isn't chosen.
   */
  private static final String NEWEST_IN_TIME =
      """
       from payment
      where merchant_id = :merchant and started_at < 'infinity'
        and started_at < cast(:to as timestamptz) + interval '1 day'
        and coalesce(listed_at, started_at) between :from and :to
      """;

  /** As the index has it; the columns are never null. */
  private static final String NEWEST_FIRST = " order by started_at desc, payment_number desc";

  private static final String OLDEST_FIRST = " order by started_at, payment_number";

  /**
   * The same from the other end. A payment began at most a day before the time of its status, but
   * for the few that an index of their own has; those are sorted. {@code %1$s} is a condition on
   * the state.
   */
  private static final String OLDEST_IN_TIME =
      """
       from (
        (select payment_number, started_at from payment
          where merchant_id = :merchant and started_at < 'infinity'
            and started_at >= cast(:from as timestamptz) - interval '24 hours'
            and coalesce(listed_at, started_at) between :from and :to
            and coalesce(listed_at, started_at) - started_at <= interval '24 hours' %1$s
          order by started_at, payment_number limit :upTo)
        union all
        (select payment_number, started_at from payment
          where merchant_id = :merchant and listed_at between :from and :to
            and listed_at - started_at > interval '24 hours' %1$s
          order by started_at, payment_number limit :upTo)) both_kinds
      """;

  /** What was paid is listed by the time of its payment, in which order its index has it. */
  private static final String BY_PAYMENT = " order by listed_at, payment_number";

  private static final String BY_PAYMENT_BACKWARDS =
      " order by listed_at desc, payment_number desc";

  /** The smallest difference between two times that the database can keep. */
  private static final Duration SHORTEST = Duration.of(1, ChronoUnit.MICROS);

  private static final int LONG_LIST = 10_000;

  private final JdbcClient db;
  private final IndexWalk walk;
  private final JdbcPayments payments;

  public JdbcPaymentLists(DataSource database, JdbcPayments payments) {
    this.db = JdbcClient.create(database);
    this.walk = new IndexWalk(database);
    this.payments = payments;
  }

  @Override
  public Page ofOrder(
      long merchantId, String orderNumber, Set<PaymentState> states, Sorting sorting, Part part) {
    String chosen = OF_ORDER + of(states);
    return page(
        "select count(*)" + chosen,
        chosen,
        _ -> Optional.empty(),
        Map.of("merchant", merchantId, "orderNumber", orderNumber, "states", names(states)),
        sorting,
        part);
  }

  @Override
  public Page inTime(
      long merchantId,
      Set<PaymentState> states,
      Instant from,
      Instant to,
      Sorting sorting,
      Part part) {
    return page(
        JdbcPaymentCounts.total(of(states)),
        IN_TIME + of(states),
        order -> byIndex(states, order),
        Map.of(
            "merchant", merchantId,
            "states", names(states),
            "from", utc(from),
            "to", utc(to),
            "until", utc(to.plus(SHORTEST))),
        sorting,
        part);
  }

  /** What chooses a list's payments in their order by an index; empty where no index has it. */
  private static Optional<String> byIndex(Set<PaymentState> states, Sorting sorting) {
    boolean newestFirst = sorting.newestFirst();
    return switch (sorting.by()) {
      case STARTED ->
          Optional.of(
              newestFirst
                  ? NEWEST_IN_TIME + of(states) + NEWEST_FIRST
                  : OLDEST_IN_TIME.formatted(of(states)) + OLDEST_FIRST);
      case PAID ->
          states.equals(Set.of(PaymentState.PAID))
              ? Optional.of(
                  IN_TIME + of(states) + (newestFirst ? BY_PAYMENT_BACKWARDS : BY_PAYMENT))
              : Optional.empty();
      case UPDATED -> Optional.empty();
    };
  }

  /**
   * @param count tells how many there are in all
   * @param all what chooses them
   * @param byIndex what chooses the same payments in an order
   */
  private Page page(
      String count,
      String all,
      Function<Sorting, Optional<String>> byIndex,
      Map<String, Object> params,
      Sorting sorting,
      Part part) {
    long total = walk.read(() -> db.sql(count).params(params).query(Long.class).single());
    long left = total - part.offset();
    if (left <= 0) {
      return new Page(total, List.of());
    }
    // From the nearer end: page 40,000 of 50,000 is page 10,001 of the list turned round.
    boolean isTurned = part.offset() > total / 2;
    Sorting from = isTurned ? new Sorting(sorting.by(), !sorting.newestFirst()) : sorting;
    Optional<String> chosen = total > LONG_LIST ? byIndex.apply(from) : Optional.empty();
    if (chosen.isEmpty()) {
      return new Page(
          total, part(all + order(sorting, ""), params, sorting, part.offset(), part.limit()));
    }
    long limit = Math.min(part.limit(), left);
    long offset = isTurned ? left - limit : part.offset();
    return new Page(total, walk.read(() -> part(chosen.get(), params, sorting, offset, limit)));
  }

  private List<Payment> part(
      String chosen, Map<String, Object> params, Sorting sorting, long offset, long limit) {
    return db.sql(
            "with page as (select payment_number"
                + chosen
                + " limit :limit offset :offset) "
                + JdbcPayments.SELECT
                + " join page on p.payment_number = page.payment_number"
                + " where p.merchant_id = :merchant"
                + order(sorting, "p."))
        .params(params)
        .param("limit", limit)
        .param("offset", offset)
        .param("upTo", offset + limit)
        .query(payments::read)
        .list();
  }

  /** Only words of our own go into the text; what came from outside is a parameter. */
  private static String order(Sorting sorting, String table) {
    String column =
        switch (sorting.by()) {
          case STARTED -> "started_at";
          case PAID -> "paid_at";
          case UPDATED -> "updated_at";
        };
    String direction = sorting.newestFirst() ? " desc nulls last" : " asc nulls last";
    return " order by " + table + column + direction + ", " + table + "payment_number" + direction;
  }

  /** Nothing for any state: a count may be of a million rows, and asks each. */
  private static String of(Set<PaymentState> states) {
    return states.isEmpty() ? "" : " and state = any(:states) ";
  }

  private static String[] names(Set<PaymentState> states) {
    return states.stream().map(PaymentState::name).toArray(String[]::new);
  }
}
