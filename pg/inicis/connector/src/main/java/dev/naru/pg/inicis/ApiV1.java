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
 * Calls a service of INIAPI v1 (protocols/inicis.md §6). Charges go through v1 and not through v2,
 * because v2 refuses the keys of the new INILite window (§5.3).
 */
final class ApiV1 {
  private static final String CARD = "Card";

  private final PgTransport transport;
  private final InstantSource time;

  ApiV1(PgTransport transport, InstantSource time) {
    this.transport = transport;
    this.time = time;
  }

  /**
   * Sends one request about a card, like {@link #call(ChannelConfig, String, String, String,
   * SequencedMap, List)}.
   */
  InicisCall call(
      ChannelConfig channel,
      String service,
      String type,
      SequencedMap<String, String> fields,
      List<String> hashed) {
    return call(channel, service, type, CARD, fields, hashed);
  }

  /**
   * Sends one request.
   *
   * @param payMethod KG INICIS's name of the method; empty for a service that has none
   * @param fields the service's own fields, in addition to those that every service has
   * @param hashed the names of the fields that the hash covers, in the order of hashing
   */
  InicisCall call(
      ChannelConfig channel,
      String service,
      String type,
      String payMethod,
      SequencedMap<String, String> fields,
      List<String> hashed) {
    InicisSettings settings = InicisSettings.of(channel);
    SequencedMap<String, String> form = new LinkedHashMap<>();
    form.put("type", type);
    if (!payMethod.isEmpty()) {
      form.put("paymethod", payMethod);
    }
    form.put("timestamp", KoreaTime.write(time.instant()));
    form.put("clientIp", settings.clientIp());
    form.put("mid", channel.mid());
    Stream<String> covered =
        Stream.concat(List.copyOf(form.values()).stream(), hashed.stream().map(fields::get));
    String hash = new InicisSigner(settings).apiV1(covered.toArray(String[]::new));
    form.putAll(fields);
    form.put("hashData", hash);
    return InicisCall.send(
        transport,
        PgTransport.Request.form(
            new InicisHosts(channel).apiV1(service),
            FormBody.encode(form),
            InicisCall.APPROVAL_TIMEOUT));
  }
}
