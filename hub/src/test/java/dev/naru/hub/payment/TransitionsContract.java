package dev.naru.hub.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.payment.store.Attempt;
import dev.naru.hub.payment.store.Attempt.Kind;
import dev.naru.hub.payment.store.AttemptRows;
import dev.naru.hub.payment.store.Attempts;
import dev.naru.hub.payment.store.CancelTransition;
import dev.naru.hub.payment.store.ChargeEnded;
import dev.naru.hub.payment.store.DepositApplied;
import dev.naru.hub.payment.store.DueAttempts;
import dev.naru.hub.payment.store.RevocationTransition;
import dev.naru.hub.payment.store.StoredPayments;
import dev.naru.hub.payment.store.TakenException;
import dev.naru.hub.payment.store.Transition;
import dev.naru.hub.payment.store.Transitions;
import dev.naru.hub.payment.store.UnresolvedAttempts;
import dev.naru.hub.payment.store.WindowTransition;
import dev.naru.hub.testing.Shop;
import dev.naru.pg.spi.AuthResult.Authenticated;
import dev.naru.pg.spi.Cancels.CancelOutcome;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.Outcome;
import dev.naru.pg.spi.Outcome.AccountIssued;
import dev.naru.pg.spi.Outcome.Approved;
import dev.naru.pg.spi.PayMethod;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DuplicateKeyException;

/**
 * Whatever is asked in whatever order: only the moves of the state table happen, in the database
 * and in the memory that the simulation has in its place.
 */
@Tag("G12")
abstract class TransitionsContract {

  private static final long AMOUNT = 1_000;
  private static final int PAYMENTS = 12;
  private static final int EVENTS = 30;

  private final Kept kept = kept();
  private final Transitions writer = kept.writer();
  private final AttemptRows attempts = kept.attempts();
  private final Instant now = kept.now();

  /** Where payments are kept, made anew for each test. */
  abstract Kept kept();

  /**
   * A store with a channel to pay through.
   *
   * @param linesAndOpen how many lines the journal has about a payment, and how many of its
   *     attempts are open
   */
  record Kept(
      CreatePayment opening,
      StoredPayments payments,
      Transitions writer,
      AttemptRows attempts,
      DueAttempts due,
      UnresolvedAttempts unresolved,
      Channel channel,
      Instant now,
      Function<String, long[]> linesAndOpen) {}

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void only_listed_moves_happen(long seed) {
    Random random = new Random(seed);
    for (int payment = 0; payment < PAYMENTS; payment++) {
      Model model = new Model(opened(), random);
      for (int event = 0; event < EVENTS; event++) {
        model.step();
        model.check("seed %d, payment %d, event %d".formatted(seed, payment, event));
      }
    }
  }

  @Test
  @Tag("G08")
  void one_authentication_claims_one_payment() {
    String paid = opened();
    byte[] digest = Attempts.singleUseOf(new Authenticated(Map.of(), paid)).orElseThrow();
    String other = opened();
    assertThat(writer.execute(claimed(paid, digest))).isTrue();
    assertThatThrownBy(() -> writer.execute(claimed(other, digest)))
        .isInstanceOfSatisfying(
            TakenException.class,
            taken -> assertThat(taken.what()).isEqualTo(TakenException.What.AUTHENTICATION));
    assertThat(writer.execute(claimed(paid, digest)))
        .as("the same again changes nothing")
        .isFalse();
    assertThat(kept.payments().find(merchant(), other))
        .hasValueSatisfying(it -> assertThat(it.state()).isEqualTo(PaymentState.READY));
  }

  private long merchant() {
    return kept.channel().merchantId();
  }

  @Test
  @Tag("G05")
  void whoever_has_taken_an_attempt_over_from_itself_is_its_only_worker() {
    String paymentNumber = opened();
    Attempt first = begun(paymentNumber);

    Attempt second = attempts.takeOver(first, far()).orElseThrow();

    assertThat(second.fence()).isEqualTo(first.fence() + 1);
    assertThat(attempts.takeOver(first, far())).isEmpty();
    assertThat(attempts.note(first, "{\"named\":{}}", null)).isEmpty();
    attempts.postpone(first, now, now, "too late", "{}");
    kept.due().giveBack(first, now);
    assertThat(taken(now)).isEmpty();
    assertThat(kept.unresolved().any(merchant(), paymentNumber)).isFalse();
    assertThat(writer.execute(new ChargeEnded.Paid(first, approved(), null, null, List.of(), now)))
        .as("a write that hung")
        .isFalse();
    assertThat(writer.execute(new ChargeEnded.Paid(second, approved(), null, null, List.of(), now)))
        .isTrue();
  }

