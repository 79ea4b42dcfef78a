package dev.naru.pg.inicis.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.pg.inicis.emulator.window.BuyerWindow;
import dev.naru.sandbox.testkit.TestHttp;
import dev.naru.sandbox.testkit.WindowTexts;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages as a buyer, a screen reader and a browser find them. */
class WindowPagesTest {

  private final String oid = Shop.newOrder();

  @Test
  void the_first_page_names_every_control() {
    String page = TestHttp.text(first(Shop.pcForm(oid, 50_000)));
    assertThat(page)
        .contains("<html lang=\"ko\">", "신한카드", "카카오뱅크카드", "일시불", "12개월")
        .contains("나루 티셔츠", "50,000원")
        .contains("name=\"card\" value=\"14\" required")
        .contains("name=\"agree\" value=\"Y\" required")
        .containsOnlyOnce(">다음</button>")
        .containsOnlyOnce(">취소</button>");
  }

  @Test
  void an_english_window_is_english() {
    var form = Shop.pcForm(oid, 50_000);
    form.put("languageView", "en");
    assertThat(TestHttp.text(first(form)))
        .contains("<html lang=\"en\">", "Shinhan Card", "Lump sum", "2 months", ">Next</button>")
        .doesNotContain("다음");
  }

  @Test
  void instalments_are_offered_from_fifty_thousand_won_and_as_asked_for() {
    var small = Shop.pcForm(oid, 49_999);
    assertThat(TestHttp.text(first(small))).contains("일시불").doesNotContain("2개월");
    var asked = Shop.pcForm(oid, 50_000);
    asked.put("quotabase", "2:6");
    assertThat(TestHttp.text(first(asked)))
        .contains("일시불", "2개월", "6개월")
        .doesNotContain("3개월", "12개월");
  }

  @Test
  void only_the_asked_for_card_companies_are_shown() {
    var form = Shop.pcForm(oid, 50_000);
    form.put("ini_onlycardcode", "04:14");
    assertThat(TestHttp.text(first(form))).contains("신한카드", "현대카드").doesNotContain("롯데카드");
    form.put("ini_onlycardcode", "01:52");
    assertThat(TestHttp.text(first(form))).contains("하나카드", "제주카드").doesNotContain("신한카드");
    form.put("ini_onlycardcode", "99");
    assertThat(TestHttp.hidden(Shop.openPc(form))).containsEntry("resultCode", "V101");
  }

  @ParameterizedTest
  @CsvSource({"99, 0, 카드사를 선택해 주세요.", "14, 5, 할부 개월을 다시 선택해 주세요."})
  void what_is_not_offered_cannot_be_picked(String card, String quota, String error) {
    var form = Shop.pcForm(oid, 50_000);
    form.put("quotabase", "2:3");
    String window = TestHttp.location(Shop.openPc(form));
    var answer =
        TestHttp.form(window + "/card", Map.of("card", card, "quota", quota, "agree", "Y"));
    assertThat(TestHttp.text(answer)).contains(error);
  }

  @Test
  void what_a_shop_sends_is_text_in_the_page() {
    var form = Shop.pcForm(oid, 50_000);
    form.put("goodname", "<script>alert(1)</script>");
    assertThat(TestHttp.text(first(form))).contains("&lt;script").doesNotContain("<script>alert");
  }

  @Test
  void the_window_may_stand_in_any_page_and_a_mobile_page_in_none() {
    String pc = policy(first(Shop.pcForm(oid, 50_000)));
    assertThat(pc)
        .contains("default-src 'none'", "script-src 'self'", "form-action 'self'")
        .contains("frame-ancestors *")
        .doesNotContain("unsafe");
    var opened = Shop.openMobile(Shop.mobileForm(Shop.newOrder(), 50_000));
    assertThat(policy(TestHttp.get(TestHttp.location(opened)))).contains("frame-ancestors 'none'");
  }

  @Test
  void no_hint_can_be_mistaken_for_going_on() {
    String window = TestHttp.location(Shop.openPc(Shop.pcForm(oid, 50_000)));
    TestHttp.form(window + "/card", Map.of("card", "14", "quota", "0", "agree", "Y"));
    String page = TestHttp.text(TestHttp.get(window + "/number"));
    assertThat(page)
        .contains("<label for=\"cardNumber\">카드번호</label>", "4000-0000-0000-9995")
        .containsOnlyOnce(">결제하기</button>");
    assertThat(page).doesNotContainPattern("data-fill[^>]*>\\s*(<[^>]+>)?\\s*(결제하기|다음|확인)");
  }

  @Test
  void a_window_nobody_opened_says_so() {
    var page = TestHttp.get(BuyerWindow.PC + "/nothing");
    assertThat(page.statusCode()).isEqualTo(404);
    assertThat(TestHttp.text(page)).contains("결제창을 찾을 수 없습니다");
  }

  @Test
  void both_languages_have_the_same_texts() throws IOException {
    WindowTexts.checkBothLanguages(InicisEmulator.class);
  }

  private static String policy(HttpResponse<byte[]> page) {
    return page.headers().firstValue("Content-Security-Policy").orElse("");
  }

  private static HttpResponse<byte[]> first(Map<String, String> form) {
    return TestHttp.get(TestHttp.location(Shop.openPc(form)));
  }
}
