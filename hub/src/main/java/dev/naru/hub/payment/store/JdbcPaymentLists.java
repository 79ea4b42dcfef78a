package dev.naru.hub.payment.store;

import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentLists;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.payment.Payments.Sorting;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lists of payments as the database holds them. A page is found by an index alone, however far back
 * it is; only its own payments are then read from the table.
 */
public final class JdbcPaymentLists implements PaymentLists {

  private static final String OF_ORDER =
      """
       from payment
      where merchant_id = :merchant and order_number = :orderNumber and state = any(:states)
      """;

  /** The second condition on the time is always true; the index asks for it. */
  private static final String IN_TIME =
      """
       from payment
      where merchant_id = :merchant and listed_at between :from and :to and listed_at < 'infinity'
        and state = any(:states)
      """;

  private final JdbcClient db;
  private final JdbcPayments payments;

  public JdbcPaymentLists(JdbcClient db, JdbcPayments payments) {
    this.db = db;
    this.payments = payments;
  }

  @Override
  public Page ofOrder(
      long merchantId, String orderNumber, Set<PaymentState> states, Sorting sorting, Part part) {
    return page(
        OF_ORDER,
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
        IN_TIME,
        Map.of(
            "merchant", merchantId,
            "states", names(states),
            "from", from.atOffset(ZoneOffset.UTC),
            "to", to.atOffset(ZoneOffset.UTC)),
        sorting,
        part);
  }

  private Page page(String chosen, Map<String, Object> params, Sorting sorting, Part part) {
    long total = db.sql("select count(*)" + chosen).params(params).query(Long.class).single();
    if (part.offset() >= total) {
      return new Page(total, List.of());
    }
    String numbers =
        "with page as (select payment_number"
            + chosen
            + order(sorting, "")
            + " limit :limit offset :offset) ";
    List<Payment> list =
        db.sql(
                numbers
                    + JdbcPayments.SELECT
                    + " join page on p.payment_number = page.payment_number"
                    + " where p.merchant_id = :merchant"
                    + order(sorting, "p."))
            .params(params)
            .param("limit", part.limit())
            .param("offset", part.offset())
            .query(payments::read)
            .list();
    return new Page(total, list);
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

  private static String[] names(Set<PaymentState> states) {
    return (states.isEmpty() ? Set.of(PaymentState.values()) : states)
        .stream().map(PaymentState::name).toArray(String[]::new);
  }
}
