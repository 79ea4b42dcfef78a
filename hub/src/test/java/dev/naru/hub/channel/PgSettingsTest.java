package dev.naru.hub.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.pg.spi.SettingField;
import java.io.IOException;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings that the hub obeys for the PGs on the class path. */
class PgSettingsTest {

  private static final Connectors PGS =
      Connectors.load(
          _ -> {
            throw new IOException("nobody is called");
          },
          InstantSource.system());

  /** spec/pg-rules.md §5, row by row. */
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
        "inicis.api.missing_name|fill|reject",
        "inicis.api.provider_code|html5_inicis|inicis",
        "inicis.pay_methods|''|card"
      })
  void the_safest_default_comes_first(String key, String defaultValue, String other) {
    SettingField setting = PGS.merchantSetting(key).orElseThrow();
    assertThat(setting.defaultValue()).isEqualTo(defaultValue);
    assertThat(setting.allowed().allows(other)).isTrue();
    assertThat(setting.allowed().allows("maybe!")).isFalse();
  }

  @Test
  void a_tolerance_of_six_days_is_too_much() {
    SettingField days =
        PGS.merchantSetting("mobilians.billing.repeat_day_tolerance_days").orElseThrow();
    assertThat(days.allowed().allows("6")).isFalse();
  }

  @Test
  void a_method_whose_code_holds_a_digit_can_be_contracted() {
    SettingField methods = PGS.merchantSetting("inicis.pay_methods").orElseThrow();
    assertThat(methods.allowed().allows("card, payco2")).isTrue();
    assertThat(PayMethodCodes.ofV1("payco2")).isNotEqualTo(PayMethodCodes.ofV1("payco"));
  }

  @Test
  void what_only_a_connector_or_only_a_channel_reads_is_no_merchants_setting() {
    assertThat(PGS.merchantSetting("signKey")).isEmpty();
    assertThat(PGS.merchantSetting("pay_view")).isEmpty();
  }

  @Test
  void two_codes_of_v1_mean_one_method() {
    assertThat(PayMethodCodes.ofV1("samsungpay")).isEqualTo(PayMethodCodes.ofV1("samsung"));
    assertThat(PayMethodCodes.ofV1("Card")).isEmpty();
    assertThat(PayMethodCodes.ofRow("CARD").code()).isEqualTo("card");
  }
}
