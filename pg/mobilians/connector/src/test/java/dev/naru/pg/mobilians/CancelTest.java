package dev.naru.pg.mobilians;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.pg.spi.Cancels.CancelOutcome;
import dev.naru.pg.spi.Cancels.CancelRequest;
import dev.naru.pg.spi.Cancels.CancelRequest.RefundAccount;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PgError.Category;
import dev.naru.pg.testkit.ScriptedPg.Answer;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests cancels and refunds (protocols/mobilians.md §2.9, §6). */
class CancelTest {
  private final ScriptedMobilians plain = new ScriptedMobilians(Generation.OLD, Map.of());
  private final ScriptedMobilians parts =
      new ScriptedMobilians(Generation.OLD, Map.of("mobilians.phone_partial_cancel", "true"));

  @AfterEach
  void stop() {
    plain.close();
    parts.close();
  }

  @Test
  void a_phone_payment_is_cancelled_whole_and_its_call_has_a_number_of_its_own() {
    assertThat(
            plain.cancel(
                request(PayMethod.PHONE, 5_000, 5_000, null),
                5_000,
                "20260115MCTA5001170143A057923474"))
        .isEqualTo(
            new CancelOutcome.Cancelled(
                "20260115MCTA5001170143A057923474", Instant.parse("2026-01-15T08:01:43Z"), null));
    assertSent(plain, "5000", "N", "C");
  }

  @Test
  void a_part_of_a_phone_payment_is_refused_without_asking_unless_the_contract_allows_it() {
    assertThat(plain.cancel(request(PayMethod.PHONE, 2_000, 5_000, null), 5_000, ""))
        .isInstanceOfSatisfying(
            CancelOutcome.Refused.class,
            refused -> {
              assertThat(refused.error().category()).isEqualTo(Category.PARTIAL_CANCEL_IMPOSSIBLE);
              assertThat(refused.error().text()).isEqualTo("휴대폰결제는 부분취소가 불가능합니다.");
            });
    assertThat(plain.pg.received()).isEmpty();

    assertThat(parts.cancel(request(PayMethod.PHONE, 2_000, 5_000, null), 5_000, ""))
        .isInstanceOf(CancelOutcome.Cancelled.class);
    assertSent(parts, "3000", "Y", "C");
    assertThat(parts.cancel(request(PayMethod.PHONE, 3_000, 3_000, null), 5_000, ""))
        .isInstanceOf(CancelOutcome.Cancelled.class);
    assertSent(parts, "3000", "N", "C");
  }

  @Test
  void of_a_card_payment_the_cancelled_part_is_told_and_the_last_part_is_a_part() {
    assertThat(plain.cancel(request(PayMethod.CARD, 2_000, 5_000, null), 5_000, ""))
        .isEqualTo(new CancelOutcome.Cancelled(ScriptedMobilians.PAY_TOKEN, Fixtures.NOW, null));
    assertSent(plain, "2000", "Y", "C");
    assertThat(plain.sent().has("cn_tax_ver")).isFalse();
    assertThat(plain.cancel(request(PayMethod.CARD, 3_000, 3_000, null), 5_000, ""))
        .isInstanceOf(CancelOutcome.Cancelled.class);
    assertSent(plain, "3000", "Y", "C");
  }

  @Test
  void a_part_with_mixed_tax_names_all_of_its_parts() {
    CancelRequest mixed =
        new CancelRequest(
            ScriptedMobilians.PAY_TOKEN,
            PayMethod.CARD,
            10_000,
            20_000,
            false,
            3_000L,
            500L,
            null,
            "");
    assertThat(plain.cancel(mixed, 20_000, "")).isInstanceOf(CancelOutcome.Cancelled.class);
    assertThat(plain.sent().get("cn_tax_ver").asString()).isEqualTo("CPLX");
    assertThat(plain.sent().get("bill_type").asString()).isEqualTo("20");
    assertThat(plain.sent().get("tax").asString()).isEqualTo("500");
    assertThat(plain.sent().get("tax_free").asString()).isEqualTo("3000");
    assertThat(plain.sent().get("tax_amount").asString()).isEqualTo("6500");
  }

  @Test
  void a_part_without_anything_tax_free_names_no_tax_parts() {
    CancelRequest taxed =
        new CancelRequest(
            ScriptedMobilians.PAY_TOKEN, PayMethod.CARD, 2_000, 5_000, false, 0L, 500L, null, "");
    assertThat(plain.cancel(taxed, 5_000, "")).isInstanceOf(CancelOutcome.Cancelled.class);
    assertThat(plain.sent().has("cn_tax_ver")).isFalse();
  }

