package dev.naru.pg.mobilians.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.pg.mobilians.emulator.window.BuyerWindow;
import dev.naru.sandbox.testkit.TestHttp;
import dev.naru.sandbox.testkit.TestSandbox;
import dev.naru.sandbox.testkit.WindowTexts;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** The pages as a buyer, a screen reader and a browser find them. */
class WindowPagesTest {

  private final String tradeId = Shop.newOrder();
  private final Map<String, Object> order = Shop.order("MC", tradeId, 14_000);

  @Test
  void the_phone_page_names_every_control() {
    String page = TestHttp.text(TestHttp.get(Shop.open(order)));
    assertThat(page)
        .contains("<html lang=\"ko\">", "나루 티셔츠", "14,000원")
        .contains("<span>SKT</span>", "<span>KT</span>", "<span>LG U+</span>", "<span>알뜰폰</span>")
        .contains("<label for=\"phone\">휴대폰번호", "<label for=\"birth\">생년월일", "이메일")
        .contains("전체 동의", "name=\"agree3\" value=\"Y\" required")
        .containsOnlyOnce(">다음</button>")
        .containsOnlyOnce(">취소</button>");
    assertThat(page).doesNotContainPattern("data-fill[^>]*>\\s*(<[^>]+>)?\\s*(결제하기|다음|확인)");
  }

  @Test
  void the_code_page_counts_down_and_sends_again() {
    String window = Shop.open(order);
    TestHttp.form(window + "/next", Shop.BUYER);
    assertThat(TestHttp.text(TestHttp.get(window)))
        .contains("<label for=\"code\">인증번호", "3:00", ">재전송</button>", ">결제하기</button>")
        .contains("010-1234-5678");
  }

  @Test
  void every_control_that_must_be_filled_in_says_so() {
    String page = TestHttp.text(TestHttp.get(Shop.open(order)));
    for (String label : new String[] {"통신사", "휴대폰번호", "생년월일", "뒷자리 첫 숫자"}) {
      assertThat(page)
          .containsPattern(label + "(</label>)? <span class=\"must\" aria-hidden=\"true\">필수");
    }
  }

  @Test
  void over_a_shops_page_the_window_dims_it_and_alone_it_has_a_desk_of_its_own() {
    String page = TestHttp.text(TestHttp.get(Shop.open(order)));
    String framed = Shop.API.replace("/api/", "/static/framed.js");
    // In the head and not deferred: the class is there before the first paint.
    assertThat(page.substring(0, page.indexOf("</head>")))
        .contains("<script src=\"" + framed + "\"></script>");
    assertThat(TestHttp.text(TestHttp.get(framed)))
        .contains("window.parent !== window", "'framed'");
    assertThat(TestHttp.text(TestHttp.get(Shop.API.replace("/api/", "/static/window.css"))))
        .contains(".framed body { background: rgba(17, 20, 24, .5); }");
  }

  @Test
  void an_english_window_is_english() {
    String window = Shop.open(order);
    TestHttp.get(window + "/language/en");
    assertThat(TestHttp.text(TestHttp.get(window)))
        .contains("<html lang=\"en\">", "Mobile number", ">Next</button>", "14,000 KRW");
  }

  @Test
  void what_the_shop_hides_is_hidden() {
    order.put("seller_name", "나루상점");
    order.put(
        "hidden_options",
        Map.of(
            "product_area",
            "Y",
            "email_area",
            "Y",
            "footer_area",
            "Y",
            "contract_area",
            "A",
            "info_area",
            "Y"));
    String window = Shop.open(order);
    assertThat(TestHttp.text(TestHttp.get(window)))
        .doesNotContain("나루 티셔츠", "나루상점", "이메일", "전체 동의", "모의 창입니다");
    var buyer = new java.util.HashMap<>(Shop.BUYER);
    buyer.keySet().removeIf(name -> name.startsWith("agree"));
    assertThat(TestHttp.form(window + "/next", buyer).statusCode()).isEqualTo(303);
  }

