package dev.naru.pg.template;

import dev.naru.pg.spi.ChannelConfig;
import dev.naru.pg.spi.PgTransport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The PG's API: signed JSON in, JSON out. */
final class Api {

  static final String HOST = "pay.template.example";

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final PgTransport transport;

  Api(PgTransport transport) {
    this.transport = transport;
  }

  /**
   * Calls once.
   *
   * @return the answer's object; empty when nothing readable came back, so that nobody knows
   *     whether the PG acted
   * @throws PgTransport.NotSentException when the request surely never left
   */
  Optional<JsonNode> call(ChannelConfig channel, String path, Map<String, String> fields)
      throws PgTransport.NotSentException {
    Map<String, String> signed = new LinkedHashMap<>(fields);
    signed.put("signature", signature(channel, fields));
    try {
      PgTransport.Response response =
          transport.send(
              PgTransport.Request.json(
                  channel.at(HOST, path), JSON.writeValueAsString(signed), TIMEOUT));
      JsonNode answer = JSON.readTree(response.text(StandardCharsets.UTF_8));
      return response.status() == 200 && answer.isObject() ? Optional.of(answer) : Optional.empty();
    } catch (PgTransport.NotSentException e) {
      throw e;
    } catch (IOException | JacksonException e) {
      return Optional.empty();
    }
  }

  /** The HMAC-SHA256 of the values in their order, joined with {@code |}, in hexadecimal digits. */
  static String signature(ChannelConfig channel, Map<String, String> fields) {
    try {
      byte[] key = TemplateSettings.of(channel).apiKey().getBytes(StandardCharsets.UTF_8);
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      byte[] text = String.join("|", fields.values()).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(mac.doFinal(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String text(JsonNode answer, String name) {
    return answer.path(name).asString("");
  }

  /** The field's value if it is a whole number of won from 0; -1 otherwise. */
  static long won(JsonNode answer, String name) {
    JsonNode value = answer.path(name);
    return value.isIntegralNumber() && value.canConvertToLong()
        ? Math.max(-1, value.longValue())
        : -1;
  }
}
