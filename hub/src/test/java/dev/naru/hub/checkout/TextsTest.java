package dev.naru.hub.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class TextsTest {

  private static Properties bundle(String language) throws IOException {
    String name = "/messages/checkout_" + language + ".properties";
    Properties properties = new Properties();
    try (InputStream in = Objects.requireNonNull(TextsTest.class.getResourceAsStream(name))) {
      properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
    return properties;
  }

  @Test
  void every_text_is_there_in_both_languages() throws IOException {
    assertThat(bundle("ko").keySet()).isEqualTo(bundle("en").keySet());
    assertThat(bundle("ko").values()).allMatch(text -> !text.toString().isBlank());
    assertThat(bundle("en").values()).allMatch(text -> !text.toString().isBlank());
    assertThat(bundle("en").values()).noneMatch(text -> text.toString().matches(".*[가-힣].*"));
  }

  @Test
  void the_browsers_wish_chooses_and_korean_is_the_rest() {
    assertThat(Texts.preferred("en-US,en;q=0.9,ko;q=0.8").language()).isEqualTo("en");
    assertThat(Texts.preferred("fr,ko;q=0.5,en;q=0.1").language()).isEqualTo("ko");
    assertThat(Texts.preferred("fr").language()).isEqualTo("ko");
    assertThat(Texts.preferred(null).language()).isEqualTo("ko");
    assertThat(Texts.preferred("\u0000;;").language()).isEqualTo("ko");
    assertThat(new Texts("en").get("window.close")).isEqualTo("Close");
  }
}
