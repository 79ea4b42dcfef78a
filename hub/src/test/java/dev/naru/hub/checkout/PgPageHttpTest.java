package dev.naru.hub.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.payment.PaymentState;
import dev.naru.pg.spi.PgError;
import dev.naru.pg.spi.WindowRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A PG that registers each payment and has a page for it; and what other ends a payment has. */
class PgPageHttpTest {

  private static final String HUB = "http://localhost:8080";

  private static final FakeHub hub = new FakeHub();
  private static final HttpClient http = HttpClient.newHttpClient();
  private static CheckoutServer server;

  @BeforeAll
  static void start() {
    server = new CheckoutServer(hub, 0, HUB);
  }

  @BeforeEach
  void reset() {
    hub.reset();
    hub.pg.playMobilians();
  }

  @AfterAll
  static void stop() {
    server.close();
    http.close();
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  private static HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }

  private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(to(path).GET());
  }

  private static HttpResponse<String> returned(String checkout, String form)
      throws IOException, InterruptedException {
    return send(
        to(checkout + "/return")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  /** Opens a payment; answers the path of its checkout. */
  private static String open(boolean mobile, String more) throws IOException, InterruptedException {
    String body =
        """
        {"request_id": "r1", "userCode": "imp00000000", "mobile": %s,
         "origin": "https://shop.example",
         "param": {"merchant_uid": "order_1", "amount": 1004, "buyer_tel": "02-1"%s}}
        """
            .formatted(mobile, more);
    HttpResponse<String> answer =
        send(
            to("/checkout/payments")
                .header("Content-Type", "application/json")
                .header("Origin", HUB)
                .header("Sec-Fetch-Site", "same-origin")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    return URI.create(ParamReader.JSON.readTree(answer.body()).at("/open/url").stringValue())
        .getPath();
  }

  private static JsonNode state(String checkout) throws IOException, InterruptedException {
    return ParamReader.JSON.readTree(get(checkout + "/status").body());
  }

  private static JsonNode response(String checkout) throws IOException, InterruptedException {
    return state(checkout).at("/message/response");
  }

  private static String location(HttpResponse<?> answer) {
    return answer.headers().firstValue("location").orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"false,''", "true,''", "true,', \"m_redirect_url\": \"https://shop.example/done\"'"})
  void whatever_holds_the_checkout_goes_on_to_the_pgs_page(boolean mobile, String more)
      throws Exception {
    HttpResponse<String> answer = get(open(mobile, more));
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(location(answer)).isEqualTo("https://stdpay.pg.example/page?tid=t1");
    assertThat(answer.headers().firstValue("referrer-policy")).contains("strict-origin");
    assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
  }

  @Test
  void the_pg_is_told_where_to_post_the_buyer_and_its_own_notices() throws Exception {
    String checkout = open(false, "");
    get(checkout);
    WindowRequest.Addresses addresses = hub.pg.asked.getFirst().addresses();
    assertThat(addresses.returnUrl()).isEqualTo(URI.create(HUB + checkout + "/return"));
    assertThat(addresses.closeUrl()).isEqualTo(URI.create(HUB + checkout + "/close"));
    assertThat(addresses.noticeUrl().toString())
        .startsWith(HUB + "/pg/mobilians/notice/" + hub.only().paymentNumber() + ".");
    // protocols/mobilians.md §2.3: ok_url and close_url have at most 128 characters
    assertThat(addresses.returnUrl().toString()).hasSizeLessThan(128);
  }

  @Test
  @Tag("G36")
  void a_return_is_read_with_the_memo_of_the_last_window_and_no_other() throws Exception {
    String checkout = open(false, "");
    get(checkout);
    get(checkout);
    assertThat(returned(checkout, "outcome=ok&tid=t1").statusCode()).isEqualTo(400);
    assertThat(hub.only().state()).isEqualTo(PaymentState.READY);
    assertThat(location(returned(checkout, "outcome=ok&tid=t2"))).isEqualTo(checkout + "/result");
    assertThat(hub.approvals).isEqualTo(1);

    assertThat(location(get(checkout))).isEqualTo(checkout + "/result");
    assertThat(hub.pg.asked).hasSize(2);
  }

  @Test
  void a_pg_that_opens_no_window_fails_the_payment_and_the_page_is_told() throws Exception {
    hub.pg.refusal = new PgError("6101", "등록되지 않은 서비스", PgError.Category.CONFIGURATION);
    String checkout = open(false, "");
    assertThat(location(get(checkout))).isEqualTo(checkout + "/result");
    assertThat(response(checkout).at("/error_code").stringValue()).isEqualTo("6101");
    assertThat(response(checkout).at("/error_msg").stringValue())
        .isEqualTo(
            "F0004:PG사 결제요청에 실패하여 중단합니다.(%s) 6101, 등록되지 않은 서비스"
                .formatted(hub.only().paymentNumber()));
    get(checkout);
    assertThat(hub.pg.asked).hasSize(1);
  }

  @Test
  void a_phone_is_sent_back_to_the_shop_when_no_window_opens() throws Exception {
    hub.pg.refusal = new PgError("", "점검 중", PgError.Category.CONFIGURATION);
    String checkout = open(true, ", \"m_redirect_url\": \"https://shop.example/done\"");
    HttpResponse<String> answer = get(checkout);
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(location(answer)).startsWith("https://shop.example/done?imp_uid=imp_");
    assertThat(response(checkout).at("/error_msg").stringValue()).endsWith(") 점검 중");
    assertThat(response(checkout).at("/error_code").stringValue()).isEqualTo("F0004");
  }

  @Test
  void a_connector_that_breaks_fails_the_payment_too() throws Exception {
    hub.pg.breaks = true;
    String checkout = open(false, "");
    assertThat(get(checkout).statusCode()).isEqualTo(303);
    assertThat(hub.only().state()).isEqualTo(PaymentState.FAILED);
    assertThat(response(checkout).at("/error_msg").stringValue()).endsWith("결제창을 열지 못했습니다.");
  }

  @ParameterizedTest
  @CsvSource({
    "false,'',false",
    "true,'',false",
    "true,', \"m_redirect_url\": \"https://shop.example/done\"',true"
  })
  void the_close_page_ends_the_payment_and_knows_whom_to_tell(
      boolean mobile, String more, boolean redirects) throws Exception {
    String checkout = open(mobile, more);
    get(checkout);
    HttpResponse<String> page = get(checkout + "/close");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("data-page=\"close\"", "data-close-script=\"\"")
        .contains("data-redirects=\"" + redirects + "\"")
        .contains("data-origin=\"https://shop.example\"", "data-path=\"" + checkout + "\"");
    assertThat(hub.pg.asked).as("closing registers nothing").hasSize(1);
    assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
        .contains("connect-src 'self'", "frame-ancestors 'self' https://shop.example");
  }

  @Test
  void a_phone_that_is_called_back_stays_inside_the_shops_page() throws Exception {
    String checkout = open(true, "");
    get(checkout);
    assertThat(location(returned(checkout, "outcome=ok&tid=t1"))).isEqualTo(checkout + "/result");
    assertThat(get(checkout + "/result").body()).contains("data-redirects=\"false\"");
    assertThat(response(checkout).at("/success").booleanValue()).isTrue();
  }

  @Test
  void an_account_is_a_success_that_waits() throws Exception {
    hub.decision = FakeHub.Decision.ISSUE_ACCOUNT;
    hub.pgSettings.put("mobilians.pay_methods", "phone,card,trans,vbank");
    String checkout = open(false, ", \"pay_method\": \"vbank\"");
    get(checkout);
    returned(checkout, "outcome=ok&tid=t1");

    JsonNode response = response(checkout);
    assertThat(response.at("/success").booleanValue()).isTrue();
    assertThat(response.at("/status").stringValue()).isEqualTo("ready");
    assertThat(response.at("/pay_method").stringValue()).isEqualTo("vbank");
    assertThat(response.at("/paid_amount").longValue()).isEqualTo(1004);
    assertThat(response.at("/paid_at").longValue()).isZero();
    assertThat(response.at("/vbank_num").stringValue()).isEqualTo("56211012345678");
    assertThat(response.at("/vbank_name").stringValue()).isEqualTo("신한은행");
    assertThat(response.at("/vbank_holder").stringValue()).isEqualTo("나루상점");
    assertThat(response.at("/vbank_date").longValue()).isEqualTo(1768921199L);
    assertThat(response.has("error_code")).isFalse();

    hub.paid(hub.only());
    assertThat(response(checkout)).as("the deposit came since").isEqualTo(response);
  }

  @Test
  void our_own_page_shows_the_account_to_whom_it_was_issued_to() throws Exception {
    hub.decision = FakeHub.Decision.ISSUE_ACCOUNT;
    hub.pg.registers = false;
    hub.pg.provider = "html5_inicis";
    String checkout = open(true, ", \"pay_method\": \"vbank\"");
    get(checkout);
    String location = location(returned(checkout, "outcome=ok"));
    assertThat(location)
        .startsWith(HUB + "/payments/success?imp_uid=")
        .contains("imp_success=true");
    assertThat(get(location.substring(HUB.length())).body())
        .contains("입금할 계좌가 발급되었습니다", "신한은행", "56211012345678", "나루상점")
        .contains("1,004 KRW", "2026-01-20 23:59");

    String withoutToken = location.substring(HUB.length(), location.indexOf("&checkout="));
    assertThat(get(withoutToken).body()).doesNotContain("56211012345678");
    assertThat(
            get("/payments/success?imp_uid=imp_999999999998"
                    + location.substring(location.indexOf("&checkout=")))
                .body())
        .doesNotContain("56211012345678");
  }

  @Test
  void a_shops_address_gets_the_plain_result_of_an_account() throws Exception {
    hub.decision = FakeHub.Decision.ISSUE_ACCOUNT;
    hub.pg.registers = false;
    hub.pg.provider = "html5_inicis";
    String more = ", \"pay_method\": \"vbank\", \"m_redirect_url\": \"https://shop.example/done\"";
    assertThat(location(returned(open(true, more), "outcome=ok")))
        .isEqualTo(
            "https://shop.example/done?imp_uid=%s&merchant_uid=order_1&imp_success=true"
                .formatted(hub.only().paymentNumber()));
  }

  @Test
  void a_key_without_a_charge_is_told_as_paid() throws Exception {
    hub.decision = FakeHub.Decision.ISSUE_KEY;
    String checkout = open(false, ", \"pay_method\": \"phone\", \"customer_uid\": \"u/1\"");
    get(checkout);
    returned(checkout, "outcome=ok&tid=t1");
    JsonNode response = response(checkout);
    assertThat(response.at("/status").stringValue()).isEqualTo("paid");
    assertThat(response.at("/customer_uid").stringValue()).isEqualTo("u/1");
    assertThat(response.at("/apply_num").stringValue()).isEmpty();
    assertThat(response.at("/paid_amount").longValue()).isEqualTo(1004);
  }

  @Test
  void a_bank_and_an_easy_pay_are_named() throws Exception {
    hub.decision = FakeHub.Decision.BANK;
    String checkout = open(false, ", \"pay_method\": \"trans\"");
    get(checkout);
    returned(checkout, "outcome=ok&tid=t1");
    assertThat(response(checkout).at("/bank_name").stringValue()).isEqualTo("국민은행");
    assertThat(response(checkout).at("/emb_pg_provider").stringValue()).isEqualTo("kakaopay");
    assertThat(response(checkout).at("/card_name").isNull()).isTrue();
    assertThat(response(checkout).at("/apply_num").stringValue()).isEmpty();
  }

  @Test
  void a_refusal_without_a_code_has_no_empty_place_for_it() throws Exception {
    String checkout = open(false, "");
    get(checkout);
    hub.fail(hub.only(), "", "한도초과");
    assertThat(response(checkout).at("/error_msg").stringValue())
        .isEqualTo("F0004:PG사 결제요청에 실패하여 중단합니다.(%s) 한도초과".formatted(hub.only().paymentNumber()));
  }
}
