package dev.naru.hub.payment.store;

import dev.naru.hub.payment.Charges.Precondition;
import dev.naru.hub.payment.Deposits;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.payment.PreparedAmounts.Prepared;
import dev.naru.hub.payment.store.MemoryTables.AttemptRow;
import dev.naru.hub.payment.store.MemoryTables.PaymentRow;
import dev.naru.hub.webhook.WebhookTaskRow;
import dev.naru.pg.spi.Outcome.CardUsed;
import dev.naru.pg.spi.Outcome.IssuedKey;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;

/** {@link Transitions} in memory; each does what its statement says. */
public final class MemoryTransitions implements Transitions {

  private final MemoryTables tables;
  private final Others others;

  /** What a transition changes in other modules' tables, in the same commit. */
  public interface Others {

    /** Enters webhooks, in the order of the list. */
    void tell(long merchantId, String paymentNumber, List<WebhookTaskRow> tasks);

    /** Whether what a charge depends on can happen. */
    boolean isOpen(Precondition precondition, long merchantId);

    /** What a charge depends on happens. */
    void pass(Precondition precondition, long merchantId, String paymentNumber, Instant now);

    /** The schedule that a payment was made for is pending again, and due at once. */
    void free(long merchantId, String paymentNumber, Instant now);

    /** Keeps a billing key that came with a payment. */
    void keep(Payment payment, IssuedKey key, @Nullable CardUsed card, Instant now);
  }

  public MemoryTransitions(MemoryTables tables, Others others) {
    this.tables = tables;
    this.others = others;
  }

  @Override
  public boolean execute(Transition transition) {
    return carriedOut(transition, null).isPresent();
  }

  @Override
  public Optional<Payment> executeAndRead(Transition transition) {
    return carriedOut(transition, null).map(row -> tables.read(row, false));
  }

  /**
   * @param outcome of the attempt instead of the transition's own; null for that
   */
  private Optional<PaymentRow> carriedOut(Transition transition, @Nullable String outcome) {
    Instant at = transition.at();
    return switch (transition) {
      case WindowTransition.Ended end ->
          tables
              .payment(end.merchantId(), end.paymentNumber())
              .filter(row -> row.state == PaymentState.READY)
              .map(row -> {
                fail(row, end.code(), end.reason(), at);
                return noted(row, "ended_in_window", end.code(), end.webhooks());
              });
      case BuyerErased _ -> throw new UnsupportedOperationException("buyers aren't kept here");
      case AdoptionTransition.Adopted _, AdoptionTransition.FoundPaid _ ->
          throw new UnsupportedOperationException("nobody adopts anything here");
      case WindowTransition.Claimed claim -> claimed(claim);
      case ChargeBegun begun -> begun(begun);
      case CancelTransition.Claimed claim -> claimed(claim);
      case ChargeEnded.Paid paid ->
          withTid(paid.attempt(), paid.approved().pgTid())
              .flatMap(_ -> ended(paid.attempt(), outcome == null ? "approved" : outcome, at))
              .filter(row -> row.state == PaymentState.APPROVING)
              .map(row -> paid(row, paid));
      case ChargeEnded.Failed failed ->
          ended(failed.attempt(), outcome == null ? failed.outcome() : outcome, at)
              .filter(row -> row.state == PaymentState.APPROVING)
              .map(row -> {
                fail(row, failed.code(), failed.reason(), at);
                row.holdsOrder = false;
                row.keySlot = null;
                String detail = failed.outcome() + " " + failed.code();
                return noted(row, "failed", detail, failed.webhooks());
              });
      case ChargeEnded.AccountOpened opened ->
          withTid(opened.attempt(), opened.issued().pgTid())
              .flatMap(_ -> ended(opened.attempt(), "account_issued", at))
              .filter(row -> row.state == PaymentState.APPROVING)
              .map(row -> {
                row.state = PaymentState.AWAITING_DEPOSIT;
                row.holdsOrder = false;
                row.pgTid = opened.issued().pgTid();
                row.account = opened.issued().account();
                row.accountIssuedAt = opened.issued().issuedAt();
                return noted(row, "account_issued", row.pgTid, opened.webhooks());
              });
      case ChargeEnded.KeyWritten written ->
          ended(written.attempt(), "key_issued", at)
              .filter(row -> row.state == PaymentState.APPROVING)
              .map(row -> keyWritten(row, written));
      case DepositApplied deposit ->
          tables
              .payment(deposit.merchantId(), deposit.paymentNumber())
              .filter(MemoryTransitions::takesDeposits)
              .map(row -> deposited(row, deposit));
      case CancelTransition.Cancelled cancelled ->
          ended(cancelled.attempt(), outcome == null ? "cancelled" : outcome, at)
              .filter(row -> cancelled.attempt().id().equals(row.cancelClaim))
              .map(row -> cancelled(row, cancelled));
      case CancelTransition.NotCancelled end ->
          ended(end.attempt(), outcome == null ? end.outcome() : outcome, at)
              .filter(row -> end.attempt().id().equals(row.cancelClaim))
              .map(row -> {
                row.cancelClaim = null;
                return noted(row, "cancel_ended", end.code() + " " + end.text(), List.of());
              });
      case ChargeEnded.SlotFreed freed ->
          ended(freed.attempt(), "never_charged", at)
              .filter(row -> row.state == PaymentState.APPROVING)
              .map(row -> {
                fail(row, "", freed.reason(), at);
                row.holdsOrder = false;
                row.keySlot = null;
                row.tellsFailure = false;
                others.free(row.merchantId(), row.entered.paymentNumber(), at);
                String detail = "never_charged, its schedule is pending again";
                return noted(row, "failed", detail, List.of());
              });
      case RevocationTransition.NotRevoked end ->
          ended(end.attempt(), outcome == null ? end.outcome() : outcome, at)
              .map(row -> noted(row, "revocation_ended", end.code() + " " + end.text(), List.of()));
      case RevocationTransition.Revoked _, RevocationTransition.Claimed _ ->
          throw new UnsupportedOperationException("no simulation closes an account");
      case ClosedByPerson closed ->
          carriedOut(closed.move(), closed.outcome())
              .map(row -> noted(row, "closed_by_person", closed.detail(), List.of()));
    };
  }

