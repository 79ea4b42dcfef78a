package dev.naru.hub.payment;

import dev.naru.hub.payment.EntrySql.Entry;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Enters a payment in one statement that also does the checks which need the database. */
final class JdbcCreatePayment implements CreatePayment {

  /** A collision among 10^12 ids is rare; this many in a row mean that something else is wrong. */
  private static final int MAX_ID_TRIES = 5;

  private static final String OPEN =
      """
      with paid_before as (
        select 1 from payment
         where merchant_id = :merchant and order_number = :orderNumber and holds_order
           and state in ('PAID', 'CANCELLED') and not (:reuse and cancelled = amount)
      ), differs as (
        select 1 from prepared_amount
         where merchant_id = :merchant and order_number = :orderNumber
           and (amount <> :amount or currency <> :currency)
      ),
      """
          + EntrySql.RELEASED
          + ", entered as ("
          + EntrySql.ENTER
          + """
             where not exists (select 1 from paid_before) and not exists (select 1 from differs)
            on conflict (payment_number) do nothing
            returning payment_number
          )
          select exists (select 1 from paid_before) as paid_before,
                 exists (select 1 from differs) as differs,
                 exists (select 1 from entered) as entered
          """;

  private final JdbcClient db;
  private final SealedBuyer buyers;
  private final InstantSource time;
  private final SecureRandom random = new SecureRandom();

  JdbcCreatePayment(JdbcClient db, SealedBuyer buyers, InstantSource time) {
    this.db = db;
    this.buyers = buyers;
    this.time = time;
  }

  @Override
  public Result open(NewPayment payment) {
    for (int tries = 0; tries < MAX_ID_TRIES; tries++) {
      String paymentNumber =
          String.format(Locale.ROOT, "imp_%012d", random.nextLong(1_000_000_000_000L));
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
    throw new IllegalStateException("no free payment number in " + MAX_ID_TRIES + " tries");
  }

  private Answer enter(NewPayment payment, String paymentNumber) {
    Entry entry =
        Entry.ready(
            payment, paymentNumber, buyers.seal(payment.buyer(), paymentNumber), time.instant());
    return EntrySql.bind(db.sql(OPEN), payment, entry)
        .query(
            (row, number) ->
                new Answer(
                    row.getBoolean("paid_before"),
                    row.getBoolean("differs"),
                    row.getBoolean("entered")))
        .single();
  }

  private record Answer(boolean paidBefore, boolean differs, boolean entered) {}
}
