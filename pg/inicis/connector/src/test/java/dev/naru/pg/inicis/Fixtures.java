package dev.naru.pg.inicis;

import dev.naru.pg.spi.ChannelConfig;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.PersistedAttempt;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The masked exchanges of {@code pg/inicis/fixtures}, and test values that the tests share. */
final class Fixtures {
  static final String MID = "INIpayTest";
  static final String OID = "HUB-20260115-000001";

  /** The test keys that KG INICIS publishes for everyone (protocols/inicis.md §1.3). */
  static final Map<String, String> TEST_KEYS =
      Map.of(
          "signKey", "SU5JTElURV9UUklQTEVERVNfS0VZU1RS",
          "hashKey", "3CB8183A4BE283555ACC8363C0360223",
          "iniApiKey", "ItEQKi3rY7uvDS8l",
          "iniApiIv", "HYb3yQ4f65QL89==",
          "iniLiteKey", "b09LVzhuTGZVaEY1WmJoQnZzdXpRdz09",
          "clientIp", "192.0.2.10");

  static final WindowOrder PC = new WindowOrder(WindowOrder.Window.PC, InicisMethod.CARD, false);
  static final WindowOrder MOBILE =
      new WindowOrder(WindowOrder.Window.MOBILE, InicisMethod.CARD, false);

  private Fixtures() {}

  static ChannelConfig sandbox(URI base) {
    return new ChannelConfig(MID, ChannelConfig.Mode.SANDBOX, TEST_KEYS, base);
  }

  static ChannelConfig channel(ChannelConfig.Mode mode) {
    return new ChannelConfig(MID, mode, TEST_KEYS, null);
  }

  static PersistedAttempt attempt(ChannelConfig channel, long amountKrw) {
    return new PersistedAttempt("attempt-1", OID, channel, Money.krw(amountKrw));
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