  /** Throws, before anything changes, where another payment has the PG's transaction. */
  private Optional<AttemptRow> withTid(Attempt attempt, String tid) {
    Optional<AttemptRow> held = tables.held(attempt);
    held.ifPresent(_ -> tables.checkTid(attempt, tid));
    return held;
  }

  /** Ends the attempt while the fence holds; the payment still has to be where it must be. */
  private Optional<PaymentRow> ended(Attempt attempt, String outcome, Instant at) {
    Optional<AttemptRow> held = tables.held(attempt);
    held.ifPresent(row -> {
      row.dueAt = null;
      row.unresolvedSince = null;
      row.outcome = outcome;
      row.endedAt = at;
    });
    return held.flatMap(_ -> tables.payment(attempt.merchantId(), attempt.paymentNumber()));
  }

  private Optional<PaymentRow> claimed(WindowTransition.Claimed claim) {
    Attempt attempt = claim.attempt();
    Optional<PaymentRow> moved =
        tables
            .payment(attempt.merchantId(), attempt.paymentNumber())
            .filter(row -> row.state == PaymentState.READY && !differsFromPrepared(row));
    moved.ifPresent(row -> {
      tables.checkFree(row, true);
      tables.checkSingleUse(attempt.merchantId(), claim.singleUse());
      row.state = PaymentState.APPROVING;
      row.holdsOrder = true;
      tables.begin(new AttemptRow(attempt, claim.proofSealed(), claim.singleUse(), claim.dueAt()));
      noted(row, "claimed", attempt.id().toString(), List.of());
    });
    return moved;
  }

  private boolean differsFromPrepared(PaymentRow row) {
    Prepared prepared =
        tables.prepared.get(MemoryPrepared.key(row.merchantId(), row.asked.orderNumber()));
    return prepared != null && !prepared.agreesWith(row.amount);
  }

  private Optional<PaymentRow> begun(ChargeBegun begun) {
    PaymentRow row = new PaymentRow(begun.payment(), begun.row());
    List<PaymentRow> released = tables.released(row.asked);
    String number = begun.row().paymentNumber();
    Precondition precondition = begun.row().context().precondition();
    boolean open = precondition == null || others.isOpen(precondition, row.merchantId());
    if (open) {
      tables.checkEntry(row, released); // what it throws undoes the whole commit
    }
    released.forEach(other -> other.holdsOrder = false);
    if (!open) {
      return Optional.empty();
    }
    if (precondition != null) {
      others.pass(precondition, row.merchantId(), number, begun.at());
    }
    tables.enter(row);
    Attempt attempt = begun.attempt();
    if (attempt == null) {
      return Optional.of(noted(row, "failed", String.valueOf(row.failReason), begun.webhooks()));
    }
    tables.begin(new AttemptRow(attempt, begun.secretSealed(), null, begun.dueAt()));
    return Optional.of(noted(row, "claimed", attempt.id().toString(), begun.webhooks()));
  }

