package dev.naru.hub.payment.unresolved;

import dev.naru.hub.database.Columns;
import dev.naru.hub.database.TimeOrderedIds;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.Payments;
import dev.naru.hub.payment.Unresolved;
import dev.naru.hub.payment.approve.UndoApproval;
import dev.naru.hub.payment.call.AskAgain;
import dev.naru.hub.payment.call.OpenCalls;
import dev.naru.hub.payment.call.OpenCalls.OpenCall;
import dev.naru.hub.payment.call.PgCalls;
import dev.naru.hub.payment.cancel.FindCancel;
import dev.naru.hub.payment.charge.AcceptCharge;
import dev.naru.hub.payment.store.Attempt;
import dev.naru.hub.payment.store.Attempts;
import dev.naru.hub.payment.store.Attempts.NamedCharge;
import dev.naru.hub.payment.store.ClosedByPerson;
import dev.naru.hub.payment.store.RevocationTransition;
import dev.naru.hub.payment.store.Transition;
import dev.naru.hub.payment.store.UnresolvedAttempts;
import dev.naru.hub.payment.store.UnresolvedAttempts.Line;
import dev.naru.pg.spi.Inquires.Finding;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.Outcome.AnothersCharge;
import dev.naru.pg.spi.PgError;
import dev.naru.pg.spi.PgError.Category;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists unresolved attempts for people, has the PG asked about them, and closes them by a person's
 * word.
 */
public final class UnresolvedCases implements Unresolved {

  private static final Logger log = LoggerFactory.getLogger(UnresolvedCases.class);

  private static final int MOST = 1_000;
  private static final PgError NOT_CANCELLED =
      new PgError("", "PG사에서 취소되지 않은 것으로 확인되었습니다.", Category.NOT_CANCELLABLE);

  private final UnresolvedAttempts unresolved;
  private final Attempts attempts;
  private final AskAgain askAgain;
  private final OpenCalls open;
  private final PgCalls calls;
  private final AcceptCharge charges;
  private final FindCancel cancels;
  private final Merchants merchants;
  private final Payments payments;
  private final InstantSource time;
  private final TimeOrderedIds ids;

  public UnresolvedCases(
      UnresolvedAttempts unresolved,
      Attempts attempts,
      AskAgain askAgain,
      OpenCalls open,
      PgCalls calls,
      AcceptCharge charges,
      FindCancel cancels,
      Merchants merchants,
      Payments payments,
      InstantSource time) {
    this.unresolved = unresolved;
    this.attempts = attempts;
    this.askAgain = askAgain;
    this.open = open;
    this.calls = calls;
    this.charges = charges;
    this.cancels = cancels;
    this.merchants = merchants;
    this.payments = payments;
    this.time = time;
    this.ids = new TimeOrderedIds(time);
  }

  @Override
  public List<Case> list(@Nullable Long merchantId, int most) {
    if (most < 1 || most > MOST) {
      throw new IllegalArgumentException("from 1 to " + MOST + " can be listed, not " + most);
    }
    return unresolved.list(merchantId, most).stream().map(this::asCase).toList();
  }

  @Override
  public Optional<Case> find(UUID id) {
    return unresolved.find(id).map(this::asCase);
  }

  private Case asCase(Line line) {
    Attempt attempt = line.attempt();
    Optional<Merchant> merchant = merchants.byId(attempt.merchantId());
    return new Case(
        attempt.id(),
        attempt.merchantId(),
        merchant.map(Merchant::userCode).orElse(""),
        merchant.map(Merchant::name).orElse(""),
        attempt.paymentNumber(),
        line.orderNumber(),
        line.provider(),
        line.mid(),
        line.test(),
        pgTid(line),
        kindOf(attempt),
        attempt.amountMinor(),
        line.currency(),
        switch (attempt.kind()) {
          case APPROVE -> "to approve, and as the answer didn't tell, to undo that";
          case CHARGE -> "to charge, and as the answer didn't tell, whether it did";
          case CANCEL -> "to cancel, and as the answer didn't tell, whether it did";
          case ACCOUNT -> "to open an account, and as the answer didn't tell, to close it";
          case REVOKE -> "to close an account, and as the answer didn't tell, whether it did";
        },
        line.answer(),
        line.since(),
        attempt.fence(),
        line.answeredAt(),
        line.dueAt());
  }

  /** The PG's number of the payment's charge, or else the number that the PG's answer named. */
  private @Nullable String pgTid(Line line) {
    if (line.pgTid() != null) {
      return line.pgTid();
    }
    Attempt attempt = line.attempt();
    NamedCharge named =
        attempts.namedBy(attempt, new Money(attempt.amountMinor(), line.currency()));
    AnothersCharge anothers = named.anothers();
    return anothers == null ? named.pgTid() : anothers.pgTid();
  }

