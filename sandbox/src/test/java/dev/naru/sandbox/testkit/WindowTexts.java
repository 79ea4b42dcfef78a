package dev.naru.sandbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Properties;

/** Checks a window's texts. */
public final class WindowTexts {

  private WindowTexts() {}

  /** Fails unless Korean and English have the same keys and no Korean text is blank. */
  public static void checkBothLanguages(Class<?> besideTheBundle) throws IOException {
    Properties korean = load(besideTheBundle, "ko");
    assertThat(korean.keySet()).isEqualTo(load(besideTheBundle, "en").keySet());
    assertThat(korean.values()).noneMatch(text -> text.toString().isBlank());
  }

  private static Properties load(Class<?> besideTheBundle, String language) throws IOException {
    var texts = new Properties();
    try (var in = besideTheBundle.getResourceAsStream("window_" + language + ".properties")) {
      texts.load(in);
    }
    return texts;
  }
}
