package dev.naru.pg.inicis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.pg.spi.CardData;
import dev.naru.pg.spi.ChannelConfig;
import dev.naru.pg.spi.ChannelConfig.Mode;
import dev.naru.pg.spi.ChargeOrder;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.Outcome;
import dev.naru.pg.spi.Outcome.CardUsed;
import dev.naru.pg.spi.Outcome.IssuedKey;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgError;
import dev.naru.pg.spi.PgError.Category;
import dev.naru.pg.spi.PgTransport;
import dev.naru.pg.spi.Sensitive;
import dev.naru.pg.spi.WindowRequest.Buyer;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests INIAPI v1: charges by key and by card data, and keys issued for cards (protocols/inicis.md
 * §6.5 to §6.8).
 */
class ApiChargeTest {
  private static final String MID = "INIBillTst";
  private static final String TID = "INIAPICARDINIBillTst20260115102601000006";
  private static final IssuedKey KEY = new IssuedKey(Map.of("billKey", InicisFixture.BILL_KEY));
  private static final Buyer BUYER = new Buyer("홍길동", "010-1234-5678", "buyer@example.com");
  private static final ChargeOrder ORDER = new ChargeOrder("주문-1", "정기구독", BUYER, 0, null, null);

  private final List<PgTransport.Request> sent = new ArrayList<>();
  private final Map<String, String> keys = new HashMap<>();
  private String answer = "";

  private final InicisConnector connector =
      new InicisConnector(
          request -> {
            sent.add(request);
            return new PgTransport.Response(
                200, "application/json", answer.getBytes(StandardCharsets.UTF_8));
          },
          InstantSource.fixed(Instant.parse("2026-01-15T01:30:00Z")));

  ApiChargeTest() {
    keys.put("iniApiKey", "rKnPljRn5m6J9Mzz");
    keys.put("iniApiIv", "W2KLNKra6Wxc1P==");
    keys.put("clientIp", "192.0.2.10");
    keys.put("siteUrl", "shop.example.com");
  }

  // --- requests; their digests and ciphertexts are the protocol's test vectors

  @Test
  void a_card_is_charged_with_everything_about_it_encrypted() {
    try (CardData card = card("900101", "00")) {
      connector.chargeCard(attempt("ORDER-20260115-0001", 1_000), card, ORDER);
    }
    assertThat(sent.getFirst().uri()).hasToString("https://stginiapi.inicis.com/api/v1/formpay");
    assertThat(sent.getFirst().contentType()).startsWith("application/x-www-form-urlencoded");
    assertThat(fields())
        .containsExactly(
            Map.entry("type", "Pay"),
            Map.entry("paymethod", "Card"),
            Map.entry("timestamp", "20260115103000"),
            Map.entry("clientIp", "192.0.2.10"),
            Map.entry("mid", MID),
            Map.entry("url", "shop.example.com"),
            Map.entry("moid", "ORDER-20260115-0001"),
            Map.entry("goodName", "정기구독"),
            Map.entry("buyerName", "홍길동"),
            Map.entry("buyerEmail", "buyer@example.com"),
            Map.entry("buyerTel", "010-1234-5678"),
            Map.entry("price", "1000"),
            Map.entry("currency", "WON"),
            Map.entry("cardNumber", "SS/AEA7onevep2jndK44QkHntiLSDQgZacpkAc96mXE="),
            Map.entry("cardExpire", "tEenB2ECy0RmvO2eVV4AJQ=="),
            Map.entry("regNo", "j8k3fqGLizvAksfgRzfqbQ=="),
            Map.entry("cardPw", "wEc+RIWCPvqaNNiyNQMFQQ=="),
            Map.entry("authentification", "00"),
            Map.entry("cardQuota", "00"),
            Map.entry("quotaInterest", "0"),
            Map.entry(
                "hashData",
                "9fd564e298f719481341efbcd5255e765bf485c28fbf4f3af8b2f9e883e5dcb47780f16abd8bb828f"
                    + "c7130972d78a7fd4234dc4976fa3d4ed8bfe03c9b5a563d"));
  }

  @Test
  void a_key_is_asked_for_without_terms_of_a_charge() {
    try (CardData card = card("900101", "00")) {
      connector.issueKey(attempt("ORDER-20260115-0004", 0), card, ORDER);
    }
    assertThat(sent.getFirst().uri()).hasToString("https://stginiapi.inicis.com/api/v1/billing");
    assertThat(fields())
        .containsEntry("type", "Auth")
        .containsEntry("price", "0")
        .doesNotContainKeys("cardQuota", "tax", "billKey")
        .containsEntry(
            "hashData",
            "66cb628b3270a238e39ffab39642d05f68652256f91d668dc165acb9a38a3c0004485adc54eac5e87e8d9"
                + "6926bec00fda34369fddf5826adea77b5772b0c187e");
  }

