package dev.naru.hub.payment.account;

import dev.naru.hub.payment.call.OpenCalls.OpenCall;
import dev.naru.hub.payment.call.OpenCalls.Resolution;
import dev.naru.hub.payment.call.PgCalls.Judgement;
import dev.naru.hub.payment.store.ChargeEnded;
import dev.naru.pg.spi.Cancels.CancelOutcome;
import dev.naru.pg.spi.Inquires;
import dev.naru.pg.spi.Inquires.Finding;
import dev.naru.pg.spi.IssuesVirtualAccount;
import dev.naru.pg.spi.PgError.Category;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Ends the issue of an account whose outcome is unknown. Nobody was told the account's number, and
 * the PG's inquiry doesn't tell it, so an account that was opened is closed again.
 */
public final class CloseUntoldAccount implements Resolution {

  private static final String NEVER_ISSUED = "PG사에서 가상계좌 발급 결과를 받지 못했습니다.";
  private static final String REASON_TO_PG = "가상계좌 발급 결과 미확인";

  private final InstantSource time;

  public CloseUntoldAccount(InstantSource time) {
    this.time = time;
  }

  @Override
  public Judgement look(OpenCall call) {
    Optional<Inquires> inquiry = call.inquiry();
    if (inquiry.isEmpty()) {
      // Nobody knows the account's number, so no money can come in.
      return failed(call, "never_told");
    }
    Finding finding = inquiry.get().inquire(call.asPersisted(), null);
    return switch (finding) {
      case Finding.Found found when found.isWhollyCancelled() -> failed(call, "found_revoked");
      case Finding.Found found when found.awaitsDeposit() -> closed(call, found);
      case Finding.NotFound _ when call.believesAbsence() -> failed(call, "never_issued");
      // Money came into an account whose number nobody was told, so a person must look.
      case Finding.Found _, Finding.NotFound _, Finding.NotSent _, Finding.Unknown _ ->
          Judgement.Unclear.asked("inquiry", finding);
    };
  }

  private Judgement closed(OpenCall call, Finding.Found found) {
    Optional<IssuesVirtualAccount> accounts = call.channel().able(IssuesVirtualAccount.class);
    if (accounts.isEmpty()) {
      return Judgement.Unclear.asked("inquiry", found);
    }
    CancelOutcome outcome =
        accounts.get().revokeAccount(call.asPersisted(), found.pgTid(), REASON_TO_PG);
    return switch (outcome) {
      case CancelOutcome.Cancelled _ -> failed(call, "revoked");
      case CancelOutcome.Refused(var error) when error.category() == Category.ALREADY_CANCELLED ->
          failed(call, "found_revoked");
      case CancelOutcome.Refused _, CancelOutcome.NotSent _, CancelOutcome.Unknown _ ->
          Judgement.Unclear.asked("closing the account", outcome);
    };
  }

  private Judgement failed(OpenCall call, String outcome) {
    return new Judgement.Clear(
        new ChargeEnded.Failed(
            call.attempt(), outcome, "", NEVER_ISSUED, List.of(), time.instant()));
  }
}
