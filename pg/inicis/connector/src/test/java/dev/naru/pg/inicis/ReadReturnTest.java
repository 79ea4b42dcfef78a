package dev.naru.pg.inicis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.pg.spi.AuthResult;
import dev.naru.pg.spi.ChannelConfig.Mode;
import dev.naru.pg.spi.PgError.Category;
import dev.naru.pg.spi.ReturnMessage;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Tests which addresses a return may name, for live, test and sandbox channels (protocols/inicis.md
 * §3.10, §4.4).
 */
class ReadReturnTest {

  @Test
  void a_live_channel_believes_the_live_centers_only() {
    assertThat(pc(Mode.LIVE, "fc")).isInstanceOf(AuthResult.Authenticated.class);
    assertThat(pc(Mode.LIVE, "ks")).isInstanceOf(AuthResult.Authenticated.class);
    assertThat(pc(Mode.LIVE, "stg")).isInstanceOf(AuthResult.Forged.class);
    assertThat(mobile(Mode.LIVE, "stg", "stg")).isInstanceOf(AuthResult.Forged.class);
  }

  @Test
  void a_test_mid_comes_back_from_live_centers_on_a_phone_but_not_on_a_pc() {
    assertThat(pc(Mode.TEST, "stg")).isInstanceOf(AuthResult.Authenticated.class);
    assertThat(pc(Mode.TEST, "fc")).isInstanceOf(AuthResult.Forged.class);
    assertThat(mobile(Mode.TEST, "ks", "ks")).isInstanceOf(AuthResult.Authenticated.class);
    assertThat(mobile(Mode.TEST, "ks", "")).isInstanceOf(AuthResult.Authenticated.class);
    assertThat(mobile(Mode.TEST, "ks", "fc")).isInstanceOf(AuthResult.Forged.class);
  }

  @Test
  void going_back_on_the_issuer_s_page_has_a_text_though_kg_inicis_sends_none() {
    AuthResult result = read(Mode.TEST, Map.of("P_STATUS", "01", "P_RMESG1", ""));
    assertThat(result)
        .isInstanceOfSatisfying(
            AuthResult.Refused.class,
            refused -> {
              assertThat(refused.error().code()).isEqualTo("01");
              assertThat(refused.error().text()).isEqualTo("정상적 인증 처리가 되지 않았습니다.");
              assertThat(refused.error().category()).isEqualTo(Category.LEFT_BY_BUYER);
            });
  }

  @Test
  void a_failure_before_the_window_knew_the_order_is_a_refusal() {
    assertThat(read(Mode.TEST, Map.of("resultCode", "V023", "resultMsg", "도메인 불일치")))
        .isInstanceOf(AuthResult.Refused.class);
  }

  @Test
  void a_token_of_20_000_letters_is_taken_and_none_or_a_longer_one_is_not() {
    assertThat(pc(Mode.LIVE, "fc", "t".repeat(20_000)))
        .isInstanceOf(AuthResult.Authenticated.class);
    assertThat(pc(Mode.LIVE, "fc", "t".repeat(20_001))).isInstanceOf(AuthResult.Forged.class);
    assertThat(pc(Mode.LIVE, "fc", " ")).isInstanceOf(AuthResult.Forged.class);
  }

  private static AuthResult pc(Mode mode, String center) {
    return pc(mode, center, "token");
  }

  private static AuthResult pc(Mode mode, String center, String token) {
    String host = "https://" + center + "stdpay.inicis.com";
    return read(
        mode,
        Map.of(
            "resultCode",
            "0000",
            "mid",
            Fixtures.MID,
            "orderNumber",
            Fixtures.OID,
            "authToken",
            token,
            "idc_name",
            center,
            "authUrl",
            host + "/api/payAuth",
            "netCancelUrl",
            host + "/api/netCancel"));
  }

  private static AuthResult mobile(Mode mode, String center, String idcName) {
    Map<String, String> fields = new HashMap<>();
    fields.put("P_STATUS", "00");
    fields.put("P_TID", "INIMX_AUTHINIpayTest20260115102500000002");
    fields.put("P_REQ_URL", "https://" + center + "mobile.inicis.com/smart/payReq.ini");
    fields.put("P_AMT", "1000");
    if (!idcName.isEmpty()) {
      fields.put("idc_name", idcName);
    }
    return read(mode, fields);
  }

  private static AuthResult read(Mode mode, Map<String, String> fields) {
    return new ReadReturn(BillKeyDecoder.PLAIN)
        .read(
            Fixtures.attempt(Fixtures.channel(mode), 1_000),
            fields.containsKey("resultCode") ? Fixtures.PC : Fixtures.MOBILE,
            new ReturnMessage(fields));
  }
}
