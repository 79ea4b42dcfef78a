package dev.naru.pg.inicis;

import dev.naru.pg.inicis.statement.InicisStatements;
import dev.naru.pg.spi.AllowedValues;
import dev.naru.pg.spi.Bilingual;
import dev.naru.pg.spi.ChannelConfig;
import dev.naru.pg.spi.SettingField;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a KG INICIS channel (protocols/inicis.md §1.2). Every MID has keys of its own.
 *
 * @param signKey the key of the PC window, its approval and its net cancel
 * @param hashKey the key for {@code P_CHKFAKE} of the mobile window
 * @param iniApiKey the key for INIAPI's digests and encryption
 * @param iniApiIv the IV of INIAPI's encryption
 * @param iniLiteKey the key of the billing-key windows, empty when the MID has none
 * @param clientIp this server's public IPv4 address, which INIAPI wants in every request; KG INICIS
 *     refuses IPv6 there
 * @param siteUrl the shop's domain, which INIAPI wants with every charge
 * @param contentsByPhone the kind of phone contract: true for digital contents, false for goods. It
 *     applies when the shop doesn't say which it sells (spec/pg-rules.md §2.2).
 * @param newBillingWindow whether a phone's billing key comes from the new INILite window
 *     (protocols/inicis.md §5.2)
 */
