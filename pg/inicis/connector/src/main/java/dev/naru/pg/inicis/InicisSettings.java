package dev.naru.pg.inicis;

import dev.naru.pg.spi.ChannelConfig;
import dev.naru.pg.spi.SettingField;
import java.util.List;

/**
 * What a KG INICIS channel is configured with (protocols/inicis.md §1.2). All keys differ per MID.
 *
 * @param signKey PC window, approval and net cancel
 * @param hashKey {@code P_CHKFAKE} of the mobile window
 * @param iniApiKey digests and encryption of INIAPI
 * @param iniApiIv the IV of that encryption
 * @param iniLiteKey billing-key windows; empty where the MID has none
 * @param clientIp this server's public IPv4, as INIAPI wants it named; IPv6 is refused there
 * @param cardQuotaSingleValue what a {@code card_quota} of one value means (pg-rules §2.5)
 */
record InicisSettings(
    String signKey,
    String hashKey,
    String iniApiKey,
    String iniApiIv,
    String iniLiteKey,
    String clientIp,
    CardQuota.SingleValue cardQuotaSingleValue) {

  private static final String SINGLE_VALUE = "inicis.card_quota_single_value";

  /** The console's form, the docs and the validation. */
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
              SINGLE_VALUE,
              "할부 개월 값이 하나일 때 (up_to: 그 개월까지, exact: 그 개월만)",
              "One card_quota value means (up_to: up to it, exact: it alone)",
              false,
              false,
              "up_to"),
          // The hub's checkout reads it; whatever it says, this window is the same.
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
        value(channel, SINGLE_VALUE).equals("exact")
            ? CardQuota.SingleValue.EXACT
            : CardQuota.SingleValue.UP_TO);
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

  @Override
  public String toString() {
    return "InicisSettings[hidden]";
  }
}