  @Test
  @Tag("G14")
  void an_order_is_held_by_one_payment_until_that_has_failed() {
    String order = Shop.newOrder();
    String one = opened(order);
    String other = opened(order);
    Attempt first = begun(one);
    assertThatThrownBy(() -> begun(other))
        .isInstanceOfSatisfying(
            TakenException.class,
            taken -> assertThat(taken.what()).isEqualTo(TakenException.What.ORDER));
    writer.execute(new ChargeEnded.Failed(first, "declined", "", "", List.of(), now));

    Attempt second = begun(other);

    assertThat(kept.unresolved().paymentOf(merchant(), order)).contains(other);
    writer.execute(new ChargeEnded.Paid(second, approved(), null, null, List.of(), now));
    assertThat(kept.payments().findCancellable(merchant(), order))
        .hasValueSatisfying(it -> assertThat(it.payment().paymentNumber()).isEqualTo(other));
  }

  @Test
  @Tag("G05")
  void a_transaction_of_the_pg_pays_one_payment() {
    Attempt one = begun(opened());
    Attempt other = begun(opened());
    writer.execute(new ChargeEnded.Paid(one, approved("tid"), null, null, List.of(), now));

    assertThatThrownBy(() ->
            writer.execute(
                new ChargeEnded.Paid(other, approved("tid"), null, null, List.of(), now)))
        .isInstanceOf(DuplicateKeyException.class);

    assertThat(kept.payments().find(merchant(), other.paymentNumber()))
        .hasValueSatisfying(it -> assertThat(it.state()).isEqualTo(PaymentState.APPROVING));
  }

  @Test
  @Tag("G06")
  void what_is_unresolved_is_asked_about_by_one_at_a_time_and_when_it_is_due() {
    String paymentNumber = opened();
    Attempt first = begun(paymentNumber);
    Instant due = now.plusSeconds(10);
    assertThat(kept.unresolved().takeOver(merchant(), paymentNumber, far()))
        .as("a call that is under way isn't unresolved")
        .isEmpty();
    attempts.postpone(first, now, due, "no answer", "{}");
    assertThat(kept.unresolved().makeDue(merchant(), paymentNumber, now.minusSeconds(1), now))
        .as("asked a moment ago")
        .isFalse();
    assertThat(kept.unresolved().list(merchant(), 10))
        .singleElement()
        .satisfies(line -> assertThat(line.answer()).isEqualTo("no answer"));
    assertThat(taken(due.minusSeconds(1))).isEmpty();

    List<Attempt> janitors = taken(due);

    assertThat(janitors)
        .singleElement()
        .satisfies(it -> assertThat(it.turn()).isEqualTo(first.turn() + 1));
    assertThat(kept.unresolved().takeOver(merchant(), paymentNumber, far()))
        .as("somebody is asking")
        .isEmpty();
    Attempt janitor = janitors.getFirst();
    attempts.postpone(janitor, due, far(), "no answer again", "{}");
    Attempt persons = kept.unresolved().takeOver(merchant(), paymentNumber, far()).orElseThrow();
    assertThat(persons.fence()).isEqualTo(janitor.fence() + 1);
    assertThat(persons.turn()).as("not the janitor's turn").isEqualTo(janitor.turn());
    assertThat(persons.unresolvedSince()).as("since the first look").isEqualTo(now);
  }

  @Test
  void what_is_noted_stays_with_the_attempt() {
    Attempt first = begun(opened());
    Attempt noted = attempts.note(first, "{\"named\":{\"pgTid\":\"tid\"}}", null).orElseThrow();
    assertThat(noted.request()).contains("\"tid\"");
    assertThat(attempts.sealed(first)).contains(new byte[] {1});

    attempts.note(first, "{\"issued\":true}", new byte[] {2});

    assertThat(attempts.request(first))
        .hasValueSatisfying(it -> assertThat(it).contains("\"tid\"", "\"issued\""));
    assertThat(attempts.sealed(first)).contains(new byte[] {2});
  }

