package dev.naru.hub.simulation;

import dev.naru.hub.billing.KeyCharges.Answer;
import dev.naru.hub.billing.ScheduledCharges;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.payment.Charges;
import dev.naru.hub.payment.Charges.NewCharge;
import dev.naru.hub.payment.CreatePayment;
import dev.naru.hub.payment.PaymentNumbers;
import dev.naru.hub.payment.PreparedAmounts;
import dev.naru.hub.payment.ScheduledSlots;
import dev.naru.hub.payment.StoredHub;
import dev.naru.hub.payment.store.AttemptRows;
import dev.naru.hub.payment.store.DueAttempts;
import dev.naru.hub.payment.store.StoredPayments;
import dev.naru.hub.payment.store.Transitions;
import dev.naru.hub.payment.store.UnresolvedAttempts;
import dev.naru.hub.webhook.Outbox;
import dev.naru.hub.webhook.StoredWebhooks;
import dev.naru.hub.work.Background;
import dev.naru.hub.work.SteppedWork;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A machine that runs one process of the hub after another, with a clock of its own. */
final class Node {

  private static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();

  private final String name;
  private final Run run;
  private Duration ahead = Duration.ZERO;
  private int starts;
  private @Nullable Hub hub;

  Node(String name, Run run) {
    this.name = name;
    this.run = run;
  }

  /** The hub of one process: all that it knows is gone with it. */
  record Hub(
      SimulatedProcess process,
      StoredHub payments,
      CreatePayment opening,
      PreparedAmounts prepared,
      List<SteppedWork<?>> works) {}

  Instant now() {
    return run.scheduler.now().plus(ahead);
  }

  void jump(Duration by) {
    ahead = ahead.plus(by);
    run.trace.say(() -> name + "'s clock is ahead by " + ahead.toMillis() + " ms");
  }

  void setClockRight() {
    ahead = Duration.ZERO;
  }

  /** The hub, while its process lives. */
  Optional<Hub> hub() {
    return Optional.ofNullable(hub).filter(own -> own.process().isAlive());
  }

  /** Starts a process, unless one lives. */
  void start(boolean soleNode) {
    if (hub().isPresent()) {
      return;
    }
    SimulatedProcess process = new SimulatedProcess(name + " " + ++starts);
    run.trace.say(() -> process.name + " starts");
    Hub started = wired(process);
    hub = started;
    if (soleNode) {
      run.scheduler.spawn(
          process.name + " frees leases",
          process,
          () -> {
            try {
              started.works().forEach(work -> work.freeLeases(now()));
            } catch (RuntimeException away) {
              // The start fails; a supervisor starts it again.
              process.kill();
            }
          });
    }
  }

  private Hub wired(SimulatedProcess process) {
    Around faults = new FaultyStore(process, run.scheduler, run.faults, run.trace, run.ledger);
    InstantSource clock = this::now;
    StoredHub.Parts real = run.store.payments();
    Outbox outbox = StoredWebhooks.outbox(clock);
    StoredHub payments =
        StoredHub.of(
            new StoredHub.Parts(
                faults.around(StoredPayments.class, real.payments()),
                faults.around(AttemptRows.class, real.attempts()),
                faults.around(DueAttempts.class, real.due()),
                faults.around(UnresolvedAttempts.class, real.unresolved()),
                faults.around(Transitions.class, real.transitions()),
                faults.around(PaymentNumbers.class, real.numbers()),
                new AskedSlots(faults.around(ScheduledSlots.class, real.slots()), real.slots())),
            new StoredHub.Surroundings(
                run.merchants,
                run.merchants.channels(),
                run.merchantServer,
                outbox,
                new InTasks(run.scheduler, process),
                SimulatedVault.VAULT,
                METERS,
                clock));
    var charges = new KeyChargesWithoutRules(payments.charges(), run.merchants);
    return new Hub(
        process,
        payments,
        faults.around(CreatePayment.class, run.store.opening()),
        faults.around(PreparedAmounts.class, run.store.prepared()),
        List.of(
            payments.janitor(),
            run.store.webhooks().dispatcher(faults, run.merchants, run.merchantServer, clock),
            run.store.schedules().execution(faults, charges, run.merchants, clock)));
  }

  /** Waits in virtual time. */
  private record InTasks(Scheduler scheduler, SimulatedProcess process) implements Background {
    @Override
    public <T> Optional<T> await(String what, Duration limit, Supplier<T> work) {
      Object[] result = {null};
      Scheduler.Task task = scheduler.spawn(what, process, () -> result[0] = work.get());
      scheduler.await(task, limit);
      process.checkAlive();
      @SuppressWarnings("unchecked")
      T value = (T) result[0];
      return task.hasEnded() ? Optional.ofNullable(value) : Optional.empty();
    }
  }

  /** Only the question goes to the database by itself: the SQL is a part of a transition's. */
  private record AskedSlots(ScheduledSlots asked, ScheduledSlots real) implements ScheduledSlots {

    @Override
    public boolean canBeFreed(long merchantId, String paymentNumber) {
      return asked.canBeFreed(merchantId, paymentNumber);
    }

    @Override
    public String free() {
      return real.free();
    }
  }

  /** Charges a schedule's key at once: the monthly rules of keys are not simulated. */
  private record KeyChargesWithoutRules(Charges charges, Merchants merchants)
      implements ScheduledCharges {

    @Override
    public Optional<Terms> termsOf(Merchant merchant, dev.naru.hub.billing.BillingKey key) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Answer retry(
        Merchant merchant,
        String customerKey,
        dev.naru.hub.billing.ApiOrder order,
        dev.naru.hub.payment.Charges.Precondition once) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Due due(Merchant merchant, Collection<String> customerKeys) {
      return charge -> {
        NewCharge asked =
            merchants.charge(
                merchant,
                merchants.channels().byId(merchant.id(), charge.channelId()).orElseThrow(),
                charge.order().orderNumber(),
                charge.order().amount().minor(),
                charge.once());
        return switch (charges.byKey(asked, List.of(new Charges.KeyToCharge(Merchants.KEY)))) {
          case Charges.Recorded made -> new Answer.Made(made);
          case Charges.Result.OrderTaken() -> {
            charges.refuse(asked, "the order is taken");
            yield new Answer.OrderTaken();
          }
          case Charges.Result.PreconditionFailed() -> new Answer.OrderTaken();
          case Charges.Result.SlotTaken() -> new Answer.Refused("slot");
        };
      };
    }
  }
}
