package dev.naru.pg.mobilians;

import dev.naru.pg.mobilians.wire.Json;
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
 * Undoes an approval whose outcome is unknown or could not be stored (망취소): a cancel of the whole
 * under the authentication's {@code pay_token} (protocols/mobilians.md §7 item 1), of a key's
 * charge by what is known of it ({@link AutoBilling}). One try a call.
 *
 * <p>A virtual account holds no money yet: there, the account is closed (§2.10).
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

  NetCancelOutcome netCancel(PersistedAttempt attempt, Undoing undoing, @Nullable Money charged) {
    // KG takes back the whole of what it holds, and wants that figure named.
    long amountKrw = charged == null ? undoing.amountKrw() : charged.minor();
    MobiliansHosts hosts = new MobiliansHosts(attempt.channel());
    boolean account = undoing.cashCode() == CashCode.VA;
    return switch (Call.send(
        transport,
        account ? hosts.accountExpire() : hosts.cancellation(),
        account ? closing(attempt, undoing, amountKrw) : cancelling(attempt, undoing, amountKrw),
        Call.CANCEL_TIMEOUT)) {
      case Call.Failed(String reason) -> unknown(reason);
      case Call.Answered(Json answer) -> read(attempt, undoing, answer);
    };
  }

  private SequencedMap<String, Object> cancelling(
      PersistedAttempt attempt, Undoing undoing, long amountKrw) {
    return CancelForm.of(
        attempt,
        MobiliansSettings.of(generation, attempt.channel()),
        undoing.cashCode(),
        undoing.payToken(),
        new CancelAmount(amountKrw, false));
  }

  private static SequencedMap<String, Object> closing(
      PersistedAttempt attempt, Undoing undoing, long amountKrw) {
    SequencedMap<String, Object> body = new LinkedHashMap<>();
    body.put("sid", attempt.channel().mid());
    body.put("trade_id", attempt.pgOrderNumber());
    body.put("pay_token", undoing.payToken());
    body.put("amount", Long.toString(amountKrw));
    return body;
  }

  private NetCancelOutcome read(PersistedAttempt attempt, Undoing undoing, Json answer) {
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

  /** Where the charge's number was lost, the answer tells it. */
  private static boolean isAnothers(String payToken, Undoing undoing) {
    return !undoing.payToken().isEmpty() && isAnothers(payToken, undoing.payToken());
  }

  private static NetCancelOutcome unknown(String reason) {
    return new NetCancelOutcome.Unknown("net cancel: " + reason);
  }
}