record InicisSettings(
    String signKey,
    String hashKey,
    String iniApiKey,
    String iniApiIv,
    String iniLiteKey,
    String clientIp,
    String siteUrl,
    boolean contentsByPhone,
    boolean newBillingWindow) {

  private static final String HPP_TYPE = "inicis.hpp_type";
  private static final String BILLING_WINDOW = "inicis.billing_window";

  /** The descriptions of the settings, for the console's form, the docs and the validation. */
  static final List<SettingField> FIELDS =
      List.of(
          field(
                  "signKey",
                  "웹결제 signkey",
                  "Web payment sign key",
                  "PC 결제창과 승인, 망취소 요청의 서명에 쓰는 키입니다.",
                  "The key that signs PC windows, approvals and net cancels.")
              .asRequiredSecret(),
          field(
                  "hashKey",
                  "모바일 hashkey",
                  "Mobile hash key",
                  "모바일 결제창 요청(P_CHKFAKE)의 서명에 쓰는 키입니다.",
                  "The key that signs mobile windows (P_CHKFAKE).")
              .asRequiredSecret(),
          field(
                  "iniApiKey",
                  "INIAPI key",
                  "INIAPI key",
                  "조회, 취소, API 결제 요청의 서명과 암호화에 쓰는 키입니다.",
                  "The key that signs and encrypts inquiries, cancels and charges by API.")
              .asRequiredSecret(),
          field(
                  "iniApiIv",
                  "INIAPI IV",
                  "INIAPI IV",
                  "INIAPI 암호화의 초기화 벡터입니다.",
                  "The initialisation vector of INIAPI's encryption.")
              .asRequiredSecret(),
          field(
                  "iniLiteKey",
                  "INILite key (정기결제)",
                  "INILite key (billing)",
                  "모바일 빌링키 발급창의 서명에 쓰는 키로, 정기결제 MID에만 필요합니다.",
                  "The key that signs mobile billing-key windows; only billing MIDs need it.")
              .asSecret(),
          field(
                  "clientIp",
                  "서버 공인 IPv4 주소",
                  "This server's public IPv4 address",
                  "INIAPI 요청에 적는 이 서버의 IPv4 주소이며, IPv6는 거절됩니다.",
                  "The IPv4 address that INIAPI requests name; IPv6 is refused there.")
              .withDefault("127.0.0.1"),
          field(
                  "siteUrl",
                  "상점 도메인 (API 결제)",
                  "The shop's domain (charges by API)",
                  "API 결제 요청에 적는 상점 도메인입니다.",
                  "The shop's domain that a charge by API names.")
              .withDefault("www.example.com"),
          field(
                  HPP_TYPE,
                  "휴대폰결제 계약",
                  "Phone payment contract",
                  "상점이 digital을 주지 않았을 때 휴대폰결제를 컨텐츠(1)로 볼지 실물(2)로 볼지 정합니다.",
                  "Whether a phone payment without digital is of digital contents (1) or goods"
                      + " (2).")
              .oneOf("2", "1"),
          field(
                  BILLING_WINDOW,
                  "모바일 빌링키 발급창",
                  "Mobile billing-key window",
                  "휴대폰에서 빌링키를 발급하는 창을 기존(inilite)과 신규(inilitepay) 가운데 고릅니다.",
                  "Which window issues a billing key on a phone: the old one (inilite) or the new"
                      + " one (inilitepay).")
              .oneOf("inilite", "inilitepay"),
          field(
              InicisStatements.FEED_ID,
              "URL 서비스 ID (대사)",
              "Id of the list feed (reconciliation)",
              "승인, 정산 내역을 받는 상점관리자 URL 서비스의 ID이며, 비우면 MID를 씁니다.",
              "The id of the merchant admin's URL service, which gives lists of approvals and"
                  + " payouts; empty uses the MID."),
          field(
                  InicisStatements.FEED_PASSWORD,
                  "URL 서비스 비밀번호 (대사)",
                  "Password of the list feed (reconciliation)",
                  "URL 서비스의 비밀번호이며, 비우면 내역을 자동으로 받지 않습니다.",
                  "The password of that service; lists are not fetched while it is empty.")
              .asSecret(),
          field(
                  "inicis.pay_methods",
                  "계약된 결제수단",
                  "Contracted pay methods",
                  "열 수 있는 결제수단을 쉼표로 나열하며, 비우면 모두 열립니다.",
                  "The pay methods that can be used, separated by commas; empty allows all.")
              .allowing(AllowedValues.PAY_METHODS)
              .forTheHub(),
          field(
                  "inicis.card_quota_single_value",
                  "값이 하나인 card_quota",
                  "A single card_quota value",
                  "display.card_quota가 [6]일 때 6개월까지(up_to)인지 6개월만(exact)인지 정합니다.",
                  "Whether display.card_quota [6] means up to 6 months (up_to) or just 6 (exact).")
              .oneOf("up_to", "exact")
              .forTheHub(),
          field(
                  "inicis.api.missing_name",
                  "주문명 없는 API 결제",
                  "A charge by API without an order name",
                  "API 결제에 name이 없을 때 채워서 보낼지(fill) 거절할지(reject) 정합니다.",
                  "Whether a charge by API without a name gets one (fill) or is refused (reject).")
              .oneOf("fill", "reject")
              .forTheHub(),
          field(
                  "inicis.api.provider_code",
                  "API 결제의 제공사 코드",
                  "pg_provider of charges by API",
                  "API 결제의 응답에 적는 pg_provider 값입니다.",
                  "The pg_provider that a charge by API is reported with.")
              .oneOf("html5_inicis", "inicis")
              .forTheHub(),
          // This connector's window is the same, whatever the hub's checkout does with it.
          field(
                  "pay_view",
                  "PC 결제창",
                  "PC window",
                  "PC 결제창을 상점 화면 위에 띄울지(overlay) 새 창으로 열지(popup) 정합니다.",
                  "Whether the PC window lies over the shop's page (overlay) or is one of its own"
                      + " (popup).")
              .oneOf("overlay", "popup")
              .forTheHub());

  private static SettingField field(
      String key, String labelKo, String labelEn, String decidesKo, String decidesEn) {
    return SettingField.of(
        key, new Bilingual(labelKo, labelEn), new Bilingual(decidesKo, decidesEn));
  }

  static InicisSettings of(ChannelConfig channel) {
    return new InicisSettings(
        value(channel, "signKey"),
        value(channel, "hashKey"),
        value(channel, "iniApiKey"),
        value(channel, "iniApiIv"),
        value(channel, "iniLiteKey"),
        value(channel, "clientIp"),
        value(channel, "siteUrl"),
        value(channel, HPP_TYPE).equals("1"),
        value(channel, BILLING_WINDOW).equals("inilitepay"));
  }

  private static String value(ChannelConfig channel, String key) {
    String given = channel.setting(key).strip();
    if (!given.isEmpty()) {
      return given;
    }
    return FIELDS.stream()
        .filter(field -> field.key().equals(key))
        .findFirst()
        .orElseThrow()
        .defaultValue();
  }

  /**
   * Whether a phone payment sells digital contents.
   *
   * @param digital the shop's {@code digital}; null when it sent none, which means the contracted
   *     kind
   */
  boolean sellsContentsByPhone(@Nullable Boolean digital) {
    return digital == null ? contentsByPhone : digital;
  }

  @Override
  public String toString() {
    return "InicisSettings[hidden]";
  }
}
