package dev.naru.hub.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class WireNumberTest {

  private static final JsonMapper JSON = new JsonMapper();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1000",
        "1000.0",
        "1e3",
        "1E3",
        "1E+3",
        "10000.00e-1",
        "\"1000\"",
        "\"1000.0\"",
        "\"01000\"",
        "\" 1000 \"",
        "\"\\u30001000\\n\"",
      })
  void a_thousand_is_written_so(String sent) {
    assertThat(WireNumber.of(JSON.readTree(sent)))
        .hasValueSatisfying(read -> assertThat(read).isEqualByComparingTo("1000"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"1e3\"",
        "\"1E3\"",
        "\"+1000\"",
        "\"-1000\"",
        "\"-0\"",
        "\"1,000\"",
        "\"1_000\"",
        "\"1 000\"",
        "\"1\\u200b000\"",
        "\"1000.\"",
        "\".5\"",
        "\"0x3e8\"",
        "\"１０００\"",
        "\"١٠٠٠\"",
        "\"NaN\"",
        "\"Infinity\"",
        "\"\"",
        "\"1000원\"",
        "1e18",
        "1e-19",
        "1e400",
        "true",
        "null",
        "{}",
        "[1000]",
      })
  void no_number_is_written_so(String sent) {
    assertThat(WireNumber.of(JSON.readTree(sent))).isEmpty();
  }
}
