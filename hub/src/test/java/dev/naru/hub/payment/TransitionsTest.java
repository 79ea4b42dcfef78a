package dev.naru.hub.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.hub.channel.Channels;
import dev.naru.hub.payment.store.AccountOpened;
import dev.naru.hub.payment.store.ApprovalClaimed;
import dev.naru.hub.payment.store.Attempt;
import dev.naru.hub.payment.store.Attempt.Kind;
import dev.naru.hub.payment.store.Attempts;
import dev.naru.hub.payment.store.CancelClaimed;
import dev.naru.hub.payment.store.CancelEnded;
import dev.naru.hub.payment.store.DepositApplied;
import dev.naru.hub.payment.store.PaymentCancelled;
import dev.naru.hub.payment.store.PaymentFailed;
import dev.naru.hub.payment.store.PaymentPaid;
import dev.naru.hub.payment.store.RevocationEnded;
import dev.naru.hub.payment.store.TakenException;
import dev.naru.hub.payment.store.Transition;
import dev.naru.hub.payment.store.TransitionWriter;
import dev.naru.hub.payment.store.WindowEnded;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.World;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is asked in whatever order: only the moves of the state table happen. */
@Tag("G12")
class TransitionsTest {

  private static final long AMOUNT = 1_000;
  private static final int PAYMENTS = 12;
  private static final int EVENTS = 30;

  private final RunningHub hub = RunningHub.shared();
  private final World world = hub.world;
  private final Shop shop = hub.newShop();
  private final TransitionWriter writer = hub.bean(TransitionWriter.class);
  private final Attempts attempts = hub.bean(Attempts.class);
  private final Instant now = world.time.instant();

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
    assertThat(hub.bean(Payments.class).find(shop.merchant.id(), other))
        .hasValueSatisfying(it -> assertThat(it.state()).isEqualTo(PaymentState.READY));
  }

  private ApprovalClaimed claimed(String paymentNumber, byte[] digest) {
    Attempt attempt = first(shop.merchant.id(), paymentNumber, Kind.APPROVE, AMOUNT, "{}");
    return new ApprovalClaimed(attempt, new byte[] {1}, digest, far(), now);
  }

  private String opened() {
    var result =
        hub.bean(CreatePayment.class)
            .open(
                new CreatePayment.NewPayment(
                    hub.bean(Channels.class).of(shop.merchant.id()).getFirst(),
                    Shop.newOrder(),
                    PayMethod.CARD,
                    "pc",
                    "나루 티셔츠",
                    Money.krw(AMOUNT),
                    null,
                    null,
                    false,
                    new Payment.Buyer(null, null, null, null, null),
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
                new WindowEnded(shop.merchant.id(), paymentNumber, "code", "reason", now),
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
      Attempt attempt = first(shop.merchant.id(), paymentNumber, Kind.APPROVE, AMOUNT, "{}");
      boolean may = state == PaymentState.READY;
      expect(
          may,
          new ApprovalClaimed(attempt, new byte[] {1}, null, far(), now),
          PaymentState.APPROVING);
      began(may, attempt);
    }

    private void deposit() {
      expect(
          state == PaymentState.AWAITING_DEPOSIT,
          new DepositApplied(
              shop.merchant.id(), paymentNumber, "notice", now, true, List.of(), now),
          PaymentState.PAID);
    }

    private void claimCancel() {
      long remaining = AMOUNT - cancelled + (random.nextInt(4) == 0 ? 100 : 0);
      long amount = random.nextInt(7) * 100L;
      Attempt attempt = first(shop.merchant.id(), paymentNumber, Kind.CANCEL, amount, "{}");
      boolean may =
          (state == PaymentState.PAID || state == PaymentState.CANCELLED)
              && open == null
              && remaining == AMOUNT - cancelled
              && amount >= 1
              && amount <= remaining;
      expect(may, new CancelClaimed(attempt, remaining, far(), now), state);
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
                  case PAID -> new PaymentPaid(handle, approved(), null, List.of(), now);
                  case AWAITING_DEPOSIT -> new AccountOpened(handle, issued(), List.of(), now);
                  default -> new PaymentFailed(handle, "outcome", "code", "reason", List.of(), now);
                };
            case CANCEL ->
                moneyBack
                    ? new PaymentCancelled(
                        handle,
                        new CancelOutcome.Cancelled("tid", now, null),
                        UUID.randomUUID().toString(),
                        "reason",
                        null,
                        null,
                        List.of(),
                        now)
                    : new CancelEnded(handle, "refused", "code", "text", now);
            case REVOKE -> new RevocationEnded(handle, "refused", "code", "text", now);
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
      String is =
          world
              .db()
              .sql(
                  """
                  select p.state || ' ' || p.cancelled || ' ' || (p.cancel_claim is not null)
                    || ' ' || (select count(*) from journal j where j.payment_number = p.payment_number)
                    || ' ' || (select count(*) from attempt a
                                where a.payment_number = p.payment_number and a.due_at is not null)
                    from payment p where p.payment_number = :id
                  """)
              .param("id", paymentNumber)
              .query(String.class)
              .single();
      boolean cancelling = open != null && open.kind() == Kind.CANCEL;
      assertThat(is)
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
    return new Approved(
        "tid", Money.krw(AMOUNT), PayMethod.CARD, null, "12345678", null, null, null, null, now);
  }

  private AccountIssued issued() {
    return new AccountIssued(
        "tid",
        Money.krw(AMOUNT),
        new Outcome.VirtualAccount(
            new Outcome.Bank("088", "신한은행"),
            "56211103849740",
            "나루",
            LocalDateTime.of(2026, 12, 24, 23, 59, 59)),
        now);
  }
}
