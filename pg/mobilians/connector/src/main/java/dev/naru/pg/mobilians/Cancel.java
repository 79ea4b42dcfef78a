package dev.naru.pg.mobilians;

import dev.naru.pg.mobilians.wire.MobiliansJson;
import dev.naru.pg.mobilians.wire.TransactionId;
import dev.naru.pg.spi.Cancels.CancelOutcome;
import dev.naru.pg.spi.Cancels.CancelRequest;
import dev.naru.pg.spi.Cancels.CancelRequest.RefundAccount;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgError;
import dev.naru.pg.spi.PgError.Category;
import dev.naru.pg.spi.PgTransport;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Cancels a payment wholly or in part (protocols/mobilians.md §2.9). KG decides whether the
 * calendar month still allows a phone payment's cancel (0042). KG has no inquiry, so an unknown
 * outcome stays unknown until an operator looks into KG's console.
 */
final class Cancel {
  private static final String NO_PHONE_PARTS = "휴대폰결제는 부분취소가 불가능합니다.";
  private static final String OTHER_MONTH =
      "휴대폰결제는 결제한 달이 지나면 취소할 수 없습니다. 계좌 환불 등 다른 방법으로 처리해 주세요.";

  private final Generation generation;
  private final PgTransport transport;
  private final InstantSource time;

  Cancel(Generation generation, PgTransport transport, InstantSource time) {
    this.generation = generation;
    this.transport = transport;
    this.time = time;
  }

  CancelOutcome cancel(PersistedAttempt attempt, CancelRequest request) {
    MobiliansSettings settings = MobiliansSettings.of(generation, attempt.channel());
    Optional<CashCode> known = CashCode.of(request.method());
    if (known.isEmpty()) {
      return refused(Category.BAD_REQUEST, "취소할 수 없는 결제수단입니다.");
    }
    if (settings.linkKey().isEmpty()) {
      return refused(Category.CONFIGURATION, "연동키가 설정되지 않은 채널입니다.");
    }
    CashCode cashCode = known.get();
    if (cashCode == CashCode.MC
        && request.remainingAfterMinor() > 0
        && !settings.phonePartialCancel()) {
      return refused(Category.PARTIAL_CANCEL_IMPOSSIBLE, NO_PHONE_PARTS);
    }
    return cashCode == CashCode.VA
        ? refund(attempt, settings, request)
        : send(
            attempt,
            request,
            withTax(cashCode, request, form(attempt, settings, cashCode, request)));
  }

  private static SequencedMap<String, Object> form(
      PersistedAttempt attempt,
      MobiliansSettings settings,
      CashCode cashCode,
      CancelRequest request) {
    CancelAmount amount = CancelAmount.of(cashCode, attempt.amount().minor(), request);
    return CancelForm.of(attempt, settings, cashCode, request.pgTid(), amount);
  }

  /**
   * Adds the tax parts: the first partial cancel sends them as given; with the last one, KG takes
   * what is left (§2.9).
   */
  private static SequencedMap<String, Object> withTax(
      CashCode cashCode, CancelRequest request, SequencedMap<String, Object> body) {
    boolean mixed = request.taxFreeMinor() != null && request.taxFreeMinor() > 0;
    Tax tax = Tax.of(request.amountMinor(), request.taxFreeMinor(), request.vatMinor());
    if (cashCode == CashCode.CN && mixed && tax != null && "Y".equals(body.get("part_cancel"))) {
      CancelForm.tax(body, tax);
    }
    return body;
  }

  /** Refunds a deposit to an account; {@code amount} is the payment's total. */
  private CancelOutcome refund(
      PersistedAttempt attempt, MobiliansSettings settings, CancelRequest request) {
    RefundAccount account = request.refundTo();
    if (account == null) {
      return refused(Category.BAD_REQUEST, "환불받을 계좌가 필요합니다.");
    }
    Optional<String> bank = MobiliansBanks.kgCode(account.bankCode());
    if (bank.isEmpty()) {
      return refused(Category.BAD_REQUEST, "환불할 수 없는 은행입니다. (" + account.bankCode() + ")");
    }
    long total = attempt.amount().minor();
    CancelAmount amount = new CancelAmount(total, request.amountMinor() != total);
    SequencedMap<String, Object> body =
        CancelForm.of(attempt, settings, CashCode.VA, request.pgTid(), amount);
    CancelForm.refundTo(body, account, bank.get(), request.amountMinor());
    return send(attempt, request, body);
  }

  private CancelOutcome send(
      PersistedAttempt attempt, CancelRequest request, SequencedMap<String, Object> body) {
    return switch (MobiliansCall.send(
        transport,
        new MobiliansHosts(attempt.channel()).cancellation(),
        body,
        MobiliansCall.CANCEL_TIMEOUT)) {
      case MobiliansCall.Failed(String reason) -> unknown(reason);
      case MobiliansCall.NotSent(String reason) -> new CancelOutcome.NotSent(reason);
      case MobiliansCall.Answered(MobiliansJson answer) -> read(attempt, request, answer);
    };
  }

  private CancelOutcome read(
      PersistedAttempt attempt, CancelRequest request, MobiliansJson answer) {
    String code = answer.get("code");
    boolean done = code.equals("0000");
    if (!matches(answer.get("sid"), attempt.channel().mid(), !done)
        || !matches(answer.get("pay_token"), request.pgTid(), !done)) {
      return unknown("answer for another trade");
    }
    if (!done) {
      return judge(code, answer.get("message"));
    }
    String number = answer.get("transaction_id");
    Instant at = TransactionId.parse(number).flatMap(TransactionId::at).orElseGet(time::instant);
    return new CancelOutcome.Cancelled(number.isBlank() ? request.pgTid() : number, at, null);
  }

  private static CancelOutcome judge(String code, String text) {
    MobiliansErrors.Judged judged = MobiliansErrors.judge(MobiliansErrors.Step.CANCEL, code, text);
    if (judged.certainty() != MobiliansErrors.Certainty.KNOWN) {
      return unknown("unclear code " + judged.error().code());
    }
    return code.equals("0042")
        ? new CancelOutcome.Refused(new PgError(code, OTHER_MONTH, judged.error().category()))
        : new CancelOutcome.Refused(judged.error());
  }

  private static boolean matches(String given, String ours, boolean mayLack) {
    return given.equals(ours) || (mayLack && given.isEmpty());
  }

  private static CancelOutcome refused(Category category, String text) {
    return new CancelOutcome.Refused(new PgError("", text, category));
  }

  private static CancelOutcome unknown(String reason) {
    return new CancelOutcome.Unknown("cancel: " + reason);
  }
}
