package dev.naru.hub.payment.approve;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.channel.Channels;
import dev.naru.hub.payment.ChargeNotices;
import dev.naru.hub.payment.Deposits.Origin;
import dev.naru.hub.payment.Deposits.Result;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.ToldCharges;
import dev.naru.hub.payment.ToldCharges.Told;
import dev.naru.hub.payment.store.Attempt;
import dev.naru.hub.payment.store.Attempts;
import dev.naru.hub.payment.store.StoredPayment;
import dev.naru.hub.payment.store.StoredPayments;
import dev.naru.hub.payment.store.UnresolvedAttempts;
import dev.naru.pg.spi.Capabilities.Operation;
import dev.naru.pg.spi.Inquires;
import dev.naru.pg.spi.ReadsNotice;
import dev.naru.pg.spi.ReadsNotice.Notice.Charged;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Uses a notice of a charge if it agrees with the record of the charge's approval. */
public final class HearOfCharge implements ChargeNotices {

  private static final Logger log = LoggerFactory.getLogger(HearOfCharge.class);

  private final StoredPayments payments;
  private final Channels channels;
  private final UnresolvedAttempts unresolved;
  private final Attempts attempts;
  private final ToldCharges told;

  public HearOfCharge(
      StoredPayments payments,
      Channels channels,
      UnresolvedAttempts unresolved,
      Attempts attempts,
      ToldCharges told) {
    this.payments = payments;
    this.channels = channels;
    this.unresolved = unresolved;
    this.attempts = attempts;
    this.told = told;
  }

  @Override
  public Result apply(String provider, Charged notice, Origin origin) {
    Optional<Payment> found =
        payments.loadByOrder(notice.pgOrderNumber()).map(StoredPayment::payment);
    if (found.isEmpty() || !found.get().provider().equals(provider)) {
      log.debug("a charge at {} for an order nobody knows", provider);
      return Result.CONTRADICTS;
    }
    Payment payment = found.get();
    return switch (payment.state()) {
      case PAID, CANCELLED, READY, AWAITING_DEPOSIT -> Result.KNOWN;
      case APPROVING -> heard(payment, notice, origin);
      case FAILED -> {
        if (isOwn(channelOf(payment), origin)) {
          log.warn(
              "OPERATOR: {} tells of a charge of {}, which has failed: look whether its {} is given"
                  + " back, tid {}",
              provider,
              payment.paymentNumber(),
              notice.amount().minor(),
              printable(notice.pgTid()));
        }
        yield Result.CONTRADICTS;
      }
    };
  }

  private Channel channelOf(Payment payment) {
    return channels.byId(payment.merchantId(), payment.channelId()).orElseThrow();
  }

  private static boolean isOwn(Channel channel, Origin origin) {
    return origin.toOwnAddress()
        && channel.pg(ReadsNotice.class).isOwnSource(channel.config(), origin.from());
  }

  private Result heard(Payment payment, Charged notice, Origin origin) {
    Channel channel = channelOf(payment);
    Optional<Attempt> approval =
        unresolved
            .open(payment.merchantId(), payment.paymentNumber())
            .filter(attempt -> attempt.kind() == Attempt.Kind.APPROVE);
    if (approval.isEmpty()
        || channel.able(Inquires.class, payment.method(), Operation.INQUIRY).isPresent()) {
      return Result.KNOWN;
    }
    if (!isOwn(channel, origin)) {
      log.warn("OPERATOR: a charge of {} came from nowhere we know", payment.paymentNumber());
      return Result.UNCHECKED;
    }
    Attempt attempt = approval.get();
    if (!payment.amount().equals(notice.amount())
        || !channel
            .pg(ReadsNotice.class)
            .agrees(
                notice,
                attempt.asPersisted(channel, payment.amount()),
                attempts.proofOf(attempt))) {
      log.warn("OPERATOR: a charge of {} contradicts its approval", payment.paymentNumber());
      return Result.CONTRADICTS;
    }
    told.told(
        payment.merchantId(),
        payment.paymentNumber(),
        new Told(notice.pgTid(), notice.amount().minor(), 0, null));
    return Result.APPLIED;
  }

  private static String printable(String pgTid) {
    return pgTid.matches("[0-9A-Za-z_-]{1,64}") ? pgTid : "unreadable";
  }
}
