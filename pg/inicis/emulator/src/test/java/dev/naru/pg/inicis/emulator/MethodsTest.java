package dev.naru.pg.inicis.emulator;

import static dev.naru.pg.inicis.emulator.Shop.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.sandbox.testkit.ControlCalls;
import dev.naru.sandbox.testkit.TestHttp;
import dev.naru.sandbox.testkit.TestSandbox;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Every method but the card alone, in both windows, from the first page to the book. */
class MethodsTest {

  private static final Map<String, String> PHONE =
      Map.of("carrier", "SKT", "phone", "010-1234-5678", "birth", "900101");

  private final String oid = Shop.newOrder();

  @BeforeEach
  void no_scenario_is_left_over() {
    ControlCalls.reset();
  }

  @Test
  void a_bank_transfer_on_a_pc_with_a_cash_receipt() {
    var opened = Shop.openPc(Shop.pcForm(oid, 14_000, "DirectBank", ""));
    JsonNode answer =
        Shop.approve(
            token(
                Shop.fillIn(
                    opened,
                    Map.of(
                        "bank", "88",
                        "holder", "홍길동",
                        "birth", "900101",
                        "receipt", "0",
                        "receiptNumber", "010-1234-5678"))));
    assertThat(text(answer, "payMethod")).isEqualTo("DirectBank");
    assertThat(text(answer, "tid")).startsWith("StdpayDBNK").hasSize(40);
    assertThat(text(answer, "ACCT_BankCode")).isEqualTo("88");
    assertThat(text(answer, "ACCT_BankName")).isEqualTo("신한은행");
    assertThat(text(answer, "ACCT_Name")).isEqualTo("홍길동");
    assertThat(text(answer, "CSHR_ResultCode")).isEqualTo("220000");
    assertThat(text(answer, "CSHR_Type")).isEqualTo("0");
    assertThat(answer.has("CARD_Num")).isFalse();
    assertThat(Shop.book(oid)).containsExactly("14000-0 paid");
    assertThat(Shop.bookMethods(oid)).containsExactly("trans");
    assertThat(receipt("mCmReceipt_head.jsp", answer)).contains("신한은행", "거래 확인서");
    assertThat(receipt("Cash_mCmReceipt.jsp", answer)).contains("소득공제용", "14,000원");
    assertThat(Shop.refund(text(answer, "tid")).get("resultCode").asString()).isEqualTo("00");
    assertThat(Shop.book(oid)).containsExactly("14000-14000 cancelled");
  }

  @Test
  void no_receipt_hides_the_cash_receipt() {
    var opened = Shop.openPc(Shop.pcForm(oid, 14_000, "DirectBank", "no_receipt"));
    assertThat(TestHttp.text(TestHttp.get(Shop.window(opened))))
        .contains("예금주")
        .doesNotContain("현금영수증");
  }

  @Test
  void a_bank_transfer_on_a_phone() {
    var opened = Shop.openMobile(Shop.mobileForm(oid, 14_000, "BANK", "app_scheme=myapp://"));
    assertThat(TestHttp.text(TestHttp.get(Shop.window(opened)))).contains("돌아갈 앱", "myapp://");
    var result = Shop.fillIn(opened, Map.of("bank", "04", "holder", "홍길동", "birth", "1234567890"));
    assertThat(Shop.approveMobile(result.getOrDefault("P_TID", "")))
        .startsWith("P_STATUS=00&")
        .contains("&P_TID=INIMX_BANKINIpayTest", "&P_FN_CD1=04&P_AMT=14000&P_TYPE=BANK&")
        .contains("&P_FN_NM=KB국민은행&P_CSHR_CODE=&")
        .endsWith("&EventCode=");
    assertThat(Shop.bookMethods(oid)).containsExactly("trans");
  }

  @Test
  void a_phone_bill_asks_for_the_code_that_came_by_sms() {
    String window = Shop.window(Shop.openPc(Shop.pcForm(oid, 14_000, "HPP", "HPP(2)")));
    assertThat(TestHttp.text(TestHttp.get(window)))
        .contains("실물 상품", "통신사", "휴대폰번호", "생년월일", ">다음</button>")
        .doesNotContain(">결제하기</button>");
    var filled = new LinkedHashMap<>(PHONE);
    filled.put("agree", "Y");
    var next = TestHttp.form(window + "/form", filled);
    assertThat(next.statusCode()).isEqualTo(303);
    assertThat(TestHttp.text(TestHttp.get(window))).contains("인증번호", ">결제하기</button>");
    var wrong = TestHttp.form(window + "/code", Map.of("code", "654321"));
    assertThat(TestHttp.text(wrong)).contains("인증번호가 올바르지 않습니다.");
    JsonNode answer =
        Shop.approve(
            token(TestHttp.hidden(TestHttp.form(window + "/code", Map.of("code", "123456")))));
    assertThat(text(answer, "payMethod")).isEqualTo("HPP");
    assertThat(text(answer, "tid")).startsWith("StdpayHPP_");
    assertThat(text(answer, "HPP_Num")).isEqualTo("01012345678");
    assertThat(text(answer, "HPP_Corp")).isEqualTo("SKT");
    assertThat(Shop.book(oid)).containsExactly("14000-0 paid");
    assertThat(Shop.bookMethods(oid)).containsExactly("phone");
  }

