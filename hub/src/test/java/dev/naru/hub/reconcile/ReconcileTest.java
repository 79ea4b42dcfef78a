package dev.naru.hub.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.channel.ChannelAdministration;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.payment.Unresolved;
import dev.naru.hub.payment.Unresolved.Verdict;
import dev.naru.hub.payment.Unresolved.Word;
import dev.naru.hub.reconcile.Differences.Action;
import dev.naru.hub.reconcile.Differences.Difference;
import dev.naru.hub.reconcile.Differences.DifferenceClass;
import dev.naru.hub.reconcile.Differences.Filter;
import dev.naru.hub.reconcile.Differences.Settled;
import dev.naru.hub.reconcile.PgStatements.Outcome;
import dev.naru.hub.testing.BothBooks;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.World;
import dev.naru.hub.time.Korea;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The hub's book is held against the list of the emulated KG INICIS, over the wire. */
class ReconcileTest {

  private final RunningHub hub = RunningHub.shared();
  private final World world = hub.world;
  private final Shop shop = hub.newShop();
  private final PgStatements statements = hub.bean(PgStatements.class);
  private final Differences differences = hub.bean(Differences.class);
  private final long merchant = shop.merchant.id();
  private final long channel = hub.bean(ChannelAdministration.class).all(merchant).getFirst().id();

  @AfterEach
  void heal() {
    hub.wire.heal();
    hub.settle();
  }

  private LocalDate today() {
    return LocalDate.ofInstant(world.time.instant(), Korea.ZONE);
  }

  private void nextDay() {
    world.time.advance(Duration.ofDays(1));
    hub.settle();
  }

  private Outcome fetch(LocalDate day) {
    return statements.fetch(merchant, channel, "approvals", day, "a test");
  }

  private List<Difference> open(DifferenceClass of) {
    return differences.list(new Filter(merchant, null, null, null, of, true), 1_000);
  }

  private void loses(List<String> payments) {
    // The journal's own guard against deletion is off: a rewound primary asks no trigger.
    String in = "payment_number in ('" + String.join("','", payments) + "')";
    String deletes =
        List.of(
                "webhook_delivery where task_id in (select id from webhook_task where " + in + ")",
                "webhook_task where " + in,
                "payment_cancel where " + in,
                "attempt where " + in,
                "journal where " + in,
                "journal_head where " + in,
                "payment_buyer where " + in,
                "checkout_session where " + in,
                "payment where " + in)
            .stream()
            .map(each -> "delete from " + each + ";")
            .reduce("", String::concat);
    world
        .db()
        .sql("do $$ begin set local session_replication_role = replica; " + deletes + " end $$")
        .update();
  }

  @Test
  void what_the_database_lost_is_found_adopted_in_one_step_and_told_once() {
    LocalDate day = today();
    String kept = shop.paid(1_000);
    List<String> lost = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      lost.add(shop.paid(2_000 + i));
    }
    shop.cancel(lost.get(0), 500);
    shop.cancel(lost.get(1), 2_001);
    hub.settle();
    loses(lost);
    nextDay();

    assertThat(fetch(day)).isInstanceOf(Outcome.Read.class);

    List<Difference> found = open(DifferenceClass.MISSING_HERE);
    assertThat(found)
        .extracting(Difference::pgOrderNumber)
        .containsExactlyInAnyOrderElementsOf(lost);
    assertThat(differences.open(merchant).keySet()).containsExactly(DifferenceClass.MISSING_HERE);

    Differences.SettledAll all =
        differences.settleAll(
            new Filter(merchant, null, null, null, DifferenceClass.MISSING_HERE, true),
            Action.ADOPT,
            Map.of(lost.get(2), "their_order_2"),
            "after a failover",
            "kim",
            _ -> {});
    assertThat(all).isEqualTo(new Differences.SettledAll(8, 0, Map.of()));
    assertThat(settle(found.getFirst(), Action.ADOPT)).isInstanceOf(Settled.NotOpen.class);
    hub.settle();
    assertThat(shop.payment(lost.get(2)).path("merchant_uid").asString())
        .isEqualTo("their_order_2");

