package dev.naru.pg.mobilians;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.pg.spi.AuthResult;
import dev.naru.pg.spi.AuthResult.Authenticated;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.Outcome;
import dev.naru.pg.spi.Outcome.Bank;
import dev.naru.pg.spi.Outcome.CardUsed;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.WindowRequest;
import dev.naru.pg.testkit.ScriptedPg.Answer;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Tests an approval's request and how its answer is judged (protocols/mobilians.md §2.6, §2.7,
 * §4.2).
 */
class ApproveTest {
  private final ScriptedMobilians stage = new ScriptedMobilians(Generation.V2, Map.of());

  @AfterEach
  void stop() {
    stage.close();
  }

  @Test
  void a_phone_payment_is_approved_with_the_key_of_the_return() {
    Outcome outcome = approve(PayMethod.PHONE, "approval-mc.json", Map.of("bill_key", ""));

    assertThat(stage.sent().get("tid").asString()).isEqualTo(Fixtures.TID);
    assertThat(stage.sent().get("pay_token").asString()).isEqualTo(ScriptedMobilians.PAY_TOKEN);
    assertThat(stage.sent().get("amount").isString()).isTrue();
    assertThat(stage.sent().get("mc_user_key").asString()).isEqualTo("uk1234567260115");
    assertThat(stage.sent().has("reference_key")).isFalse();
    assertThat(outcome)
        .isEqualTo(
            new Outcome.Approved(
                ScriptedMobilians.PAY_TOKEN,
                Money.krw(1_000),
                PayMethod.PHONE,
                null,
                "",
                null,
                null,
                null,
                null,
                Fixtures.NOW));
  }

  @Test
  void a_card_is_told_in_v1_codes() {
    assertThat(approve(PayMethod.CARD, "approval-cn.json", Map.of("bill_key", "")))
        .asInstanceOf(InstanceOfAssertFactories.type(Outcome.Approved.class))
        .satisfies(approved -> {
          assertThat(approved.card())
              .isEqualTo(new CardUsed("366", "신한카드", "400933******0007", 3, null));
          assertThat(approved.applyNum()).isEqualTo("30012345");
          assertThat(approved.embPgProvider()).isNull();
        });
    assertThat(MobiliansCards.card("KKO", "", "4009330000000007", ""))
        .isEqualTo(new CardUsed("090", "카카오뱅크카드", "400933******0007", 0, null));
    assertThat(MobiliansCards.card("ZZZ", "어느카드", "", "00"))
        .isEqualTo(new CardUsed(null, "어느카드", null, 0, null));
  }

  @Test
  void a_transfer_tells_the_bank_by_its_name() {
    assertThat(approve(PayMethod.TRANS, "approval-ra.json", Map.of("bank_name", "신한은행")))
        .asInstanceOf(InstanceOfAssertFactories.type(Outcome.Approved.class))
        .satisfies(approved -> assertThat(approved.bank()).isEqualTo(new Bank("088", "신한은행")));
    assertThat(stage.sent().get("reference_key").asString()).isEqualTo("RA0000000001");
    assertThat(MobiliansBanks.byName("어느은행")).isEmpty();
  }

  @Test
  void an_easy_pay_is_the_method_and_its_card_the_card() {
    Map<String, String> withCard =
        Map.of(
            "card_code", "KBC",
            "card_no", "123456******1234",
            "installment", "00",
            "appr_no", "1",
            "pay_method", "");
    assertThat(approve(PayMethod.SAMSUNG, "approval-ep.json", withCard))
        .asInstanceOf(InstanceOfAssertFactories.type(Outcome.Approved.class))
        .satisfies(approved -> {
          assertThat(approved.method()).isEqualTo(PayMethod.SAMSUNG);
          assertThat(approved.embPgProvider()).isEqualTo("samsungpay");
          assertThat(approved.card())
              .isEqualTo(new CardUsed("381", "KB국민카드", "123456******1234", 0, null));
        });
  }

  @Test
  void an_account_is_issued_with_two_digits_of_a_bank_or_three() {
    for (String code : new String[] {"26", "026"}) {
      assertThat(approve(PayMethod.VBANK, "approval-va.json", Map.of("bank_code", code)))
          .asInstanceOf(InstanceOfAssertFactories.type(Outcome.AccountIssued.class))
          .satisfies(issued -> {
            assertThat(issued.account().bank()).isEqualTo(new Bank("088", "신한은행"));
            assertThat(issued.account().number()).isEqualTo("56200000000001");
            assertThat(issued.account().due()).isEqualTo(LocalDateTime.of(2026, 1, 20, 23, 59, 59));
          });
    }
    assertThat(approve(PayMethod.VBANK, "approval-va.json", Map.of("bank_code", "99")))
        .isInstanceOf(Outcome.Unknown.class);
  }

