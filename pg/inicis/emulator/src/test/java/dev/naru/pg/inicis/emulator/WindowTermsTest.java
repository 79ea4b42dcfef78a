package dev.naru.pg.inicis.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.sandbox.testkit.TestHttp;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The buyer sees what the merchant sends. */
class WindowTermsTest {

  private final String oid = Shop.newOrder();

  @Test
  void a_pc_window_shows_everything_that_was_sent() {
    var form = Shop.pcForm(oid, 55_000, "Card", "useescrow:noeasypay");
    form.put("offerPeriod", "20260101-20261231");
    form.put("tax", "5000");
    form.put("taxfree", "0");
    form.put("nointerest", "14-2:3,04-2");
    assertThat(page(form))
        .contains("2026-01-01 ~ 2026-12-31", "구매안전 서비스 적용")
        .contains("<dt>부가세</dt><dd>5,000원</dd>", "<dt>비과세</dt><dd>0원</dd>")
        .contains("무이자 2·3개월", "무이자 2개월")
        .contains("centerCd(Y):useescrow:noeasypay");
  }

  @Test
  void escrow_leaves_only_what_it_is_for() {
    assertThat(page(Shop.pcForm(oid, 55_000, "", "useescrow")))
        .contains("신용카드", "계좌이체", "가상계좌")
        .doesNotContain("컬쳐랜드");
    assertThat(TestHttp.hidden(Shop.openPc(Shop.pcForm(oid, 55_000, "HPP", "useescrow"))))
        .containsEntry("resultCode", "V101");
  }

  @Test
  void a_direct_card_goes_straight_to_its_page_with_its_instalments() {
    var form = Shop.pcForm(oid, 55_000);
    form.put("ini_cardcode", "04");
    form.put("ansim_quota", "03");
    form.put("nointerest", "04-2:3");
    String window = Shop.window(Shop.openPc(form));
    assertThat(TestHttp.text(TestHttp.get(window)))
        .contains("카드번호", "현대카드", "3개월 무이자", ">결제하기</button>")
        .doesNotContain("신한카드", "이전");
    var result =
        TestHttp.hidden(TestHttp.form(window + "/pay", Map.of("cardNumber", Shop.GOOD_CARD)));
    JsonNode answer = Shop.approve(result.getOrDefault("authToken", ""));
    assertThat(answer.get("CARD_Code").asString()).isEqualTo("04");
    assertThat(answer.get("CARD_Quota").asString()).isEqualTo("03");
    assertThat(answer.get("CARD_Interest").asString()).isEqualTo("1");
  }

  @Test
  void a_direct_card_works_on_a_phone_too() {
    var form = Shop.mobileForm(oid, 55_000, "CARD", "d_card=12&d_quota=0");
    form.put("P_OFFER_PERIOD", "Y2");
    form.put("P_TAX", "5000");
    String window = Shop.window(Shop.openMobile(form));
    assertThat(TestHttp.text(TestHttp.get(window)))
        .contains("삼성카드", "일시불", "2년", "5,000원", ">결제하기</button>");
    var result =
        TestHttp.hidden(TestHttp.form(window + "/pay", Map.of("cardNumber", Shop.GOOD_CARD)));
    assertThat(Shop.approveMobile(result.getOrDefault("P_TID", ""))).contains("&P_FN_CD1=12&");
  }

  @Test
  void a_phones_window_shows_its_interest_free_months_and_only_its_cards() {
    var form =
        Shop.mobileForm(oid, 55_000, "CARD", "merc_noint=Y&noint_quota=14-2:3^04-6&noeasypay=Y");
    form.put("P_ONLY_CARDCODE", "14:04");
    form.put("P_QUOTABASE", "01:02:03");
    assertThat(TestHttp.text(TestHttp.get(Shop.window(Shop.openMobile(form)))))
        .contains("무이자 2·3개월", "현대카드", "2개월", "3개월")
        .doesNotContain("롯데카드", "6개월", "카카오페이");
  }

  private static String page(Map<String, String> form) {
    return TestHttp.text(TestHttp.get(Shop.window(Shop.openPc(form))));
  }
}