  private static Kind kindOf(Attempt attempt) {
    return switch (attempt.kind()) {
      case APPROVE -> Kind.APPROVAL;
      case CHARGE -> Kind.CHARGE;
      case CANCEL -> Kind.CANCEL;
      case ACCOUNT -> Kind.ACCOUNT_ISSUE;
      case REVOKE -> Kind.ACCOUNT_CLOSING;
    };
  }

  @Override
  public Asked ask(UUID id) {
    Optional<Line> line = unresolved.find(id);
    if (line.isEmpty()) {
      return new Asked.NoSuchCase();
    }
    Attempt attempt = line.get().attempt();
    Optional<Attempt> mine = mine(attempt);
    if (mine.isEmpty()) {
      return unresolved.find(id).isPresent() ? new Asked.UnderWay() : new Asked.NoSuchCase();
    }
    open.finish(mine.get());
    return find(id)
        .<Asked>map(Asked.StillUnknown::new)
        .orElseGet(() -> new Asked.Settled(payment(attempt)));
  }

  private Optional<Attempt> mine(Attempt attempt) {
    return askAgain
        .takeOver(attempt.merchantId(), attempt.paymentNumber())
        .filter(taken -> taken.id().equals(attempt.id()));
  }

  private Payment payment(Attempt attempt) {
    return payments.find(attempt.merchantId(), attempt.paymentNumber()).orElseThrow();
  }

  @Override
  public Closed close(Word word) {
    if (word.reason().isBlank() || word.who().isBlank()) {
      return new Closed.Refused("A reason and a name are needed: the journal keeps both.");
    }
    Optional<Line> line = unresolved.find(word.id());
    if (line.isEmpty()) {
      return new Closed.NoSuchCase();
    }
    Optional<String> refusal = refusalOf(word, line.get());
    if (refusal.isPresent()) {
      return new Closed.Refused(refusal.get());
    }
    // From here on no other worker can store an answer to this attempt.
    Optional<Attempt> mine = mine(line.get().attempt());
    if (mine.isEmpty()) {
      return unresolved.find(word.id()).isPresent()
          ? new Closed.UnderWay()
          : new Closed.NoSuchCase();
    }
    Attempt attempt = mine.get();
    String said = "%s by %s: %s".formatted(word.verdict(), text(word.who()), text(word.reason()));
    boolean written =
        calls.write(
            new ClosedByPerson(
                move(word, open.open(attempt), line.get()),
                ids.next(),
                "closed_as_" + word.verdict().name().toLowerCase(Locale.ROOT),
                said));
    if (!written) {
      return new Closed.UnderWay();
    }
    log.warn("{} of {} was closed as {}", attempt.kind(), attempt.paymentNumber(), word.verdict());
    return new Closed.Done(payment(attempt));
  }

  private Optional<String> refusalOf(Word word, Line line) {
    Kind kind = kindOf(line.attempt());
    if (!word.verdict().fits(kind)) {
      return Optional.of(
          "This is %s: it can be closed as %s."
              .formatted(
                  kind,
                  Arrays.stream(Verdict.values())
                      .filter(verdict -> verdict.fits(kind))
                      .map(Verdict::name)
                      .collect(Collectors.joining(" or "))));
    }
    return word.verdict() == Verdict.PAID && tid(word, line).isEmpty()
        ? Optional.of("The PG's number of the charge (tid) is needed to close it as PAID.")
        : Optional.empty();
  }

  private Optional<String> tid(Word word, Line line) {
    String tid = word.pgTid();
    return tid == null || tid.isBlank() ? Optional.ofNullable(pgTid(line)) : Optional.of(text(tid));
  }

  private Transition move(Word word, OpenCall call, Line line) {
    Payment payment = call.payment();
    return switch (word.verdict()) {
      case PAID ->
          charges.paid(
              call,
              new Finding.Found(
                  tid(word, line).orElseThrow(),
                  payment.amount(),
                  false,
                  0,
                  null,
                  null,
                  time.instant()));
      case NOT_PAID -> charges.failure(call, "not_paid", UndoApproval.REASON);
      case CANCELLED ->
          closesAccount(call)
              ? new RevocationTransition.Revoked(
                  call.attempt(), "revoked", time.instant(), time.instant())
              : cancels.cancelled(call, tid(word, line).orElse(payment.paymentNumber()));
      case NOT_CANCELLED ->
          closesAccount(call)
              ? new RevocationTransition.NotRevoked(
                  call.attempt(), "not_revoked", "", NOT_CANCELLED.text(), time.instant())
              : cancels.refused(call.attempt(), NOT_CANCELLED);
    };
  }

  private static boolean closesAccount(OpenCall call) {
    return kindOf(call.attempt()) == Kind.ACCOUNT_CLOSING;
  }

  private static String text(String given) {
    String kept = Columns.storable(given.strip());
    return kept.length() <= MAX_TEXT ? kept : kept.substring(0, MAX_TEXT);
  }
}