  @Test
  @Tag("G04")
  void an_answer_about_another_trade_is_no_answer() {
    for (String code : new String[] {"0000", "0042"}) {
      assertThat(answered(code, Fixtures.SID, "260115000000002"))
          .as(code)
          .isInstanceOf(CancelOutcome.Unknown.class);
      assertThat(answered(code, "999900010002", ScriptedMobilians.PAY_TOKEN))
          .as(code)
          .isInstanceOf(CancelOutcome.Unknown.class);
    }
    // Only a refusal may leave the two fields out.
    assertThat(answered("0000", "", ScriptedMobilians.PAY_TOKEN))
        .isInstanceOf(CancelOutcome.Unknown.class);
    assertThat(answered("0000", Fixtures.SID, "")).isInstanceOf(CancelOutcome.Unknown.class);
    assertThat(answered("0042", "", "")).isInstanceOf(CancelOutcome.Refused.class);
  }

  private CancelOutcome answered(String code, String sid, String payToken) {
    plain.pg.answers(
        "/MUP/api/cancellation",
        Answer.ok(
            "{\"code\":\"%s\",\"sid\":\"%s\",\"pay_token\":\"%s\"}"
                .formatted(code, sid, payToken)));
    return plain
        .connector()
        .cancel(plain.attempt(5_000), request(PayMethod.CARD, 5_000, 5_000, null));
  }

  @Test
  void a_deposit_goes_back_to_an_account_at_a_bank_that_kg_lists() {
    RefundAccount shinhan = new RefundAccount("088", "110-000-000001", "홍길동");
    assertThat(plain.cancel(request(PayMethod.VBANK, 2_000, 5_000, shinhan), 5_000, ""))
        .isInstanceOf(CancelOutcome.Cancelled.class);
    assertSent(plain, "5000", "Y", "R");
    assertThat(plain.sent().get("bank_code").asString()).isEqualTo("026");
    assertThat(plain.sent().get("account_no").asString()).isEqualTo("110000000001");
    assertThat(plain.sent().get("account_name").asString()).isEqualTo("홍길동");
    assertThat(plain.sent().get("refund_amount").asString()).isEqualTo("2000");

    plain.pg.forget();
    RefundAccount unlisted = new RefundAccount("090", "3333", "홍길동");
    assertThat(plain.cancel(request(PayMethod.VBANK, 5_000, 5_000, unlisted), 5_000, ""))
        .isInstanceOf(CancelOutcome.Refused.class);
    assertThat(plain.cancel(request(PayMethod.VBANK, 5_000, 5_000, null), 5_000, ""))
        .isInstanceOf(CancelOutcome.Refused.class);
    assertThat(plain.pg.received()).isEmpty();
  }

  @Test
  void another_month_than_the_payments_is_said_so() {
    plain.pg.answers("/MUP/api/cancellation", MobiliansFixture.failure("0042", "기간경과"));
    assertThat(
            plain
                .connector()
                .cancel(plain.attempt(5_000), request(PayMethod.PHONE, 5_000, 5_000, null)))
        .isInstanceOfSatisfying(
            CancelOutcome.Refused.class,
            refused -> {
              assertThat(refused.error().code()).isEqualTo("0042");
              assertThat(refused.error().category()).isEqualTo(Category.NOT_CANCELLABLE);
              assertThat(refused.error().text()).contains("결제한 달");
            });
  }

  @Test
  void a_code_of_the_card_family_without_a_meaning_leaves_a_cancel_unknown() {
    plain.pg.answers("/MUP/api/cancellation", MobiliansFixture.failure("M199", "?"));
    assertThat(
            plain
                .connector()
                .cancel(plain.attempt(5_000), request(PayMethod.CARD, 5_000, 5_000, null)))
        .isInstanceOf(CancelOutcome.Unknown.class);
  }

  private static CancelRequest request(
      PayMethod method, long amount, long remaining, @Nullable RefundAccount account) {
    return new CancelRequest(
        ScriptedMobilians.PAY_TOKEN,
        method,
        amount,
        remaining,
        remaining < 5_000,
        null,
        null,
        account,
        "고객 요청");
  }

  private static void assertSent(ScriptedMobilians stage, String amount, String part, String type) {
    assertThat(stage.sent().get("amount").asString()).isEqualTo(amount);
    assertThat(stage.sent().get("part_cancel").asString()).isEqualTo(part);
    assertThat(stage.sent().get("cancel_type").asString()).isEqualTo(type);
    assertThat(stage.sent().get("hmac").asString())
        .isEqualTo(
            Fixtures.hmac(Fixtures.SID, Fixtures.TRADE_ID, ScriptedMobilians.PAY_TOKEN, amount));
    assertThat(stage.pg.received().getLast().path()).endsWith("/MUP/api/cancellation");
  }
}
