package dev.naru.pg.inicis;

import dev.naru.pg.inicis.wire.InicisJson;
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
 * Cancels a payment with INIAPI v2's {@code refund} and {@code partialRefund} (protocols/inicis.md
 * §6.1, §6.2, §7). A first cancel of the whole amount is a refund. Every other cancel is a partial
 * refund, including the one that cancels the rest (§10 rows 624 and 749). A deposit is refunded to
 * the account that the request names (§6.3). KG INICIS decides whether a phone payment can still be
 * cancelled.
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
    if (request.remainingAfterMinor() == 0 && !request.anyCancelledBefore()) {
      RefundAnswer first = refund(attempt, request);
      // KG INICIS has a partial cancel on record that the hub doesn't know. A partial refund shows
      // whether the balances agree: it carries confirmPrice, and KG INICIS refuses it when they
      // don't.
      return first.isReason("624", "625") ? partial(attempt, request).outcome() : first.outcome();
    }
    return partial(attempt, request).outcome();
  }

  /**
   * The answer to one refund request.
   *
   * @param reason the three digits of the PG's reason, empty when it didn't refuse
   */
  private record RefundAnswer(CancelOutcome outcome, String reason) {
    boolean isReason(String... reasons) {
      return Stream.of(reasons).anyMatch(reason::equals);
    }
  }

  private RefundAnswer refund(PersistedAttempt attempt, CancelRequest request) {
    SequencedMap<String, String> data = base(request);
    putAccount(data, attempt, request);
    return send(attempt, service("refund", request), data, request);
  }

  /**
   * The service's name; a refund to an account has a service of its own, which needs an add-on to
   * the MID's contract (§6.3).
   */
  private static String service(String name, CancelRequest request) {
    return request.method().equals(PayMethod.VBANK) ? name + "/vacct" : name;
  }

  private RefundAnswer partial(PersistedAttempt attempt, CancelRequest request) {
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

  private RefundAnswer send(
      PersistedAttempt attempt,
      String service,
      SequencedMap<String, String> data,
      CancelRequest request) {
    return switch (api.call(attempt.channel(), service, data, InicisCall.CANCEL_TIMEOUT)) {
      case InicisCall.Failed(String reason) -> unknown(reason);
      case InicisCall.NotSent(String reason) ->
          new RefundAnswer(new CancelOutcome.NotSent(reason), "");
      case InicisCall.Answered(byte[] body) ->
          InicisJson.parse(body)
              .map(answer -> read(answer, service, request))
              .orElseGet(() -> unknown("unreadable answer"));
    };
  }

  private RefundAnswer read(InicisJson answer, String service, CancelRequest request) {
    String code = answer.get("resultCode");
    if (!code.equals("00")) {
      InicisErrors.Judged judged = InicisErrors.judge(answer);
      return judged.certainty() == InicisErrors.Certainty.KNOWN
          ? new RefundAnswer(new CancelOutcome.Refused(judged.error()), judged.reason())
          : unknown("unclear code " + judged.error().code());
    }
    return service.startsWith("refund")
        ? refunded(answer, request)
        : partlyRefunded(answer, request);
  }

  private RefundAnswer refunded(InicisJson answer, CancelRequest request) {
    Instant at =
        KoreaTime.read(answer.get("cancelDate") + answer.get("cancelTime"))
            .orElseGet(time::instant);
    return new RefundAnswer(new CancelOutcome.Cancelled(request.pgTid(), at, null), "");
  }

  /**
   * Reads a partial refund's answer: {@code tid} identifies the cancel and {@code prtcTid} the
   * original payment. One of KG INICIS's documents has the two swapped.
   */
  private RefundAnswer partlyRefunded(InicisJson answer, CancelRequest request) {
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
    return new RefundAnswer(new CancelOutcome.Cancelled(cancelTid, at, null), "");
  }

  private static boolean differs(String given, long expected) {
    return !given.isEmpty() && !Won.equal(given, expected);
  }

  private static RefundAnswer unknown(String reason) {
    return new RefundAnswer(new CancelOutcome.Unknown("cancel: " + reason), "");
  }
}