  @Test
  void a_code_cannot_be_entered_before_the_phone() {
    String window = Shop.window(Shop.openPc(Shop.pcForm(oid, 14_000, "HPP", "HPP(1)")));
    var answer = TestHttp.form(window + "/code", Map.of("code", "123456"));
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(TestHttp.hidden(answer)).isEmpty();
  }

  @Test
  void a_phone_bill_on_a_phone_needs_to_say_what_is_sold() {
    var form = Shop.mobileForm(oid, 14_000, "MOBILE", "");
    form.put("P_HPP_METHOD", "1");
    var opened = Shop.openMobile(form);
    assertThat(TestHttp.text(TestHttp.get(Shop.window(opened)))).contains("디지털 콘텐츠");
    Shop.fillIn(opened, PHONE);
    var result =
        TestHttp.hidden(TestHttp.form(Shop.window(opened) + "/code", Map.of("code", "123 456")));
    assertThat(Shop.approveMobile(result.getOrDefault("P_TID", "")))
        .contains("P_TYPE=MOBILE", "P_HPP_CORP=SKT", "P_HPP_NUM=01012345678", "INIMX_HPP_");
  }

  @Test
  void a_phone_bill_is_refunded_in_its_own_month_only() {
    String window = Shop.window(Shop.openPc(Shop.pcForm(oid, 14_000, "HPP", "HPP(2)")));
    var filled = new LinkedHashMap<>(PHONE);
    filled.put("agree", "Y");
    TestHttp.form(window + "/form", filled);
    String tid =
        text(
            Shop.approve(
                token(TestHttp.hidden(TestHttp.form(window + "/code", Map.of("code", "123456"))))),
            "tid");
    TestSandbox.TIME.advance(Duration.ofDays(31));
    assertThat(text(Shop.refund(tid), "detailResultCode")).isEqualTo("512667");
    assertThat(Shop.book(oid)).containsExactly("14000-0 paid");
  }

  @ParameterizedTest
  @CsvSource({
    "onlykakaopay, O, kakaopay",
    "onlynaverpay, I, naverpay",
    "onlypayco, C, payco",
    "onlytosspay, H, tosspay",
    "onlylpay, L, lpay",
    "onlyssp, B, samsung",
    "onlyssgcard, G, ssgpay",
    "onlychai, R, chai",
    "onlyapplepay, '', applepay"
  })
  void an_easy_pay_is_a_card_payment_from_elsewhere(String method, String source, String code) {
    var opened = Shop.openPc(Shop.pcForm(oid, 14_000, method, "cardonly"));
    JsonNode answer = Shop.approve(token(Shop.fillIn(opened, Map.of("purse", "card"))));
    assertThat(text(answer, "payMethod")).isEqualTo("Card");
    assertThat(text(answer, "CARD_SrcCode")).isEqualTo(source);
    assertThat(text(answer, "CARD_Num")).isEqualTo("520011*********3");
    assertThat(text(answer, "tid")).startsWith("StdpayCARD");
    assertThat(Shop.bookMethods(oid)).containsExactly(code);
  }

  @Test
  void an_easy_pays_money_has_no_card_behind_it() {
    var form = Shop.mobileForm(oid, 14_000, "CARD", "d_kakaopay=Y");
    var result = Shop.fillIn(Shop.openMobile(form), Map.of("purse", "money"));
    assertThat(Shop.approveMobile(result.getOrDefault("P_TID", "")))
        .contains("&P_AUTH_NO=&", "&P_FN_CD1=97&", "&P_TYPE=CARD&", "&P_SRC_CODE=O&")
        .contains("&P_CARD_NUM=****************&", "INIMX_CARDINIpayTest");
    assertThat(Shop.bookMethods(oid)).containsExactly("kakaopay");
  }