  private List<Attempt> taken(Instant at) {
    return kept.due().takeOver(merchant(), 10, List.of(), at, far());
  }

  private Attempt begun(String paymentNumber) {
    Attempt attempt = first(merchant(), paymentNumber, Kind.APPROVE, AMOUNT, "{}");
    assertThat(
            writer.execute(new WindowTransition.Claimed(attempt, new byte[] {1}, null, far(), now)))
        .isTrue();
    return attempt;
  }

  private WindowTransition.Claimed claimed(String paymentNumber, byte[] digest) {
    Attempt attempt = first(merchant(), paymentNumber, Kind.APPROVE, AMOUNT, "{}");
    return new WindowTransition.Claimed(attempt, new byte[] {1}, digest, far(), now);
  }

  private String opened() {
    return opened(Shop.newOrder());
  }

  private String opened(String order) {
    var result =
        kept.opening()
            .open(
                new CreatePayment.NewPayment(
                    kept.channel(),
                    order,
                    PayMethod.CARD,
                    "pc",
                    "나루 티셔츠",
                    Money.krw(AMOUNT),
                    null,
                    null,
                    false,
                    Payment.Buyer.NOBODY,
                    null,
                    null,
                    List.of(),
                    null,
                    null,
                    false));
    return ((CreatePayment.Result.Opened) result).paymentNumber();
  }

  /** What should be true of one payment, and the events that are thrown at it. */
  private final class Model {
    private final String paymentNumber;
    private final Random random;
    private PaymentState state = PaymentState.READY;
    private long cancelled;
    private int moves;

    /** Every handle that anybody ever held: the newest one of the open attempt is the valid one. */
    private final List<Attempt> handles = new ArrayList<>();

    private @Nullable Attempt open;

    Model(String paymentNumber, Random random) {
      this.paymentNumber = paymentNumber;
      this.random = random;
    }

    void step() {
      switch (random.nextInt(10)) {
        case 0 ->
            expect(
                state == PaymentState.READY,
                new WindowTransition.Ended(
                    merchant(), paymentNumber, "code", "reason", List.of(), now),
                PaymentState.FAILED);
        case 1 -> claim();
        case 2 -> end(Kind.APPROVE, PaymentState.PAID);
        case 3 -> end(Kind.APPROVE, PaymentState.FAILED);
        case 4 -> claimCancel();
        case 5 -> end(Kind.CANCEL, PaymentState.CANCELLED);
        case 6 -> end(Kind.CANCEL, state);
        case 7 -> end(Kind.APPROVE, PaymentState.AWAITING_DEPOSIT);
        case 8 -> deposit();
        default -> takeOver();
      }
    }

    private void claim() {
      Attempt attempt = first(merchant(), paymentNumber, Kind.APPROVE, AMOUNT, "{}");
      boolean may = state == PaymentState.READY;
      expect(
          may,
          new WindowTransition.Claimed(attempt, new byte[] {1}, null, far(), now),
          PaymentState.APPROVING);
      began(may, attempt);
    }

    private void deposit() {
      expect(
          state == PaymentState.AWAITING_DEPOSIT,
          new DepositApplied(merchant(), paymentNumber, "notice", now, true, List.of(), now),
          PaymentState.PAID);
    }

    private void claimCancel() {
      long remaining = AMOUNT - cancelled + (random.nextInt(4) == 0 ? 100 : 0);
      long amount = random.nextInt(7) * 100L;
      Attempt attempt = first(merchant(), paymentNumber, Kind.CANCEL, amount, "{}");
      boolean may =
          (state == PaymentState.PAID || state == PaymentState.CANCELLED)
              && open == null
              && remaining == AMOUNT - cancelled
              && amount >= 1
              && amount <= remaining;
      expect(may, new CancelTransition.Claimed(attempt, remaining, far(), now), state);
      began(may, attempt);
    }

