package dev.naru.pg.mobilians;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.pg.spi.ChargeOrder;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.Outcome;
import dev.naru.pg.spi.Outcome.CardUsed;
import dev.naru.pg.spi.Outcome.IssuedKey;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PgError.Category;
import dev.naru.pg.spi.WindowRequest.Buyer;
import dev.naru.pg.testkit.ScriptedPg.Answer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Tests charges by billing key (protocols/mobilians.md §2.8). */
class ChargeKeyTest {
  static final IssuedKey PHONE_KEY =
      new IssuedKey(
          Map.of(
              "cash_code", "MC",
              "mc_bill_key", "bk7654321260115",
              "mc_user_key", "uk1234567260115",
              "first_approved_on", "20260115",
              "amount", "10000",
              "site_url", "pay.example.com",
              "sid", Fixtures.SID));
  static final IssuedKey CARD_KEY =
      new IssuedKey(
          Map.of(
              "cash_code", "CN",
              "cn_bill_key", "bk7654321260115",
              "first_approved_on", "20260115",
              "amount", "0",
              "site_url", "pay.example.com",
              "sid", Fixtures.SID));
  private static final String NUMBER = "5004000002";
  private static final Instant CHARGED_AT = Instant.parse("2026-02-15T01:26:01Z");

  private final ScriptedMobilians stage = new ScriptedMobilians(Generation.V2, Map.of());

  @AfterEach
  void stop() {
    stage.close();
  }

  @Test
  void a_phones_key_is_charged_with_all_that_belongs_to_it() {
    Outcome outcome = charge(PHONE_KEY, "charge-mc.json", Map.of());

    JsonNode sent = stage.sent();
    assertThat(stage.pg.received().getLast().path()).endsWith("/MUP/api/approval");
    assertThat(sent.properties())
        .extracting(field -> field.getKey() + "=" + field.getValue().asString())
        .containsExactly(
            "mode=M002",
            "cash_code=MC",
            "site_url=pay.example.com",
            "sid=" + Fixtures.SID,
            "product_name=정기구독 2월",
            "amount=10000",
            "trade_id=" + Fixtures.TRADE_ID,
            "bill_key=bk7654321260115",
            "mc_user_key=uk1234567260115",
            "mstr=merchant_uid=order-2");
    assertThat(sent.get("amount").isString()).isTrue();
    assertThat(outcome)
        .isEqualTo(
            new Outcome.Approved(
                NUMBER,
                Money.krw(10_000),
                PayMethod.PHONE,
                null,
                "",
                null,
                null,
                null,
                null,
                CHARGED_AT));
  }

  @Test
  void a_cards_key_is_charged_without_tax_parts_and_tells_the_card() {
    Outcome outcome = charge(CARD_KEY, "charge-cn.json", Map.of());

    assertThat(stage.sent().get("bill_key").asString()).isEqualTo("bk7654321260115");
    for (String absent : new String[] {"mc_user_key", "tax", "tax_free", "tid", "hmac"}) {
      assertThat(stage.sent().has(absent)).as(absent).isFalse();
    }
    assertThat(outcome)
        .isEqualTo(
            new Outcome.Approved(
                NUMBER,
                Money.krw(10_000),
                PayMethod.CARD,
                null,
                "30012345",
                new CardUsed("366", "신한카드", "400933******0007", 0, null),
                null,
                null,
                null,
                CHARGED_AT));
  }

  @Test
  void the_site_of_the_channel_comes_before_the_keys_and_a_long_name_is_cut() {
    try (ScriptedMobilians named =
        new ScriptedMobilians(Generation.OLD, Map.of("site_url", "https://shop.example"))) {
      named.pg.answers("/MUP/api/approval", MobiliansFixture.failure("0031", "한도 초과"));
      ChargeOrder order =
          new ChargeOrder("a&b%c", "긴".repeat(40), new Buyer("", "", ""), 0, null, null);
      assertThat(named.connector().chargeKey(named.attempt(10_000), PHONE_KEY, order))
          .isInstanceOf(Outcome.Declined.class);
      assertThat(named.sent().get("site_url").asString()).isEqualTo("shop.example");
      assertThat(named.sent().get("product_name").asString()).isEqualTo("긴".repeat(25));
      assertThat(named.sent().get("mstr").asString()).isEqualTo("merchant_uid=abc");
    }
  }

  @Test
  @Tag("G07")
  void whatever_differs_from_what_was_asked_leaves_the_charge_unknown() {
    Map<String, String> strange =
        Map.of(
            "sid", "999900010002",
            "trade_id", "HUB-2",
            "amount", "10001",
            "mobil_id", "");
    strange.forEach((name, value) ->
        assertThat(charge(PHONE_KEY, "charge-mc.json", Map.of(name, value)))
            .as(name)
            .isInstanceOf(Outcome.Unknown.class));
    assertThat(charge(PHONE_KEY, "charge-cn.json", Map.of())).isInstanceOf(Outcome.Unknown.class);
    assertThat(charge(PHONE_KEY, "charge-mc.json", Map.of("amount", "9000")))
        .isInstanceOfSatisfying(
            Outcome.Unknown.class,
            unknown -> assertThat(unknown.charged()).isEqualTo(Money.krw(9_000)));
    assertThat(charge(PHONE_KEY, "charge-mc.json", Map.of("amount", "0")))
        .isInstanceOfSatisfying(
            Outcome.Unknown.class, unknown -> assertThat(unknown.charged()).isNull());
  }

