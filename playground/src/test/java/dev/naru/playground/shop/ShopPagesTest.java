package dev.naru.playground.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShopPagesTest {

  private final ShopPages pages = new ShopPages(Map.of());

  @Test
  void both_languages_have_the_same_texts() {
    Map<String, String> korean = pages.texts(ShopPages.Language.KO);
    Map<String, String> english = pages.texts(ShopPages.Language.EN);
    assertThat(english.keySet()).containsExactlyElementsOf(korean.keySet());
    assertThat(english.values()).noneMatch(String::isBlank);
    assertThat(korean.values()).noneMatch(String::isBlank);
  }

  @Test
  void every_state_has_its_texts() {
    for (ShopOrder.State state : ShopOrder.State.values()) {
      assertThat(pages.texts(ShopPages.Language.KO))
          .containsKeys("state." + state, "explain." + state);
    }
    for (Event.Kind kind : Event.Kind.values()) {
      assertThat(pages.texts(ShopPages.Language.KO)).containsKey("order.kind." + kind);
    }
  }

  @Test
  void no_place_is_left_open() {
    for (String name : List.of("order-form", "order", "orders", "missing")) {
      String page =
          pages.page(
              name,
              ShopPages.Language.KO,
              Map.of("hub", "http://hub", "userCode", "imp0", "merchant_uid", "m"));
      assertThat(page).doesNotContain("{{").contains("</html>");
    }
  }

  @Test
  void values_are_escaped() {
    String page =
        pages.page("order", ShopPages.Language.KO, Map.of("merchant_uid", "<script>\"'&"));
    assertThat(page).contains("&lt;script&gt;&quot;&#39;&amp;").doesNotContain("<script>\"");
  }
}