  @Test
  void a_key_is_charged_with_no_card_data_at_all() {
    connector.chargeKey(attempt("ORDER-20260115-0003", 1_000), KEY, ORDER);
    assertThat(sent.getFirst().uri()).hasToString("https://stginiapi.inicis.com/api/v1/billing");
    assertThat(fields())
        .containsEntry("type", "Billing")
        .containsEntry("billKey", InicisFixture.BILL_KEY)
        .containsEntry("authentification", "00")
        .containsEntry("cardQuota", "00")
        .containsEntry("quotaInterest", "0")
        .doesNotContainKeys("cardNumber", "merchantData")
        .containsEntry(
            "hashData",
            "95a301881d93d77da533153af64385a9c2b1e7f77baf06a604798f037f4eceaf25a00ad211fad313dcc1e4"
                + "467a2cf32ca918ff924aea720633cacd159baee3aa");
  }

  @Test
  void a_holder_of_whom_nothing_is_known_is_not_checked() {
    try (CardData bare = card(null, "00");
        CardData birth = card("900101", null)) {
      connector.chargeCard(attempt("A", 1_000), bare, ORDER);
      assertThat(fields())
          .containsEntry("authentification", "99")
          .doesNotContainKeys("regNo", "cardPw");
      sent.clear();
      connector.chargeCard(attempt("A", 1_000), birth, ORDER);
      assertThat(fields())
          .containsEntry("authentification", "00")
          .containsKey("regNo")
          .doesNotContainKey("cardPw");
    }
  }

  @Test
  void instalments_and_tax_parts_go_along() {
    connector.chargeKey(
        attempt("A", 55_000), KEY, new ChargeOrder("주문-1", "책", BUYER, 3, 1_000L, 4_909L));
    assertThat(fields())
        .containsEntry("cardQuota", "03")
        .containsEntry("tax", "4909")
        .containsEntry("taxFree", "1000");
    sent.clear();
    connector.chargeKey(
        attempt("A", 55_000), KEY, new ChargeOrder("주문-1", "책", BUYER, 12, null, 5_000L));
    assertThat(fields()).containsEntry("cardQuota", "12").containsEntry("taxFree", "0");
  }

  @Test
  void no_field_of_the_buyer_is_sent_empty_or_with_a_control_character() {
    connector.chargeKey(
        attempt("A", 1_000),
        KEY,
        new ChargeOrder("주문-1", "\n", new Buyer("", "", ""), 0, null, null));
    assertThat(fields())
        .containsEntry("goodName", "주문-1")
        .containsEntry("buyerName", "구매자")
        .containsEntry("buyerTel", "000-0000-0000")
        .containsEntry("buyerEmail", "noreply@example.com");
    sent.clear();
    connector.chargeKey(
        attempt("A", 1_000),
        KEY,
        new ChargeOrder(
            "주문-1", "가".repeat(30), new Buyer("나\t" + "나".repeat(30), "1", ""), 0, null, null));
    assertThat(fields().getOrDefault("goodName", "").getBytes(StandardCharsets.UTF_8))
        .hasSizeLessThan(41);
    assertThat(fields()).containsEntry("buyerName", "나".repeat(10));
  }

  @Test
  void only_the_sandbox_is_told_the_shop_s_own_order_number() {
    ChannelConfig sandbox =
        new ChannelConfig(MID, Mode.SANDBOX, keys, URI.create("http://localhost:8090"));
    connector.chargeKey(
        new PersistedAttempt("attempt-1", "A", sandbox, Money.krw(1_000)), KEY, ORDER);
    assertThat(sent.getFirst().uri())
        .hasToString("http://localhost:8090/stginiapi.inicis.com/api/v1/billing");
    assertThat(fields()).containsEntry("merchantData", "주문-1");
  }

  @Test
  void what_cannot_be_sent_is_refused_and_nobody_is_called() {
    PersistedAttempt dollars =
        new PersistedAttempt("attempt-1", "A", attempt("A", 1).channel(), new Money(100, "USD"));
    assertThat(error(connector.chargeKey(dollars, KEY, ORDER)).category())
        .isEqualTo(Category.BAD_REQUEST);
    keys.put("iniApiIv", "short");
    try (CardData card = card("900101", "00")) {
      for (Outcome outcome :
          List.of(
              connector.chargeCard(attempt("A", 1_000), card, ORDER),
              connector.issueKey(attempt("A", 0), card, ORDER))) {
        assertThat(error(outcome).category()).isEqualTo(Category.CONFIGURATION);
      }
    }
    assertThatThrownBy(
            () -> connector.chargeKey(attempt("A", 1_000), new IssuedKey(Map.of()), ORDER))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(sent).isEmpty();
  }

