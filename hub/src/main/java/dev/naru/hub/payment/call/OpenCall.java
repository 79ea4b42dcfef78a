package dev.naru.hub.payment.call;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.ToldCharges.Told;
import dev.naru.hub.payment.store.Attempt;
import dev.naru.hub.payment.store.Attempts.NamedCharge;
import dev.naru.hub.payment.store.StoredPayment;
import dev.naru.pg.spi.Capabilities.Operation;
import dev.naru.pg.spi.Inquires;
import dev.naru.pg.spi.Inquires.Finding.Found;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.NetCancels;
import dev.naru.pg.spi.Outcome.AnothersCharge;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgConnector;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An open attempt with everything that is needed to end it.
 *
 * @param unasked what a list or a notice of the PG says about the charge; null for nothing
 * @param now when this look began
 */
public record OpenCall(
    Attempt attempt,
    StoredPayment stored,
    Merchant merchant,
    Channel channel,
    NamedCharge named,
    @Nullable Told unasked,
    Instant now) {

  public Payment payment() {
    return stored.payment();
  }

  public PgConnector pg() {
    return channel.connector();
  }

  /** The PG's inquiry, if it has one for the payment's method. */
  public Optional<Inquires> inquiry() {
    return channel.able(Inquires.class, payment().method(), Operation.INQUIRY);
  }

  /**
   * What a list or a notice of the PG says about the charge; empty if the PG can be asked, since
   * its answer is newer.
   */
  public Optional<Found> told() {
    Told told = unasked;
    return told == null || inquiry().isPresent()
        ? Optional.empty()
        : Optional.of(
            new Found(
                told.pgTid(),
                new Money(told.chargedMinor(), payment().amount().currency()),
                false,
                told.cancelledMinor(),
                told.cancelTid(),
                null,
                null));
  }

  /** The PG's net cancel, if it has one for the payment's method. */
  public Optional<NetCancels> netCancel() {
    return channel.able(NetCancels.class, payment().method(), Operation.NET_CANCEL);
  }

  /** The record under which the PG is asked: it has the order number that the PG charged. */
  public PersistedAttempt asPersisted() {
    AnothersCharge anothers = named.anothers();
    PersistedAttempt own = attempt.asPersisted(channel, payment().amount());
    if (anothers != null) {
      return new PersistedAttempt(
          own.attemptId(), anothers.pgOrderNumber(), own.channel(), anothers.amount());
    }
    String otherHubs = stored.pgOrderNumber();
    return otherHubs == null
        ? own
        : new PersistedAttempt(own.attemptId(), otherHubs, own.channel(), own.amount());
  }

  /** Whether the PG may be believed by now if it says that it has no record of the charge. */
  public boolean believesAbsence() {
    Instant since = attempt.unresolvedSince();
    return since != null && !now.isBefore(since.plus(Backoff.BELIEVES_ABSENCE));
  }
}
