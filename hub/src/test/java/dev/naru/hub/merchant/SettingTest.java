package dev.naru.hub.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingTest {

  /** The rows of spec/pg-rules.md §5. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mobilians.billing.issue_mode|charge|key_only",
        "mobilians.billing.unexpected_charge|cancel|keep_and_alert",
        "mobilians.billing.zero_amount|reject|key_only",
        "mobilians.billing.max_one_charge_per_month|enforce|off",
        "mobilians.billing.repeat_same_amount|enforce|off",
        "mobilians.billing.repeat_day_tolerance_days|0|5",
        "mobilians.billing.rule_enforcement|reject|warn",
        "mobilians.billing.force_phone|false|true",
        "mobilians.pay_methods|phone,card,trans|[phone, card, trans, vbank]",
        "mobilians.mobile_result|auto|callback",
        "mobilians.require_buyer_tel|reject|placeholder",
        "inicis.card_quota_single_value|up_to|exact",
        "inicis.pay_methods|''|card"
      })
  void the_safest_default_comes_first(String key, String defaultValue, String other) {
    Setting setting = Setting.of(key).orElseThrow();
    assertThat(setting.defaultValue()).isEqualTo(defaultValue);
    assertThat(setting.allows(other)).isTrue();
    assertThat(setting.allows("maybe!")).isFalse();
  }

  @Test
  void a_tolerance_of_six_days_is_too_much() {
    assertThat(Setting.MOBILIANS_BILLING_REPEAT_DAY_TOLERANCE_DAYS.allows("6")).isFalse();
  }

  @Test
  void every_default_is_allowed() {
    assertThat(Arrays.asList(Setting.values()))
        .allMatch(setting -> setting.allows(setting.defaultValue()));
  }
}
