package dev.naru.pg.mobilians;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.pg.spi.ChannelConfig.Mode;
import dev.naru.pg.spi.OpensWindow.WindowOpening;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PgError.Category;
import dev.naru.pg.spi.PgWindow;
import dev.naru.pg.spi.WindowRequest;
import dev.naru.pg.spi.WindowRequest.Addresses;
import dev.naru.pg.testkit.ScriptedPg.Answer;
import java.net.URI;
import java.time.LocalDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Tests what is registered, and when a window opens (protocols/mobilians.md §2.3, §2.4;
 * spec/pg-rules.md §3, §4).
 */
class RegistrationTest {
  private final ScriptedMobilians old = new ScriptedMobilians(Generation.OLD, Map.of());
  private final ScriptedMobilians v2 =
      new ScriptedMobilians(Generation.V2, Map.of("site_url", "https://shop.example"));

  @AfterEach
  void stop() {
    old.close();
    v2.close();
  }

  @Test
  void a_phone_payment_is_registered_to_be_approved_apart() {
    JsonNode body =
        old.registered(
            new RequestBuilder(PayMethod.PHONE).carrier("KT").name("🍕 테스트").build(), 1_000);

    assertThat(text(body, "sid")).isEqualTo(Fixtures.SID);
    assertThat(text(body, "cash_code")).isEqualTo("MC");
    assertThat(text(body, "product_name")).isEqualTo("? 테스트");
    assertThat(text(body, "trade_id")).isEqualTo(Fixtures.TRADE_ID);
    assertThat(text(body, "site_url")).isEqualTo("pay.example.com");
    assertThat(text(body, "ok_url")).isEqualTo(Fixtures.OK_URL);
    assertThat(body.get("amount").get("total").isIntegralNumber()).isTrue();
    assertThat(body.get("amount").get("total").asLong()).isEqualTo(1_000);
    assertThat(text(body, "call_type")).isEqualTo("S");
    assertThat(text(body, "hybrid_pay")).isEqualTo("Y");
    assertThat(text(body, "close_url")).isEqualTo("https://pay.example.com/pg/close");
    assertThat(text(body, "time_stamp")).isEqualTo(Fixtures.NOW_IN_KOREA);
    assertThat(body.has("noti_url")).isFalse();
    assertThat(body.has("hmac")).isFalse();
    assertThat(text(body, "mstr")).isEqualTo("merchant_uid=order-1");
    assertThat(option(body, "mc_default_comm_id")).isEqualTo("KTF");
    assertThat(option(body, "mc_no")).isEqualTo("01012345678");
    assertThat(option(body, "mc_auto_pay")).isEmpty();
    assertThat(body.toString()).doesNotContain(Fixtures.SKEY);
  }

  @Test
  void a_key_window_asks_for_automatic_payment_and_a_landline_is_not_filled_in() {
    JsonNode body =
        old.registered(
            new RequestBuilder(PayMethod.PHONE).key().tel("02-1234-1234").build(), 10_000);
    assertThat(option(body, "mc_auto_pay")).isEqualTo("Y");
    assertThat(option(body, "mc_no")).isEmpty();
  }

  @Test
  void a_virtual_account_has_its_days_and_an_address_for_the_notice() {
    JsonNode body =
        v2.registered(
            new RequestBuilder(PayMethod.VBANK)
                .due(LocalDateTime.of(2026, 1, 18, 23, 59, 59))
                .escrow()
                .build(),
            1_000);
    assertThat(text(body, "noti_url")).isEqualTo("https://pay.example.com/pg/notice/token");
    assertThat(option(body, "va_deposit_closure")).isEqualTo("20260118");
    assertThat(option(body, "va_account_closure")).isEqualTo("20260125");
    assertThat(option(body, "va_escrow")).isEqualTo("Y");
    assertThat(text(body, "site_url")).isEqualTo("shop.example");

    JsonNode unsaid = v2.registered(Fixtures.request(PayMethod.VBANK), 1_000);
    assertThat(option(unsaid, "va_deposit_closure")).isEqualTo("20260120");
  }

