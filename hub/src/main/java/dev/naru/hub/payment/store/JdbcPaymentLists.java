package dev.naru.hub.payment.store;

import static dev.naru.hub.database.Columns.utc;

import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentLists;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.payment.Payments.Sorting;
import dev.naru.hub.payment.Payments.Sorting.By;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads lists of payments from the database. A page's payment numbers are found by indexes alone,
 * however far back the page is; then only the page's payments are read from the table.
 */
public final class JdbcPaymentLists implements PaymentLists {

  private static final String OF_ORDER =
      """
       from payment
      where merchant_id = :merchant and order_number = :orderNumber
      """;

  /**
   * The last condition is always true. Without it PostgreSQL couldn't use the lists' partial index.
   */
  private static final String IN_TIME =
      """
       from payment
      where merchant_id = :merchant and listed_at between :from and :to and listed_at < 'infinity'
      """;

  private static final int SHORT_LIST = 5_000;

  private static final int NEAR = 200;

  /** The states of payments that have a time of payment. Payments in all other states have none. */
  private static final EnumSet<PaymentState> EVER_PAID =
      EnumSet.of(PaymentState.PAID, PaymentState.CANCELLED);

  private static final Set<PaymentState> NEVER_PAID = EnumSet.complementOf(EVER_PAID);

  private final JdbcClient db;
  private final IndexWalk walk;
  private final JdbcPayments payments;
  private final int shortList;
  private final int near;
  private final int enough;

  public JdbcPaymentLists(DataSource database, JdbcPayments payments) {
    this(database, payments, SHORT_LIST, NEAR, 3 * JdbcPaymentCounts.STRETCH);
  }

  /**
   * @param shortList a list of at most this many payments is sorted as a whole
   * @param near a page of a longer list is read from an end of the list when it lies within this
   *     many payments of it
   * @param enough for any other page, at most about this many payments are read and sorted
   */
  JdbcPaymentLists(
      DataSource database, JdbcPayments payments, int shortList, int near, int enough) {
    this.db = JdbcClient.create(database);
    this.walk = new IndexWalk(database);
    this.payments = payments;
    this.shortList = shortList;
    this.near = near;
    this.enough = enough;
  }

  @Override
  public Page ofOrder(
      long merchantId, String orderNumber, Set<PaymentState> states, Sorting sorting, Part part) {
    Map<String, Object> params =
        Map.of("merchant", merchantId, "orderNumber", orderNumber, "states", names(states));
    return walk.readOneState(() -> {
      String chosen = OF_ORDER + of(states);
      long total = db.sql("select count(*)" + chosen).params(params).query(Long.class).single();
      return total <= part.offset()
          ? new Page(total, List.of())
          : page(merchantId, total, sorted(chosen, params, sorting, part.offset(), part.limit()));
    });
  }

  @Override
  public Page inTime(
      long merchantId,
      Set<PaymentState> states,
      Instant from,
      Instant to,
      Sorting sorting,
      Part part) {
    var all = new Chosen(merchantId, states, from, to);
    return walk.readOneState(() -> {
      long total = total(all);
      long count = Math.min(part.limit(), total - part.offset());
      return count <= 0
          ? new Page(total, List.of())
          : page(merchantId, total, numbers(all, total, sorting, part.offset(), count));
    });
  }

  /**
   * The payments of a merchant that are in one of these states (empty for any) and whose present
   * status dates from this period.
   */
  private record Chosen(long merchantId, Set<PaymentState> states, Instant from, Instant to) {

    Chosen of(Set<PaymentState> some) {
      Set<PaymentState> left = EnumSet.copyOf(some);
      if (!states.isEmpty()) {
        left.retainAll(states);
      }
      return new Chosen(merchantId, left, from, to);
    }

    Map<String, Object> params() {
      return Map.of("merchant", merchantId, "states", names(states));
    }
  }

