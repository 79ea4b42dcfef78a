package dev.naru.hub.payment.store;

import dev.naru.hub.payment.CreatePayment.NewPayment;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.payment.PreparedAmounts.Prepared;
import dev.naru.hub.time.Korea;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.Outcome;
import dev.naru.pg.spi.PayMethod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;

/**
 * The tables of payments in memory, with their unique indexes. One thread at a time uses them, and
 * every order in which rows are found is the order in which they were entered.
 */
public final class MemoryTables {

  private final Map<String, PaymentRow> payments = new LinkedHashMap<>();
  private final Map<UUID, AttemptRow> attempts = new LinkedHashMap<>();
  private final List<Line> journal = new ArrayList<>();
  final Map<String, Prepared> prepared = new LinkedHashMap<>();
  private final SealedBuyer buyers;

  public MemoryTables(SealedBuyer buyers) {
    this.buyers = buyers;
  }

  /** A line of the journal. */
  public record Line(long merchantId, String paymentNumber, String what, String detail) {}

  /** A row of {@code attempt}. */
  static final class AttemptRow {
    final Attempt begun;
    final byte @Nullable [] singleUse;
    byte @Nullable [] sealed;
    String request;
    int fence;
    int besides;
    @Nullable Instant dueAt;
    @Nullable Instant unresolvedSince;
    @Nullable Instant answeredAt;
    @Nullable Instant endedAt;
    @Nullable String answer;
    @Nullable String outcome;

    AttemptRow(
        Attempt begun, byte @Nullable [] sealed, byte @Nullable [] singleUse, Instant dueAt) {
      this.begun = begun;
      this.sealed = sealed;
      this.singleUse = singleUse;
      this.dueAt = dueAt;
      this.request = begun.request();
      this.fence = begun.fence();
    }

    boolean isOpen() {
      return endedAt == null;
    }

    boolean isUnresolved() {
      return isOpen() && unresolvedSince != null;
    }

    Attempt read() {
      return new Attempt(
          begun.merchantId(),
          begun.id(),
          begun.paymentNumber(),
          begun.kind(),
          begun.amountMinor(),
          request,
          fence,
          besides,
          unresolvedSince);
    }
  }

  /** A row of {@code payment}. */
  static final class PaymentRow {
    final NewPayment asked;
    final NewPaymentSql.Row entered;
    PaymentState state;
    boolean holdsOrder;
    @Nullable String keySlot;
    @Nullable UUID cancelClaim;
    PayMethod method;
    Money amount;
    long cancelled;
    boolean charged = true;
    boolean tellsFailure;
    long cancelledTaxFree;
    long cancelledVat;
    @Nullable String pgTid;
    @Nullable String embPgProvider;
    String applyNum = "";
    Outcome.@Nullable CardUsed card;
    Outcome.@Nullable Bank bank;
    Outcome.@Nullable VirtualAccount account;
    @Nullable Instant accountIssuedAt;
    @Nullable Instant paidAt;
    @Nullable Instant failedAt;
    @Nullable Instant cancelledAt;
    @Nullable String failCode;
    @Nullable String failReason;
    @Nullable String cancelReason;
    @Nullable String receiptUrl;
    @Nullable String customerKey;
    @Nullable String customerKeyUsage;
    final List<Payment.Cancel> cancels = new ArrayList<>();

    PaymentRow(NewPayment asked, NewPaymentSql.Row entered) {
      this.asked = asked;
      this.entered = entered;
      state = entered.state();
      holdsOrder = entered.holdsOrder();
      keySlot = entered.context().keySlot();
      tellsFailure = entered.context().tellsFailure();
      method = asked.method();
      amount = asked.amount();
      customerKey = asked.customerKey();
      customerKeyUsage = entered.context().usage();
      failReason = entered.failReason();
      failCode = failReason == null ? null : "";
      failedAt = failReason == null ? null : entered.at();
    }

    long merchantId() {
      return asked.channel().merchantId();
    }

    /** {@link dev.naru.hub.payment.OrderRule#FREED}. */
    boolean isFreed(boolean reuse) {
      return reuse && state == PaymentState.CANCELLED && cancelled == amount.minor();
    }
  }

  Stream<PaymentRow> payments() {
    return payments.values().stream();
  }

  Stream<AttemptRow> attempts() {
    return attempts.values().stream();
  }

  public List<Line> journal() {
    return List.copyOf(journal);
  }

  public boolean isOnRecord(UUID attempt) {
    return attempts.containsKey(attempt);
  }

  public long openAttempts(String paymentNumber) {
    return attempts()
        .filter(row -> row.isOpen() && row.begun.paymentNumber().equals(paymentNumber))
        .count();
  }

  public long openAttempts() {
    return attempts().filter(AttemptRow::isOpen).count();
  }

  Optional<PaymentRow> payment(long merchantId, String paymentNumber) {
    return Optional.ofNullable(payments.get(paymentNumber))
        .filter(row -> row.merchantId() == merchantId);
  }

