package dev.naru.pg.template;

import dev.naru.pg.spi.AllowedValues;
import dev.naru.pg.spi.Bilingual;
import dev.naru.pg.spi.ChannelConfig;
import dev.naru.pg.spi.SettingField;
import java.util.List;

/**
 * The settings of a channel.
 *
 * @param apiKey the key that signs every message
 */
record TemplateSettings(String apiKey) {

  private static final String API_KEY = "api_key";

  /** The fields from which the console's form, the validation and the reference page are made. */
  static final List<SettingField> FIELDS =
      List.of(
          SettingField.of(
                  API_KEY,
                  new Bilingual("API 키", "API key"),
                  new Bilingual("모든 요청의 서명에 쓰는 키입니다.", "The key that signs every request."))
              .asRequiredSecret(),
          SettingField.of(
                  "template.pay_methods",
                  new Bilingual("계약된 결제수단", "Contracted pay methods"),
                  new Bilingual(
                      "열 수 있는 결제수단을 쉼표로 나열하며, 비우면 모두 열립니다.",
                      "The pay methods that can be used, separated by commas; empty allows all."))
              .allowing(AllowedValues.PAY_METHODS)
              .forTheHub());

  static TemplateSettings of(ChannelConfig channel) {
    return new TemplateSettings(channel.setting(API_KEY).strip());
  }

  @Override
  public String toString() {
    return "TemplateSettings[hidden]";
  }
}
