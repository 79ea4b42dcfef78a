package dev.naru.pg.inicis;

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

  /** The settings as the console's form, the docs and the validation need them. */
  static final List<SettingField> FIELDS =
      List.of(
          new SettingField("signKey", "웹결제 signkey", "Web payment sign key", true, true, ""),
          new SettingField("hashKey", "모바일 hashkey", "Mobile hash key", true, true, ""),
          new SettingField("iniApiKey", "INIAPI key", "INIAPI key", true, true, ""),
          new SettingField("iniApiIv", "INIAPI IV", "INIAPI IV", true, true, ""),
          new SettingField(
              "iniLiteKey", "INILite key (정기결제)", "INILite key (billing)", true, false, ""),
          new SettingField(
              "clientIp",
              "서버 공인 IPv4 주소",
              "This server's public IPv4 address",
              false,
              false,
              "127.0.0.1"),
          new SettingField(
              "siteUrl",
              "상점 도메인 (API 결제)",
              "The shop's domain (charges by API)",
              false,
              false,
              "www.example.com"),
          new SettingField(
              HPP_TYPE,
              "휴대폰결제 계약 (1: 컨텐츠, 2: 실물)",
              "Phone payment contract (1: digital contents, 2: goods)",
              false,
              false,
              "2"),
          new SettingField(
              BILLING_WINDOW,
              "모바일 빌링키 발급창 (inilite: 기존, inilitepay: 신규)",
              "Mobile billing-key window (inilite: old, inilitepay: new)",
              false,
              false,
              "inilite"),
          // The hub obeys this setting for every PG (spec/pg-rules.md §2.1).
          new SettingField(
              "inicis.pay_methods",
              "계약된 결제수단 (쉼표로 구분, 비우면 전체)",
              "Contracted pay methods (comma between, empty for all)",
              false,
              false,
              ""),
          // The hub's checkout reads this setting; the window itself is the same with every value.
          new SettingField(
              "pay_view",
              "PC 결제창 (overlay: 상점 화면 위, popup: 새 창)",
              "PC window (overlay: over the shop's page, popup: one of its own)",
              false,
              false,
              "overlay"));

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
