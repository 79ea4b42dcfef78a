package dev.naru.pg.mobilians;

import dev.naru.pg.spi.SettingField;
import java.util.List;
import java.util.stream.Stream;

/**
 * The console's form, the docs and the defaults of a KG Mobilians channel. {@code
 * mobilians.billing.*}, {@code mobilians.pay_methods} and their like are obeyed by the hub; they
 * stand here so that a channel can carry them (spec/pg-rules.md §5).
 */
final class MobiliansSettingFields {
  /**
   * The addresses that KG's notices come from: live, test and standby (protocols/mobilians.md
   * §2.1).
   */
  private static final String PUBLISHED_SOURCES = "175.158.12.1,175.158.12.2,116.127.121.132";

  private static final List<SettingField> BILLING =
      List.of(
          field(
              "mobilians.billing.issue_mode",
              "빌링키 발급 방식 (charge: 발급과 동시에 결제, key_only: 발급만)",
              "Issuing a billing key (charge: charges too, key_only: does not)",
              "charge"),
          field(
              "mobilians.billing.unexpected_charge",
              "key_only인데 결제되었을 때 (cancel: 즉시 취소, keep_and_alert: 유지하고 알림)",
              "A charge in spite of key_only (cancel: cancel at once, keep_and_alert: keep)",
              "cancel"),
          field(
              "mobilians.billing.zero_amount",
              "charge인데 금액이 0일 때 (reject: 거절, key_only: 발급만 시도)",
              "Amount 0 in spite of charge (reject: refuse, key_only: try a key alone)",
              "reject"),
          field(
              "mobilians.billing.max_one_charge_per_month",
              "빌링키당 월 1회 결제 제한 (enforce, off)",
              "One charge a key and month (enforce, off)",
              "enforce"),
          field(
              "mobilians.billing.repeat_same_amount",
              "최초 결제와 같은 금액만 허용 (enforce, off)",
              "The first charge's amount only (enforce, off)",
              "enforce"),
          field(
              "mobilians.billing.repeat_day_tolerance_days",
              "매월 결제일 허용 오차 (0~5일)",
              "Days around the monthly day (0 to 5)",
              "0"),
          field(
              "mobilians.billing.rule_enforcement",
              "정기결제 조건 위반 시 (reject: 거절, warn: 경고만)",
              "A charge against these rules (reject: refuse, warn: warn only)",
              "reject"));

  private static final List<SettingField> OLD =
      Stream.of(
              common("overlay"),
              List.of(
                  field(
                      "mobilians.pay_methods",
                      "계약된 결제수단 (쉼표로 구분: phone, card, trans, vbank)",
                      "Contracted pay methods (comma-separated: phone, card, trans, vbank)",
                      "phone,card,trans"),
                  field(
                      "mobilians.billing.force_phone",
                      "정기결제 결제수단을 phone으로 강제 (true, false)",
                      "Force phone in billing windows (true, false)",
                      "false"),
                  field(
                      "mobilians.mobile_result",
                      "모바일 결과 전달 (auto, redirect, callback)",
                      "Result on a phone (auto, redirect, callback)",
                      "auto"),
                  field(
                      "mobilians.require_buyer_tel",
                      "buyer_tel이 없을 때 (reject: 거절, placeholder: 임의 값)",
                      "Without buyer_tel (reject: refuse, placeholder: fill in)",
                      "reject")),
              BILLING)
          .flatMap(List::stream)
          .toList();

  private static final List<SettingField> V2 =
      Stream.of(
              common("popup"),
              List.of(
                  field(
                      "mobilians_v2.billing.key_missing",
                      "빌링키 없이 결제만 되었을 때 (keep_payment: 유지, cancel_payment: 취소)",
                      "Charged, but no billing key (keep_payment, cancel_payment)",
                      "keep_payment")),
              BILLING)
          .flatMap(List::stream)
          .toList();

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

  private static List<SettingField> common(String payView) {
    return List.of(
        new SettingField(
            MobiliansSettings.LINK_KEY, "연동키 (skey)", "Link key (skey)", true, true, ""),
        field(
            "pay_view",
            "결제창 표시 (overlay: 화면 위, popup: 새 창)",
            "Payment window (overlay, popup)",
            payView),
        field(
            MobiliansSettings.SITE_URL,
            "결제창에 표시할 사이트 주소 (20바이트 이하)",
            "Site address the window shows (20 bytes at most)",
            ""),
        field(
            MobiliansSettings.PHONE_PARTIAL_CANCEL,
            "휴대폰 부분취소 계약 여부 (true, false)",
            "Contract allows partial cancels of phone payments (true, false)",
            "false"),
        field(
            MobiliansSettings.SOURCE_ADDRESSES,
            "입금통보를 보내는 KG 서버 IP (쉼표로 구분)",
            "Addresses KG's notices come from (comma-separated)",
            PUBLISHED_SOURCES));
  }

  private static SettingField field(String key, String ko, String en, String defaultValue) {
    return new SettingField(key, ko, en, false, false, defaultValue);
  }
}