  @Test
  void every_easy_pay_has_its_code_and_ssg_pay_the_buyers_number() {
    Map<PayMethod, String> codes =
        Map.of(
            PayMethod.KAKAOPAY, "KKO",
            PayMethod.NAVERPAY, "NAV",
            PayMethod.TOSSPAY, "TOS",
            PayMethod.SAMSUNG, "SSP",
            PayMethod.PAYCO, "PYC",
            PayMethod.LPAY, "LTP",
            PayMethod.SSGPAY, "SSG",
            PayMethod.APPLEPAY, "APP");
    codes.forEach((method, code) -> {
      JsonNode body = v2.registered(Fixtures.request(method), 1_000);
      assertThat(text(body, "cash_code")).isEqualTo("EP");
      assertThat(option(body, "ep_code")).isEqualTo(code);
      assertThat(option(body, "ep_no"))
          .isEqualTo(method.equals(PayMethod.SSGPAY) ? "01012345678" : "");
    });
  }

  @Test
  void tax_parts_go_with_cards_and_easy_pays_but_not_with_payco() {
    WindowRequest mixed = new RequestBuilder(PayMethod.CARD).tax(3_000L, null).build();
    JsonNode body = v2.registered(mixed, 10_000);
    assertThat(body.get("amount").get("tax").asLong()).isEqualTo(636);
    assertThat(body.get("amount").get("tax_free").asLong()).isEqualTo(3_000);
    assertThat(body.get("amount").get("supply_value").asLong()).isEqualTo(6_364);
    assertThat(option(body, "cn_bill_type")).isEqualTo("20");

    JsonNode payco =
        v2.registered(new RequestBuilder(PayMethod.PAYCO).tax(3_000L, null).build(), 10_000);
    assertThat(payco.get("amount").has("tax_free")).isFalse();
    assertThat(option(payco, "ep_bill_type")).isEmpty();

    JsonNode kakao =
        v2.registered(new RequestBuilder(PayMethod.KAKAOPAY).tax(3_000L, null).build(), 10_000);
    assertThat(kakao.get("amount").get("tax_free").asLong()).isEqualTo(3_000);
    assertThat(option(kakao, "ep_bill_type")).isEqualTo("20");

    JsonNode phone =
        v2.registered(new RequestBuilder(PayMethod.PHONE).tax(3_000L, null).build(), 10_000);
    assertThat(phone.get("amount").has("tax_free")).isFalse();
  }

  @Test
  void what_kg_has_no_room_for_is_left_out_and_not_cut() {
    JsonNode fitting =
        old.registered(
            new RequestBuilder(PayMethod.PHONE)
                .email("b".repeat(18) + "@example.com")
                .customerId("c".repeat(50))
                .appScheme("s".repeat(50))
                .build(),
            1_000);
    assertThat(text(fitting, "user_email")).isEqualTo("b".repeat(18) + "@example.com");
    assertThat(text(fitting, "user_id")).isEqualTo("c".repeat(50));
    assertThat(text(fitting, "app_scheme")).isEqualTo("s".repeat(50));

    JsonNode tooLong =
        old.registered(
            new RequestBuilder(PayMethod.PHONE)
                .email("b".repeat(19) + "@example.com")
                .customerId("c".repeat(51))
                .appScheme("s".repeat(51))
                .build(),
            1_000);
    for (String absent : new String[] {"user_email", "user_id", "app_scheme"}) {
      assertThat(tooLong.has(absent)).as(absent).isFalse();
    }
    assertThat(
            old.registered(new RequestBuilder(PayMethod.PHONE).customerId("🍕").build(), 1_000)
                .has("user_id"))
        .isFalse();
  }

  @Test
  void the_window_shows_the_hubs_host_without_its_port_even_one_with_an_underscore() {
    JsonNode body =
        old.registered(
            new RequestBuilder(PayMethod.PHONE)
                .returnUrl("https://pay_1.example.com:8443/pg/return/token")
                .build(),
            1_000);
    assertThat(text(body, "site_url")).isEqualTo("pay_1.example.com");
    assertThat(Registration.hostOf(URI.create("urn:no-host"))).isEmpty();
  }

  @Test
  void each_address_may_have_128_letters_and_not_129() {
    URI fitting = URI.create("https://pay.example.com/" + "x".repeat(104));
    URI tooLong = URI.create(fitting + "x");
    assertThat(Registration.fits(new Addresses(fitting, fitting, fitting), CashCode.VA)).isTrue();
    assertThat(Registration.fits(new Addresses(tooLong, fitting, fitting), CashCode.MC)).isFalse();
    assertThat(Registration.fits(new Addresses(fitting, tooLong, fitting), CashCode.MC)).isFalse();
    assertThat(Registration.fits(new Addresses(fitting, fitting, tooLong), CashCode.VA)).isFalse();
    // Only a virtual account's notice has an address of its own.
    assertThat(Registration.fits(new Addresses(fitting, fitting, tooLong), CashCode.MC)).isTrue();
  }