  @Test
  void a_first_payment_brings_its_billing_key_and_what_belongs_to_it() {
    Outcome outcome =
        stage.approve(key(), 10_000, "approval-mc.json", Map.of("bill_key", "bk7654321260115"));
    assertThat(outcome)
        .asInstanceOf(InstanceOfAssertFactories.type(Outcome.Approved.class))
        .extracting(Outcome.Approved::key)
        .isEqualTo(
            new Outcome.IssuedKey(
                Map.of(
                    "cash_code", "MC",
                    "mc_bill_key", "bk7654321260115",
                    "mc_user_key", "uk1234567260115",
                    "first_approved_on", "20260115",
                    "amount", "10000",
                    "site_url", "pay.example.com",
                    "sid", Fixtures.SID)));
  }

  @Test
  void a_keys_user_is_the_answers_and_else_the_returns() {
    assertThat(userOfKey("\"mc_user_key\":\"uk7654321260115\"")).isEqualTo("uk7654321260115");
    assertThat(userOfKey("\"mc_user_key\":\" \"")).isEqualTo("uk1234567260115");
  }

  private String userOfKey(String told) {
    Authenticated agreed =
        stage.authenticated(key(), 10_000, Map.of("mc_user_key", "uk1234567260115"));
    String answer =
        Fixtures.text(
            "approval-mc.json",
            Map.of(
                "sid", Fixtures.SID,
                "tid", Fixtures.TID,
                "trade_id", Fixtures.TRADE_ID,
                "pay_token", ScriptedMobilians.PAY_TOKEN,
                "amount", "10000",
                "hmac", MobiliansFixture.tradeHmac("10000", Fixtures.TRADE_ID),
                "bill_key", "bk7654321260115"));
    stage.pg.answers(
        "/MUP/api/approval",
        Answer.ok(answer.replace("\"mc_user_key\":\"uk1234567260115\"", told)));
    Outcome outcome = stage.connector().approve(stage.attempt(10_000), agreed);
    return Objects.requireNonNull(((Outcome.Approved) outcome).key())
        .secret()
        .getOrDefault("mc_user_key", "");
  }

  @Test
  void a_key_that_only_the_browser_told_is_none() {
    assertThat(stage.approve(key(), 10_000, "approval-mc.json", Map.of("bill_key", "")))
        .asInstanceOf(InstanceOfAssertFactories.type(Outcome.Approved.class))
        .satisfies(approved -> assertThat(approved.key()).isNull());
  }

  @Test
  void a_key_window_tells_what_was_really_charged() {
    assertThat(stage.approve(key(), 0, "approval-mc.json", Map.of("bill_key", "bk1")))
        .isInstanceOf(Outcome.KeyIssued.class);
    assertThat(
            stage.approve(
                key(), 10_000, "approval-mc.json", Map.of("bill_key", "bk1", "amount", "0")))
        .isInstanceOf(Outcome.KeyIssued.class);
    assertThat(
            stage.approve(
                key(), 0, "approval-mc.json", Map.of("bill_key", "bk1", "amount", "10000")))
        .asInstanceOf(InstanceOfAssertFactories.type(Outcome.UnexpectedCharge.class))
        .satisfies(unasked -> {
          assertThat(unasked.charge().amount()).isEqualTo(Money.krw(10_000));
          assertThat(unasked.charge().key()).isNotNull();
        });
    assertThat(stage.approve(key(), 0, "approval-mc.json", Map.of("bill_key", "")))
        .isInstanceOf(Outcome.Declined.class);
    assertThat(
            stage.approve(
                key(), 10_000, "approval-mc.json", Map.of("bill_key", "bk1", "amount", "9999")))
        .isInstanceOf(Outcome.Unknown.class);
  }

  @Test
  @Tag("G07")
  void whatever_differs_from_the_record_leaves_the_approval_unknown() {
    Map<String, String> strange =
        Map.of(
            "sid", "999900010002",
            "tid", "0a1b2c3d4e5f60719",
            "trade_id", "HUB-2",
            "pay_token", "260115000000002",
            "amount", "1001",
            "hmac", "AAAA");
    strange.forEach((name, value) ->
        assertThat(
                approve(PayMethod.PHONE, "approval-mc.json", Map.of("bill_key", "", name, value)))
            .as(name)
            .isInstanceOf(Outcome.Unknown.class));
    assertThat(approve(PayMethod.PHONE, "approval-cn.json", Map.of("bill_key", "")))
        .isInstanceOf(Outcome.Unknown.class);
  }

  @Test
  @Tag("G04")
  void a_duplicate_or_busy_answer_is_looked_into_and_a_decline_is_final() {
    for (String code : new String[] {"M681", "0051", "0052", "0001", "0096", "0098", "0099"}) {
      assertThat(refusal(code)).as(code).isInstanceOf(Outcome.Unknown.class);
    }
    for (String code : new String[] {"0031", "0043", "0097", "6101", "M199"}) {
      assertThat(refusal(code)).as(code).isInstanceOf(Outcome.Declined.class);
    }
  }

