package dev.naru.hub.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class CheckoutHttpTest {

  private static final String HUB = "http://localhost:8080";
  private static final FakeHub hub = new FakeHub();
  private static final HttpClient http = HttpClient.newHttpClient();
  private static CheckoutServer server;

  @BeforeAll
  static void start() {
    server = new CheckoutServer(hub, 0, HUB);
  }

  @AfterAll
  static void stop() {
    server.close();
    http.close();
  }

  @BeforeEach
  void reset() {
    hub.payments.clear();
    hub.approvals = 0;
    hub.decision = FakeHub.Decision.APPROVE;
  }

  private static HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(to(path).GET());
  }

  private static HttpResponse<String> postForm(String path, String form)
      throws IOException, InterruptedException {
    return send(
        to(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", "https://stdpay.pg.example")
            .header("Sec-Fetch-Site", "cross-site")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  private static HttpRequest.Builder payment(String body) {
    return to("/checkout/payments")
        .header("Content-Type", "application/json")
        .header("Origin", HUB)
        .header("Sec-Fetch-Site", "same-origin")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  /** Opens a payment and returns the path of its checkout. */
  private static String open(boolean mobile, String redirect)
      throws IOException, InterruptedException {
    JsonNode answer =
        ParamReader.JSON.readTree(
            send(payment(
                    """
                    {"request_id": "r1", "userCode": "imp00000000", "mobile": %s,
                     "origin": "https://shop.example",
                     "param": {"merchant_uid": "order_1", "amount": 1000, "buyer_tel": "02-1",
                       "name": "<b>\\"이름'", "custom_data": {"k": [1]},
                       "m_redirect_url": "%s"}}
                    """
                        .formatted(mobile, redirect)))
                .body());
    return URI.create(answer.at("/open/url").stringValue()).getPath();
  }

  private static JsonNode state(String checkout) throws IOException, InterruptedException {
    return ParamReader.JSON.readTree(get(checkout + "/status").body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/iamport.js",
        "/js/iamport.payment-1.1.5.js",
        "/js/iamport.payment-1.2.0.js",
        "/js/iamport.payment-1.1.8-20190901.js"
      })
  void the_sdk_is_served_to_every_shop(String path) throws Exception {
    HttpResponse<String> first = get(path);
    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.body()).contains("window.IMP");
    assertThat(first.headers().map())
        .containsEntry("access-control-allow-origin", java.util.List.of("*"))
        .containsEntry("cross-origin-resource-policy", java.util.List.of("cross-origin"));
    assertThat(first.headers().firstValue("content-type").orElseThrow())
        .isEqualToIgnoringCase("text/javascript;charset=utf-8");

    String tag = first.headers().firstValue("etag").orElseThrow();
    assertThat(send(to(path).header("If-None-Match", tag).GET()).statusCode()).isEqualTo(304);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/v1/iamport.js", "/checkout/assets/checkout.js", "/checkout/assets/checkout.css"})
  void scripts_and_styles_travel_compressed_and_are_kept(String path) throws Exception {
    HttpResponse<byte[]> answer =
        http.send(
            to(path).header("Accept-Encoding", "gzip").GET().build(),
            HttpResponse.BodyHandlers.ofByteArray());
    assertThat(answer.headers().firstValue("content-encoding")).contains("gzip");
    assertThat(answer.headers().firstValue("vary").orElseThrow())
        .containsIgnoringCase("accept-encoding");
    assertThat(answer.headers().firstValue("cache-control").orElseThrow()).contains("max-age=");
    String plain = get(path).body();
    byte[] unzipped = new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes();
    assertThat(new String(unzipped, StandardCharsets.UTF_8)).isEqualTo(plain);
    assertThat(answer.body().length).isLessThan(unzipped.length / 2);

    String tag = answer.headers().firstValue("etag").orElseThrow();
    assertThat(
            send(to(path).header("Accept-Encoding", "gzip").header("If-None-Match", tag).GET())
                .statusCode())
        .isEqualTo(304);
  }

  /** Whoever reads how long an answer is must not learn what is secret in it. */
  @Test
  void what_is_told_to_one_page_alone_travels_as_it_is() throws Exception {
    String checkout = open(false, "");
    for (String path : new String[] {checkout, checkout + "/status"}) {
      assertThat(
              send(to(path).header("Accept-Encoding", "gzip").GET())
                  .headers()
                  .firstValue("content-encoding"))
          .as(path)
          .isEmpty();
    }
  }

  @Test
  void the_sdk_is_small() throws Exception {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(get("/v1/iamport.js").body().getBytes(StandardCharsets.UTF_8));
    }
    assertThat(zipped.size()).isLessThanOrEqualTo(12 * 1024);
    assertThat(get("/v1/iamport.d.ts").body()).contains("request_pay(");
  }

  @Test
  @Tag("G34")
  void the_ready_frame_is_for_the_merchants_origins_and_runs_our_script_only() throws Exception {
    HttpResponse<String> page = get("/payments/ready/imp00000000");
    String policy = page.headers().firstValue("content-security-policy").orElseThrow();
    assertThat(policy)
        .startsWith("default-src 'none'; script-src 'nonce-")
        .contains("frame-ancestors https://shop.example http://localhost:*")
        .doesNotContain("unsafe");
    assertThat(page.headers().firstValue("x-frame-options")).isEmpty();
    assertThat(page.body()).doesNotContain("onload=").containsOnlyOnce("<script");

    HttpResponse<String> again = get("/payments/ready/imp00000000");
    assertThat(again.headers().firstValue("content-security-policy").orElseThrow())
        .isNotEqualTo(policy);
  }

  @Test
  void an_unknown_user_code_gets_a_frame_too() throws Exception {
    HttpResponse<String> page = get("/payments/ready/%22%3E%3Cscript%3E");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).doesNotContain("\"><script>");
  }

  @Test
  @Tag("G33")
  void nobody_but_our_own_frame_may_begin_a_payment() throws Exception {
    assertThat(send(payment("{}").setHeader("Origin", "https://evil.example")).statusCode())
        .isEqualTo(403);
    assertThat(send(payment("{}").setHeader("Sec-Fetch-Site", "cross-site")).statusCode())
        .isEqualTo(403);
    assertThat(send(payment("{}").setHeader("Origin", "null")).statusCode()).isEqualTo(403);
    assertThat(send(payment("{}").setHeader("Content-Type", "text/plain")).statusCode())
        .isEqualTo(415);
    assertThat(send(payment("{")).statusCode()).isEqualTo(400);
    assertThat(send(payment("[" + "1,".repeat(40000) + "1]")).statusCode()).isEqualTo(413);
    assertThat(send(payment("[]")).body()).contains("F1000");
  }

  @Test
  @Tag("G34")
  void the_window_page_opens_the_pgs_window_and_trusts_nobody_else() throws Exception {
    HttpResponse<String> page = get(open(false, ""));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
        .contains("' https://stdpay.pg.example;")
        .contains("frame-src 'self' https://stdpay.pg.example https://*.pg.example;")
        .contains("frame-ancestors 'self' https://shop.example http://localhost:*");
    assertThat(page.headers().firstValue("cache-control")).contains("no-store");
    assertThat(page.body())
        .contains("src=\"https://stdpay.pg.example/pay.js\"", "FakePay.pay")
        .contains("value=\"http://localhost:8080/checkout/1.")
        .doesNotContain("<b>");
  }

  @Test
  void a_phones_window_page_posts_itself_to_the_pg() throws Exception {
    HttpResponse<String> page = get(open(true, "https://shop.example/done"));
    assertThat(page.body())
        .contains("action=\"https://stdpay.pg.example/mobile\"", "accept-charset=\"euc-kr\"")
        .contains("<button>다음</button>");
    assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
        .contains("form-action 'self' https://stdpay.pg.example https://*.pg.example");
  }

  @Test
  @Tag("G08")
  void a_pcs_return_is_approved_once_and_every_repeat_gives_the_first_answer() throws Exception {
    String checkout = open(false, "");
    for (int i = 0; i < 3; i++) {
      HttpResponse<String> answer = postForm(checkout + "/return", "outcome=ok");
      assertThat(answer.statusCode()).isEqualTo(303);
      assertThat(answer.headers().firstValue("location")).contains(checkout + "/result");
    }
    assertThat(hub.approvals).isEqualTo(1);
    assertThat(postForm(checkout + "/return", "outcome=left").statusCode()).isEqualTo(303);
    assertThat(postForm(checkout + "/return", "outcome=forged").statusCode()).isEqualTo(303);

    JsonNode response = state(checkout).at("/message/response");
    assertThat(response.propertyNames())
        .containsExactly(
            "success",
            "imp_success",
            "imp_uid",
            "merchant_uid",
            "pay_method",
            "pg_provider",
            "pg_type",
            "pg_tid",
            "name",
            "paid_amount",
            "currency",
            "status",
            "apply_num",
            "buyer_name",
            "buyer_email",
            "buyer_tel",
            "buyer_addr",
            "buyer_postcode",
            "custom_data",
            "paid_at",
            "receipt_url",
            "card_name",
            "card_number",
            "card_quota",
            "bank_name");
    assertThat(response.at("/success").booleanValue()).isTrue();
    assertThat(response.at("/custom_data/k/0").intValue()).isEqualTo(1);
    assertThat(response.at("/paid_at").longValue()).isEqualTo(FakeHub.NOW.getEpochSecond());
    assertThat(get(checkout).statusCode()).isEqualTo(303);
    assertThat(get(checkout + "/result").body()).contains("data-origin=\"https://shop.example\"");

    Payment paid = hub.only();
    hub.put(FakeHub.with(paid, PaymentState.CANCELLED, null, null));
    assertThat(state(checkout).at("/message/response")).isEqualTo(response);
  }

  @ParameterizedTest
  @CsvSource({
    "https://shop.example/done?x=1, #top",
    "https://shop.example/a[1]/done?q=50%, #/a#b",
    "https://shop.example/?x=%zz|, ''"
  })
  void a_phones_return_ends_at_the_shop(String address, String fragment) throws Exception {
    String checkout = open(true, address + fragment);
    HttpResponse<String> answer = postForm(checkout + "/return", "outcome=ok");
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("location").orElseThrow())
        .isEqualTo(
            address
                + "&imp_uid="
                + hub.only().paymentNumber()
                + "&merchant_uid=order_1&imp_success=true"
                + fragment);
    assertThat(get(checkout + "/return?outcome=ok").statusCode()).isEqualTo(302);
    assertThat(get(checkout + "/result").statusCode()).isEqualTo(302);
  }

  @Test
  void a_phone_without_an_address_ends_at_our_own_page() throws Exception {
    String checkout = open(true, "");
    hub.decision = FakeHub.Decision.DECLINE;
    HttpResponse<String> answer = postForm(checkout + "/return", "outcome=ok");
    assertThat(answer.statusCode()).isEqualTo(303);
    String location = answer.headers().firstValue("location").orElseThrow();
    assertThat(location).startsWith(HUB + "/payments/fail?imp_uid=imp_");
    HttpResponse<String> page = get(location.substring(HUB.length()));
    assertThat(page.body()).contains("결제가 완료되지 않았습니다", hub.only().paymentNumber(), "R301");
  }

  @Test
  void the_outcome_pages_show_nothing_that_a_stranger_wrote() throws Exception {
    HttpResponse<String> page =
        get("/payments/success?imp_uid=%3Cb%3E&error_msg=call+010-0000&merchant_uid=zzz");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).doesNotContain("<b>", "010-0000", "zzz");
    assertThat(send(to("/payments/success").header("Accept-Language", "en").GET()).body())
        .contains("Your payment is complete");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "false;outcome=ok;R301;F0004:PG사 결제요청에 실패하여 중단합니다.(%s) R301, 한도초과",
        "false;outcome=left&text=x;F0005;사용자가 결제를 취소하셨습니다",
        "true;outcome=left&text=취소;F0005;F0005:결제가 중단되었습니다(%s).V801 | 취소",
        "true;outcome=refused&text=정상적 인증 처리가 되지 않았습니다.;F0005;"
            + "F0005:결제가 중단되었습니다(%s).01 | 정상적 인증 처리가 되지 않았습니다.",
        "false;outcome=refused&text=no;F0005;F0005:결제가 중단되었습니다(%s).01 | no"
      })
  void failures_have_the_specs_words(boolean mobile, String form, String code, String text)
      throws Exception {
    String checkout = open(mobile, "https://shop.example/done");
    hub.decision = FakeHub.Decision.DECLINE;
    postForm(checkout + "/return", form);
    JsonNode response = state(checkout).at("/message/response");
    assertThat(response.at("/success").booleanValue()).isFalse();
    assertThat(response.at("/error_code").stringValue()).isEqualTo(code);
    assertThat(response.at("/error_msg").stringValue())
        .isEqualTo(text.formatted(hub.only().paymentNumber()));
    assertThat(
            URLDecoder.decode(
                state(checkout).at("/location").stringValue(), StandardCharsets.UTF_8))
        .endsWith(
            "&imp_success=false&error_code="
                + code
                + "&error_msg="
                + text.formatted(hub.only().paymentNumber()));
  }

  @Test
  void the_pgs_korean_is_read_in_its_own_charset() throws Exception {
    String checkout = open(true, "https://shop.example/done");
    postForm(
        checkout + "/return",
        "outcome=refused&text=" + URLEncoder.encode("한도초과", ReturnForm.CP949));
    assertThat(state(checkout).at("/message/response/error_msg").stringValue())
        .endsWith("01 | 한도초과");
  }

  @Test
  @Tag("G36")
  void a_forged_return_is_a_400_that_changes_nothing() throws Exception {
    String checkout = open(false, "");
    assertThat(postForm(checkout + "/return", "outcome=forged").statusCode()).isEqualTo(400);
    assertThat(get(checkout + "/return").statusCode()).isEqualTo(400);
    assertThat(postForm(checkout + "/return", "a=" + "x".repeat(300_000)).statusCode())
        .isEqualTo(413);
    assertThat(hub.only().state()).isEqualTo(PaymentState.READY);
    assertThat(postForm(checkout + "/return", "outcome=ok").statusCode()).isEqualTo(303);
    assertThat(hub.approvals).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"UNKNOWN", "CRASH"})
  void an_unknown_outcome_waits_and_never_invites_to_pay_again(FakeHub.Decision decision)
      throws Exception {
    String checkout = open(true, "https://shop.example/done");
    hub.decision = decision;
    HttpResponse<String> answer = postForm(checkout + "/return", "outcome=ok");
    assertThat(answer.headers().firstValue("location")).contains(checkout + "/result");
    assertThat(get(checkout + "/result").body()).contains("확인 중");

    JsonNode state = state(checkout);
    assertThat(state.at("/done").booleanValue()).isFalse();
    assertThat(state.at("/message/response/error_code").stringValue()).isEqualTo("F0004");
    assertThat(state.at("/message/response/error_msg").stringValue()).contains("다시 결제하지");

    hub.paid(hub.only());
    assertThat(state(checkout).at("/done").booleanValue()).isTrue();
    assertThat(get(checkout + "/result").statusCode()).isEqualTo(302);
  }

  @Test
  @Tag("G33")
  void leaving_cancels_and_only_our_own_page_may_say_so() throws Exception {
    String checkout = open(false, "");
    HttpRequest.Builder leave = to(checkout + "/leave").POST(HttpRequest.BodyPublishers.noBody());
    assertThat(send(leave.copy()).statusCode()).isEqualTo(403);
    assertThat(send(leave.copy().header("Origin", "https://shop.example")).statusCode())
        .isEqualTo(403);
    assertThat(hub.only().state()).isEqualTo(PaymentState.READY);

    JsonNode state = ParamReader.JSON.readTree(send(leave.copy().header("Origin", HUB)).body());
    assertThat(state.at("/message/request_id").stringValue()).isEqualTo("r1");
    assertThat(state.at("/message/response/error_code").stringValue()).isEqualTo("F0005");
    assertThat(state.at("/message/response/error_msg").stringValue()).isEqualTo("사용자가 결제를 취소하셨습니다");
    assertThat(postForm(checkout + "/return", "outcome=ok").statusCode()).isEqualTo(303);
    assertThat(hub.approvals).isZero();
    assertThat(state(checkout)).isEqualTo(state);
  }

  @Test
  void leaving_after_the_approval_tells_the_approval() throws Exception {
    String checkout = open(false, "");
    postForm(checkout + "/return", "outcome=ok");
    HttpRequest.Builder leave =
        to(checkout + "/leave").header("Origin", HUB).POST(HttpRequest.BodyPublishers.noBody());
    assertThat(ParamReader.JSON.readTree(send(leave).body()).at("/success").booleanValue())
        .isTrue();
  }

  @Test
  void the_close_page_loads_the_pgs_script_and_tells_our_page() throws Exception {
    String checkout = open(false, "");
    get(checkout);
    HttpResponse<String> page = get(checkout + "/close");
    assertThat(page.body())
        .contains(
            "data-page=\"close\"", "data-close-script=\"https://stdpay.pg.example/close.js\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/result", "/return", "/close", "/status"})
  void a_guessed_address_is_a_404(String leaf) throws Exception {
    String token = "1." + "A".repeat(43);
    for (String path : new String[] {token, "x", "zzzzzzzzzzzzz." + "A".repeat(43)}) {
      assertThat(get("/checkout/" + path + leaf).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void the_pages_script_and_style_are_named_by_their_content() throws Exception {
    Map<String, String> types = Map.of("js", "text/javascript", "css", "text/css");
    for (var type : types.entrySet()) {
      HttpResponse<String> asset = get("/checkout/assets/checkout." + type.getKey());
      assertThat(asset.statusCode()).isEqualTo(200);
      assertThat(asset.headers().firstValue("content-type").orElseThrow())
          .startsWith(type.getValue());
    }
  }
}
