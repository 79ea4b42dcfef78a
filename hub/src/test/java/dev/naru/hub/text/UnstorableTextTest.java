package dev.naru.hub.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class UnstorableTextTest {

  @Test
  void of_all_of_unicode_only_nul_and_half_surrogate_pairs_cannot_be_kept() {
    int[] refused =
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
            .filter(c -> UnstorableText.isUnstorable("a" + Character.toString(c) + "b"))
            .toArray();
    assertThat(refused).startsWith(0, 0xD800).endsWith(0xDFFF).hasSize(1 + 0x800);
  }

  @Test
  void it_is_found_however_deep_it_lies() {
    String deep = "[".repeat(200) + "\"\\u0000\"" + "]".repeat(200);
    assertThat(UnstorableText.in(JsonMapper.shared().readTree(deep))).isPresent();
  }
}
