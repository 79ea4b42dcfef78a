package dev.naru.pg.inicis;

import dev.naru.pg.inicis.wire.InicisJson;
import dev.naru.pg.inicis.wire.KoreaTime;
import dev.naru.pg.spi.Cancels.CancelOutcome;
import dev.naru.pg.spi.ChannelConfig;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Cancels with INIAPI v1's {@code refund} what v2 has no service for: a virtual account without a
 * deposit and a cash receipt (protocols/inicis.md §6.1).
 */
final class RefundV1 {

  private RefundV1() {}

  static CancelOutcome send(
      ApiV1 api,
      ChannelConfig channel,
      String payMethod,
      String tid,
      String reason,
      InstantSource time) {
    SequencedMap<String, String> fields = new LinkedHashMap<>();
    fields.put("tid", tid);
    fields.put("msg", reason);
    return switch (api.call(channel, "refund", "Refund", payMethod, fields, List.of("tid"))) {
      case InicisCall.Failed(String why) -> unknown(why);
      case InicisCall.NotSent(String why) -> new CancelOutcome.NotSent(why);
      case InicisCall.Answered(byte[] body) ->
          InicisJson.parse(body)
              .map(answer -> read(answer, tid, time))
              .orElseGet(() -> unknown("unreadable answer"));
    };
  }

  private static CancelOutcome read(InicisJson answer, String tid, InstantSource time) {
    String code = answer.get("resultCode");
    if (code.equals("00")) {
      return new CancelOutcome.Cancelled(
          tid,
          KoreaTime.read(answer.get("cancelDate") + answer.get("cancelTime"))
              .orElseGet(time::instant),
          null);
    }
    InicisErrors.Judged judged = InicisErrors.judge(answer);
    return judged.certainty() == InicisErrors.Certainty.KNOWN
        ? new CancelOutcome.Refused(judged.error())
        : unknown("unclear code " + judged.error().code());
  }

  private static CancelOutcome unknown(String reason) {
    return new CancelOutcome.Unknown("refund: " + reason);
  }
}