  @Test
  void only_what_is_on_the_list_is_handed_through() {
    Map<String, Object> own =
        Map.of(
            "css_type", "#006EB9",
            "cp_logo", "yes",
            "sid", "999900010002",
            "hidden_options", Map.of("email_area", "Y", "contract_area", "A"),
            "pay_options", Map.of("mc_fix_no", "Y", "mc_auto_pay", "Y", "ep_pay_type", "M"));
    JsonNode body =
        v2.registered(
            new RequestBuilder(PayMethod.PHONE).bypass(Map.of("mobilians_v2", own)).build(), 1_000);
    assertThat(text(body, "css_type")).isEqualTo("#006EB9");
    assertThat(body.has("cp_logo")).isFalse();
    assertThat(text(body, "sid")).isEqualTo(Fixtures.SID);
    assertThat(body.get("hidden_options").get("email_area").asString()).isEqualTo("Y");
    assertThat(body.get("hidden_options").has("contract_area")).isFalse();
    assertThat(option(body, "mc_fix_no")).isEqualTo("Y");
    assertThat(option(body, "mc_auto_pay")).isEmpty();
    assertThat(option(body, "ep_pay_type")).isEmpty();
  }

  @Test
  @Tag("G36")
  void a_window_elsewhere_than_at_our_own_address_is_not_opened() {
    String ours = old.pg.base() + "/test.mobilians.co.kr";
    for (String base :
        new String[] {"https://test.mobilians.co.kr", "https://evil.example", ours + "/x"}) {
      assertRefused(reply(base, Fixtures.TID, Fixtures.NOW_IN_KOREA, null), Category.FORGED);
    }
    assertRefused(reply(ours, "..%2f", Fixtures.NOW_IN_KOREA, null), Category.FORGED);
    assertRefused(reply(ours, Fixtures.TID, "20260115102602", null), Category.FORGED);
    assertRefused(reply(ours, Fixtures.TID, Fixtures.NOW_IN_KOREA, "AAAA"), Category.FORGED);
    assertThat(reply(ours, Fixtures.TID, Fixtures.NOW_IN_KOREA, null))
        .isInstanceOfSatisfying(
            WindowOpening.Opened.class,
            opened ->
                assertThat(opened.window())
                    .isEqualTo(
                        new PgWindow.Page(
                            URI.create(ours + "/MUP/api/payment.mcash?tid=" + Fixtures.TID))));
  }

  @Test
  void the_emulated_window_opens_in_english() {
    assertThat(old.open(new RequestBuilder(PayMethod.PHONE).language("en").build(), 1_000))
        .isInstanceOfSatisfying(
            WindowOpening.Opened.class,
            opened ->
                assertThat(opened.window())
                    .isInstanceOfSatisfying(
                        PgWindow.Page.class,
                        page -> assertThat(page.url().getQuery()).endsWith("&language=en")));
  }

  @Test
  void a_key_alone_is_registered_without_an_amount() {
    JsonNode body = old.registered(new RequestBuilder(PayMethod.PHONE).keyAlone().build(), 10_000);
    assertThat(body.get("amount").get("total").asLong()).isZero();
    assertThat(option(body, "mc_auto_pay")).isEqualTo("Y");
  }

  @Test
  void a_cards_key_alone_needs_a_customer_and_kg_is_not_asked_without_one() {
    WindowRequest nobody = new RequestBuilder(PayMethod.CARD).keyAlone().build();
    assertThat(v2.connector().open(v2.attempt(10_000), nobody))
        .isInstanceOfSatisfying(
            WindowOpening.Refused.class,
            refused -> {
              assertThat(refused.error().category()).isEqualTo(Category.BAD_REQUEST);
              assertThat(refused.error().text()).contains("customer_id");
            });
    WindowRequest free = new RequestBuilder(PayMethod.CARD).key().customerId(" ").build();
    assertRefused(v2.connector().open(v2.attempt(0), free), Category.BAD_REQUEST);
    assertThat(v2.pg.received()).isEmpty();

    JsonNode body =
        v2.registered(
            new RequestBuilder(PayMethod.CARD).keyAlone().customerId("gildong").build(), 10_000);
    assertThat(body.get("amount").get("total").asLong()).isZero();
    assertThat(body.get("user_id").asString()).isEqualTo("gildong");
    // With a charge or for a phone, the customer isn't required.
    assertThat(v2.open(new RequestBuilder(PayMethod.CARD).key().build(), 10_000))
        .isInstanceOf(WindowOpening.Opened.class);
    assertThat(v2.open(new RequestBuilder(PayMethod.PHONE).keyAlone().build(), 10_000))
        .isInstanceOf(WindowOpening.Opened.class);
  }

