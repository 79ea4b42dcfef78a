package dev.naru.hub.payment.store;

import dev.naru.hub.payment.CreatePayment;
import dev.naru.hub.payment.OrderRule;
import dev.naru.hub.payment.PaymentNumbers;
import java.time.InstantSource;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Enters a payment in one statement that also does the checks which need the database. */
public final class JdbcCreatePayment implements CreatePayment {

  /**
   * How many numbers are drawn. Only numbers of old versions, which weren't unique by construction,
   * can be in use.
   */
  private static final int MAX_TRIES = 5;

  private static final String OPEN =
      """
      with paid_before as (
        select 1 from payment p
         where p.merchant_id = :merchant and p.order_number = :orderNumber
           and p.state in ('PAID', 'CANCELLED') and
      """
          + OrderRule.TAKEN
          + """
          ), differs as (
            select 1 from prepared_amount
             where merchant_id = :merchant and order_number = :orderNumber
               and (amount <> :amount or currency <> :currency)
          ), released as (
          """
          + NewPaymentSql.RELEASE
          + "), entered as ("
          + NewPaymentSql.ENTER
          + """
             where not exists (select 1 from paid_before) and not exists (select 1 from differs)
            on conflict (merchant_id, payment_number) do nothing
            returning payment_number
          ), findable as (
          """
          + NewPaymentSql.FINDABLE
          + """
             where exists (select 1 from entered)
          )
          select exists (select 1 from paid_before) as paid_before,
                 exists (select 1 from differs) as differs,
                 exists (select 1 from entered) as entered
          """;

  private final JdbcClient db;
  private final SealedBuyer buyers;
  private final PaymentNumbers numbers;
  private final InstantSource time;

  public JdbcCreatePayment(
      JdbcClient db, SealedBuyer buyers, PaymentNumbers numbers, InstantSource time) {
    this.db = db;
    this.buyers = buyers;
    this.numbers = numbers;
    this.time = time;
  }

  @Override
  public Result open(NewPayment payment) {
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      String paymentNumber = numbers.next("imp_");
      Answer answer = enter(payment, paymentNumber);
      if (answer.paidBefore()) {
        return new Result.AlreadyPaid();
      }
      if (answer.differs()) {
        return new Result.PreparedAmountDiffers();
      }
      if (answer.entered()) {
        return new Result.Opened(paymentNumber);
      }
    }
    throw new IllegalStateException("no free payment number");
  }

  private Answer enter(NewPayment payment, String paymentNumber) {
    MapSqlParameterSource params =
        NewPaymentSql.bind(
            new MapSqlParameterSource(),
            payment,
            NewPaymentSql.Row.ready(
                payment,
                paymentNumber,
                buyers.keep(payment.buyer(), payment.channel().merchantId(), paymentNumber),
                time.instant()));
    return db.sql(OPEN)
        .paramSource(params)
        .query((row, number) ->
            new Answer(
                row.getBoolean("paid_before"),
                row.getBoolean("differs"),
                row.getBoolean("entered")))
        .single();
  }

  private record Answer(boolean paidBefore, boolean differs, boolean entered) {}
}
