package dev.naru.hub.simulation;

import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.payment.Unresolved;
import dev.naru.hub.simulation.MerchantSide.Delivery;
import dev.naru.hub.simulation.PgBook.Charge;
import dev.naru.hub.simulation.Store.Line;
import dev.naru.hub.simulation.Store.Planned;
import dev.naru.hub.simulation.Store.Told;
import dev.naru.hub.webhook.WebhookTaskRow;
import dev.naru.pg.spi.PayMethod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What must be true once all is quiet (spec/guarantees.md §3). */
final class Judge {

  private static final Set<PaymentState> WITH_MONEY =
      Set.of(PaymentState.PAID, PaymentState.CANCELLED);

  private final Run run;
  private final Map<String, Payment> payments;
  private final List<Told> webhooks;
  private final List<Line> journal;
  private final List<String> broken = new ArrayList<>();

  Judge(Run run) {
    this.run = run;
    payments =
        run.store.allPayments().stream()
            .collect(
                Collectors.toMap(
                    Payment::paymentNumber, Function.identity(), (a, b) -> a, LinkedHashMap::new));
    webhooks = run.store.allWebhooks();
    journal = run.store.journal();
  }

  List<String> broken() {
    everyChargeIsOnRecord();
    everyPaymentIsAtThePg();
    noOrderIsPaidTwice();
    nothingIsUnknown();
    cancelsAddUp();
    everyMoveHasItsLineAndItsWebhooks();
    webhooksArrived();
    whatClientsWereToldStands();
    schedulesWereExecutedOnce();
    return broken;
  }

  private void check(boolean holds, String rule, Object about) {
    if (!holds) {
      broken.add(rule + ": " + about);
    }
  }

  /** Invariant 1, from the PG's book. */
  private void everyChargeIsOnRecord() {
    for (PgBook book : run.books()) {
      for (Charge charge : book.charges()) {
        if (!charge.holdsMoney() || isUnheardOf(charge)) {
          continue;
        }
        Payment payment = payments.get(charge.order);
        boolean same =
            payment != null
                && WITH_MONEY.contains(payment.state())
                && charge.tid.equals(payment.pgTid())
                && payment.amount().minor() == charge.amount
                && payment.cancelledMinor() == charge.cancelled;
        check(same, "the PG holds money that the hub has another record of", both(charge));
      }
    }
  }

  /**
   * Of what a PG charged under another order's number the hub knows only while the process lives
   * that was told, or once that has noted it.
   */
  private boolean isUnheardOf(Charge charge) {
    SimulatedProcess told = charge.toldTo;
    return charge.misplaced
        && !run.ledger.isNoted(charge.tid)
        && (told == null || !told.isAlive() || run.ledger.couldNotBeNoted(charge.tid));
  }

  private String both(Charge charge) {
    Payment payment = payments.get(charge.order);
    return charge + " / " + (payment == null ? "no payment" : brief(payment));
  }

  private static String brief(Told task) {
    return "%s of %s to %s is %s"
        .formatted(task.no(), task.paymentNumber(), task.url(), task.state());
  }

  private static String brief(Payment payment) {
    return "%s %s %s %d, cancelled %d, at %s as %s (%s)"
        .formatted(
            payment.paymentNumber(),
            payment.orderNumber(),
            payment.state(),
            payment.amount().minor(),
            payment.cancelledMinor(),
            payment.provider(),
            payment.pgTid(),
            payment.failReason());
  }

  /** Invariant 1, from the hub's book. */
  private void everyPaymentIsAtThePg() {
    for (Payment payment : payments.values()) {
      if (WITH_MONEY.contains(payment.state())) {
        boolean same =
            run.charge(payment)
                .filter(it ->
                    !it.waiting
                        && it.order.equals(payment.paymentNumber())
                        && it.amount == payment.amount().minor()
                        && it.cancelled == payment.cancelledMinor())
                .isPresent();
        check(same, "the hub's record isn't the PG's", brief(payment));
        Long asked = run.ledger.asked().get(payment.paymentNumber());
        check(
            asked == null || asked == payment.amount().minor(),
            "another amount is paid than was asked for",
            brief(payment));
      }
      check(
          payment.state() != PaymentState.APPROVING,
          "a payment is left with the PG",
          brief(payment));
    }
  }

  /** G14; a deposit may come into a second account of the order, whatever the hub says. */
  private void noOrderIsPaidTwice() {
    Map<String, List<Payment>> ofOrder = new HashMap<>();
    for (Payment payment : payments.values()) {
      boolean holds = run.charge(payment).filter(Charge::holdsMoney).isPresent();
      if (holds && !payment.method().equals(PayMethod.VBANK) && payment.account() == null) {
        ofOrder
            .computeIfAbsent(
                payment.merchantId() + "/" + payment.orderNumber(), _ -> new ArrayList<>())
            .add(payment);
      }
    }
    ofOrder.forEach((order, paid) ->
        check(
            paid.size() == 1,
            "an order is paid twice",
            order + " " + paid.stream().map(Judge::brief).toList()));
  }

