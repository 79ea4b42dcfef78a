package dev.naru.playground.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PagesTest {

  private final Pages pages = new Pages(Map.of());

  @Test
  void both_languages_have_the_same_texts() {
    Map<String, String> korean = pages.texts(Pages.Language.KO);
    Map<String, String> english = pages.texts(Pages.Language.EN);
    assertThat(english.keySet()).containsExactlyElementsOf(korean.keySet());
    assertThat(english.values()).noneMatch(String::isBlank);
    assertThat(korean.values()).noneMatch(String::isBlank);
  }

  @Test
  void every_state_has_its_texts() {
    for (Order.State state : Order.State.values()) {
      assertThat(pages.texts(Pages.Language.KO)).containsKeys("state." + state, "explain." + state);
    }
    for (Event.Kind kind : Event.Kind.values()) {
      assertThat(pages.texts(Pages.Language.KO)).containsKey("order.kind." + kind);
    }
  }

  @Test
  void no_place_is_left_open() {
    for (String name : List.of("order-form", "order", "orders", "missing")) {
      String page =
          pages.page(
              name,
              Pages.Language.KO,
              Map.of("hub", "http://hub", "userCode", "imp0", "merchant_uid", "m"));
      assertThat(page).doesNotContain("{{").contains("</html>");
    }
  }

  @Test
  void values_are_escaped() {
    String page = pages.page("order", Pages.Language.KO, Map.of("merchant_uid", "<script>\"'&"));
    assertThat(page).contains("&lt;script&gt;&quot;&#39;&amp;").doesNotContain("<script>\"");
  }
}