  @Test
  void the_card_window_offers_easy_pays_unless_it_was_asked_not_to() {
    String window = Shop.window(Shop.openPc(Shop.pcForm(oid, 14_000, "Card", "")));
    assertThat(TestHttp.text(TestHttp.get(window))).contains("카카오페이", "간편결제");
    TestHttp.form(window + "/card", Map.of("card", "easy:tosspay", "quota", "0", "agree", "Y"));
    assertThat(TestHttp.text(TestHttp.get(window))).contains("토스페이", ">결제하기</button>", "이전");
    TestHttp.get(window + "/cards");
    TestHttp.form(window + "/card", Map.of("card", "easy:payco", "quota", "0", "agree", "Y"));
    var done = TestHttp.form(window + "/form", Map.of("purse", "card"));
    assertThat(text(Shop.approve(token(TestHttp.hidden(done))), "CARD_SrcCode")).isEqualTo("C");
    for (String option : new String[] {"noeasypay", "cardonly"}) {
      String plain = Shop.window(Shop.openPc(Shop.pcForm(Shop.newOrder(), 14_000, "Card", option)));
      assertThat(TestHttp.text(TestHttp.get(plain))).doesNotContain("카카오페이");
      var refused =
          TestHttp.form(plain + "/card", Map.of("card", "easy:payco", "quota", "0", "agree", "Y"));
      assertThat(TestHttp.text(refused)).contains("카드사를 선택해 주세요.");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Culture, CULT_UserID, hong, cultureland, 503",
    "HPMN, HPMN_UserID, hong, happymoney, 503",
    "Bcsh, BCSH_UserID, hong, booknlife, 516",
    "DGCL, GAMG_Num1, 1234************, smartculture, 507"
  })
  void a_voucher_pays_whole_and_is_refunded_whole(
      String method, String field, String value, String code, String family) {
    var opened = Shop.openPc(Shop.pcForm(oid, 14_000, method, ""));
    var entered =
        method.equals("DGCL")
            ? Map.of("pin", "1234-5678-9012-3456")
            : Map.of("user", "hong", "password", "1234");
    JsonNode answer = Shop.approve(token(Shop.fillIn(opened, entered)));
    assertThat(text(answer, "payMethod")).isEqualTo(method);
    assertThat(text(answer, field)).isEqualTo(value);
    assertThat(Shop.bookMethods(oid)).containsExactly(code);
    String tid = text(answer, "tid");
    assertThat(text(Shop.partialRefund(tid, 1_000, 13_000), "detailResultCode"))
        .isEqualTo(family + "412");
    var refund = Map.of("type", "Refund", "paymethod", "Voucher", "tid", tid, "msg", "전체");
    assertThat(text(Shop.v1("refund", tid, refund), "resultCode")).isEqualTo("00");
    assertThat(Shop.book(oid)).containsExactly("14000-14000 cancelled");
  }

  @Test
  void a_refund_names_the_right_method() {
    var opened = Shop.openPc(Shop.pcForm(oid, 14_000, "Culture", ""));
    var entered = Map.of("user", "hong", "password", "1234");
    String tid = text(Shop.approve(token(Shop.fillIn(opened, entered))), "tid");
    var refund = Map.of("type", "Refund", "paymethod", "Card", "tid", tid, "msg", "전체");
    assertThat(text(Shop.v1("refund", tid, refund), "detailResultCode")).isEqualTo("503623");
    assertThat(Shop.book(oid)).containsExactly("14000-0 paid");
  }

  @Test
  void without_a_method_the_buyer_chooses_one() {
    String window = Shop.window(Shop.openPc(Shop.pcForm(oid, 14_000, "", "")));
    assertThat(TestHttp.text(TestHttp.get(window)))
        .contains("신용카드", "계좌이체", "가상계좌", "휴대폰", "컬쳐랜드", ">다음</button>");
    assertThat(TestHttp.text(TestHttp.form(window + "/method", Map.of("method", "NOTHING"))))
        .contains("결제수단을 선택해 주세요.");
    TestHttp.form(window + "/method", Map.of("method", "BANK"));
    assertThat(TestHttp.text(TestHttp.get(window))).contains("예금주", "이전");
    TestHttp.get(window + "/method");
    TestHttp.form(window + "/method", Map.of("method", "CARD"));
    assertThat(TestHttp.text(TestHttp.get(window))).contains("신한카드");
  }

  @Test
  void what_is_wrong_in_a_form_is_said_at_its_field() {
    String window = Shop.window(Shop.openPc(Shop.pcForm(oid, 14_000, "DirectBank", "")));
    var page = TestHttp.form(window + "/form", Map.of("bank", "99", "holder", "", "birth", "12"));
    assertThat(TestHttp.text(page))
        .contains("은행을 선택해 주세요.</p>", "예금주를 입력해 주세요.</p>")
        .contains("생년월일 6자리 또는 사업자번호 10자리를 입력해 주세요.</p>", "약관에 동의해 주세요.</p>")
        .contains("aria-invalid=\"true\"");
    assertThat(TestHttp.hidden(page)).isEmpty();
  }

  @Test
  void a_scenario_declines_a_bank_transfer_in_its_own_family() {
    ControlCalls.scenario("{\"pg\":\"html5_inicis\",\"match\":{},\"fault\":\"decline\"}");
    var opened = Shop.openPc(Shop.pcForm(oid, 14_000, "DirectBank", ""));
    var entered = Map.of("bank", "88", "holder", "홍길동", "birth", "900101");
    JsonNode answer = Shop.approve(token(Shop.fillIn(opened, entered)));
    assertThat(text(answer, "resultCode")).isEqualTo("506644");
    assertThat(Shop.book(oid)).isEmpty();
  }

  private static String token(Map<String, String> result) {
    assertThat(result).containsEntry("resultCode", "0000");
    return result.getOrDefault("authToken", "");
  }

  private static String receipt(String slip, JsonNode answer) {
    return TestHttp.text(
        TestHttp.get(
            "/iniweb.inicis.com/DefaultWebApp/mall/cr/cm/"
                + slip
                + "?noTid="
                + text(answer, "tid")));
  }
}