  @ParameterizedTest
  @CsvSource({"#ffe600, #16191d", "#123456, #fff"})
  void the_shops_colour_stays_readable(String colour, String text) {
    order.put("css_type", colour);
    String window = Shop.open(order);
    assertThat(TestHttp.text(TestHttp.get(window))).contains(window + "/accent.css");
    assertThat(TestHttp.text(TestHttp.get(window + "/accent.css")))
        .contains("--accent: " + colour, "--on-accent: " + text + ";");
  }

  @Test
  void leaving_leads_a_page_on_and_closes_a_popup() {
    String popup = Shop.open(order);
    assertThat(TestHttp.text(TestHttp.form(popup + "/leave", Map.of())))
        .contains("data-popup=\"yes\"");
    order.put("trade_id", Shop.newOrder());
    order.put("call_type", "I");
    order.put("close_url", "https://hub.example.test/mob/close?a=1");
    String frame = Shop.open(order);
    assertThat(TestHttp.text(TestHttp.form(frame + "/leave", Map.of())))
        .contains("data-popup=\"no\"", "href=\"https://hub.example.test/mob/close?a=1\"");
    assertThat(TestHttp.text(TestHttp.form(frame + "/next", Shop.BUYER)))
        .contains("data-popup=\"no\"");
  }

  @Test
  void a_left_window_opens_again_unless_it_is_for_once() {
    String url = Shop.register(order).get("pay_url").asString();
    String window = TestHttp.location(TestHttp.get(url));
    TestHttp.form(window + "/leave", Map.of());
    TestHttp.get(url);
    assertThat(TestHttp.text(TestHttp.get(window))).contains(">다음</button>");
    order.put("trade_id", Shop.newOrder());
    order.put("only_once", "Y");
    String once = Shop.register(order).get("pay_url").asString();
    String left = TestHttp.location(TestHttp.get(once));
    TestHttp.form(left + "/leave", Map.of());
    TestHttp.get(once);
    assertThat(TestHttp.text(TestHttp.get(left))).doesNotContain(">다음</button>");
  }

  @Test
  void a_reload_hands_over_the_same() {
    String window = Shop.open(order);
    TestHttp.form(window + "/next", Shop.BUYER);
    var first = TestHttp.hidden(TestHttp.form(window + "/pay", Map.of("code", "123456")));
    assertThat(TestHttp.hidden(TestHttp.get(window))).isEqualTo(first);
    assertThat(TestHttp.hidden(TestHttp.form(window + "/pay", Map.of("code", "123456"))))
        .isEqualTo(first);
  }

  @Test
  void what_a_shop_sends_is_text_in_the_page_and_the_policy_is_strict() {
    order.put("product_name", "<script>alert(1)</script>");
    var page = TestHttp.get(Shop.open(order));
    assertThat(TestHttp.text(page)).contains("&lt;script").doesNotContain("<script>alert");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'", "form-action 'self'", "frame-ancestors *")
        .doesNotContain("unsafe");
  }

  @Test
  void a_window_nobody_opened_says_so() {
    assertThat(TestHttp.get(Shop.API + "payment.mcash?tid=nothing").statusCode()).isEqualTo(404);
    assertThat(TestHttp.get(Shop.API + "payment.mcash").statusCode()).isEqualTo(404);
    assertThat(TestHttp.text(TestHttp.get(BuyerWindow.PATH + "/nothing")))
        .contains("결제창을 찾을 수 없습니다");
  }

  @Test
  void both_languages_have_the_same_texts() throws IOException {
    WindowTexts.checkBothLanguages(MobiliansEmulator.class);
  }

  @Test
  void what_the_pg_knows_survives_a_kill() {
    Map<String, String> result = Shop.authenticatePhone(order);
    try (var again = TestSandbox.startAgain()) {
      var body = JsonMapper.shared().writeValueAsString(Shop.approval(result));
      var answer = TestHttp.postJson(again.base() + Shop.API + "approval", body);
      assertThat(Shop.code(TestHttp.json(answer))).isEqualTo("0000");
    }
    assertThat(Shop.code(Shop.approve(result))).isEqualTo("0051");
    assertThat(Shop.book(tradeId)).hasSize(1);
  }
}
