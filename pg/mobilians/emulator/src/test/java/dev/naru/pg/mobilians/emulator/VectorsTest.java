package dev.naru.pg.mobilians.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.pg.mobilians.emulator.payment.BankDeposits;
import dev.naru.pg.mobilians.emulator.wire.Hmac;
import dev.naru.pg.mobilians.emulator.wire.TestMerchants;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The rows of docs/protocols/mobilians-vectors.json that the PG's side has to do with. */
class VectorsTest {

  private final Map<String, JsonNode> vectors = vectors();

  private static Map<String, JsonNode> vectors() {
    try (var in = VectorsTest.class.getResourceAsStream("/protocols/mobilians-vectors.json")) {
      Map<String, JsonNode> vectors = new LinkedHashMap<>();
      JsonMapper.shared()
          .readTree(in)
          .valueStream()
          .forEach(it -> vectors.put(it.get("name").asString(), it));
      return vectors;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"registration", "registration.30day"})
  void a_trades_digest_is_the_one_of_the_vector(String name) {
    JsonNode vector = vector("mup.hmac." + name);
    assertDigest(ofTrade(vector, input(vector, "amount")), vector.get("output").asString());
  }

  @Test
  void another_amount_has_another_digest() {
    JsonNode genuine = vector("mup.hmac.registration");
    JsonNode forged = vector("mup.hmac.registration.forged-amount");
    String recomputed = ofTrade(genuine, "9000");
    assertDigest(recomputed, forged.get("output").get("recomputed").asString());
    assertThat(Hmac.same(recomputed, input(forged, "genuine_hmac"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cancellation.full",
        "cancellation.phone-partial",
        "cancellation.card-partial",
        "refund",
      })
  void a_cancels_digest_is_the_one_of_the_vector(String name) {
    JsonNode vector = vector("mup.hmac." + name);
    assertDigest(
        Hmac.ofCancel(
            TestMerchants.SKEY,
            input(vector, "sid"),
            input(vector, "trade_id"),
            input(vector, "pay_token"),
            input(vector, "amount")),
        vector.get("output").asString());
  }

  @Test
  void the_digests_of_a_delivery_and_of_an_old_cancel_are_those_of_the_vectors() {
    JsonNode delivery = vector("mup.hmac.escrow-delivery");
    assertDigest(
        Hmac.ofDelivery(
            TestMerchants.SKEY,
            input(delivery, "sid"),
            input(delivery, "pay_token"),
            input(delivery, "amount"),
            input(delivery, "sign_date")),
        delivery.get("output").asString());
    JsonNode old = vector("mup.hmac.legacy-cancel");
    assertDigest(
        Hmac.ofOldCancel(TestMerchants.SKEY, input(old, "amount"), input(old, "pay_token")),
        old.get("output").asString());
  }

  @Test
  void forms_are_encoded_as_recorded() {
    JsonNode digest = vector("mup.hmac.form-encoding");
    assertThat(
            URLDecoder.decode(
                digest.get("output").get("form_value").asString(), StandardCharsets.UTF_8))
        .isEqualTo(input(digest, "hmac"));
    JsonNode browser = vector("mup.okurl.charset.utf8");
    assertThat(
            URLDecoder.decode(
                browser.get("output").get("form_value").asString(), StandardCharsets.UTF_8))
        .isEqualTo(input(browser, "text"));
    JsonNode message = vector("mup.noti.charset.ms949");
    assertNoticeForm(input(message, "form_value"), message.get("output").get("text").asString());
    JsonNode name = vector("mup.noti.product-name");
    assertNoticeForm(input(name, "form_value"), name.get("output").asString());
  }

  private static void assertNoticeForm(String form, String text) {
    Charset charset = Charset.forName("MS949");
    assertThat(URLDecoder.decode(form, charset)).isEqualTo(text);
    String body = BankDeposits.body(Map.of("f", text));
    // The capture left brackets raw; a percent-encoded one reads the same.
    assertThat(body.replace("%5B", "[").replace("%5D", "]")).isEqualTo("f=" + form);
  }

  @Test
  void a_transaction_id_has_the_published_shape() {
    String shape = "20\\d{6}(MC|CN|RA|VA|EP)[TN]A\\d{4}\\d{6}A\\d{9}";
    for (String operation : new String[] {"2001", "5001", "4002"}) {
      assertThat(input(vector("mup.transaction-id.parse." + operation), "transaction_id"))
          .matches(shape);
    }
    JsonNode paid = Shop.payByPhone(Shop.order("MC", Shop.newOrder(), 1_000));
    assertThat(paid.get("transaction_id").asString()).matches(shape).contains("MCTA2001");
  }

  @Test
  void a_phones_partial_cancel_says_what_remains_and_a_cards_what_goes() {
    JsonNode sequence = vector("mup.cancel.phone-partial.sequence");
    JsonNode cancels = sequence.get("inputs").get("cancels");
    JsonNode byPhones = sequence.get("output").get("MC_amount_sent");
    JsonNode byOthers = sequence.get("output").get("other_amount_sent");
    long amount = sequence.get("inputs").get("paid").asLong();
    String byPhone = Shop.newOrder();
    String byCard = Shop.newOrder();
    JsonNode phone = Shop.payByPhone(Shop.order("MC", byPhone, amount));
    JsonNode card = Shop.payByCard(Shop.order("CN", byCard, amount));
    long gone = 0;
    for (int i = 0; i < cancels.size(); i++) {
      gone += cancels.get(i).asLong();
      assertThat(Shop.cancel(phone, byPhones.get(i).asLong(), true)).isEqualTo("0000");
      assertThat(Shop.cancel(card, byOthers.get(i).asLong(), true)).isEqualTo("0000");
      assertThat(Shop.book(byPhone))
          .containsExactly("mobilians " + amount + "-" + gone + " cancelled phone");
      assertThat(Shop.book(byCard))
          .containsExactly("mobilians " + amount + "-" + gone + " cancelled card");
    }
  }

  private static String ofTrade(JsonNode vector, String amount) {
    return Hmac.ofTrade(
        TestMerchants.SKEY,
        Long.parseLong(amount),
        input(vector, "ok_url"),
        input(vector, "trade_id"),
        input(vector, "time_stamp"));
  }

  private static void assertDigest(String actual, String expected) {
    assertThat(actual).isEqualTo(expected).hasSize(44);
  }

  private JsonNode vector(String name) {
    return Objects.requireNonNull(vectors.get(name), name);
  }

  private static String input(JsonNode vector, String name) {
    return vector.get("inputs").get(name).asString();
  }
}
