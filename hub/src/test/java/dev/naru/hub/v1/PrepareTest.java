package dev.naru.hub.v1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.merchant.Setting;
import dev.naru.pg.spi.Bilingual;
import dev.naru.pg.spi.Capabilities;
import dev.naru.pg.spi.ChannelConfig;
import dev.naru.pg.spi.PgConnector;
import dev.naru.pg.spi.PgDescription;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests prepared amounts and the list of channels (spec/rest-api.md §4.1.2, §4.2). */
class PrepareTest extends OnTheWire {

  private static final String PATH = "/payments/prepare";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"merchant_uid\":\"o\",\"amount\":1000}|1000|null",
        "{\"merchant_uid\":\"o\",\"amount\":\"1000\",\"currency\":\"KRW\"}|1000|\"KRW\"",
        "{\"merchant_uid\":\"o\",\"amount\":1000.00}|1000|null",
        "{\"merchant_uid\":\"o\",\"amount\":12.50,\"currency\":\"usd\"}|12.5|\"USD\"",
        "merchant_uid=o&amount=1000|1000|null",
        "merchant_uid=o&amount=0|0|null",
      })
  void an_amount_is_registered_and_read_back(String body, String amount, String currency) {
    String told =
        "{\"code\":0,\"message\":null,\"response\":{\"amount\":%s,\"currency\":%s,\"merchant_uid\":\"o\"}}"
            .formatted(amount, currency);
    assertThat(wire.post(PATH, "x/y", body).body()).isEqualTo(told);
    assertThat(wire.get(PATH + "/o/").body()).isEqualTo(told);
  }

  @ParameterizedTest
  @ValueSource(strings = {"o ", " o", "o\u3000", "\to\n", "\u00a0o"})
  void white_space_around_an_order_number_is_no_part_of_it(String orderNumber) {
    String encoded = URLEncoder.encode(orderNumber, StandardCharsets.UTF_8);
    wire.post(PATH, Wire.FORM, "merchant_uid=" + encoded + "&amount=7");
    for (String path : List.of("/o", "/" + encoded.replace("+", "%20"))) {
      var read = wire.get(PATH + path).response();
      assertThat(read.get("merchant_uid").asString()).isEqualTo("o");
      assertThat(read.get("amount").asInt()).isEqualTo(7);
    }
  }

  @Test
  void post_overwrites_unless_the_merchant_wants_it_refused() {
    assertThat(wire.post(PATH, Wire.FORM, "merchant_uid=o&amount=1").code()).isZero();
    assertThat(wire.post(PATH, Wire.FORM, "merchant_uid=o&amount=2").code()).isZero();
    hub.settings.put(Setting.COMPAT_PREPARE_POST_ON_EXISTING, "reject");
    var refused = wire.post(PATH, Wire.FORM, "merchant_uid=o&amount=3");
    assertThat(refused.status()).isEqualTo(200);
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.message()).isEqualTo("이미 등록된 merchant_uid입니다.");
    assertThat(wire.get(PATH + "/o").response().get("amount").asInt()).isEqualTo(2);
  }

  @Test
  void put_changes_only_what_is_there() {
    assertNotPrepared(putForm("merchant_uid=o&amount=2"));
    wire.post(PATH, Wire.FORM, "merchant_uid=o&amount=1");
    assertThat(putForm("merchant_uid=o&amount=2").response().get("amount").asInt()).isEqualTo(2);
  }

  private Wire.Reply putForm(String body) {
    return wire.send(
        wire.request(PATH + "/")
            .header("Authorization", FakeHub.TOKEN)
            .header("Content-Type", Wire.FORM)
            .PUT(BodyPublishers.ofString(body)));
  }

  @Test
  @Tag("G31")
  void another_merchants_amount_is_as_unknown_as_none() {
    wire.post(PATH, Wire.FORM, "merchant_uid=o&amount=1");
    assertNotPrepared(
        wire.send(wire.request(PATH + "/o").header("Authorization", FakeHub.OTHER_TOKEN)));
    assertNotPrepared(wire.get(PATH + "/none"));
  }

  private static void assertNotPrepared(Wire.Reply reply) {
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.message()).isEqualTo("사전등록된 결제정보가 존재하지 않습니다.");
    EnvelopeTest.assertEnvelope(reply);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "amount=1000",
        "merchant_uid=o",
        "merchant_uid=o&amount=-1",
        "merchant_uid=o&amount=x",
        "merchant_uid=o%01p&amount=1",
        "merchant_uid=o%0Ap&amount=1",
        "merchant_uid=o%C2%85&amount=1",
        "merchant_uid=o&amount=1.234",
        "merchant_uid=o&amount=1&currency=WON!",
        "merchant_uid=12345678901234567890123456789012345678901&amount=1",
        "merchant_uid=%00&amount=1",
      })
  void what_cannot_be_registered_is_400(String body) {
    var reply = wire.post(PATH, Wire.FORM, body);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(hub.prepared).isEmpty();
    EnvelopeTest.assertEnvelope(reply);
  }

  @Test
  void forty_korean_characters_are_fine() {
    assertThat(wire.post(PATH, Wire.FORM, "amount=1&merchant_uid=" + "주".repeat(40)).code())
        .isZero();
  }

  @Test
  @Tag("G27")
  void channels_are_told_without_their_secrets() {
    hub.channels.add(
        new Channel(
            FakeHub.MERCHANT,
            7,
            "channel-key-1",
            new NamedConnector(),
            new ChannelConfig(
                "INIpayTest", ChannelConfig.Mode.TEST, Map.of("sign_key", "SECRET"), null),
            true,
            false));
    assertThat(wire.get("/users/pg/").body())
        .isEqualTo(
            """
            {"code":0,"message":null,"response":[{"channel_key":"channel-key-1",\
            "channel_name":null,"pg_id":"INIpayTest","pg_provider":"html5_inicis",\
            "sandbox":true,"type":"payment"}]}\
            """);
  }

  private static final class NamedConnector implements PgConnector {
    @Override
    public PgDescription description() {
      return PgDescription.of(
          "html5_inicis",
          new Bilingual("KG이니시스", "KG INICIS"),
          List.of(),
          new Capabilities(Map.of()));
    }
  }
}
