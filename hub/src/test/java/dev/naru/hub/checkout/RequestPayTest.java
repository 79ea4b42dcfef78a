package dev.naru.hub.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.channel.Channels;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.payment.CreatePayment;
import dev.naru.hub.payment.PaymentState;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.WindowRequest;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class RequestPayTest {

  private final FakeHub hub = new FakeHub();
  private final RequestPay requestPay =
      new RequestPay(
          hub,
          new NoTiers(),
          hub,
          hub,
          hub,
          hub.sessions,
          InstantSource.fixed(FakeHub.NOW),
          new FakeVault());
  private final ObjectNode param =
      (ObjectNode)
          ParamReader.JSON.readTree(
              """
              {"pg": "html5_inicis", "pay_method": "card", "merchant_uid": "order_1",
               "name": "주문", "amount": 14000, "buyer_tel": "010-1234-5678",
               "m_redirect_url": "{Mobile only - URL to redirect to after payment approval}"}
              """);
  private boolean mobile;
  private String origin = "https://shop.example";
  private String userCode = FakeHub.USER_CODE;
  private String requestId = "r1";
  private @Nullable String tierCode;

  private RequestPay.Answer answer() {
    ObjectNode body = ParamReader.JSON.createObjectNode();
    body.put("request_id", requestId);
    body.put("userCode", userCode);
    body.put("tierCode", tierCode);
    body.put("origin", origin);
    body.put("mobile", mobile);
    body.set("param", param);
    return requestPay.answer(PaymentRequest.of(body, "https://hub.example", "JUnit"));
  }

  private Map<String, @Nullable Object> refusal() {
    assertThat(answer()).isInstanceOf(RequestPay.Answer.Refused.class);
    return ((RequestPay.Answer.Refused) answer()).result().callback();
  }

  private CreatePayment.NewPayment opened() {
    assertThat(answer()).isInstanceOf(RequestPay.Answer.Open.class);
    return hub.opened.getLast();
  }

  private WindowTerms terms() {
    assertThat(answer()).isInstanceOf(RequestPay.Answer.Open.class);
    return hub.sessions.all().getLast().terms();
  }

  private void refusedWith(String code, String text) {
    assertThat(refusal()).containsEntry("error_code", code).containsEntry("error_msg", text);
    assertThat(hub.opened).isEmpty();
  }

  @Test
  void the_guides_snippet_opens_an_overlay_and_its_payment() {
    RequestPay.Answer.Open open = (RequestPay.Answer.Open) answer();

    assertThat(open.mode()).isEqualTo(RequestPay.Answer.Mode.OVERLAY);
    assertThat(open.url()).startsWith("https://hub.example/checkout/1.");
    CreatePayment.NewPayment payment = hub.opened.getFirst();
    assertThat(payment.amount()).isEqualTo(Money.krw(14000));
    assertThat(payment.orderNumber()).isEqualTo("order_1");
    assertThat(payment.device()).isEqualTo("pc");
    assertThat(Objects.requireNonNull(hub.requested).pg()).isEqualTo("html5_inicis");
  }

  @Test
  void the_token_is_256_random_bits_and_not_what_is_stored() {
    String first = ((RequestPay.Answer.Open) answer()).url();
    String second = ((RequestPay.Answer.Open) answer()).url();

    assertThat(first).isNotEqualTo(second).hasSize("https://hub.example/checkout/1.".length() + 43);
    assertThat(hub.sessions.all().toString()).doesNotContain(first.substring(30));
  }

  @Test
  void a_request_that_is_asked_again_has_the_window_and_the_payment_it_had() {
    requestId = "0123456789abcdef0123456789abcdef";
    RequestPay.Answer.Open first = (RequestPay.Answer.Open) answer();
    param.put("amount", 1);
    assertThat(answer()).isEqualTo(first);
    assertThat(hub.opened).hasSize(1);
    assertThat(first.paymentNumber()).isEqualTo(hub.only().paymentNumber());
    hub.paid(hub.only());
    assertThat(answer()).as("the window tells that it is paid").isEqualTo(first);

    origin = "http://localhost:3000";
    param.put("merchant_uid", "order_2");
    RequestPay.Answer.Open others = (RequestPay.Answer.Open) answer();
    assertThat(others.url()).isNotEqualTo(first.url());
    requestId = "fedcba9876543210fedcba9876543210";
    assertThat(((RequestPay.Answer.Open) answer()).url()).isNotEqualTo(others.url());
    assertThat(hub.opened).hasSize(3);
  }

  @Test
  void a_tier_is_never_taken_for_its_parent() {
    tierCode = "A01";
    refusedWith("F400", "존재하지 않는 Tier 코드입니다.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name | \"a\\u0000b\" | name",
        "custom_data | {\"a\": [1, {\"b\": \"\\u0000\"}]} | custom_data.a.1.b",
        "custom_data | {\"a\\u0000\": 1} | custom_data",
        "bypass | {\"acceptmethod\": [\"a\\u0000\"]} | bypass.acceptmethod.0",
        "whatever | \"\\u0000\" | whatever",
        "merchant_uid | \"o\\ud800\" | merchant_uid",
        "buyer_addr | \"\\udc00\" | buyer_addr",
      })
  void what_no_column_keeps_is_refused_by_its_name(String name, String json, String named) {
    param.set(name, ParamReader.JSON.readTree(json));
    refusedWith("F400", named + " 파라메터가 올바르지 않습니다.");
  }

  @Test
  void what_can_be_no_user_code_is_nobodys() {
    userCode = "imp\u000000000";
    assertThat(refusal()).containsEntry("error_code", "F1000");
    requestId = "r\u0000";
    userCode = FakeHub.USER_CODE;
    assertThat(answer()).isInstanceOf(RequestPay.Answer.Open.class);
    assertThat(hub.sessions.all().getLast().requestId()).isEmpty();
  }

  @Test
  void a_pg_that_names_no_channel_is_told_to_the_pages_developer() {
    assertThat(((RequestPay.Answer.Open) answer()).warning()).isNull();
    param.put("pg", "inicis");
    assertThat(((RequestPay.Answer.Open) answer()).warning()).isNull();
    param.put("pg", "kcp");
    assertThat(((RequestPay.Answer.Open) answer()).warning())
        .contains("'kcp'", "html5_inicis.INIpayTest");
    param.put("channelKey", "channel-key-1");
    assertThat(((RequestPay.Answer.Open) answer()).warning()).isNull();
  }

  @Test
  void a_phone_is_redirected_and_a_channel_may_want_a_popup() {
    hub.channelSettings.put("pay_view", "popup");
    assertThat(answer()).hasFieldOrPropertyWithValue("mode", RequestPay.Answer.Mode.POPUP);

    mobile = true;
    param.put("m_redirect_url", "https://shop.example/done?a=1");
    assertThat(answer()).hasFieldOrPropertyWithValue("mode", RequestPay.Answer.Mode.REDIRECT);
  }

  @Test
  void an_unknown_user_code_comes_before_everything() {
    userCode = "imp99999999";
    param.removeAll();
    assertThat(refusal())
        .containsEntry("success", false)
        .containsEntry("imp_uid", null)
        .containsEntry("error_code", "F1000");
  }

  @Test
  @Tag("G35")
  void a_foreign_origin_is_refused_before_the_channel() {
    origin = "https://evil.example";
    hub.chooses = false;
    refusedWith("F403", "결제 창 호출에 실패하였습니다. 허용되지 않은 도메인입니다.");
  }

  @Test
  void no_channel_comes_before_the_pay_method() {
    hub.chooses = false;
    param.put("pay_method", "no_such");
    refusedWith("F1001", "등록된 PG 설정 정보가 없습니다.");
  }

  @Test
  void an_unknown_channel_key_says_so() {
    hub.chooses = false;
    hub.nextChoice = new Channels.Choice.UnknownChannelKey();
    refusedWith("F500", "결제 창 호출에 실패했습니다. 채널 정보를 조회할 수 없습니다.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"no_such", "kakaopay"})
  void an_unsupported_method_comes_before_the_order(String method) {
    param.put("pay_method", method).put("merchant_uid", "x".repeat(41));
    refusedWith("F400", "지원하지 않는 결제수단입니다.");
  }

  @Test
  void a_method_without_a_phones_window_is_refused_on_a_phone_only() {
    param.put("pay_method", "phone");
    assertThat(answer()).isInstanceOf(RequestPay.Answer.Open.class);
    mobile = true;
    assertThat(answer()).isInstanceOf(RequestPay.Answer.Refused.class);
  }

  @Test
  void an_order_number_of_40_characters_passes_and_41_do_not() {
    param.put("merchant_uid", "주".repeat(40));
    assertThat(opened().orderNumber()).hasSize(40);
    hub.opened.clear();
    param.put("merchant_uid", "주".repeat(41)).put("amount", -1);
    refusedWith("F400", "주문번호(merchant_uid)는 40자 이하여야 합니다.");
  }

  @Test
  void a_missing_order_number_is_made_of_the_time() {
    param.remove("merchant_uid");
    assertThat(opened().orderNumber()).isEqualTo("nobody_" + FakeHub.NOW.toEpochMilli());
  }

  @Test
  void a_paid_order_is_refused() {
    hub.put(FakeHub.paidOrder("order_1"));
    refusedWith("F1002", "이미 결제가 이루어진 거래건입니다.");
  }

  @Test
  void a_paid_order_comes_before_its_bad_amount_and_before_a_missing_telephone() {
    hub.put(FakeHub.paidOrder("order_1"));
    param.put("amount", -1);
    refusedWith("F1002", "이미 결제가 이루어진 거래건입니다.");
    param.put("amount", 1000).remove("buyer_tel");
    refusedWith("F1002", "이미 결제가 이루어진 거래건입니다.");
  }

  @Test
  void a_cancelled_order_counts_as_paid() {
    hub.put(FakeHub.with(FakeHub.paidOrder("order_1"), PaymentState.CANCELLED, null, null));
    param.put("amount", -1);
    refusedWith("F1002", "이미 결제가 이루어진 거래건입니다.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-1",
        "0",
        "10.5",
        "1000000000000",
        "9007199254740993",
        "'\"1e3\"'",
        "'\"1E3\"'",
        "'\"+1000\"'",
        "'\"0x3e8\"'",
        "'\"１０００\"'",
        "'\"-0\"'",
        "1e300",
        "null",
        "true",
        "{}",
        "[]",
        "'\"1,000\"'",
        "'\"abc\"'",
        "'\"-5\"'",
        "'\"10.5\"'",
        "'\"NaN\"'"
      })
  @Tag("G07")
  void an_amount_that_is_no_positive_integer_is_refused(String amount) {
    param.set("amount", ParamReader.JSON.readTree(amount));
    refusedWith("F400", "amount 파라메터가 올바르지 않습니다.");
  }

  @Test
  void a_missing_amount_has_its_own_words() {
    param.remove("amount");
    refusedWith("F400", "결제금액(amount)은 필수입력입니다.");
  }

  @ParameterizedTest
  @CsvSource({
    "39000,39000",
    "'\"39000\"',39000",
    "1e3,1000",
    "'\"39000.00\"',39000",
    "'\" 1000 \"',1000"
  })
  void numeric_text_is_an_amount(String amount, long won) {
    param.set("amount", ParamReader.JSON.readTree(amount));
    assertThat(opened().amount()).isEqualTo(Money.krw(won));
  }

  @Test
  void a_strict_merchant_takes_no_text_for_an_amount() {
    hub.settings.put(Setting.SDK_STRICT_AMOUNT_TYPE, "true");
    param.put("amount", "39000");
    refusedWith("F400", "amount 파라메터가 올바르지 않습니다.");
  }

  @Test
  void the_amount_comes_before_the_telephone() {
    param.put("amount", 0).remove("buyer_tel");
    refusedWith("F400", "amount 파라메터가 올바르지 않습니다.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   "})
  void a_blank_telephone_is_missing(String telephone) {
    param.put("buyer_tel", telephone);
    refusedWith("F400", "구매자 번호(buyer_tel)는 필수입력입니다.");
  }

  @Test
  void a_placeholder_goes_to_the_pg_and_not_into_the_payment() {
    hub.settings.put(Setting.SDK_REQUIRE_BUYER_TEL, "placeholder");
    param.remove("buyer_tel");
    URI address = URI.create("https://hub.example/x");
    WindowRequest.Addresses addresses = new WindowRequest.Addresses(address, address, address);
    WindowTerms terms = terms();
    assertThat(hub.opened.getFirst().buyer().tel()).isNull();
    assertThat(terms.of(hub.opened.getFirst().buyer(), addresses).buyer().tel())
        .isEqualTo("000-0000-0000");
  }

  @Test
  @Tag("G07")
  void an_amount_other_than_the_prepared_one_is_refused() {
    hub.preparedMinor = 13000L;
    refusedWith("F1003", "결제요청금액이 사전등록된 금액과 일치하지 않습니다.");
  }

  @Test
  void a_foreign_currency_is_refused() {
    param.put("currency", "USD");
    refusedWith("F400", "지원하지 않는 통화입니다. (KRW만 가능)");
  }

  @Test
  void tax_free_is_at_most_the_amount() {
    param.put("tax_free", 14000).putNull("vat_amount");
    assertThat(opened().taxFreeMinor()).isEqualTo(14000);
    hub.opened.clear();
    param.put("tax_free", 14001);
    refusedWith("F400", "tax_free 파라메터가 올바르지 않습니다.");
  }

  @Test
  void vat_is_in_the_taxed_part_alone() {
    param.put("tax_free", 13000).put("vat_amount", 1000);
    assertThat(opened().vatMinor()).isEqualTo(1000);
    hub.opened.clear();
    param.put("vat_amount", 1001);
    refusedWith("F400", "vat_amount 파라메터가 올바르지 않습니다.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|[]",
        "[2,3,4]|[2, 3, 4]",
        "[6]|[2, 3, 4, 5, 6]",
        "[0,1]|[]",
        "[\"3\",\"6\"]|[3, 6]",
        "null|"
      })
  void instalments_are_read(String given, String offered) {
    param.put("amount", 50000);
    param.putObject("display").set("card_quota", ParamReader.JSON.readTree(given));
    List<Integer> months = terms().cards().quotas();
    assertThat(months == null ? null : months.toString()).isEqualTo(offered);
  }

  @Test
  void a_single_instalment_may_mean_exactly_that() {
    hub.pgSettings.put("inicis.card_quota_single_value", "exact");
    param.put("amount", 50000).putObject("display").putArray("card_quota").add(6);
    assertThat(terms().cards().quotas()).containsExactly(6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[37]", "[-2]", "[2.5]", "\"6\"", "[\"x\"]"})
  void an_instalment_that_is_none_is_refused(String given) {
    param.putObject("display").set("card_quota", ParamReader.JSON.readTree(given));
    refusedWith("F400", "display.card_quota 파라메터가 올바르지 않습니다.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "data:text/html,x",
        "https://evil.example/x",
        "/relative",
        " ",
        "https://shop.example@evil.example/",
        "https:\\\\evil.example",
        "JaVaScRiPt://x%0aalert(1)"
      })
  @Tag("G35")
  void a_phone_is_never_sent_to_a_foreign_or_running_address(String address) {
    mobile = true;
    param.put("m_redirect_url", address);
    if (address.isBlank()) {
      assertThat(answer()).isInstanceOf(RequestPay.Answer.Open.class);
    } else {
      refusedWith("F400", "m_redirect_url 파라메터가 올바르지 않습니다.");
      assertThat(((RequestPay.Answer.Refused) answer()).location()).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://my_shop:3000/hook", "http://한글상점.한국/webhook", "http://h/a b|c"})
  void an_address_that_can_be_reached_is_taken(String address) {
    param.put("notice_url", address);
    param.put("confirm_url", address);
    assertThat(opened().noticeUrls()).containsExactly(address);
  }

  @ParameterizedTest
  @ValueSource(strings = {"w1 ", "\tw1", "w1\u3000", "\u00a0w1\n"})
  void white_space_around_an_identifier_is_no_part_of_it(String given) {
    param.put("merchant_uid", given);
    assertThat(opened().orderNumber()).isEqualTo("w1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://shop.example/done", "http://localhost:8070/x", "myapp://pay/done"})
  void a_phone_may_return_to_the_shop_or_to_its_app(String address) {
    mobile = true;
    param.put("m_redirect_url", address);
    assertThat(answer()).isInstanceOf(RequestPay.Answer.Open.class);
    assertThat(hub.sessions.all().getFirst().mRedirectUrl()).isEqualTo(address);
  }

  @Test
  void a_refusal_on_a_phone_also_says_where_a_page_without_callback_goes() {
    mobile = true;
    param.put("m_redirect_url", "https://shop.example/done?x=1#top").put("amount", 0);
    assertThat(((RequestPay.Answer.Refused) answer()).location())
        .startsWith(
            "https://shop.example/done?x=1&merchant_uid=order_1&imp_success=false&error_code=F400")
        .endsWith("#top");
  }

  @Test
  void the_wire_is_loosely_typed() {
    param.put("escrow", "true").put("merchant_uid", 20260115).put("buyer_name", 7);
    CreatePayment.NewPayment payment = opened();
    assertThat(payment.escrow()).isTrue();
    assertThat(payment.orderNumber()).isEqualTo("20260115");
    assertThat(payment.buyer().name()).isEqualTo("7");
  }

  @Test
  void descriptive_text_is_cut_by_characters() {
    param.put("name", "😀".repeat(41)).put("buyer_name", "가".repeat(17));
    assertThat(opened().name()).isEqualTo("😀".repeat(40));
    assertThat(hub.opened.getFirst().buyer().name()).isEqualTo("가".repeat(16));
  }

  @Test
  void custom_data_is_kept_as_text_and_objects_as_their_json() {
    param.putObject("custom_data").put("a", 1);
    assertThat(opened().customData()).isEqualTo("{\"a\":1}");
    param.put("custom_data", "plain");
    assertThat(opened().customData()).isEqualTo("plain");
  }

  @Test
  void addresses_of_the_payment_are_checked_and_handed_on() {
    param.putArray("notice_url").add("https://shop.example/hook").add("https://b.example/hook");
    param.put("confirm_url", "https://shop.example/confirm");
    assertThat(opened().noticeUrls()).hasSize(2);
    assertThat(hub.opened.getFirst().confirmUrl()).isEqualTo("https://shop.example/confirm");

    hub.settings.put(Setting.CONFIRM_ENABLED, "false");
    assertThat(opened().confirmUrl()).isNull();

    hub.opened.clear();
    param.put("notice_url", "ftp://shop.example/hook");
    refusedWith("F400", "notice_url 파라메터가 올바르지 않습니다.");
  }

  @Test
  void five_addresses_of_2000_characters_are_the_most() {
    String longest = "https://shop.example/" + "x".repeat(1_979);
    ArrayNode urls = param.putArray("notice_url");
    urls.add(longest + "x");
    refusedWith("F400", "notice_url 파라메터가 올바르지 않습니다.");
    urls.removeAll();
    for (int i = 0; i < 6; i++) {
      urls.add(longest);
    }
    refusedWith("F400", "notice_url 파라메터가 올바르지 않습니다.");
    urls.remove(5);
    assertThat(opened().noticeUrls()).isNotEmpty();
  }

  @Test
  void a_confirm_url_that_is_none_is_refused() {
    param.put("confirm_url", "ftp://shop.example/confirm");
    refusedWith("F400", "confirm_url 파라메터가 올바르지 않습니다.");
  }

  @Test
  void the_new_profile_is_minimal() {
    hub.settings.put(Setting.SDK_RESULT_PROFILE, "new_minimal");
    param.put("amount", 0);
    assertThat(refusal()).containsOnlyKeys("imp_uid", "merchant_uid", "error_code", "error_msg");
  }
}
