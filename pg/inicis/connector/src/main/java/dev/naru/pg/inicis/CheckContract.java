package dev.naru.pg.inicis;

import dev.naru.pg.inicis.wire.InicisJson;
import dev.naru.pg.inicis.wire.KoreaTime;
import dev.naru.pg.spi.ChannelConfig;
import dev.naru.pg.spi.ChecksContract.Access;
import dev.naru.pg.spi.PgError;
import dev.naru.pg.spi.PgTransport;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Asks INIAPI v2's {@code inquiry} (protocols/inicis.md §7) about a transaction that doesn't exist.
 * It asks by TID, because a question by order number needs a contract option. The answer tells
 * nothing about the windows' keys and pay methods.
 */
final class CheckContract {
  private final ApiV2 api;
  private final InstantSource time;

  CheckContract(PgTransport transport, InstantSource time) {
    this.api = new ApiV2(transport, time);
    this.time = time;
  }

  Access check(ChannelConfig channel) {
    SequencedMap<String, String> data = new LinkedHashMap<>();
    data.put("tid", "StdpayCARD" + channel.mid() + KoreaTime.write(time.instant()) + "000000");
    return switch (api.call(channel, "inquiry", data, InicisCall.INQUIRY_TIMEOUT)) {
      case InicisCall.Failed(String reason) -> new Access.Unclear(reason);
      case InicisCall.NotSent(String reason) -> new Access.NotSent(reason);
      case InicisCall.Answered(byte[] body) ->
          InicisJson.parse(body)
              .map(CheckContract::read)
              .orElseGet(() -> new Access.Unclear("unreadable answer"));
    };
  }

  private static Access read(InicisJson answer) {
    String code = answer.get("resultCode");
    if (code.equals("SUCCESS") || code.equals("00")) {
      return new Access.Right(Set.of());
    }
    InicisErrors.Judged judged = InicisErrors.judge(answer);
    PgError error = judged.error();
    String said = (error.code() + " " + error.text()).strip();
    return switch (judged.reason()) {
      case "623" -> new Access.Right(Set.of());
      case "400" -> new Access.UnknownMid(said);
      case "632", "633", "634" -> new Access.WrongKey("iniApiKey", said);
      case "403", "405", "413", "414" -> new Access.NotContracted(Set.of(), said);
      default -> new Access.Unclear(said);
    };
  }
}