  private Optional<PaymentRow> claimed(CancelTransition.Claimed claim) {
    Attempt attempt = claim.attempt();
    long remaining = claim.remainingMinor();
    return tables
        .payment(attempt.merchantId(), attempt.paymentNumber())
        .filter(row -> row.state == PaymentState.PAID || row.state == PaymentState.CANCELLED)
        .filter(row -> row.cancelClaim == null && row.amount.minor() - row.cancelled == remaining)
        .filter(_ -> attempt.amountMinor() >= 1 && attempt.amountMinor() <= remaining)
        .map(row -> {
          row.cancelClaim = attempt.id();
          tables.begin(new AttemptRow(attempt, null, null, claim.dueAt()));
          return noted(row, "cancel_claimed", attempt.id().toString(), List.of());
        });
  }

  private PaymentRow paid(PaymentRow row, ChargeEnded.Paid paid) {
    var approved = paid.approved();
    String customerKey = paid.key() == null ? null : paid.customerKey();
    row.state = PaymentState.PAID;
    row.paidAt = approved.approvedAt();
    row.pgTid = approved.pgTid();
    row.amount = new dev.naru.pg.spi.Money(approved.amount().minor(), row.amount.currency());
    row.method = approved.method();
    row.embPgProvider = approved.embPgProvider();
    row.applyNum = approved.applyNum();
    row.card = approved.card();
    row.bank = approved.bank();
    row.receiptUrl = approved.receiptUrl();
    if (!row.asked.device().equals("api")) {
      row.customerKey = customerKey;
      row.customerKeyUsage = customerKey == null ? null : "issue";
    }
    noted(row, "paid", approved.pgTid(), paid.webhooks());
    if (customerKey != null) {
      keep(row, paid.key(), approved.card(), paid.at());
    }
    return row;
  }

  private PaymentRow keyWritten(PaymentRow row, ChargeEnded.KeyWritten written) {
    row.state = PaymentState.PAID;
    row.paidAt = written.issued().issuedAt();
    row.pgTid = written.issued().pgTid();
    row.card = written.issued().card();
    row.charged = false;
    row.customerKey = written.customerKey();
    row.customerKeyUsage = "issue";
    noted(row, "key_issued", written.issued().pgTid(), written.webhooks());
    keep(row, written.issued().key(), written.issued().card(), written.at());
    return row;
  }

  private void keep(PaymentRow row, @Nullable IssuedKey key, @Nullable CardUsed card, Instant at) {
    if (key != null) {
      others.keep(tables.read(row, false), key, card, at);
    }
  }

  private static boolean takesDeposits(PaymentRow row) {
    return row.state == PaymentState.AWAITING_DEPOSIT
        || (row.state == PaymentState.FAILED && Objects.equals(row.failCode, Deposits.EXPIRED));
  }

  private PaymentRow deposited(PaymentRow row, DepositApplied deposit) {
    tables.checkFree(row, deposit.holdOrder());
    row.state = PaymentState.PAID;
    row.paidAt = deposit.depositedAt();
    row.holdsOrder = deposit.holdOrder();
    row.failedAt = null;
    row.failCode = null;
    row.failReason = null;
    return noted(row, "deposited", deposit.noticeId(), deposit.webhooks());
  }

  private PaymentRow cancelled(PaymentRow row, CancelTransition.Cancelled cancelled) {
    long amount = cancelled.attempt().amountMinor();
    if (row.cancelled + amount > row.amount.minor()) {
      throw new DataIntegrityViolationException("cancelled between 0 and amount");
    }
    row.state = PaymentState.CANCELLED;
    row.cancelled += amount;
    row.cancelledAt = cancelled.outcome().cancelledAt();
    row.cancelReason = cancelled.reason();
    row.cancelledTaxFree += orZero(cancelled.taxFreeMinor());
    row.cancelledVat += orZero(cancelled.vatMinor());
    row.cancelClaim = null;
    row.keySlot = row.cancelled < row.amount.minor() ? row.keySlot : null;
    row.cancels.add(
        new Payment.Cancel(
            cancelled.outcome().cancelTid(),
            amount,
            cancelled.outcome().cancelledAt(),
            cancelled.reason(),
            cancelled.cancellationId(),
            cancelled.outcome().receiptUrl()));
    String detail = cancelled.cancellationId() + " " + amount;
    return noted(row, "cancelled", detail, cancelled.webhooks());
  }

  private static long orZero(@Nullable Long part) {
    return part == null ? 0 : part;
  }

  private static void fail(PaymentRow row, String code, String reason, Instant at) {
    row.state = PaymentState.FAILED;
    row.failedAt = at;
    row.failCode = code;
    row.failReason = reason;
  }

  private PaymentRow noted(
      PaymentRow row, String what, @Nullable String detail, List<WebhookTaskRow> webhooks) {
    String number = row.entered.paymentNumber();
    tables.note(row.merchantId(), number, what, String.valueOf(detail));
    others.tell(row.merchantId(), number, webhooks);
    return row;
  }
}
