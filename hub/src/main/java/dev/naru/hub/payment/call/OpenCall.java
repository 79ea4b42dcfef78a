package dev.naru.hub.payment.call;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.store.Attempt;
import dev.naru.hub.payment.store.NamedCharge;
import dev.naru.hub.payment.store.StoredPayment;
import dev.naru.pg.spi.Outcome.AnothersCharge;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgConnector;
import java.time.Instant;

/**
 * An attempt that the PG hasn't ended, with all that ending it needs.
 *
 * @param now when this look began
 */
public record OpenCall(
    Attempt attempt,
    StoredPayment stored,
    Merchant merchant,
    Channel channel,
    NamedCharge named,
    Instant now) {

  public Payment payment() {
    return stored.payment();
  }

  public PgConnector pg() {
    return channel.connector();
  }

  /** What the PG is asked about: the order that it charged, which it may have named otherwise. */
  public PersistedAttempt asPersisted() {
    AnothersCharge anothers = named.anothers();
    PersistedAttempt own = attempt.asPersisted(channel, payment().amount());
    return anothers == null
        ? own
        : new PersistedAttempt(
            own.attemptId(), anothers.pgOrderNumber(), own.channel(), anothers.amount());
  }

  /** Whether "the PG has nothing of it" may be believed by now. */
  public boolean believesAbsence() {
    Instant since = attempt.unresolvedSince();
    return since != null && !now.isBefore(since.plus(Backoff.BELIEVES_ABSENCE));
  }
}
