package dev.naru.hub.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.text.OuterSpace;
import dev.naru.hub.text.UnstorableText;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a shop's page sends to the SDK is kept as it was sent, or refused by its name. */
class EveryCharacterOfAPageTest {

  private static final int AT_ONCE = 20_000;

  private static String json(String text) {
    return ParamReader.JSON.writeValueAsString(text);
  }

  @Example
  void every_character_that_can_be_stored_is_kept_in_custom_data() {
    int[] all =
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
            .filter(c -> !UnstorableText.isUnstorable(Character.toString(c)))
            .toArray();
    for (int from = 0; from < all.length; from += AT_ONCE) {
      String text = new String(all, from, Math.min(AT_ONCE, all.length - from));
      String sent = "[" + json(text) + "]";
      JsonNode kept =
          ParamReader.JSON.readTree(
              String.valueOf(new ShopPage().with("custom_data", sent).opened().customData()));
      assertThat(kept.get(0).stringValue()).isEqualTo(text);
    }
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<Integer> any = Arbitraries.integers().between(0, Character.MAX_CODE_POINT);
    Arbitrary<Integer> special =
        Arbitraries.of(
            0, 1, 9, 10, 0x20, 0x7F, 0x85, 0xA0, 0x3000, 0xFEFF, 0xD800, 0xDFFF, 0x1F600);
    return Arbitraries.oneOf(any, special)
        .list()
        .ofMinSize(0)
        .ofMaxSize(12)
        .map(points -> points.stream().map(Character::toString).reduce("", String::concat));
  }

  @Property(tries = 60)
  void a_text_is_kept_without_the_space_around_it_or_refused(@ForAll("texts") String text) {
    for (String field : List.of("name", "buyer_name", "buyer_addr", "merchant_uid")) {
      ShopPage page = new ShopPage().with(field, json(text));
      switch (page.answer()) {
        case RequestPay.Answer.Open _ -> {
          String kept = kept(page, field);
          String stripped = OuterSpace.strip(text);
          assertThat(UnstorableText.isUnstorable(text)).isFalse();
          // An order without a number gets one.
          if (!stripped.isEmpty() || !field.equals("merchant_uid")) {
            assertThat(kept == null ? "" : kept).as(field).isEqualTo(stripped);
          }
        }
        case RequestPay.Answer.Refused refused -> {
          assertThat(page.hub.opened).isEmpty();
          assertThat(String.valueOf(refused.result().callback().get("error_msg"))).contains(field);
        }
      }
    }
  }

  private static @Nullable String kept(ShopPage page, String field) {
    var payment = page.hub.opened.getLast();
    return switch (field) {
      case "name" -> payment.name();
      case "buyer_name" -> payment.buyer().name();
      case "buyer_addr" -> payment.buyer().addr();
      default -> payment.orderNumber();
    };
  }
}
