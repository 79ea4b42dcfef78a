package dev.naru.hub.simulation;

import dev.naru.hub.billing.ApiOrder;
import dev.naru.hub.channel.Channel;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.payment.Cancellation;
import dev.naru.hub.payment.Charges;
import dev.naru.hub.payment.Charges.NewCharge;
import dev.naru.hub.payment.CreatePayment;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.payment.PreparedAmounts.Prepared;
import dev.naru.hub.simulation.Node.Hub;
import dev.naru.pg.spi.AuthResult;
import dev.naru.pg.spi.AuthResult.Authenticated;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.PayMethod;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Buyers in windows and merchants' servers: what they ask of the hub, and what they are told. */
final class Clients {

  private final Run run;
  private final Faults faults;

  /** Numbers of payments that clients have heard of. */
  private final List<Known> known = new ArrayList<>();

  /** Which cancels are under way in a process: a second one would wait there in real time. */
  private final Set<String> cancelling = new HashSet<>();

  private final List<Authenticated> returns = new ArrayList<>();
  private int tokens;

  private record Known(Merchant merchant, String paymentNumber, String orderNumber) {}

  Clients(Run run) {
    this.run = run;
    this.faults = run.faults;
  }

  /** One thing that somebody does, in a task of a process. */
  void act(Hub hub) {
    Merchant merchant = faults.oneOf(run.merchants.all());
    Channel channel = faults.oneOf(run.merchants.channels().of(merchant.id()));
    String order = "order%d%s".formatted(faults.upTo(6), faults.oneOf(List.of("", "c", "n")));
    long amount = 1_000L * (1 + faults.upTo(3));
    int what = faults.upTo(100);
    if (what < 30) {
      inTask(hub, "window", () -> window(hub, merchant, channel, order, amount));
    } else if (what < 50) {
      inTask(hub, "charge", () -> charge(hub, merchant, channel, order, amount));
    } else if (what < 78) {
      cancel(hub);
    } else if (what < 82) {
      inTask(hub, "prepare", () -> prepare(hub, merchant, order, amount));
    } else if (what < 90) {
      plan(channel, order, amount);
    } else if (what < 92) {
      run.store.schedules().revoke(merchant.id(), order);
    } else {
      lookUp(hub);
    }
  }

  private void inTask(Hub hub, String name, Runnable body) {
    run.scheduler.spawn(
        name,
        hub.process(),
        () -> {
          try {
            body.run();
          } catch (RuntimeException answer) {
            // An answer of 500: whoever asked knows nothing.
            run.expected(answer);
          }
        });
  }

  private void window(Hub hub, Merchant merchant, Channel channel, String order, long amount) {
    PayMethod method =
        channel.connector() instanceof AskablePg && faults.chance(300)
            ? PayMethod.VBANK
            : PayMethod.CARD;
    var opened = hub.opening().open(run.merchants.payment(channel, order, method, "pc", amount));
    if (!(opened instanceof CreatePayment.Result.Opened(String paymentNumber))) {
      return;
    }
    known.add(new Known(merchant, paymentNumber, order));
    run.ledger.asks(paymentNumber, amount);
    run.trace.say(() ->
        "a window of %s for %s of %s, %d by %s"
            .formatted(paymentNumber, order, merchant.userCode(), amount, method));
    if (faults.chance(60)) {
      Payment left = hub.payments().approval().leave(merchant.id(), paymentNumber);
      heard(left);
      return;
    }
    Authenticated back =
        faults.chance(30) && !returns.isEmpty()
            ? faults.oneOf(returns)
            : new Authenticated(
                Map.of(SilentPg.TOKEN, "token" + ++tokens, SilentPg.METHOD, method.code()),
                "token" + tokens);
    returns.add(back);
    int times = faults.chance(250) ? 2 : 1;
    for (int time = 0; time < times; time++) {
      // The buyer's second tab may come to another node.
      run.scheduler.after(
          faults.between(Duration.ofMillis(10), Duration.ofSeconds(4)),
          () -> run.anyHub().ifPresent(other -> returned(other, merchant, paymentNumber, back)));
    }
  }

  private void returned(Hub hub, Merchant merchant, String paymentNumber, AuthResult back) {
    inTask(
        hub,
        "return",
        () -> heard(hub.payments().approval().inWindow(merchant, paymentNumber).proceed(back)));
  }

