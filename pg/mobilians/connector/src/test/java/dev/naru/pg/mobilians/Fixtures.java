package dev.naru.pg.mobilians;

import dev.naru.pg.spi.ChannelConfig;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.WindowRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The masked exchanges of {@code pg/mobilians/fixtures}, and test values that the tests share. */
final class Fixtures {
  static final Instant NOW = Instant.parse("2026-01-15T01:26:01Z");
  static final String NOW_IN_KOREA = "20260115102601";

  /** An invented service id. */
  static final String SID = "999900010001";

  static final String SKEY = "0123456789abcdef0123456789abcdef";
  static final String TRADE_ID = "HUB-20260115-000001";
  static final String TID = "0a1b2c3d4e5f60718";
  static final String OK_URL = "https://pay.example.com/pg/return/token";

  private Fixtures() {}

  static ChannelConfig sandbox(URI base) {
    return new ChannelConfig(
        SID,
        ChannelConfig.Mode.SANDBOX,
        Map.of(
            "skey", SKEY,
            "mobilians.pay_methods", "phone,card,trans,vbank",
            "mobilians.phone_partial_cancel", "true"),
        base);
  }

  static ChannelConfig channel(ChannelConfig.Mode mode, Map<String, String> further) {
    Map<String, String> settings = new HashMap<>(Map.of("skey", SKEY));
    settings.putAll(further);
    return new ChannelConfig(SID, mode, settings, null);
  }

  static PersistedAttempt attempt(ChannelConfig channel, long amountKrw) {
    return new PersistedAttempt("attempt-1", TRADE_ID, channel, Money.krw(amountKrw));
  }

  static WindowRequest request(PayMethod method) {
    return new RequestBuilder(method).build();
  }

  /** KG's digest, computed independently of the connector. */
  static String hmac(String... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SKEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      for (String part : parts) {
        mac.update(part.getBytes(StandardCharsets.UTF_8));
      }
      return Base64.getEncoder().encodeToString(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The text of a fixture, with the values put in place of its {@code ${name}}s. */
  static String text(String file, Map<String, String> values) {
    String text = resource("/fixtures/" + file).strip();
    for (Map.Entry<String, String> value : values.entrySet()) {
      text = text.replace("${" + value.getKey() + "}", value.getValue());
    }
    return text;
  }

  static List<JsonNode> rows(String resource) {
    return List.copyOf(JsonMapper.shared().readTree(resource(resource)).values());
  }

  private static String resource(String name) {
    try (InputStream in = Fixtures.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
