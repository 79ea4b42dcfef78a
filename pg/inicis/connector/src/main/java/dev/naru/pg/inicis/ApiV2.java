package dev.naru.pg.inicis;

import dev.naru.pg.inicis.wire.InicisJson;
import dev.naru.pg.inicis.wire.KoreaTime;
import dev.naru.pg.inicis.wire.V2Envelope;
import dev.naru.pg.spi.ChannelConfig;
import dev.naru.pg.spi.PgTransport;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SequencedMap;

/**
 * Calls a service of INIAPI v2 (protocols/inicis.md §7). The request's type is the service's name
 * up to its slash: {@code refund/vacct} has the type {@code refund}.
 */
final class ApiV2 {
  private final PgTransport transport;
  private final InstantSource time;

  ApiV2(PgTransport transport, InstantSource time) {
    this.transport = transport;
    this.time = time;
  }

  InicisCall call(
      ChannelConfig channel, String service, SequencedMap<String, String> data, Duration timeout) {
    InicisSettings settings = InicisSettings.of(channel);
    String type = service.split("/", 2)[0];
    String timestamp = KoreaTime.write(time.instant());
    String dataJson = InicisJson.write(data);
    String hash = new InicisSigner(settings).apiV2(channel.mid(), type, timestamp, dataJson);
    String body =
        new V2Envelope(channel.mid(), type, timestamp, settings.clientIp(), dataJson, hash).body();
    return InicisCall.send(
        transport,
        PgTransport.Request.json(new InicisHosts(channel).apiV2(service), body, timeout));
  }
}
