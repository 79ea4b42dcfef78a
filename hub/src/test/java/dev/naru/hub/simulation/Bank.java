package dev.naru.hub.simulation;

import dev.naru.hub.payment.Deposits;
import dev.naru.hub.payment.Deposits.Origin;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.simulation.Node.Hub;
import dev.naru.hub.simulation.PgBook.Charge;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.ReadsNotice.Notice.Deposited;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Buyers who pay into virtual accounts, and the PGs' notices of it: repeated until the hub has
 * acknowledged them, and sometimes sent twice.
 */
final class Bank {

  private static final Duration REPEATED_AFTER = Duration.ofSeconds(40);

  private final Run run;
  private final List<Paid> unacknowledged = new ArrayList<>();

  private record Paid(String provider, String mid, Charge charge) {}

  Bank(Run run) {
    this.run = run;
  }

  void paysLater(Payment payment) {
    run.scheduler.after(
        run.faults.between(Duration.ofSeconds(1), Duration.ofSeconds(60)),
        () ->
            run.charge(payment)
                .filter(charge -> charge.waiting)
                .ifPresent(charge -> {
                  charge.waiting = false;
                  run.trace.say(() -> "the bank has the deposit of " + charge.order);
                  var paid = new Paid(payment.provider(), payment.mid(), charge);
                  unacknowledged.add(paid);
                  tell(paid);
                  if (run.faults.chance(300)) {
                    tell(paid);
                  }
                }));
  }

  /** Somebody who knows the account's number pretends that it was paid into. */
  void forges(Payment payment) {
    run.charge(payment)
        .filter(charge -> charge.waiting)
        .ifPresent(charge ->
            run.anyHub()
                .ifPresent(hub ->
                    tell(
                        hub,
                        new Paid(payment.provider(), payment.mid(), charge),
                        new Origin(false, "198.51.100.7"))));
  }

  private void tell(Hub hub, Paid paid) {
    tell(hub, paid, new Origin(true, "203.0.113.1"));
  }

  private void tell(Paid paid) {
    run.anyHub().ifPresent(hub -> tell(hub, paid));
    if (run.faults.areOn()) {
      run.scheduler.after(
          REPEATED_AFTER,
          () -> {
            if (run.faults.areOn() && unacknowledged.contains(paid)) {
              tell(paid);
            }
          });
    }
  }

  private void tell(Hub hub, Paid paid, Origin origin) {
    Charge charge = paid.charge();
    var notice =
        new Deposited(
            paid.mid(),
            charge.order,
            charge.tid,
            SilentPg.accountNumber(charge),
            Money.krw(charge.amount),
            "notice of " + charge.tid,
            run.scheduler.now());
    run.scheduler.spawn(
        "notice",
        hub.process(),
        () -> {
          try {
            Deposits.Result result =
                hub.payments().deposits().apply(paid.provider(), notice, origin);
            run.trace.say(() -> "the notice of " + charge.order + ": " + result);
            if (result == Deposits.Result.APPLIED || result == Deposits.Result.KNOWN) {
              unacknowledged.remove(paid);
              run.ledger.hears(charge.order, "paid");
            }
          } catch (RuntimeException answer) {
            run.expected(answer);
          }
        });
  }

  /** Sends once more what nobody has acknowledged. */
  void tellAgain() {
    List.copyOf(unacknowledged).forEach(this::tell);
  }

  List<String> unacknowledged() {
    return unacknowledged.stream().map(it -> it.charge().order).toList();
  }
}