  @Test
  @Tag("G07")
  void two_numbers_of_one_charge_are_no_number() {
    assertThat(told("\"mobil_id\":\"5004000002\",\"pay_token\":\"5004000002\""))
        .isInstanceOf(Outcome.Approved.class);
    assertThat(told("\"pay_token\":\"5004000002\""))
        .isInstanceOfSatisfying(
            Outcome.Approved.class,
            approved -> assertThat(approved.pgTid()).isEqualTo("5004000002"));
    assertThat(told("\"mobil_id\":\"5004000002\",\"pay_token\":\"5004000003\""))
        .isInstanceOf(Outcome.Unknown.class);
  }

  private Outcome told(String numbers) {
    stage.pg.answers(
        "/MUP/api/approval",
        Answer.ok(
            "{\"code\":\"0000\",\"sid\":\"%s\",\"trade_id\":\"%s\",\"cash_code\":\"MC\",\"amount\":10000,%s}"
                .formatted(Fixtures.SID, Fixtures.TRADE_ID, numbers)));
    return charge(PHONE_KEY);
  }

  @Test
  void one_instalment_is_a_lump_sum() {
    stage.pg.answers("/MUP/api/approval", MobiliansFixture.failure("0031", "한도 초과"));
    assertThat(stage.connector().chargeKey(stage.attempt(10_000), CARD_KEY, order(1)))
        .isInstanceOfSatisfying(
            Outcome.Declined.class,
            declined -> assertThat(declined.error().code()).isEqualTo("0031"));
  }

  @Test
  void the_digest_of_the_answer_is_not_looked_at() {
    assertThat(charge(PHONE_KEY, "charge-mc.json", Map.of("hmac", "AAAA")))
        .isInstanceOf(Outcome.Approved.class);
  }

  @Test
  @Tag("G04")
  void the_rules_of_automatic_payment_are_declines_and_what_may_have_charged_is_unknown() {
    for (String code : new String[] {"0060", "0047", "0019", "0058", "0031", "6101", "M199"}) {
      assertThat(refusal(code)).as(code).isInstanceOf(Outcome.Declined.class);
    }
    assertThat(refusal("0071"))
        .isInstanceOfSatisfying(
            Outcome.Declined.class,
            declined -> assertThat(declined.error().category()).isEqualTo(Category.CONFIGURATION));
    for (String code : new String[] {"M681", "0051", "0052", "0098", "QQ77", ""}) {
      assertThat(refusal(code)).as(code).isInstanceOf(Outcome.Unknown.class);
    }
    stage.pg.answers("/MUP/api/approval", new Answer.Reset());
    assertThat(charge(PHONE_KEY)).isInstanceOf(Outcome.Unknown.class);
  }

  @Test
  void a_refusal_that_names_another_trade_is_unknown() {
    stage.pg.answers(
        "/MUP/api/approval",
        Answer.ok("{\"code\":\"0060\",\"message\":\"x\",\"trade_id\":\"HUB-2\"}"));
    assertThat(charge(PHONE_KEY)).isInstanceOf(Outcome.Unknown.class);
  }

  @Test
  void what_could_not_be_cancelled_or_said_on_the_wire_is_refused_without_asking() {
    assertRefused(with(PHONE_KEY, "sid", "999900010002"), 0, Category.CONFIGURATION);
    assertRefused(with(PHONE_KEY, "site_url", ""), 0, Category.CONFIGURATION);
    assertRefused(CARD_KEY, 3, Category.BAD_REQUEST);
    try (ScriptedMobilians unsigned = new ScriptedMobilians(Generation.V2, Map.of("skey", ""))) {
      assertThat(unsigned.connector().chargeKey(unsigned.attempt(10_000), PHONE_KEY, order(0)))
          .isInstanceOf(Outcome.Declined.class);
      assertThat(unsigned.pg.received()).isEmpty();
    }
  }

  private void assertRefused(IssuedKey key, int quotaMonths, Category category) {
    assertThat(stage.connector().chargeKey(stage.attempt(100_000), key, order(quotaMonths)))
        .isInstanceOfSatisfying(
            Outcome.Declined.class,
            declined -> assertThat(declined.error().category()).isEqualTo(category));
    assertThat(stage.pg.received()).isEmpty();
  }

  private static IssuedKey with(IssuedKey key, String name, String value) {
    Map<String, String> secret = new HashMap<>(key.secret());
    secret.put(name, value);
    return new IssuedKey(secret);
  }

  private Outcome refusal(String code) {
    stage.pg.answers("/MUP/api/approval", MobiliansFixture.failure(code, "거절"));
    return charge(PHONE_KEY);
  }

  private Outcome charge(IssuedKey key, String file, Map<String, String> further) {
    Map<String, String> values = new HashMap<>();
    values.put("sid", Fixtures.SID);
    values.put("trade_id", Fixtures.TRADE_ID);
    values.put("mobil_id", NUMBER);
    values.put("amount", "10000");
    values.put("hmac", "");
    values.put("at", "20260215102601");
    values.putAll(further);
    stage.pg.answers("/MUP/api/approval", Answer.ok(Fixtures.text(file, values)));
    return charge(key);
  }

  private Outcome charge(IssuedKey key) {
    return stage.connector().chargeKey(stage.attempt(10_000), key, order(0));
  }

  private static ChargeOrder order(int quotaMonths) {
    return new ChargeOrder(
        "order-2", "정기구독 2월", new Buyer("홍길동", "010-1234-5678", ""), quotaMonths, 0L, 909L);
  }
}