  /** Invariant 4. */
  private void nothingIsUnknown() {
    for (Unresolved.Case open : run.unresolved().list(null, 100)) {
      broken.add("nobody knows about %s: %s".formatted(open.paymentNumber(), open.answered()));
    }
    check(run.store.openAttempts() == 0, "attempts are open", run.store.openAttempts());
  }

  /** Invariant 6. */
  private void cancelsAddUp() {
    for (Payment payment : payments.values()) {
      long sum = payment.cancels().stream().mapToLong(Payment.Cancel::amountMinor).sum();
      check(
          sum == payment.cancelledMinor() && sum <= payment.amount().minor(),
          "cancels don't add up",
          brief(payment) + ", " + sum);
      check(!payment.cancelUnderWay(), "a cancel is left under way", brief(payment));
    }
  }

  /** Invariants 2 and 3. */
  private void everyMoveHasItsLineAndItsWebhooks() {
    check(
        journal.size() == run.ledger.moves(),
        "the journal has not a line for each move",
        journal.size() + " and " + run.ledger.moves());
    Set<UUID> kept = webhooks.stream().map(Told::id).collect(Collectors.toSet());
    for (WebhookTaskRow told : run.ledger.told()) {
      check(kept.contains(told.id()), "a move has lost its webhook", told.url());
    }
    check(
        kept.size() == run.ledger.told().size(),
        "there are webhooks of no move",
        kept.size() + " and " + run.ledger.told().size());
    Set<String> told = webhooks.stream().map(Told::paymentNumber).collect(Collectors.toSet());
    for (Payment payment : payments.values()) {
      if (WITH_MONEY.contains(payment.state())) {
        check(told.contains(payment.paymentNumber()), "nobody is told", brief(payment));
      }
    }
  }

  private void webhooksArrived() {
    for (Told task : webhooks) {
      check(!task.state().equals("pending"), "a webhook is left", brief(task));
      if (task.state().equals("sent")) {
        check(
            run.merchantServer.deliveries().contains(new Delivery(task.url(), task.body(), true)),
            "a webhook never arrived",
            brief(task));
      }
    }
    Map<String, List<Told>> lines =
        webhooks.stream()
            .filter(it -> it.state().equals("sent"))
            .collect(Collectors.groupingBy(it -> it.paymentNumber() + " " + it.url()));
    lines.values().forEach(this::inOrder);
  }

  private void inOrder(List<Told> line) {
    List<Integer> arrivals =
        line.stream()
            .sorted(java.util.Comparator.comparingLong(Told::no))
            .map(it ->
                run.merchantServer.deliveries().indexOf(new Delivery(it.url(), it.body(), true)))
            .toList();
    check(
        arrivals.equals(arrivals.stream().sorted().toList()),
        "webhooks arrived out of their order",
        line.stream().map(Judge::brief).toList());
  }

  /** Invariant 7. */
  private void whatClientsWereToldStands() {
    for (Ledger.Heard heard : run.ledger.heard()) {
      Payment payment = payments.get(heard.paymentNumber());
      boolean stands =
          payment != null
              && switch (heard.word()) {
                case "paid" -> WITH_MONEY.contains(payment.state());
                case "given back" -> payment.state() == PaymentState.CANCELLED;
                case "failed" -> payment.state() == PaymentState.FAILED;
                case "waiting" ->
                    payment.state() == PaymentState.AWAITING_DEPOSIT
                        || WITH_MONEY.contains(payment.state());
                default -> throw new IllegalStateException(heard.word());
              };
      check(
          stands,
          "somebody was told '" + heard.word() + "'",
          payment == null ? heard : brief(payment));
    }
    run.ledger
        .cancelledForClients()
        .forEach((number, amount) -> {
          Payment payment = payments.get(number);
          check(
              payment != null && payment.cancelledMinor() >= amount,
              "a cancel that was acknowledged is lost",
              number + " " + amount);
        });
  }

  /** G15. */
  private void schedulesWereExecutedOnce() {
    for (Planned planned : run.store.allSchedules()) {
      check(!planned.status().equals("scheduled"), "a schedule was never executed", planned);
      check(
          !planned.status().equals("executed")
              || payments.containsKey(String.valueOf(planned.paymentNumber())),
          "an executed schedule has no payment",
          planned);
    }
  }
}
