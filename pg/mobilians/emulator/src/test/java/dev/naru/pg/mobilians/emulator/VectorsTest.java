package dev.naru.pg.mobilians.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.pg.mobilians.emulator.payment.Deposits;
import dev.naru.pg.mobilians.emulator.wire.Hmac;
import dev.naru.pg.mobilians.emulator.wire.Merchants;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published and computed examples of the wire (vectors.json). */
class VectorsTest {

  private final JsonNode vectors = vectors();

  private static JsonNode vectors() {
    try (var in = VectorsTest.class.getResourceAsStream("/vectors.json")) {
      return JsonMapper.shared().readTree(in);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void every_digest_is_the_one_of_the_vectors() {
    assertThat(vectors.get("hmacs")).hasSize(9);
    for (JsonNode vector : vectors.get("hmacs")) {
      var f = vector.get("fields").valueStream().map(JsonNode::asString).toArray(String[]::new);
      String hmac =
          switch (vector.get("kind").asString()) {
            case "trade" -> Hmac.ofTrade(Merchants.SKEY, Long.parseLong(f[0]), f[1], f[2], f[3]);
            case "cancel" -> Hmac.ofCancel(Merchants.SKEY, f[0], f[1], f[2], f[3]);
            case "delivery" -> Hmac.ofDelivery(Merchants.SKEY, f[0], f[1], f[2], f[3]);
            case "old" -> Hmac.ofOldCancel(Merchants.SKEY, f[0], f[1]);
            default -> "unknown kind";
          };
      String name = vector.get("name").asString();
      assertThat(hmac).as(name).isEqualTo(vector.get("hmac").asString()).hasSize(44);
      if (vector.has("not")) {
        assertThat(Hmac.same(hmac, vector.get("not").asString())).as(name).isFalse();
      }
    }
  }

  @Test
  void forms_are_encoded_as_recorded() {
    assertThat(vectors.get("forms")).hasSize(4);
    for (JsonNode vector : vectors.get("forms")) {
      Charset charset = Charset.forName(vector.get("charset").asString());
      String text = vector.get("text").asString();
      assertThat(URLDecoder.decode(vector.get("form").asString(), charset)).isEqualTo(text);
      if (vector.get("charset").asString().equals("MS949")) {
        String body = Deposits.body(Map.of("f", text));
        // The capture left brackets raw; a percent-encoded one reads the same.
        assertThat(body.replace("%5B", "[").replace("%5D", "]"))
            .isEqualTo("f=" + vector.get("form").asString());
      }
    }
  }

  @Test
  void a_transaction_id_has_the_published_shape() {
    String shape = "20\\d{6}(MC|CN|RA|VA|EP)[TN]A\\d{4}\\d{6}A\\d{9}";
    for (JsonNode published : vectors.get("transactionIds")) {
      assertThat(published.asString()).matches(shape);
    }
    JsonNode paid = Shop.payByPhone(Shop.order("MC", Shop.newOrder(), 1_000));
    assertThat(paid.get("transaction_id").asString()).matches(shape).contains("MCTA2001");
  }

  @Test
  void a_phones_partial_cancel_says_what_remains_and_a_cards_what_goes() {
    JsonNode sequence = vectors.get("cancels");
    long amount = sequence.get("paid").asLong();
    String byPhone = Shop.newOrder();
    String byCard = Shop.newOrder();
    JsonNode phone = Shop.payByPhone(Shop.order("MC", byPhone, amount));
    JsonNode card = Shop.payByCard(Shop.order("CN", byCard, amount));
    long gone = 0;
    for (int i = 0; i < sequence.get("cancels").size(); i++) {
      gone += sequence.get("cancels").get(i).asLong();
      assertThat(Shop.cancel(phone, sequence.get("phone").get(i).asLong(), true)).isEqualTo("0000");
      assertThat(Shop.cancel(card, sequence.get("others").get(i).asLong(), true)).isEqualTo("0000");
      assertThat(Shop.book(byPhone))
          .containsExactly("mobilians " + amount + "-" + gone + " cancelled phone");
      assertThat(Shop.book(byCard))
          .containsExactly("mobilians " + amount + "-" + gone + " cancelled card");
    }
  }
}