  private long total(Chosen chosen) {
    return db.sql(JdbcPaymentCounts.total(of(chosen.states)))
        .params(chosen.params())
        .param("from", utc(chosen.from))
        .param("until", utc(chosen.to.plus(JdbcListPages.SHORTEST)))
        .query(Long.class)
        .single();
  }

  /** Finds the payment numbers of a page, in the order of the sorting. */
  private List<String> numbers(Chosen all, long total, Sorting sorting, long offset, long count) {
    if (total <= shortList) {
      Map<String, Object> params = new HashMap<>(all.params());
      params.put("from", utc(all.from));
      params.put("to", utc(all.to));
      return sorted(IN_TIME + of(all.states), params, sorting, offset, count);
    }
    if (sorting.by() != By.PAID) {
      return inOrder(all, total, sorting, offset, count);
    }
    Chosen paid = all.of(EVER_PAID);
    Chosen others = all.of(NEVER_PAID);
    long ofPaid = others.states.isEmpty() ? total : paid.states.isEmpty() ? 0 : total(paid);
    long first = Math.clamp(ofPaid - offset, 0, count);
    List<String> page = new ArrayList<>();
    if (first > 0) {
      page.addAll(inOrder(paid, ofPaid, sorting, offset, first));
    }
    if (first < count) {
      Sorting byBeginning = new Sorting(By.STARTED, sorting.newestFirst());
      long before = Math.max(0, offset - ofPaid);
      page.addAll(inOrder(others, total - ofPaid, byBeginning, before, count - first));
    }
    return page;
  }

  private List<String> inOrder(
      Chosen chosen, long total, Sorting sorting, long offset, long count) {
    var pages =
        new JdbcListPages(
            db,
            chosen.params(),
            chosen.from,
            chosen.to,
            of(chosen.states),
            sorting.by(),
            near,
            enough);
    return sorting.newestFirst()
        ? pages.oldestFirst(total, total - offset - count, count).reversed()
        : pages.oldestFirst(total, offset, count);
  }

  private List<String> sorted(
      String chosen, Map<String, Object> params, Sorting sorting, long offset, long limit) {
    return db.sql(
            "select payment_number" + chosen + order(sorting) + " limit :limit offset :offset")
        .params(params)
        .param("limit", limit)
        .param("offset", offset)
        .query((row, number) -> row.getString(1))
        .list();
  }

  private Page page(long merchantId, long total, List<String> numbers) {
    List<Payment> list =
        db.sql(
                "with page as (select * from unnest(cast(:numbers as text[]))"
                    + " with ordinality as page (payment_number, place)) "
                    + JdbcPayments.SELECT
                    + " join page on p.payment_number = page.payment_number"
                    + " where p.merchant_id = :merchant order by page.place")
            .param("merchant", merchantId)
            .param("numbers", numbers.toArray(String[]::new))
            .query(payments::read)
            .list();
    return new Page(total, list);
  }

  /**
   * The SQL {@code order by} of a sorting. Sorted by time of payment, payments that were never paid
   * come last, in the order in which they began. Only constants go into the SQL text.
   */
  private static String order(Sorting sorting) {
    String direction = sorting.newestFirst() ? " desc" : " asc";
    String by =
        switch (sorting.by()) {
          case STARTED -> "started_at" + direction;
          case PAID ->
              "paid_at%1$s nulls last, case when paid_at is null then started_at end%1$s"
                  .formatted(direction);
          case UPDATED -> "updated_at" + direction;
        };
    return " order by " + by + ", payment_number" + direction;
  }

  /**
   * The SQL condition on the state. It is empty for any state, because checking it would cost time
   * for each of up to a million counted rows.
   */
  private static String of(Set<PaymentState> states) {
    return states.isEmpty() ? "" : " and state = any(:states) ";
  }

  private static String[] names(Set<PaymentState> states) {
    return states.stream().map(PaymentState::name).toArray(String[]::new);
  }
}
