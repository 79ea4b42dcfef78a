package dev.naru.hub.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SettingTest {

  @Test
  void every_default_is_allowed() {
    assertThat(Arrays.asList(Setting.values()))
        .allMatch(setting -> setting.allows(setting.defaultValue()));
  }

  @Test
  void a_value_that_is_not_listed_is_not_allowed() {
    assertThat(Setting.CONFIRM_ENABLED.allows("maybe!")).isFalse();
    assertThat(Setting.WEBHOOK_URL.allows("ftp://shop.example")).isFalse();
  }
}