  // --- answers

  @Test
  void everything_the_pg_tells_of_a_charge_is_taken_over_but_the_card_s_type() {
    assertThat(charged(charge().replace("\"payAuthQuota\":\"00\"", "\"payAuthQuota\":\"03\"")))
        .isEqualTo(
            new Outcome.Approved(
                TID,
                Money.krw(1_000),
                PayMethod.CARD,
                null,
                "56528778",
                new CardUsed("366", "신한카드", "400933*********7", 3, null),
                null,
                "https://iniweb.inicis.com/DefaultWebApp/mall/cr/cm/mCmReceipt_head.jsp?noTid="
                    + TID
                    + "&noMethod=1",
                null,
                Instant.parse("2026-01-15T01:26:01Z")));
  }

  @Test
  @Tag("G25")
  void a_number_that_comes_whole_is_masked() {
    Outcome outcome = charged(charge().replace("400933*********7", "4009331234567897"));
    assertThat(outcome.toString()).doesNotContain("4009331234567897").contains("400933");
  }

  @Test
  @Tag("G25")
  void a_refusal_that_repeats_the_card_s_number_shows_it_masked() {
    assertThat(error(charged(failure("[500601][카드번호|4009331234567897 오류]"))).text())
        .isEqualTo("카드번호|400933******7897 오류");
  }

