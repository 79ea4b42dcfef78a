package dev.naru.pg.inicis;

import dev.naru.pg.inicis.wire.FormBody;
import dev.naru.pg.inicis.wire.KoreaTime;
import dev.naru.pg.spi.ChannelConfig;
import dev.naru.pg.spi.PgTransport;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * Calls a card service of INIAPI v1 (protocols/inicis.md §6). Charges are made here and not in v2:
 * v2 refuses the keys of the new INILite window (§5.3).
 */
final class ApiV1 {
  private static final String PAY_METHOD = "Card";

  private final PgTransport transport;
  private final InstantSource time;

  ApiV1(PgTransport transport, InstantSource time) {
    this.transport = transport;
    this.time = time;
  }

  /**
   * @param fields beside the common ones
   * @param hashed which of them the hash covers, in its order
   */
  Call call(
      ChannelConfig channel,
      String service,
      String type,
      SequencedMap<String, String> fields,
      List<String> hashed) {
    InicisSettings settings = InicisSettings.of(channel);
    SequencedMap<String, String> form = new LinkedHashMap<>();
    form.put("type", type);
    form.put("paymethod", PAY_METHOD);
    form.put("timestamp", KoreaTime.write(time.instant()));
    form.put("clientIp", settings.clientIp());
    form.put("mid", channel.mid());
    Stream<String> covered =
        Stream.concat(List.copyOf(form.values()).stream(), hashed.stream().map(fields::get));
    String hash = new InicisSigner(settings).apiV1(covered.toArray(String[]::new));
    form.putAll(fields);
    form.put("hashData", hash);
    return Call.send(
        transport,
        PgTransport.Request.form(
            new InicisHosts(channel).apiV1(service), FormBody.encode(form), Call.APPROVAL_TIMEOUT));
  }
}