  private void heard(Payment payment) {
    String word =
        switch (payment.state()) {
          case PAID -> "paid";
          case FAILED -> "failed";
          case CANCELLED -> "given back";
          case AWAITING_DEPOSIT -> "waiting";
          case READY, APPROVING -> "";
        };
    run.trace.say(() -> "told: " + payment.paymentNumber() + " is " + payment.state());
    if (!word.isEmpty()) {
      run.ledger.hears(payment.paymentNumber(), word);
    }
    if (payment.state() == PaymentState.AWAITING_DEPOSIT) {
      if (faults.chance(200)) {
        run.bank.forges(payment);
      }
      if (faults.chance(800)) {
        run.bank.paysLater(payment);
      }
    }
  }

  private void charge(Hub hub, Merchant merchant, Channel channel, String order, long amount) {
    NewCharge charge = run.merchants.charge(merchant, channel, order, amount, null);
    boolean check = faults.chance(100);
    run.trace.say(() ->
        "%s of %s, %d, of %s"
            .formatted(check ? "a check" : "a charge", order, amount, merchant.userCode()));
    Charges charges = hub.payments().charges();
    Charges.Result result =
        check
            ? charges.check(charge, Merchants.KEY)
            : charges.byKey(charge, List.of(new Charges.KeyToCharge(Merchants.KEY)));
    run.trace.say(() -> "the charge of " + order + ": " + result);
    switch (result) {
      case Charges.Recorded.Paid(String paymentNumber, _) -> {
        known.add(new Known(merchant, paymentNumber, order));
        run.ledger.hears(paymentNumber, check ? "failed" : "paid");
      }
      case Charges.Recorded.Declined declined ->
          run.ledger.hears(declined.paymentNumber(), "failed");
      case Charges.Recorded.NotSent(String paymentNumber) ->
          run.ledger.hears(paymentNumber, "failed");
      case Charges.Recorded.Unresolved(String paymentNumber) ->
          known.add(new Known(merchant, paymentNumber, order));
      case Charges.Result.OrderTaken _,
          Charges.Result.SlotTaken _,
          Charges.Result.PreconditionFailed _ -> {
        // Nothing was entered.
      }
    }
  }

  private void cancel(Hub hub) {
    if (known.isEmpty()) {
      return;
    }
    Known which = faults.oneOf(known);
    boolean byOrder = faults.chance(200);
    Long amount = faults.chance(500) ? null : Long.valueOf(500L * (1 + faults.upTo(6)));
    Long checksum = faults.chance(100) ? Long.valueOf(1_000L * (1 + faults.upTo(3))) : null;
    String turn =
        hub.process().name + " " + (byOrder ? which.orderNumber() : which.paymentNumber());
    if (!cancelling.add(turn)) {
      return;
    }
    var command =
        new Cancellation.Command(
            which.merchant().id(),
            byOrder ? null : which.paymentNumber(),
            byOrder ? which.orderNumber() : null,
            amount,
            null,
            null,
            checksum,
            null,
            new dev.naru.pg.spi.Cancels.CancelRequest.RefundAccount("088", "1", "나루"),
            faults.chance(500));
    inTask(
        hub,
        "cancel",
        () -> {
          try {
            Cancellation.Result result = hub.payments().cancellation().cancel(command);
            run.trace.say(() ->
                "the cancel of %s of %s: %s"
                    .formatted(amount, turn, result.getClass().getSimpleName()));
            if (result instanceof Cancellation.Result.Cancelled(Payment payment)) {
              run.ledger.hears(payment.paymentNumber(), "given back");
              run.ledger.hearsOfCancel(payment.paymentNumber(), amount == null ? 1 : amount);
            }
          } finally {
            cancelling.remove(turn);
          }
        });
  }

  private void prepare(Hub hub, Merchant merchant, String order, long amount) {
    hub.prepared().put(merchant.id(), new Prepared(order, BigDecimal.valueOf(amount), null));
  }

  private void plan(Channel channel, String order, long amount) {
    var asked =
        new ApiOrder(
            order, Money.krw(amount), "티셔츠", Payment.Buyer.NOBODY, null, null, 0, null, List.of());
    run.store
        .schedules()
        .plan(
            channel,
            asked,
            run.scheduler.now().plus(faults.between(Duration.ofSeconds(1), Duration.ofMinutes(3))));
  }

  private void lookUp(Hub hub) {
    if (!known.isEmpty()) {
      Known which = faults.oneOf(known);
      inTask(
          hub,
          "look",
          () -> hub.payments().askSoon().about(which.merchant().id(), which.paymentNumber()));
    }
  }

  /** Payment numbers, for a PG that takes one for another. */
  List<String> numbers() {
    return known.stream().map(Known::paymentNumber).toList();
  }
}
