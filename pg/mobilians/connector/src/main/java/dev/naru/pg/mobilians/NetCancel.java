package dev.naru.pg.mobilians;

import dev.naru.pg.mobilians.wire.MobiliansJson;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.NetCancels.NetCancelOutcome;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgError.Category;
import dev.naru.pg.spi.PgTransport;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Undoes an approval whose outcome is unknown or couldn't be stored (net cancel, 망취소). It cancels
 * the whole payment by the authentication's {@code pay_token} (protocols/mobilians.md §7 item 1),
 * and a key's charge by the values that the hub knows about it ({@link AutoBilling}). A call makes
 * one attempt.
 *
 * <p>A virtual account holds no money yet, so it is closed instead (§2.10).
 */
final class NetCancel {
  private final Generation generation;
  private final PgTransport transport;
  private final InstantSource time;

  NetCancel(Generation generation, PgTransport transport, InstantSource time) {
    this.generation = generation;
    this.transport = transport;
    this.time = time;
  }

  NetCancelOutcome netCancel(
      PersistedAttempt attempt, ChargeToUndo undoing, @Nullable Money charged) {
    // KG cancels the whole charge and wants the charged amount named.
    long amountKrw = charged == null ? undoing.amountKrw() : charged.minor();
    MobiliansHosts hosts = new MobiliansHosts(attempt.channel());
    boolean account = undoing.cashCode() == CashCode.VA;
    return switch (MobiliansCall.send(
        transport,
        account ? hosts.accountExpire() : hosts.cancellation(),
        account ? closing(attempt, undoing, amountKrw) : cancelling(attempt, undoing, amountKrw),
        MobiliansCall.CANCEL_TIMEOUT)) {
      case MobiliansCall.Failed(String reason) -> unknown(reason);
      case MobiliansCall.NotSent(String reason) -> new NetCancelOutcome.NotSent(reason);
      case MobiliansCall.Answered(MobiliansJson answer) -> read(attempt, undoing, answer);
    };
  }

  private SequencedMap<String, Object> cancelling(
      PersistedAttempt attempt, ChargeToUndo undoing, long amountKrw) {
    return CancelForm.of(
        attempt,
        MobiliansSettings.of(generation, attempt.channel()),
        undoing.cashCode(),
        undoing.payToken(),
        new CancelAmount(amountKrw, false));
  }

  private static SequencedMap<String, Object> closing(
      PersistedAttempt attempt, ChargeToUndo undoing, long amountKrw) {
    SequencedMap<String, Object> body = new LinkedHashMap<>();
    body.put("sid", attempt.channel().mid());
    body.put("trade_id", attempt.pgOrderNumber());
    body.put("pay_token", undoing.payToken());
    body.put("amount", Long.toString(amountKrw));
    return body;
  }

  private NetCancelOutcome read(
      PersistedAttempt attempt, ChargeToUndo undoing, MobiliansJson answer) {
    if (isAnothers(answer.get("sid"), attempt.channel().mid())
        || isAnothers(answer.get("trade_id"), attempt.pgOrderNumber())
        || isAnothers(answer.get("pay_token"), undoing)) {
      return unknown("answer for another trade");
    }
    String code = answer.get("code");
    if (code.equals("0000")) {
      return new NetCancelOutcome.Undone(undoing.numberOr(answer.get("pay_token")));
    }
    Instant authenticatedAt = undoing.authenticatedAt();
    if (code.equals(NothingToCancel.CODE) && authenticatedAt != null) {
      return NothingToCancel.judge(undoing.payToken(), authenticatedAt, time.instant());
    }
    MobiliansErrors.Judged judged =
        MobiliansErrors.judge(MobiliansErrors.Step.CANCEL, code, answer.get("message"));
    if (judged.certainty() != MobiliansErrors.Certainty.KNOWN) {
      return unknown("unclear code " + judged.error().code());
    }
    return judged.error().category() == Category.ALREADY_CANCELLED
        ? new NetCancelOutcome.Undone(undoing.numberOr(answer.get("pay_token")))
        : new NetCancelOutcome.Refused(judged.error());
  }

  private static boolean isAnothers(String given, String ours) {
    return !given.isEmpty() && !given.equals(ours);
  }

  /**
   * Whether the number belongs to another charge; when the hub doesn't know the number, any is
   * accepted.
   */
  private static boolean isAnothers(String payToken, ChargeToUndo undoing) {
    return !undoing.payToken().isEmpty() && isAnothers(payToken, undoing.payToken());
  }

  private static NetCancelOutcome unknown(String reason) {
    return new NetCancelOutcome.Unknown("net cancel: " + reason);
  }
}
