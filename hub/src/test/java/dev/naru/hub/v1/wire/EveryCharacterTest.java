package dev.naru.hub.v1.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.hub.text.UnstorableText;
import java.net.URLEncoder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

/** The REST API's reading of forms and JSON, over all of Unicode (spec/rest-api.md §1.3). */
class EveryCharacterTest {

  private static int[] storable() {
    return IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
        .filter(c -> !UnstorableText.isUnstorable(Character.toString(c)))
        .toArray();
  }

  @Test
  void every_character_comes_through_a_form_and_a_query() {
    int[] all = storable();
    assertThat(all).hasSize(0x110000 - 1 - 0x800);
    for (int from = 0; from < all.length; from += 5_000) {
      String text = "a" + new String(all, from, Math.min(5_000, all.length - from)) + "b";
      assertThat(
              FormReader.read("x=" + URLEncoder.encode(text, UTF_8) + "&y=1").path("x").asString())
          .isEqualTo(text);
    }
  }

  /** A client that doesn't encode: only what separates pairs can't be in its values. */
  @Test
  void every_character_comes_through_a_form_that_was_never_encoded() {
    int[] all = IntStream.of(storable()).filter(c -> "&%=+".indexOf(c) < 0).toArray();
    for (int from = 0; from < all.length; from += 5_000) {
      String text = "가" + new String(all, from, Math.min(5_000, all.length - from)) + "b";
      assertThat(FormReader.read("x=" + text + "&y=1").path("x").asString()).isEqualTo(text);
    }
  }

  @Test
  void half_a_surrogate_pair_is_refused_by_name_and_a_whole_one_is_kept() throws Exception {
    assertThat(params("{\"name\":\"\\ud83d\\ude00\"}").label("name", 40)).isEqualTo("😀");
    for (String half : new String[] {"\\ud83d", "\\ude00", "\\ude00\\ud83d", "\\u0000"}) {
      Params params = params("{\"name\":\"a" + half + "b\"}");
      assertThatThrownBy(() -> params.label("name", 40))
          .isInstanceOfSatisfying(
              ApiException.class,
              refused -> {
                assertThat(refused.response().status()).isEqualTo(400);
                assertThat(refused.response().message()).contains("name");
              });
    }
  }

  private static Params params(String json) throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", "/payments/prepare");
    request.setContentType("application/json");
    request.setContent(json.getBytes(UTF_8));
    return Params.of(request);
  }
}