    private void began(boolean may, Attempt attempt) {
      handles.add(attempt);
      if (may) {
        open = attempt;
      }
    }

    private void end(Kind kind, PaymentState to) {
      List<Attempt> known = handles.stream().filter(h -> h.kind() == kind).toList();
      if (known.isEmpty()) {
        return;
      }
      Attempt handle = known.get(random.nextInt(known.size()));
      boolean may = handle.equals(open);
      boolean moneyBack =
          kind == Kind.CANCEL && to == PaymentState.CANCELLED && random.nextBoolean();
      Transition transition =
          switch (kind) {
            case APPROVE, CHARGE, ACCOUNT ->
                switch (to) {
                  case PAID -> new ChargeEnded.Paid(handle, approved(), null, null, List.of(), now);
                  case AWAITING_DEPOSIT ->
                      new ChargeEnded.AccountOpened(handle, issued(), List.of(), now);
                  default ->
                      new ChargeEnded.Failed(handle, "outcome", "code", "reason", List.of(), now);
                };
            case CANCEL ->
                moneyBack
                    ? new CancelTransition.Cancelled(
                        handle,
                        new CancelOutcome.Cancelled("tid", now, null),
                        UUID.randomUUID().toString(),
                        "reason",
                        null,
                        null,
                        List.of(),
                        now)
                    : new CancelTransition.NotCancelled(handle, "refused", "code", "text", now);
            case REVOKE ->
                new RevocationTransition.NotRevoked(handle, "refused", "code", "text", now);
          };
      expect(may, transition, kind == Kind.CANCEL && !moneyBack ? state : to);
      if (may) {
        cancelled += moneyBack ? handle.amountMinor() : 0;
        open = null;
      }
    }

    private void takeOver() {
      if (handles.isEmpty()) {
        return;
      }
      Attempt handle = handles.get(random.nextInt(handles.size()));
      var taken = attempts.takeOver(handle, far());
      assertThat(taken.isPresent()).isEqualTo(handle.equals(open));
      taken.ifPresent(newer -> {
        // The database writes JSON in its own way.
        open =
            new Attempt(
                handle.merchantId(),
                handle.id(),
                handle.paymentNumber(),
                handle.kind(),
                handle.amountMinor(),
                handle.request(),
                newer.fence());
        handles.add(open);
      });
    }

    private void expect(boolean may, Transition transition, PaymentState to) {
      if (may && to != state) {
        assertThat(state.next()).as("the table and this test").contains(to);
      }
      assertThat(writer.execute(transition)).as("%s in %s", transition, state).isEqualTo(may);
      if (may) {
        state = to;
        moves++;
      }
    }

    void check(String when) {
      Payment is = kept.payments().find(merchant(), paymentNumber).orElseThrow();
      long[] counted = kept.linesAndOpen().apply(paymentNumber);
      boolean cancelling = open != null && open.kind() == Kind.CANCEL;
      assertThat(
              "%s %d %s %d %d"
                  .formatted(
                      is.state(), is.cancelledMinor(), is.cancelUnderWay(), counted[0], counted[1]))
          .as(when)
          .isEqualTo(
              "%s %d %s %d %d"
                  .formatted(state, cancelled, cancelling, moves, open == null ? 0 : 1));
    }
  }

  private static Attempt first(
      long merchant, String paymentNumber, Kind kind, long amount, String request) {
    return new Attempt(merchant, UUID.randomUUID(), paymentNumber, kind, amount, request, 0);
  }

  private Instant far() {
    return now.plus(Duration.ofDays(3650));
  }

  private Approved approved() {
    return approved(UUID.randomUUID().toString());
  }

  private Approved approved(String tid) {
    return new Approved(
        tid, Money.krw(AMOUNT), PayMethod.CARD, null, "12345678", null, null, null, null, now);
  }

  private AccountIssued issued() {
    return new AccountIssued(
        UUID.randomUUID().toString(),
        Money.krw(AMOUNT),
        new Outcome.VirtualAccount(
            new Outcome.Bank("088", "신한은행"),
            "56211103849740",
            "나루",
            LocalDateTime.of(2026, 12, 24, 23, 59, 59)),
        now);
  }
}
