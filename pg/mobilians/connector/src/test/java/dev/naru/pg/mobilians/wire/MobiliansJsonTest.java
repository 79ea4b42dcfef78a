package dev.naru.pg.mobilians.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests how KG's answers are parsed (protocols/mobilians.md §2.1). */
class MobiliansJsonTest {

  @Test
  void a_text_and_a_whole_number_are_values_and_nothing_else_is() {
    MobiliansJson json =
        parse(
                "{\"text\":\"1000\",\"whole\":1000,\"part\":1000.5,\"yes\":true,\"none\":null,\"in\":{}}")
            .orElseThrow();
    assertThat(json.get("text")).isEqualTo("1000");
    assertThat(json.get("whole")).isEqualTo("1000");
    for (String other : new String[] {"part", "yes", "none", "in", "absent"}) {
      assertThat(json.get(other)).as(other).isEmpty();
    }
  }

  @Test
  void what_is_not_one_object_with_each_name_once_is_unreadable() {
    for (String wrong :
        new String[] {"", "[]", "1", "<html>", "{\"a\":1,\"a\":2}", "{\"a\":1}{}", "{\"a\":1"}) {
      assertThat(parse(wrong)).as(wrong).isEmpty();
    }
    assertThat(MobiliansJson.parse(new byte[] {'{', '"', (byte) 0xB0, '"', ':', '1', '}'}))
        .isEmpty();
  }

  @Test
  void an_answer_in_a_log_shows_no_value() {
    assertThat(parse("{\"name\":\"gildong\"}").orElseThrow()).hasToString("Json[name]");
  }

  private static Optional<MobiliansJson> parse(String answer) {
    return MobiliansJson.parse(answer.getBytes(StandardCharsets.UTF_8));
  }
}
