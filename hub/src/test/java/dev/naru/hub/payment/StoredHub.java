package dev.naru.hub.payment;

import dev.naru.hub.channel.Channels;
import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.payment.approve.ConfirmUrl;
import dev.naru.hub.payment.approve.WindowApproval;
import dev.naru.hub.payment.call.AskAgain;
import dev.naru.hub.payment.call.OpenCalls;
import dev.naru.hub.payment.call.PgCalls;
import dev.naru.hub.payment.cancel.FindCancel;
import dev.naru.hub.payment.charge.AcceptCharge;
import dev.naru.hub.payment.store.AttemptRows;
import dev.naru.hub.payment.store.Attempts;
import dev.naru.hub.payment.store.DueAttempts;
import dev.naru.hub.payment.store.SealedBuyer;
import dev.naru.hub.payment.store.StoredPayments;
import dev.naru.hub.payment.store.Transitions;
import dev.naru.hub.payment.store.UnresolvedAttempts;
import dev.naru.hub.vault.Vault;
import dev.naru.hub.webhook.MerchantServer;
import dev.naru.hub.webhook.Outbox;
import dev.naru.hub.work.Background;
import dev.naru.hub.work.SteppedWork;
import dev.naru.hub.work.WakeUp;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * The payment module as {@link PaymentConfiguration} puts it together, over any store and without
 * threads.
 *
 * @param janitor one round at a time
 */
public record StoredHub(
    Approval approval,
    Charges charges,
    Cancellation cancellation,
    Deposits deposits,
    Unresolved unresolved,
    AskSoon askSoon,
    SteppedWork<?> janitor) {

  /** What the module keeps its records in. */
  public record Parts(
      StoredPayments payments,
      AttemptRows attempts,
      DueAttempts due,
      UnresolvedAttempts unresolved,
      Transitions transitions,
      PaymentNumbers numbers,
      ScheduledSlots slots) {}

  /** What it needs of others. */
  public record Surroundings(
      Merchants merchants,
      Channels channels,
      MerchantServer server,
      Outbox outbox,
      Background background,
      Vault vault,
      MeterRegistry meters,
      InstantSource time) {}

  public static StoredHub of(Parts parts, Surroundings with) {
    JsonMapper json = JsonMapper.shared();
    var how = new PaymentConfiguration();
    InstantSource time = with.time();
    StoredPayments payments = parts.payments();
    Attempts attempts = new Attempts(parts.attempts(), with.vault(), json);
    SealedBuyer buyers = how.sealedBuyer(with.vault(), json);
    FindCancel findCancel = how.findCancel(with.outbox(), time, json);
    AcceptCharge accept = how.acceptCharge(attempts, parts.slots(), with.outbox(), time);
    OpenCalls open =
        how.openCalls(
            payments,
            with.merchants(),
            attempts,
            parts.transitions(),
            findCancel,
            accept,
            with.outbox(),
            time);
    AskAgain askAgain =
        new AskAgain(parts.unresolved(), attempts, open, new WakeUp(), with.background(), time);
    PgCalls calls = how.pgCalls(attempts, parts.transitions(), open, askAgain, time);
    Unresolved unresolved =
        how.unresolved(
            parts.unresolved(),
            attempts,
            askAgain,
            open,
            calls,
            accept,
            findCancel,
            with.merchants(),
            payments,
            time);
    var janitor =
        new Janitor(parts.due(), open, unresolved, time, with.meters(), new WakeUp(), false);
    return new StoredHub(
        new WindowApproval(
            payments,
            with.merchants(),
            attempts,
            calls,
            new ConfirmUrl(with.server(), json),
            with.outbox(),
            time),
        how.charges(attempts, calls, parts.numbers(), buyers, with.outbox(), time),
        how.cancellation(payments, calls, open, askAgain, findCancel, time),
        how.deposits(
            payments, with.channels(), with.merchants(), calls, findCancel, with.outbox(), time),
        unresolved,
        askAgain,
        new SteppedWork<>(janitor, 16));
  }
}