    for (String number : lost.subList(2, 8)) {
      assertThat(shop.payment(number).path("status").asString()).isEqualTo("paid");
      assertThat(shop.toldOf(number)).containsExactly("paid");
    }
    assertThat(shop.toldOf(lost.get(0))).containsExactly("paid", "cancelled");
    assertThat(shop.toldOf(kept)).containsExactly("paid");
    fetch(day);
    assertThat(differences.open(merchant)).isEmpty();
    BothBooks.agreeFor(shop);
  }

  private Settled settle(Difference each, Action action) {
    return differences.settle(merchant, each.id(), action, null, "after a failover", "kim");
  }

  @Test
  void a_list_that_is_there_twice_over_changes_nothing() {
    LocalDate day = today();
    String lost = shop.paid(3_000);
    loses(List.of(lost));
    nextDay();
    fetch(day);

    assertThat(fetch(day)).isInstanceOf(Outcome.AlreadyRead.class);

    assertThat(open(DifferenceClass.MISSING_HERE)).hasSize(1);
    assertThat(statements.list(merchant, channel, 10)).hasSize(1);
    settle(open(DifferenceClass.MISSING_HERE).getFirst(), Action.ADOPT);
  }

  @Test
  void half_a_list_is_refused_and_says_nothing_of_what_is_absent() {
    LocalDate day = today();
    for (int i = 0; i < 3; i++) {
      shop.paid(3_000);
    }
    nextDay();
    world.scenarioOfMid("INIpayTest", "list_half");

    assertThat(fetch(day)).isInstanceOf(Outcome.Unreadable.class);

    assertThat(differences.open(merchant)).isEmpty();
    assertThat(statements.list(merchant, channel, 10).getFirst().isCurrent()).isFalse();
  }

  @Test
  void what_is_absent_is_missing_only_once_the_next_day_s_list_is_there_and_heals_when_it_comes() {
    LocalDate day = today();
    shop.paid(3_000);
    String absent = shop.paid(4_000);
    nextDay();
    world.scenarioOfMid("INIpayTest", "list_row_missing");
    fetch(day);
    assertThat(differences.open(merchant)).isEmpty();

    nextDay();
    nextDay();
    fetch(day.plusDays(1));

    assertThat(open(DifferenceClass.MISSING_THERE))
        .singleElement()
        .extracting(Difference::paymentNumber)
        .isEqualTo(absent);
    fetch(day);
    assertThat(differences.open(merchant)).isEmpty();
  }

  @Test
  void what_the_pg_gave_back_alone_is_recorded_and_told_once() {
    LocalDate day = today();
    String number = shop.paid(5_000);
    hub.wire.disturb((request, pg) -> {
      pg.send(request);
      throw new IOException("the line is cut");
    });
    shop.cancel(number, 2_000);
    Unresolved unresolved = hub.bean(Unresolved.class);
    unresolved.close(
        new Word(
            unresolved.list(merchant, 10).getFirst().id(),
            Verdict.NOT_CANCELLED,
            null,
            "a wrong word",
            "kim"));
    hub.wire.heal();
    nextDay();
    fetch(day);

    Difference there = open(DifferenceClass.CANCELLED_THERE).getFirst();
    assertThat(settle(there, Action.RECORD_CANCEL)).isInstanceOf(Settled.Done.class);
    hub.settle();

    assertThat(shop.payment(number).path("cancel_amount").asLong()).isEqualTo(2_000);
    assertThat(shop.toldOf(number)).containsExactly("paid", "cancelled");
    BothBooks.agreeFor(shop);
  }

  @Test
  void a_charge_of_another_system_is_counted_and_never_acted_upon() {
    LocalDate day = today();
    shop.paid(3_000);
    nextDay();
    world.scenarioOfMid("INIpayTest", "list_row_extra");
    fetch(day);

    assertThat(differences.open(merchant)).isEmpty();
    assertThat(
            differences.list(
                new Filter(merchant, null, null, null, DifferenceClass.FOREIGN, null), 1_000))
        .extracting(Difference::pgOrderNumber)
        .contains("POS-77-0001");
  }

  @Test
  void nothing_is_adopted_that_the_pg_doesn_t_confirm() {
    LocalDate day = today();
    String lost = shop.paid(3_000);
    loses(List.of(lost));
    nextDay();
    fetch(day);
    Difference found = open(DifferenceClass.MISSING_HERE).getFirst();
    world.scenario(lost, "inquiry_timeout", "");

    assertThat(settle(found, Action.ADOPT)).isInstanceOf(Settled.Unclear.class);

    assertThat(open(DifferenceClass.MISSING_HERE)).hasSize(1);
    assertThat(settle(found, Action.ADOPT)).isInstanceOf(Settled.Done.class);
    assertThat(shop.toldOf(lost)).containsExactly("paid");
  }

  @Test
  void a_list_that_doesn_t_come_is_late_until_it_comes() {
    shop.put(Setting.RECONCILE_NIGHTLY, "true");
    LocalDate day = today();
    shop.paid(3_000);
    // The list of payouts takes some of them, too, where other tests' payments are paid out.
    for (int i = 0; i < 20; i++) {
      world.scenarioOfMid("INIpayTest", "list_late");
    }
    toTheHourOf(day.plusDays(1), 8);
    assertThat(statements.list(merchant, channel, 10)).isEmpty();
    for (int hour = 9; hour < 13; hour++) {
      toTheHourOf(day.plusDays(1), hour);
      assertThat(differences.open(merchant)).isEmpty();
    }

    toTheHourOf(day.plusDays(1), 13);
    assertThat(open(DifferenceClass.LATE)).hasSize(1);

    Outcome came = fetch(day);
    while (came instanceof Outcome.Nothing) {
      came = fetch(day); // uses up what is left of the faults
    }
    assertThat(came).isInstanceOf(Outcome.Read.class);
    toTheHourOf(day.plusDays(2), 9);
    assertThat(differences.open(merchant)).isEmpty();
    assertThat(statements.list(merchant, channel, 10))
        .anyMatch(list -> list.day().equals(day) && list.isCurrent());
    shop.put(Setting.RECONCILE_NIGHTLY, "false");
  }

  private void toTheHourOf(LocalDate day, int hour) {
    world.time.advance(
        Duration.between(world.time.instant(), day.atTime(hour, 0).atZone(Korea.ZONE).toInstant()));
    hub.settle();
  }

  @Test
  void a_payout_keeps_fees_vat_and_its_day() {
    LocalDate day = today();
    shop.paid(10_000);
    for (int i = 0; i < 7; i++) {
      nextDay();
    }
    PgStatements.Statement payout = null;
    for (LocalDate at = day.plusDays(3); payout == null; at = at.plusDays(1)) {
      if (statements.fetch(merchant, channel, "payout", at, "a test")
              instanceof Outcome.Read(PgStatements.Statement read, long _)
          && read.rows() > 0) {
        payout = read;
      }
      assertThat(at).isBefore(day.plusDays(8));
    }
    assertThat(payout.netMinor())
        .isEqualTo(
            payout.chargedMinor()
                - payout.cancelledMinor()
                - payout.feeMinor()
                - payout.feeVatMinor());
    assertThat(payout.feeMinor()).isPositive();
  }
}
