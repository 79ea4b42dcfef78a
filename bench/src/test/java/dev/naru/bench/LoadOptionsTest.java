package dev.naru.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LoadOptionsTest {

  @Test
  void each_option_changes_its_own_value_and_no_other() {
    assertThat(LoadOptions.of(List.of("--callers", "32", "--pg-delay", "50", "--webhooks", "off")))
        .isEqualTo(
            new LoadOptions(
                32,
                LoadOptions.USUAL.calls(),
                LoadOptions.USUAL.rounds(),
                LoadOptions.USUAL.keys(),
                50,
                false));
  }

  @Test
  void what_is_no_option_or_no_number_is_named() {
    assertThatThrownBy(() -> LoadOptions.of(List.of("--fast", "1"))).hasMessageContaining("--fast");
    assertThatThrownBy(() -> LoadOptions.of(List.of("--callers", "0")))
        .hasMessageContaining("--callers");
    assertThatThrownBy(() -> LoadOptions.of(List.of("--calls"))).hasMessageContaining("no value");
  }
}
