package dev.naru.pg.mobilians;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.pg.spi.AuthResult.Authenticated;
import dev.naru.pg.spi.Cancels.CancelOutcome;
import dev.naru.pg.spi.Cancels.CancelRequest;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.NetCancels.NetCancelOutcome;
import dev.naru.pg.spi.Outcome;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PgError.Category;
import dev.naru.pg.testkit.ScriptedPg.Answer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each easy-pay of the new module, from its window to its cancel (protocols/mobilians.md §2.3,
 * §2.9).
 */
class EasyPaysTest {
  private final Stage stage = new Stage(Generation.V2, Map.of());

  @AfterEach
  void stop() {
    stage.close();
  }

  @ParameterizedTest
  @EnumSource
  void its_own_window_charges_it(EasyPay easyPay) {
    Outcome outcome =
        stage.approve(
            Fixtures.request(easyPay.method()),
            5_000,
            "approval-ep.json",
            Map.of("card_code", "", "card_no", "", "installment", "00", "appr_no", "30012345"));

    assertThat(stage.pg.received("/MUP/api/registration").getLast().body())
        .contains("\"ep_code\":\"" + easyPay.code() + "\"");
    assertThat(stage.sent().get("cash_code").asString()).isEqualTo("EP");
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Approved.class,
            approved -> {
              assertThat(approved.method()).isEqualTo(easyPay.method());
              assertThat(approved.embPgProvider()).isEqualTo(easyPay.embPgProvider());
              assertThat(approved.amount()).isEqualTo(Money.krw(5_000));
            });
  }

  @ParameterizedTest
  @EnumSource
  void a_part_of_it_is_cancelled_and_then_the_rest(EasyPay easyPay) {
    assertThat(stage.cancel(request(easyPay.method(), 2_000, 5_000), 5_000, ""))
        .isInstanceOf(CancelOutcome.Cancelled.class);
    assertSent("2000", "Y");
    assertThat(stage.cancel(request(easyPay.method(), 3_000, 3_000), 5_000, ""))
        .isInstanceOf(CancelOutcome.Cancelled.class);
    assertSent("3000", "Y");
  }

  @ParameterizedTest
  @EnumSource
  void the_whole_of_it_is_cancelled_once(EasyPay easyPay) {
    CancelRequest whole = request(easyPay.method(), 5_000, 5_000);
    assertThat(stage.cancel(whole, 5_000, ""))
        .isEqualTo(new CancelOutcome.Cancelled(Stage.PAY_TOKEN, Fixtures.NOW, null));
    assertSent("5000", "N");
    stage.pg.answers("/MUP/api/cancellation", MobiliansFixture.failure("M231", "기취소"));
    assertThat(stage.connector().cancel(stage.attempt(5_000), whole))
        .isInstanceOfSatisfying(
            CancelOutcome.Refused.class,
            refused ->
                assertThat(refused.error().category()).isEqualTo(Category.ALREADY_CANCELLED));
  }

  @ParameterizedTest
  @EnumSource
  @Tag("G05")
  void an_approval_of_it_without_an_answer_is_taken_back(EasyPay easyPay) {
    Authenticated agreed = stage.authenticated(Fixtures.request(easyPay.method()), 5_000, Map.of());
    stage.pg.answers("/MUP/api/approval", new Answer.Reset());
    assertThat(stage.connector().approve(stage.attempt(5_000), agreed))
        .isInstanceOf(Outcome.Unknown.class);

    assertThat(stage.netCancel(agreed, 5_000, MobiliansFixture.failure("0000", "정상처리")))
        .isEqualTo(new NetCancelOutcome.Undone(Stage.PAY_TOKEN));
    assertSent("5000", "N");
  }

  private static CancelRequest request(PayMethod method, long amount, long remaining) {
    return new CancelRequest(
        Stage.PAY_TOKEN, method, amount, remaining, remaining < 5_000, null, null, null, "고객 요청");
  }

  private void assertSent(String amount, String part) {
    assertThat(stage.pg.received().getLast().path()).endsWith("/MUP/api/cancellation");
    assertThat(stage.sent().get("cash_code").asString()).isEqualTo("EP");
    assertThat(stage.sent().get("pay_token").asString()).isEqualTo(Stage.PAY_TOKEN);
    assertThat(stage.sent().get("amount").asString()).isEqualTo(amount);
    assertThat(stage.sent().get("part_cancel").asString()).isEqualTo(part);
    assertThat(stage.sent().get("hmac").asString())
        .isEqualTo(Fixtures.hmac(Fixtures.SID, Fixtures.TRADE_ID, Stage.PAY_TOKEN, amount));
  }
}
