package dev.naru.pg.mobilians;

import dev.naru.pg.mobilians.statement.MobiliansStatements;
import dev.naru.pg.spi.AllowedValues;
import dev.naru.pg.spi.Bilingual;
import dev.naru.pg.spi.SettingField;
import java.util.List;
import java.util.stream.Stream;

/**
 * The settings of a KG Mobilians channel (spec/pg-rules.md §5). The new module obeys the old one's
 * rules on windows and keys; only its pay methods have a key of their own.
 */
final class MobiliansSettingFields {
  /**
   * The addresses that KG's notices come from: live, test and standby (protocols/mobilians.md
   * §2.1).
   */
  private static final String PUBLISHED_SOURCES = "175.158.12.1,175.158.12.2,116.127.121.132";

  /** The settings that both modules have, besides {@code pay_view} and the contracted methods. */
  private static final List<SettingField> COMMON =
      List.of(
          field(
                  MobiliansSettings.LINK_KEY,
                  "연동키 (skey)",
                  "Link key (skey)",
                  "취소 요청에 서명하고 응답의 서명을 확인하는 키입니다.",
                  "The key that signs cancels and verifies KG's answers.")
              .asRequiredSecret(),
          field(
              MobiliansSettings.SITE_URL,
              "사이트 주소",
              "Site address",
              "결제창에 보이는 상점 주소로 20바이트까지이며, 비우면 허브의 주소를 씁니다.",
              "The shop address that the window shows, at most 20 bytes; empty takes the hub's."),
          field(
                  MobiliansSettings.PHONE_PARTIAL_CANCEL,
                  "휴대폰 부분취소 계약",
                  "Partial cancels of phone payments",
                  "계약이 휴대폰결제의 부분취소를 허용하는지 정합니다.",
                  "Whether the contract allows partial cancels of phone payments.")
              .oneOf("false", "true"),
          field(
                  MobiliansSettings.SOURCE_ADDRESSES,
                  "입금통보를 보내는 KG 서버 IP",
                  "Addresses of KG's notices",
                  "입금통보로 믿을 KG 서버의 주소를 쉼표로 나열합니다.",
                  "The addresses, separated by commas, from which a deposit notice is believed.")
              .withDefault(PUBLISHED_SOURCES),
          MobiliansStatements.COLUMNS,
          field(
                  "mobilians.mobile_result",
                  "모바일 결과 전달",
                  "Result on a phone",
                  "휴대폰에서 결과를 m_redirect_url로(redirect) 줄지 콜백으로(callback) 줄지 정하며,"
                      + " auto는 m_redirect_url이 있을 때만 이동합니다.",
                  "Whether a phone's result goes to m_redirect_url (redirect) or to the callback"
                      + " (callback); auto redirects if there is an m_redirect_url.")
              .oneOf("auto", "redirect", "callback")
              .forTheHub(),
          field(
                  "mobilians.require_buyer_tel",
                  "buyer_tel이 없을 때",
                  "Without buyer_tel",
                  "buyer_tel이 없는 결제를 거절할지(reject) 임의 값으로 열지(placeholder) 정합니다.",
                  "Whether a payment without buyer_tel is refused (reject) or gets a made-up value"
                      + " (placeholder).")
              .oneOf("reject", "placeholder")
              .forTheHub(),
          field(
                  "mobilians.billing.force_phone",
                  "정기결제를 휴대폰으로",
                  "Phone in billing windows",
                  "빌링키 발급창의 결제수단을 항상 phone으로 바꿀지 정합니다.",
                  "Whether every billing-key window uses phone, whatever the page asks for.")
              .oneOf("false", "true")
              .forTheHub(),
          field(
                  "mobilians.billing.issue_mode",
                  "빌링키 발급 방식",
                  "Issuing a billing key",
                  "빌링키를 발급하면서 결제도 할지(charge) 발급만 할지(key_only) 정합니다.",
                  "Whether issuing a billing key also charges (charge) or not (key_only).")
              .oneOf("charge", "key_only")
              .forTheHub(),
          field(
                  "mobilians.billing.unexpected_charge",
                  "key_only인데 결제되었을 때",
                  "A charge in spite of key_only",
                  "key_only인데 KG가 결제했을 때 즉시 취소할지(cancel) 유지하고 알릴지(keep_and_alert)" + " 정합니다.",
                  "Whether a charge in spite of key_only is cancelled at once (cancel) or kept and"
                      + " reported (keep_and_alert).")
              .oneOf("cancel", "keep_and_alert")
              .forTheHub(),
          field(
                  "mobilians.billing.zero_amount",
                  "charge인데 금액이 0일 때",
                  "Amount 0 in spite of charge",
                  "charge인데 금액이 0이면 거절할지(reject) 발급만 시도할지(key_only) 정합니다.",
                  "Whether amount 0 in spite of charge is refused (reject) or tries a key alone"
                      + " (key_only).")
              .oneOf("reject", "key_only")
              .forTheHub(),
          field(
                  "mobilians.billing.max_one_charge_per_month",
                  "빌링키당 월 1회",
                  "One charge a month",
                  "빌링키 하나를 한 달(KST)에 한 번만 결제하게 할지 정합니다.",
                  "Whether a billing key can be charged only once in a month of Korea's calendar.")
              .oneOf("enforce", "off")
              .forTheHub(),
          field(
                  "mobilians.billing.repeat_same_amount",
                  "최초 결제와 같은 금액",
                  "The first charge's amount",
                  "다음 결제를 최초 결제와 같은 금액으로만 허용할지 정합니다.",
                  "Whether later charges of a key must have the amount of the first one.")
              .oneOf("enforce", "off")
              .forTheHub(),
          field(
                  "mobilians.billing.repeat_day_tolerance_days",
                  "매월 결제일 허용 오차",
                  "Days around the monthly day",
                  "다음 결제가 최초 결제일에서 며칠(0~5)까지 벗어날 수 있는지 정합니다.",
                  "How many days (0 to 5) a later charge may be away from the first one's day.")
              .allowing(AllowedValues.matching("[0-5]"))
              .withDefault("0")
              .forTheHub(),
          field(
                  "mobilians.billing.rule_enforcement",
                  "정기결제 조건 위반",
                  "A charge against these rules",
                  "조건에 어긋난 결제를 거절할지(reject) 경고만 남길지(warn) 정합니다.",
                  "Whether a charge against these rules is refused (reject) or only logged (warn).")
              .oneOf("reject", "warn")
              .forTheHub());

