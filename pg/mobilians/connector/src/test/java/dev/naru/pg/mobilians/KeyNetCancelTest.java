package dev.naru.pg.mobilians;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.pg.spi.AuthResult.Authenticated;
import dev.naru.pg.spi.Cancels.CancelOutcome;
import dev.naru.pg.spi.Cancels.CancelRequest;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.NetCancels.NetCancelOutcome;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PgError.Category;
import dev.naru.pg.testkit.ScriptedPg.Answer;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How a key's charge is undone whose outcome is unknown (protocols/mobilians.md §7 item 1,
 * AutoBilling).
 */
@Tag("G05")
class KeyNetCancelTest {
  private static final Answer NOTHING = MobiliansFixture.failure("0041", "취소할 거래 없음");

  private final Stage stage = new Stage(Generation.OLD, Map.of());

  @AfterEach
  void stop() {
    stage.close();
  }

  @Test
  void a_charge_of_known_number_is_cancelled_under_it() {
    assertThat(netCancel("5004000002", null, done("5004000002")))
        .isEqualTo(new NetCancelOutcome.Undone("5004000002"));

    assertThat(stage.pg.received().getLast().path()).endsWith("/MUP/api/cancellation");
    assertThat(stage.sent().get("cash_code").asString()).isEqualTo("MC");
    assertThat(stage.sent().get("trade_id").asString()).isEqualTo(Fixtures.TRADE_ID);
    assertThat(stage.sent().get("pay_token").asString()).isEqualTo("5004000002");
    assertThat(stage.sent().get("amount").asString()).isEqualTo("10000");
    assertThat(stage.sent().get("part_cancel").asString()).isEqualTo("N");
    assertThat(stage.sent().get("hmac").asString())
        .isEqualTo(Fixtures.hmac(Fixtures.SID, Fixtures.TRADE_ID, "5004000002", "10000"));
    assertThat(netCancel("5004000002", null, done("5004000003")))
        .isInstanceOf(NetCancelOutcome.Unknown.class);
  }

  @Test
  void a_charge_of_lost_number_is_cancelled_by_its_trade_and_tells_the_number() {
    assertThat(netCancel(null, Money.krw(9_000), done("5004000002")))
        .isEqualTo(new NetCancelOutcome.Undone("5004000002"));

    assertThat(stage.sent().get("pay_token").asString()).isEmpty();
    assertThat(stage.sent().get("amount").asString()).isEqualTo("9000");
    assertThat(stage.sent().get("hmac").asString())
        .isEqualTo(Fixtures.hmac(Fixtures.SID, Fixtures.TRADE_ID, "9000"));
    assertThat(netCancel(null, null, MobiliansFixture.failure("0044", "기취소")))
        .isEqualTo(new NetCancelOutcome.Undone(null));
  }

  @Test
  @Tag("G04")
  void nothing_to_cancel_is_told_as_such_and_never_as_undone() {
    for (Duration later : new Duration[] {Duration.ZERO, Duration.ofDays(1)}) {
      stage.pass(later);
      assertThat(netCancel(null, null, NOTHING))
          .isInstanceOfSatisfying(
              NetCancelOutcome.Refused.class,
              refused ->
                  assertThat(refused.error().category()).isEqualTo(Category.NO_SUCH_TRANSACTION));
    }
  }

  @Test
  @Tag("G04")
  void a_kg_that_wants_a_number_has_undone_nothing() {
    assertThat(netCancel(null, null, MobiliansFixture.failure("6101", "pay_token")))
        .isInstanceOf(NetCancelOutcome.Refused.class);
    for (String code : new String[] {"0042", "0045"}) {
      assertThat(netCancel(null, null, MobiliansFixture.failure(code, "?")))
          .isInstanceOf(NetCancelOutcome.Refused.class);
    }
    for (String code : new String[] {"0099", "QQ77"}) {
      assertThat(netCancel(null, null, MobiliansFixture.failure(code, "?")))
          .isInstanceOf(NetCancelOutcome.Unknown.class);
    }
    assertThat(netCancel(null, null, new Answer.Reset()))
        .isInstanceOf(NetCancelOutcome.Unknown.class);
  }

  @Test
  void a_keys_charge_is_cancelled_like_any_other_of_its_method() {
    CancelRequest whole =
        new CancelRequest(
            Stage.PAY_TOKEN, PayMethod.PHONE, 10_000, 10_000, false, null, null, null, "");
    assertThat(stage.cancel(whole, 10_000, "")).isInstanceOf(CancelOutcome.Cancelled.class);
    assertThat(stage.sent().get("pay_token").asString()).isEqualTo(Stage.PAY_TOKEN);
    stage.pg.answers("/MUP/api/cancellation", MobiliansFixture.failure("0042", "기간경과"));
    assertThat(stage.connector().cancel(stage.attempt(10_000), whole))
        .isInstanceOfSatisfying(
            CancelOutcome.Refused.class,
            refused -> assertThat(refused.error().text()).contains("결제한 달"));
  }

  private NetCancelOutcome netCancel(
      @Nullable String pgTid, @Nullable Money charged, Answer answer) {
    stage.pg.answers("/MUP/api/cancellation", answer);
    return stage
        .connector()
        .netCancel(
            stage.attempt(10_000),
            new Authenticated(ChargeKeyTest.PHONE_KEY.secret()),
            pgTid,
            charged);
  }

  private static Answer done(String payToken) {
    return Answer.ok(
        Fixtures.text(
            "cancellation.json",
            Map.of(
                "sid", Fixtures.SID,
                "cash_code", "MC",
                "pay_token", payToken,
                "amount", "10000",
                "transaction_id", "")));
  }
}
