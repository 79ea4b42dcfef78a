package dev.naru.pg.inicis;

import dev.naru.pg.inicis.wire.Json;
import dev.naru.pg.inicis.wire.KoreaTime;
import dev.naru.pg.inicis.wire.WireText;
import dev.naru.pg.inicis.wire.Won;
import dev.naru.pg.spi.Cancels.CancelOutcome;
import dev.naru.pg.spi.Cancels.CancelRequest;
import dev.naru.pg.spi.Cancels.CancelRequest.RefundAccount;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgError.Category;
import dev.naru.pg.spi.PgTransport;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * Gives money back: INIAPI v2 {@code refund} and {@code partialRefund} (protocols/inicis.md §6.1,
 * §6.2, §7). The whole amount as the first cancel is a refund; everything else is a partial refund,
 * the remainder after partial ones too (§10 rows 624 and 749). A deposit goes back to the account
 * that the request names (§6.3). Whether a phone payment may still be cancelled, KG INICIS decides.
 */
final class Cancel {
  private static final int REASON_BYTES = 100;

  private final ApiV2 api;
  private final InstantSource time;

  Cancel(PgTransport transport, InstantSource time) {
    this.api = new ApiV2(transport, time);
    this.time = time;
  }

  CancelOutcome cancel(PersistedAttempt attempt, CancelRequest request) {
    if (request.method().equals(PayMethod.VBANK)) {
      RefundAccount to = request.refundTo();
      if (to == null || to.number().isBlank() || to.holder().isBlank()) {
        return refused(Category.BAD_REQUEST, "환불계좌정보가 누락되었습니다.");
      }
      if (InicisBanks.inicis(to.bankCode()).isEmpty()) {
        return refused(Category.BAD_REQUEST, "환불 은행코드를 확인해 주세요.");
      }
      if (!new InicisSigner(InicisSettings.of(attempt.channel())).canEncrypt()) {
        return refused(Category.CONFIGURATION, "INIAPI key 또는 IV가 올바르지 않습니다.");
      }
    }
    boolean whole = request.remainingAfterMinor() == 0;
    if (whole && !request.anyCancelledBefore()) {
      Answer first = refund(attempt, request);
      // The PG knows of a partial cancel that we don't: only as a partial one it can be judged, and
      // confirmPrice makes the PG refuse where the balances differ.
      return first.isReason("624", "625") ? partial(attempt, request).outcome() : first.outcome();
    }
    Answer first = partial(attempt, request);
    boolean isWholePayment = whole && request.amountMinor() == attempt.amount().minor();
    return isWholePayment && first.isReason("749")
        ? refund(attempt, request).outcome()
        : first.outcome();
  }

  /**
   * @param reason the PG's three digits, empty when it didn't refuse
   */
  private record Answer(CancelOutcome outcome, String reason) {
    boolean isReason(String... reasons) {
      return Stream.of(reasons).anyMatch(reason::equals);
    }
  }

  private Answer refund(PersistedAttempt attempt, CancelRequest request) {
    SequencedMap<String, String> data = base(request);
    putAccount(data, attempt, request);
    return send(attempt, service("refund", request), data, request);
  }

  /** An account has services of its own, and the MID needs the add-on for them (§6.3). */
  private static String service(String name, CancelRequest request) {
    return request.method().equals(PayMethod.VBANK) ? name + "/vacct" : name;
  }

  private Answer partial(PersistedAttempt attempt, CancelRequest request) {
    SequencedMap<String, String> data = base(request);
    data.put("price", Long.toString(request.amountMinor()));
    data.put("confirmPrice", Long.toString(request.remainingAfterMinor()));
    if (request.method().equals(PayMethod.VBANK)) {
      putAccount(data, attempt, request);
      return send(attempt, service("partialRefund", request), data, request);
    }
    data.put("currency", "WON");
    if (request.vatMinor() != null) {
      data.put("tax", Long.toString(request.vatMinor()));
    }
    if (request.taxFreeMinor() != null) {
      data.put("taxfree", Long.toString(request.taxFreeMinor()));
    }
    return send(attempt, "partialRefund", data, request);
  }

  private static SequencedMap<String, String> base(CancelRequest request) {
    String reason = WireText.cut(WireText.printable(request.reason()).strip(), REASON_BYTES);
    SequencedMap<String, String> data = new LinkedHashMap<>();
    data.put("tid", request.pgTid());
    data.put("msg", reason.isEmpty() ? "취소" : reason);
    return data;
  }

  private static void putAccount(
      SequencedMap<String, String> data, PersistedAttempt attempt, CancelRequest request) {
    RefundAccount to = request.refundTo();
    if (request.method().equals(PayMethod.VBANK) && to != null) {
      InicisSigner signer = new InicisSigner(InicisSettings.of(attempt.channel()));
      data.put("refundAcctNum", signer.encrypt(to.number().replaceAll("[^0-9]", "")));
      data.put("refundBankCode", InicisBanks.inicis(to.bankCode()).orElseThrow());
      data.put("refundAcctName", WireText.printable(to.holder()).strip());
    }
  }

  private static CancelOutcome refused(Category category, String text) {
    return new CancelOutcome.Refused(InicisErrors.error("", text, category));
  }

  private Answer send(
      PersistedAttempt attempt,
      String service,
      SequencedMap<String, String> data,
      CancelRequest request) {
    return switch (api.call(attempt.channel(), service, data, Call.CANCEL_TIMEOUT)) {
      case Call.Failed(String reason) -> unknown(reason);
      case Call.Answered(byte[] body) ->
          Json.parse(body)
              .map(answer -> read(answer, service, request))
              .orElseGet(() -> unknown("unreadable answer"));
    };
  }

  private Answer read(Json answer, String service, CancelRequest request) {
    String code = answer.get("resultCode");
    if (!code.equals("00")) {
      InicisErrors.Judged judged =
          InicisErrors.judge(Inquire.errorCode(code, answer), Inquire.errorText(answer));
      return judged.certainty() == InicisErrors.Certainty.KNOWN
          ? new Answer(new CancelOutcome.Refused(judged.error()), judged.reason())
          : unknown("unclear code " + judged.error().code());
    }
    return service.startsWith("refund")
        ? refunded(answer, request)
        : partlyRefunded(answer, request);
  }

  private Answer refunded(Json answer, CancelRequest request) {
    Instant at =
        KoreaTime.read(answer.get("cancelDate") + answer.get("cancelTime"))
            .orElseGet(time::instant);
    return new Answer(new CancelOutcome.Cancelled(request.pgTid(), at, null), "");
  }

  /** {@code tid} is the cancel's, {@code prtcTid} the original's; one source has them swapped. */
  private Answer partlyRefunded(Json answer, CancelRequest request) {
    if (differs(answer.get("prtcPrice"), request.amountMinor())
        || differs(answer.get("prtcRemains"), request.remainingAfterMinor())) {
      return unknown("cancelled, but with other amounts");
    }
    String cancelTid =
        Stream.of(answer.get("tid"), answer.get("prtcTid"))
            .filter(tid -> !tid.isEmpty() && !Objects.equals(tid, request.pgTid()))
            .findFirst()
            .orElse(request.pgTid());
    Instant at =
        KoreaTime.read(answer.get("prtcDate") + answer.get("prtcTime")).orElseGet(time::instant);
    return new Answer(new CancelOutcome.Cancelled(cancelTid, at, null), "");
  }

  private static boolean differs(String told, long expected) {
    return !told.isEmpty() && !Won.equal(told, expected);
  }

  private static Answer unknown(String reason) {
    return new Answer(new CancelOutcome.Unknown("cancel: " + reason), "");
  }
}