  Optional<AttemptRow> attempt(Attempt attempt) {
    return Optional.ofNullable(attempts.get(attempt.id()))
        .filter(row -> row.begun.merchantId() == attempt.merchantId());
  }

  /** The attempt's row while this worker holds it. */
  Optional<AttemptRow> held(Attempt attempt) {
    return attempt(attempt).filter(row -> row.isOpen() && row.fence == attempt.fence());
  }

  void note(long merchantId, String paymentNumber, String what, String detail) {
    journal.add(new Line(merchantId, paymentNumber, what, detail));
  }

  /** Throws what the database's unique indexes throw. */
  void checkFree(PaymentRow row, boolean holdsOrder) {
    if (holdsOrder
        && payments()
            .anyMatch(
                other -> other != row && other.holdsOrder && isOfSameOrder(other, row.asked))) {
      throw taken("payment_holds_order");
    }
  }

  private static boolean isOfSameOrder(PaymentRow row, NewPayment payment) {
    return row.merchantId() == payment.channel().merchantId()
        && row.asked.orderNumber().equals(payment.orderNumber());
  }

  Stream<PaymentRow> ofOrder(NewPayment payment) {
    return payments().filter(row -> isOfSameOrder(row, payment));
  }

  boolean isNumberFree(String paymentNumber) {
    return !payments.containsKey(paymentNumber);
  }

  /** Those whose order this payment's entry sets free. */
  List<PaymentRow> released(NewPayment payment) {
    return ofOrder(payment)
        .filter(row -> row.holdsOrder && row.isFreed(payment.allowReuseAfterFullCancel()))
        .toList();
  }

  void enter(PaymentRow row) {
    payments.put(row.entered.paymentNumber(), row);
  }

  /** Throws, before anything changes, what the indexes throw when a charge is entered. */
  void checkEntry(PaymentRow row, List<PaymentRow> released) {
    if (!isNumberFree(row.entered.paymentNumber())) {
      throw taken("payment_pkey");
    }
    if (row.holdsOrder
        && ofOrder(row.asked).anyMatch(other -> other.holdsOrder && !released.contains(other))) {
      throw taken("payment_holds_order");
    }
    String slot = row.keySlot;
    if (slot != null
        && payments()
            .anyMatch(other ->
                other.merchantId() == row.merchantId()
                    && Objects.equals(other.customerKey, row.customerKey)
                    && slot.equals(other.keySlot))) {
      throw taken("payment_key_slot");
    }
  }

  void checkTid(Attempt attempt, String tid) {
    String provider =
        payment(attempt.merchantId(), attempt.paymentNumber()).orElseThrow().entered.provider();
    if (payments()
        .anyMatch(other ->
            other.charged
                && other.merchantId() == attempt.merchantId()
                && other.entered.provider().equals(provider)
                && tid.equals(other.pgTid)
                && !other.entered.paymentNumber().equals(attempt.paymentNumber()))) {
      throw taken("payment_pg_tid");
    }
  }

  void checkSingleUse(long merchantId, byte @Nullable [] singleUse) {
    if (singleUse != null
        && attempts()
            .anyMatch(row ->
                row.begun.merchantId() == merchantId && Arrays.equals(row.singleUse, singleUse))) {
      throw taken("attempt_single_use");
    }
  }

  void begin(AttemptRow row) {
    attempts.put(row.begun.id(), row);
  }

  private static RuntimeException taken(String index) {
    return TakenException.of(new DuplicateKeyException('"' + index + '"'));
  }

  Payment read(PaymentRow row, boolean withCancels) {
    NewPayment asked = row.asked;
    return new Payment(
        row.merchantId(),
        row.entered.paymentNumber(),
        asked.orderNumber(),
        row.state,
        asked.channel().id(),
        row.entered.provider(),
        asked.channel().config().mid(),
        asked.channel().isTest(),
        asked.escrow(),
        row.method,
        asked.device(),
        row.embPgProvider,
        row.pgTid,
        row.applyNum,
        row.card,
        row.bank,
        account(row),
        asked.name(),
        row.amount,
        row.cancelled,
        buyers.open(row.entered.buyer().sealed(), row.entered.paymentNumber()),
        asked.customData(),
        asked.userAgent(),
        row.entered.at(),
        row.paidAt,
        row.failedAt,
        row.cancelledAt,
        row.failCode,
        row.failReason,
        row.cancelReason,
        row.receiptUrl,
        row.customerKey,
        row.customerKeyUsage,
        row.charged,
        row.cancelClaim != null,
        withCancels ? List.copyOf(row.cancels) : List.of());
  }

  private static Payment.@Nullable Account account(PaymentRow row) {
    Outcome.VirtualAccount account = row.account;
    return account == null || row.accountIssuedAt == null
        ? null
        : new Payment.Account(
            account.bank(),
            account.number(),
            account.holder(),
            account.due().atZone(Korea.ZONE).toInstant(),
            row.accountIssuedAt);
  }
}
