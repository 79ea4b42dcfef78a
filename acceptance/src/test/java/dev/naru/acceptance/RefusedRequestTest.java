package dev.naru.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Tests requests that are refused before a window opens; the PG must receive nothing. */
@Tag("G18")
class RefusedRequestTest extends Journey {

  private static final String BAD_AMOUNT = "amount 파라메터가 올바르지 않습니다.";

  /** The value is JavaScript. All rows are calls of one page, as a page costs a second each. */
  private static final String BAD_PARAMETERS =
      """
      amount     | undefined  | 결제금액(amount)은 필수입력입니다.
      amount     | 0          | amount 파라메터가 올바르지 않습니다.
      amount     | -14000     | amount 파라메터가 올바르지 않습니다.
      amount     | 14000.5    | amount 파라메터가 올바르지 않습니다.
      amount     | null       | amount 파라메터가 올바르지 않습니다.
      amount     | '14,000'   | amount 파라메터가 올바르지 않습니다.
      amount     | '14000원'  | amount 파라메터가 올바르지 않습니다.
      amount     | '1e4'      | amount 파라메터가 올바르지 않습니다.
      amount     | '14000.5'  | amount 파라메터가 올바르지 않습니다.
      amount     | true       | amount 파라메터가 올바르지 않습니다.
      amount     | 9007199254740994 | amount 파라메터가 올바르지 않습니다.
      buyer_tel  | undefined  | 구매자 번호(buyer_tel)는 필수입력입니다.
      buyer_tel  | ' '        | 구매자 번호(buyer_tel)는 필수입력입니다.
      pay_method | 'cash'     | 지원하지 않는 결제수단입니다.
      pay_method | 'paypal'   | 지원하지 않는 결제수단입니다.
      currency   | 'USD'      | 지원하지 않는 통화입니다. (KRW만 가능)
      tax_free   | 14001      | tax_free 파라메터가 올바르지 않습니다.
      channelKey | 'unknown'  | 결제 창 호출에 실패했습니다. 채널 정보를 조회할 수 없습니다.
      merchant_uid | '12345678901234567890123456789012345678901' | 주문번호(merchant_uid)는 40자 이하여야 합니다.
      """;

  @TestFactory
  Stream<DynamicTest> a_bad_parameter_is_refused_in_the_specs_words() {
    Merchant merchant = merchant();
    SdkPage page =
        SdkPage.at(chromium.desktop(), merchant, shop.sdkPage(merchant, request(), "", Map.of()));
    JsonNode book = naru.book();
    AtomicInteger calls = new AtomicInteger();
    return BAD_PARAMETERS
        .lines()
        .map(line -> line.split("[|]"))
        .map(row ->
            DynamicTest.dynamicTest(
                row[0].strip() + " = " + row[1].strip(),
                () -> {
                  page.runs("pay({ " + row[0].strip() + ": " + row[1].strip() + " })");
                  assertRefused(merchant, page.answer(calls.getAndIncrement()), row[2].strip());
                  assertThat(naru.book()).isEqualTo(book);
                }));
  }

  @Test
  void an_amount_in_digits_is_accepted() {
    Merchant merchant = merchant();
    Tab tab = opens(merchant, request("amount", "14000"));
    Buyer.atDesk(tab.page()).paysWith(Buyer.GOOD_CARD);
    JsonNode answer = tab.answer();
    assertThat(answer.path("paid_amount").isIntegralNumber()).isTrue();
    assertThat(answer.path("paid_amount").asLong()).isEqualTo(14000);
    Books.areEqualFor(merchant, answer.path("imp_uid").asString());
  }

  @Test
  void a_pg_that_the_shop_has_not_means_its_default_channel() {
    Merchant merchant = merchant();
    Tab tab = opens(merchant, request("pg", "nobody"));
    Buyer.atDesk(tab.page()).paysWith(Buyer.GOOD_CARD);
    JsonNode answer = tab.answer();
    assertThat(answer.path("pg_provider").asString()).isEqualTo("html5_inicis");
    Books.areEqualFor(merchant, answer.path("imp_uid").asString());
  }

  @Test
  void a_strict_shop_refuses_a_pg_that_it_has_not_and_an_amount_in_digits() {
    Merchant demo = Merchant.demo(naru);
    JsonNode book = naru.book();
    withDemoSetting(
        "sdk.unmatched_pg",
        "reject",
        () ->
            assertRefused(
                demo, opens(demo, request("pg", "nobody")).answer(), "등록된 PG 설정 정보가 없습니다."));
    withDemoSetting(
        "sdk.strict_amount_type",
        "true",
        () -> assertRefused(demo, opens(demo, request("amount", "14000")).answer(), BAD_AMOUNT));
    assertThat(naru.book()).isEqualTo(book);
  }

  @Test
  @Tag("G07")
  void an_amount_that_differs_from_the_prepared_one_is_refused() {
    Merchant merchant = merchant();
    Map<String, Object> param = request();
    Object order = param.get("merchant_uid");
    Http.Answer prepared =
        merchant.post("/payments/prepare", Map.of("merchant_uid", order, "amount", 14000));
    assertThat(prepared.json().path("code").asInt(-1)).isZero();

    param.put("amount", 100);
    JsonNode book = naru.book();
    JsonNode answer = opens(merchant, param).answer();
    assertThat(answer.path("error_code").asString()).isEqualTo("F1003");
    assertRefused(merchant, answer, "결제요청금액이 사전등록된 금액과 일치하지 않습니다.");
    assertThat(naru.book()).isEqualTo(book);
  }

  @Test
  @Tag("G07")
  void the_prepared_amount_pays() {
    Merchant merchant = merchant();
    Map<String, Object> param = request();
    merchant.post(
        "/payments/prepare", Map.of("merchant_uid", param.get("merchant_uid"), "amount", 14000));
    Tab tab = opens(merchant, param);
    Buyer.atDesk(tab.page()).paysWith(Buyer.GOOD_CARD);
    JsonNode answer = tab.answer();
    assertThat(answer.path("success").asBoolean()).isTrue();
    Books.areEqualFor(merchant, answer.path("imp_uid").asString());
  }

  @Test
  void a_refusal_on_a_phone_reaches_the_callback() {
    Merchant merchant = merchant();
    Map<String, Object> param = request("amount", 0);
    param.put("m_redirect_url", shop.url("/landing"));
    assertRefused(merchant, opensOnPhone(merchant, param).answer(), BAD_AMOUNT);
  }

  private static void assertRefused(Merchant merchant, JsonNode answer, String text) {
    assertThat(answer.path("success").asBoolean(true)).isFalse();
    assertThat(answer.path("imp_uid").isNull()).as("imp_uid of %s", answer).isTrue();
    assertThat(answer.path("error_msg").asString()).isEqualTo(text);
    assertThat(answer.path("error_code").asString()).isNotEmpty();
    String order = answer.path("merchant_uid").asString();
    assertThat(merchant.get("/payments/find/" + order).status()).isEqualTo(404);
  }

  private void withDemoSetting(String name, String value, Runnable work) {
    String previous = naru.setDemo(name, value);
    try {
      work.run();
    } finally {
      naru.setDemo(name, previous);
    }
  }
}