  @Test
  void a_window_that_could_not_be_asked_for_is_refused_and_can_be_tried_again() {
    for (Answer unusable :
        new Answer[] {new Answer.Reset(), Answer.ok("{}"), Answer.ok("no JSON")}) {
      old.pg.answers("/MUP/api/registration", unusable);
      assertThat(direct(Fixtures.request(PayMethod.PHONE)))
          .isInstanceOfSatisfying(
              WindowOpening.Refused.class,
              refused -> {
                assertThat(refused.error().category()).isEqualTo(Category.DECLINED);
                assertThat(refused.error().text()).contains("다시 시도");
              });
    }
  }

  @Test
  void which_methods_have_keys_is_said_for_each_module() {
    assertThat(direct(new RequestBuilder(PayMethod.TRANS).key().build()))
        .isInstanceOfSatisfying(
            WindowOpening.Refused.class,
            refused -> assertThat(refused.error().text()).contains("휴대폰 결제만"));
    assertThat(
            v2.connector()
                .open(v2.attempt(1_000), new RequestBuilder(PayMethod.TRANS).key().build()))
        .isInstanceOfSatisfying(
            WindowOpening.Refused.class,
            refused -> assertThat(refused.error().text()).contains("휴대폰 결제와 카드 결제만"));
  }

  @Test
  void what_kg_refuses_and_what_we_refuse_is_told_with_its_reason() {
    old.pg.answers("/MUP/api/registration", MobiliansFixture.failure("6102", "hmac"));
    assertRefused(
        old.connector().open(old.attempt(1_000), Fixtures.request(PayMethod.PHONE)),
        Category.CONFIGURATION);
    old.pg.forget();

    assertRefused(direct(Fixtures.request(PayMethod.KAKAOPAY)), Category.BAD_REQUEST);
    assertRefused(direct(new RequestBuilder(PayMethod.CARD).key().build()), Category.BAD_REQUEST);
    assertRefused(
        direct(new RequestBuilder(PayMethod.TRANS).escrow().build()), Category.BAD_REQUEST);
    assertRefused(
        direct(
            new RequestBuilder(PayMethod.PHONE)
                .returnUrl("https://pay.example.com/" + "x".repeat(105))
                .build()),
        Category.CONFIGURATION);
    assertThat(old.pg.received()).isEmpty();
  }

  @Test
  void each_world_has_its_host() {
    assertThat(new MobiliansHosts(Fixtures.channel(Mode.LIVE, Map.of())).cancellation())
        .isEqualTo(URI.create("https://mup.mobilians.co.kr/MUP/api/cancellation"));
    assertThat(new MobiliansHosts(Fixtures.channel(Mode.TEST, Map.of())).approval())
        .isEqualTo(URI.create("https://test.mobilians.co.kr/MUP/api/approval"));
  }

  private WindowOpening direct(WindowRequest request) {
    return old.connector().open(old.attempt(1_000), request);
  }

  private WindowOpening reply(String base, String tid, String timeStamp, @Nullable String hmac) {
    old.pg.answers(
        "/MUP/api/registration",
        Answer.ok(
            Fixtures.text(
                "registration.json",
                Map.of(
                    "sid", Fixtures.SID,
                    "tid", tid,
                    "base", base,
                    "time_stamp", timeStamp,
                    "hmac",
                        hmac == null
                            ? MobiliansFixture.tradeHmac("1000", Fixtures.TRADE_ID)
                            : hmac))));
    return direct(Fixtures.request(PayMethod.PHONE));
  }

  private static void assertRefused(WindowOpening opening, Category category) {
    assertThat(opening)
        .isInstanceOfSatisfying(
            WindowOpening.Refused.class,
            refused -> {
              assertThat(refused.error().category()).isEqualTo(category);
              assertThat(refused.error().text()).isNotBlank();
            });
  }

  private static String text(JsonNode body, String name) {
    return body.path(name).asString("");
  }

  private static String option(JsonNode body, String name) {
    return body.get("pay_options").path(name).asString("");
  }
}