  @Test
  void an_answer_that_contradicts_itself_or_us_is_unknown() {
    for (String strange :
        List.of(
            charge().replace("56528778", "ERROR"),
            charge().replace("\"price\":\"1000\"", "\"price\":\"\""),
            charge().replace("\"price\":\"1000\"", "\"price\":\"-1000\""),
            charge().replace(TID, "INIMX_AUTHINIBillTst20260115102601000006"),
            charge().replace(TID, ""),
            charge().replace("{\"tid\"", "{\"moid\":\"B\",\"tid\""),
            charge().replace("{\"tid\"", "{\"oid\":\"B\",\"tid\""),
            charge().replace("{\"tid\"", "{\"mid\":\"INIpayTest\",\"tid\""),
            charge().replace("\"resultCode\":\"00\"", "\"resultCode\":\"01\""),
            charge().replace("\"resultCode\":\"00\",", ""),
            charge().replace("{\"tid\"", "{\"price\":\"1\",\"tid\""))) {
      assertThat(charged(strange))
          .as(strange)
          .isInstanceOfSatisfying(
              Outcome.Unknown.class, unknown -> assertThat(unknown.charged()).isNull());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "[1113][금액 오류|결제금액이 0원 이하]!1113!금액 오류|결제금액이 0원 이하!BAD_REQUEST",
        "[1165][유효기간|오류]!1165!유효기간|오류!EXPIRED_CARD",
        "[F113]거래거절 카드번호틀림!F113!거래거절 카드번호틀림!BAD_CARD",
        "[500608|1000원 미만 신용카드 승인 불가]!500608!1000원 미만 신용카드 승인 불가!DECLINED",
        "[550997][승인실패|등록되지 않은 빌링키]!550997!승인실패|등록되지 않은 빌링키!CONFIGURATION",
        "[9876][거절|기타]!9876!거절|기타!DECLINED",
        "[1113][]!1113![1113][]!BAD_REQUEST",
        "승인 거절!01!승인 거절!DECLINED"
      })
  void a_refusal_s_code_stands_beside_its_text_and_not_in_it(
      String said, String code, String text, Category category) {
    assertThat(error(charged(failure(said)))).isEqualTo(new PgError(code, text, category));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[500619][승인실패|상점주문번호 중복]", "[500051][통신|오류]", "[500127][이력|오류]"})
  void a_refusal_that_may_hide_a_charge_is_unknown(String said) {
    assertThat(charged(failure(said))).isInstanceOf(Outcome.Unknown.class);
  }

  @ParameterizedTest
  @CsvSource({
    "buyerTel,BAD_REQUEST",
    "clientIp,CONFIGURATION",
    "hashData,CONFIGURATION",
    "cardNumber,BAD_REQUEST"
  })
  void a_field_that_is_wrong_is_named(String field, Category category) {
    assertThat(error(charged(Fixtures.text("v1-validation.json", Map.of("field", field)))))
        .isEqualTo(new PgError("ER0102", "필수 입력값이 없습니다. (" + field + ")", category));
  }

  @Test
  void what_is_no_fields_name_is_not_told_as_one() {
    String two =
        Fixtures.text("v1-validation.json", Map.of("field", "buyerTel"))
            .replace("[{", "[{\"field\":\"buyer tel<\",\"contents\":\"?\"},{");
    assertThat(error(charged(two)).text()).isEqualTo("필수 입력값이 없습니다. (buyerTel)");
  }

  @Test
  void an_unclear_code_is_named() {
    assertThat(reason(failure("[500619][승인실패|상점주문번호 중복]"))).endsWith("unclear code 500619");
  }

  @Test
  void a_key_comes_with_its_card_and_whatever_name_its_time_has() {
    String told = issued();
    for (String body :
        List.of(told, told.replace("authDate", "payDate").replace("authTime", "payTime"))) {
      assertThat(asked(body))
          .isEqualTo(
              new Outcome.KeyIssued(
                  TID,
                  KEY,
                  new CardUsed("366", "신한카드", "400933*********7", 0, 1),
                  Instant.parse("2026-01-15T01:26:01Z")));
    }
    assertThat(asked(told.replace(TID, "20260115-77")))
        .isInstanceOfSatisfying(
            Outcome.KeyIssued.class, it -> assertThat(it.pgTid()).isEqualTo("20260115-77"));
  }

  @Test
  void a_keys_time_is_the_answers_whatever_its_name_and_else_that_of_its_number() {
    String told = issued().replace("\"authTime\":\"102601\"", "\"authTime\":\"102605\"");
    for (String name : List.of("auth", "pay", "billkey")) {
      assertThat(
              issuedAt(told.replace("authDate", name + "Date").replace("authTime", name + "Time")))
          .as(name)
          .isEqualTo(Instant.parse("2026-01-15T01:26:05Z"));
    }
    assertThat(issuedAt(told.replace("\"102605\"", "\"xxxxxx\"")))
        .isEqualTo(Instant.parse("2026-01-15T01:26:01Z"));
    assertThat(
            issuedAt(
                told.replace(
                        "\"authDate\"",
                        "\"payDate\":\"20260115\",\"payTime\":\"102607\",\"authDate\"")
                    .replace("\"102605\"", "\"xxxxxx\"")))
        .isEqualTo(Instant.parse("2026-01-15T01:26:07Z"));
  }

  private Instant issuedAt(String told) {
    return ((Outcome.KeyIssued) asked(told)).issuedAt();
  }

  @Test
  void why_a_refusal_is_not_believed_is_told() {
    assertThat(reason(charge().replace("\"resultCode\":\"00\"", "\"resultCode\":\"01\"")))
        .contains("with an approval number");
    assertThat(reason(charge().replace("\"resultCode\":\"00\",", ""))).contains("no resultCode");
  }

  private String reason(String told) {
    return ((Outcome.Unknown) charged(told)).reason();
  }

  @Test
  void a_key_that_is_none_is_unknown() {
    for (String strange :
        List.of(
            issued().replace(InicisFixture.BILL_KEY, ""),
            issued().replace(InicisFixture.BILL_KEY, "short"),
            issued().replace(TID, ""),
            issued().replace(TID, "a b"),
            issued().replace(MID + "2026", "INIpayTest2026"))) {
      assertThat(asked(strange)).as(strange).isInstanceOf(Outcome.Unknown.class);
    }
  }

  private Outcome charged(String told) {
    answer = told;
    return connector.chargeKey(attempt("A", 1_000), KEY, ORDER);
  }

  private Outcome asked(String told) {
    answer = told;
    try (CardData card = card("900101", "00")) {
      return connector.issueKey(attempt("A", 0), card, ORDER);
    }
  }

  private static String charge() {
    return Fixtures.text("v1-charge.json", Map.of("tid", TID, "price", "1000"));
  }

  private static String issued() {
    return Fixtures.text("v1-key.json", Map.of("tid", TID, "billKey", InicisFixture.BILL_KEY));
  }

  private static String failure(String said) {
    return Fixtures.text("v1-failure.json", Map.of()).replace("[${code}][${text}]", said);
  }

  private static PgError error(Outcome outcome) {
    return ((Outcome.Declined) outcome).error();
  }

  private static CardData card(@Nullable String identity, @Nullable String passwordHead) {
    return new CardData(
        Sensitive.of("4111111111111111"),
        YearMonth.of(2027, 12),
        identity == null ? null : Sensitive.of(identity),
        passwordHead == null ? null : Sensitive.of(passwordHead));
  }

  private PersistedAttempt attempt(String pgOrderNumber, long amount) {
    return new PersistedAttempt(
        "attempt-1",
        pgOrderNumber,
        new ChannelConfig(MID, Mode.TEST, keys, null),
        Money.krw(amount));
  }

  private Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    String body = new String(sent.getFirst().body(), StandardCharsets.UTF_8);
    Arrays.stream(body.split("&", -1))
        .map(pair -> pair.split("=", 2))
        .forEach(pair -> fields.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    return fields;
  }
}