  @Test
  @Tag("G04")
  void a_refusal_is_believed_unless_it_names_another_trade() {
    for (String ours :
        new String[] {
          "\"sid\":\"" + Fixtures.SID + "\"",
          "\"tid\":\"" + Fixtures.TID + "\"",
          "\"trade_id\":\"" + Fixtures.TRADE_ID + "\""
        }) {
      assertThat(answered("{\"code\":\"0031\"," + ours + "}"))
          .as(ours)
          .isInstanceOf(Outcome.Declined.class);
    }
    for (String anothers :
        new String[] {
          "\"sid\":\"999900010002\"", "\"tid\":\"" + "1".repeat(17) + "\"", "\"trade_id\":\"HUB-2\""
        }) {
      assertThat(answered("{\"code\":\"0031\"," + anothers + "}"))
          .as(anothers)
          .isInstanceOf(Outcome.Unknown.class);
    }
    assertThat(answered("{\"message\":\"no code\"}")).isInstanceOf(Outcome.Unknown.class);
  }

  @Test
  @Tag("G07")
  void an_approval_of_nothing_leaves_nothing_known_to_take_back() {
    assertThat(approve(PayMethod.PHONE, "approval-mc.json", Map.of("bill_key", "", "amount", "0")))
        .isInstanceOfSatisfying(
            Outcome.Unknown.class, unknown -> assertThat(unknown.charged()).isNull());
  }

  @Test
  void an_accounts_holder_is_the_answers_and_else_the_one_whom_the_window_named() {
    assertThat(holder("\"va_name\":\" 김철수 \",")).isEqualTo("김철수");
    assertThat(holder("")).isEqualTo("홍길동");
  }

  private String holder(String further) {
    Authenticated agreed =
        stage.authenticated(Fixtures.request(PayMethod.VBANK), 1_000, Map.of("va_name", "홍길동"));
    stage.pg.answers(
        "/MUP/api/approval",
        Answer.ok(issued().replace("\"bank_code\"", further + "\"bank_code\"")));
    return ((Outcome.AccountIssued) stage.connector().approve(stage.attempt(1_000), agreed))
        .account()
        .holder();
  }

  /** The answer that issues an account for 1,000 won. */
  private static String issued() {
    return Fixtures.text(
        "approval-va.json",
        Map.of(
            "sid", Fixtures.SID,
            "tid", Fixtures.TID,
            "trade_id", Fixtures.TRADE_ID,
            "pay_token", ScriptedMobilians.PAY_TOKEN,
            "amount", "1000",
            "hmac", MobiliansFixture.tradeHmac("1000", Fixtures.TRADE_ID),
            "bank_code", "26"));
  }

  @Test
  void an_account_whose_answer_names_no_last_day_has_the_one_that_was_asked_for() {
    WindowRequest request =
        new RequestBuilder(PayMethod.VBANK).due(LocalDateTime.of(2026, 1, 18, 23, 59, 59)).build();
    Authenticated agreed = stage.authenticated(request, 1_000, Map.of());
    stage.pg.answers("/MUP/api/approval", Answer.ok(issued().replace("20260120", "")));
    assertThat(stage.connector().approve(stage.attempt(1_000), agreed))
        .isInstanceOfSatisfying(
            Outcome.AccountIssued.class,
            issued ->
                assertThat(issued.account().due())
                    .isEqualTo(LocalDateTime.of(2026, 1, 18, 23, 59, 59)));
  }

  @Test
  void a_return_is_forged_where_the_plus_of_its_digest_was_lost() {
    AuthResult lost =
        stage.read(
            Fixtures.request(PayMethod.PHONE),
            1_000,
            Map.of(
                "hmac",
                MobiliansFixture.tradeHmac("1000", Fixtures.TRADE_ID).replace('+', ' ') + " "));
    assertThat(lost).isInstanceOf(AuthResult.Forged.class);
    assertThat(stage.read(Fixtures.request(PayMethod.PHONE), 1_000, Map.of("extra", "1")))
        .isInstanceOf(Authenticated.class);
  }

  @Test
  void a_window_that_failed_before_it_knew_the_trade_is_a_refusal() {
    assertThat(
            stage.read(
                Fixtures.request(PayMethod.PHONE),
                1_000,
                Map.of("code", "9999", "sid", "", "tid", "", "trade_id", "")))
        .isInstanceOf(AuthResult.Refused.class);
  }

  private Outcome refusal(String code) {
    return approve(PayMethod.PHONE, "failure.json", Map.of("code", code, "message", "거절"));
  }

  private Outcome answered(String json) {
    Authenticated agreed = stage.authenticated(Fixtures.request(PayMethod.PHONE), 1_000, Map.of());
    stage.pg.answers("/MUP/api/approval", Answer.ok(json));
    return stage.connector().approve(stage.attempt(1_000), agreed);
  }

  private static WindowRequest key() {
    return new RequestBuilder(PayMethod.PHONE).key().build();
  }

  private Outcome approve(PayMethod method, String file, Map<String, String> values) {
    return stage.approve(Fixtures.request(method), 1_000, file, values);
  }
}