  private static final List<SettingField> OLD =
      with(
          payView().oneOf("overlay", "popup"),
          payMethods("mobilians.pay_methods").withDefault("phone,card,trans"));

  private static final List<SettingField> V2 =
      with(
          payView().oneOf("popup", "overlay"),
          payMethods("mobilians_v2.pay_methods"),
          field(
                  "mobilians_v2.billing.key_missing",
                  "빌링키 없이 결제만 되었을 때",
                  "Charged, but no billing key",
                  "빌링키가 오지 않은 결제를 유지할지(keep_payment) 취소할지(cancel_payment) 정합니다.",
                  "Whether a payment that brought no billing key is kept (keep_payment) or"
                      + " cancelled (cancel_payment).")
              .oneOf("keep_payment", "cancel_payment")
              .forTheHub());

  private MobiliansSettingFields() {}

  static List<SettingField> of(Generation generation) {
    return generation == Generation.OLD ? OLD : V2;
  }

  static String defaultOf(Generation generation, String key) {
    return of(generation).stream()
        .filter(field -> field.key().equals(key))
        .map(SettingField::defaultValue)
        .findFirst()
        .orElse("");
  }

  private static List<SettingField> with(SettingField... own) {
    return Stream.concat(COMMON.stream(), Stream.of(own)).toList();
  }

  private static SettingField payView() {
    return field(
            "pay_view",
            "PC 결제창",
            "PC window",
            "PC 결제창을 상점 화면 위에 띄울지(overlay) 새 창으로 열지(popup) 정합니다.",
            "Whether the PC window lies over the shop's page (overlay) or is one of its own"
                + " (popup).")
        .forTheHub();
  }

  private static SettingField payMethods(String key) {
    return field(
            key,
            "계약된 결제수단",
            "Contracted pay methods",
            "열 수 있는 결제수단을 쉼표로 나열하며, 비우면 기본값을 따릅니다.",
            "The pay methods that can be used, separated by commas; empty means the default, and"
                + " without a default all.")
        .allowing(AllowedValues.PAY_METHODS)
        .forTheHub();
  }

  private static SettingField field(
      String key, String labelKo, String labelEn, String decidesKo, String decidesEn) {
    return SettingField.of(
        key, new Bilingual(labelKo, labelEn), new Bilingual(decidesKo, decidesEn));
  }
}
