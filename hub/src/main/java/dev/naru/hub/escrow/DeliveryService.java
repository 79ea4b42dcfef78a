package dev.naru.hub.escrow;

import static dev.naru.hub.database.Columns.instant;
import static dev.naru.hub.database.Columns.utc;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.channel.Channels;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.payment.Payments;
import dev.naru.pg.spi.Capabilities.Operation;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.RegistersDelivery;
import dev.naru.pg.spi.RegistersDelivery.Delivery;
import dev.naru.pg.spi.RegistersDelivery.DeliveryOutcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Registers deliveries with PGs. The intent is stored before the PG is called, and no transaction
 * is open during the call.
 */
final class DeliveryService implements Deliveries {

  private static final Duration CALL = Duration.ofSeconds(45);

  private final JdbcClient db;
  private final Payments payments;
  private final Channels channels;
  private final InstantSource time;

  DeliveryService(JdbcClient db, Payments payments, Channels channels, InstantSource time) {
    this.db = db;
    this.payments = payments;
    this.channels = channels;
    this.time = time;
  }

  @Override
  public Result register(Merchant merchant, String paymentNumber, Delivery delivery) {
    return tell(merchant, paymentNumber, delivery, false);
  }

  @Override
  public Result change(Merchant merchant, String paymentNumber, Delivery delivery) {
    return tell(merchant, paymentNumber, delivery, true);
  }

  @Override
  public Result find(Merchant merchant, String paymentNumber) {
    Optional<Payment> found = payments.find(merchant.id(), paymentNumber);
    if (found.isEmpty()) {
      return new Result.NoPayment();
    }
    if (!isAble(found.get())) {
      return new Result.NotSupported();
    }
    return told(found.get()).<Result>map(it -> it).orElseGet(Result.Conflict::new);
  }

  private Result tell(Merchant merchant, String paymentNumber, Delivery delivery, boolean change) {
    Optional<Payment> found = payments.find(merchant.id(), paymentNumber);
    if (found.isEmpty()) {
      return new Result.NoPayment();
    }
    Payment payment = found.get();
    if (!isAble(payment)) {
      return new Result.NotSupported();
    }
    String pgTid = payment.pgTid();
    if (!payment.escrow()
        || payment.state() != PaymentState.PAID
        || pgTid == null
        || !claim(payment, delivery, change)) {
      return new Result.Conflict();
    }
    Channel channel = channels.byId(merchant.id(), payment.channelId()).orElseThrow();
    var record =
        new PersistedAttempt(
            "delivery_" + paymentNumber, paymentNumber, channel.config(), payment.amount());
    return switch (channel
        .pg(RegistersDelivery.class)
        .registerDelivery(record, pgTid, delivery, change)) {
      case DeliveryOutcome.Registered(Instant at) -> {
        write(payment, delivery, at);
        yield told(payment).orElseThrow();
      }
      case DeliveryOutcome.Refused(var error) -> {
        release(payment);
        yield new Result.Refused(error.text());
      }
      case DeliveryOutcome.NotSent _ -> {
        release(payment);
        yield new Result.NoAnswer();
      }
      case DeliveryOutcome.Unknown _ -> new Result.NoAnswer();
    };
  }

  private boolean isAble(Payment payment) {
    Channel channel = channels.byId(payment.merchantId(), payment.channelId()).orElseThrow();
    return channel.able(RegistersDelivery.class, Operation.DELIVERY).isPresent();
  }

  /**
   * Stores the intent. False when the delivery was registered already, or one to be changed wasn't,
   * or another call is under way.
   */
  private boolean claim(Payment payment, Delivery delivery, boolean change) {
    Instant now = time.instant();
    return db.sql(
                change
                    ? """
                    update delivery set asked_until = :until
                     where merchant_id = :merchant and payment_number = :paymentNumber
                       and applied_at is not null and asked_until < :now
                    """
                    : """
                    insert into delivery as d (merchant_id, payment_number, courier, invoice,
                                               sent_at, asked_until, created_at)
                    values (:merchant, :paymentNumber, :courier, :invoice, :sentAt, :until, :now)
                    on conflict (merchant_id, payment_number) do update
                       set asked_until = :until
                     where d.applied_at is null and d.asked_until < :now
                    """)
            .param("merchant", payment.merchantId())
            .param("paymentNumber", payment.paymentNumber())
            .param("courier", delivery.courier())
            .param("invoice", delivery.invoice())
            .param("sentAt", utc(delivery.sentAt()))
            .param("until", utc(now.plus(CALL)))
            .param("now", utc(now))
            .update()
        == 1;
  }

  private void write(Payment payment, Delivery delivery, Instant at) {
    db.sql(
            """
            update delivery set courier = :courier, invoice = :invoice, sent_at = :sentAt,
                                applied_at = :at, asked_until = '-infinity'
             where merchant_id = :merchant and payment_number = :paymentNumber
            """)
        .param("courier", delivery.courier())
        .param("invoice", delivery.invoice())
        .param("sentAt", utc(delivery.sentAt()))
        .param("at", utc(at))
        .param("merchant", payment.merchantId())
        .param("paymentNumber", payment.paymentNumber())
        .update();
  }

  /** Ends the claim, so that the next call can begin at once. */
  private void release(Payment payment) {
    db.sql(
            """
            update delivery set asked_until = '-infinity'
             where merchant_id = :merchant and payment_number = :paymentNumber
            """)
        .param("merchant", payment.merchantId())
        .param("paymentNumber", payment.paymentNumber())
        .update();
  }

  private Optional<Result.Told> told(Payment payment) {
    return db.sql(
            """
            select courier, invoice, sent_at, applied_at from delivery
             where merchant_id = :merchant and payment_number = :paymentNumber
               and applied_at is not null
            """)
        .param("merchant", payment.merchantId())
        .param("paymentNumber", payment.paymentNumber())
        .query(DeliveryService::read)
        .optional();
  }

  private static Result.Told read(ResultSet row, int number) throws SQLException {
    @Nullable Instant sentAt = instant(row, "sent_at");
    @Nullable Instant appliedAt = instant(row, "applied_at");
    return new Result.Told(
        row.getString("courier"),
        row.getString("invoice"),
        Objects.requireNonNull(sentAt),
        Objects.requireNonNull(appliedAt));
  }
}
