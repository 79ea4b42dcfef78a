package dev.naru.pg.mobilians;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.pg.spi.AuthResult.Authenticated;
import dev.naru.pg.spi.Cancels.CancelOutcome;
import dev.naru.pg.spi.Cancels.CancelRequest;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.NetCancels.NetCancelOutcome;
import dev.naru.pg.spi.Outcome;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.testkit.HttpTransport;
import dev.naru.pg.testkit.ScriptedPg.Answer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Net cancels (protocols/mobilians.md §7 item 1), and what is left when nothing is answered. */
class NetCancelTest {
  private final Stage stage =
      new Stage(Generation.OLD, Map.of("mobilians.pay_methods", "phone,vbank"));

  @AfterEach
  void stop() {
    stage.close();
  }

  @Test
  @Tag("G05")
  void the_whole_is_cancelled_under_the_number_of_the_authentication() {
    NetCancelOutcome outcome =
        stage.netCancel(phone(), 1_000, MobiliansFixture.failure("0000", "정상처리"));
    assertThat(outcome).isEqualTo(new NetCancelOutcome.Undone(Stage.PAY_TOKEN));
    assertThat(stage.pg.received().getLast().path()).endsWith("/MUP/api/cancellation");
    assertThat(stage.sent().get("amount").asString()).isEqualTo("1000");
    assertThat(stage.sent().get("part_cancel").asString()).isEqualTo("N");
    assertThat(stage.sent().get("hmac").asString())
        .isEqualTo(Fixtures.hmac(Fixtures.SID, Fixtures.TRADE_ID, Stage.PAY_TOKEN, "1000"));
  }

  @Test
  @Tag("G07")
  void of_another_amount_than_asked_for_the_one_that_kg_charged_is_cancelled() {
    Outcome outcome =
        stage.approve(
            Fixtures.request(PayMethod.PHONE), 1_000, "approval-mc.json", Map.of("amount", "1100"));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Unknown.class,
            unknown -> assertThat(unknown.charged()).isEqualTo(Money.krw(1_100)));

    stage.netCancel(phone(), 1_000, MobiliansFixture.failure("0000", "정상처리"), Money.krw(1_100));
    assertThat(stage.sent().get("amount").asString()).isEqualTo("1100");
    assertThat(stage.sent().get("hmac").asString())
        .isEqualTo(Fixtures.hmac(Fixtures.SID, Fixtures.TRADE_ID, Stage.PAY_TOKEN, "1100"));
  }

  @Test
  @Tag("G04")
  void nothing_to_cancel_is_believed_only_when_no_approval_can_be_late_any_more() {
    Authenticated authenticated = phone();
    Answer nothing = MobiliansFixture.failure("0041", "취소할 거래 없음");

    assertThat(stage.netCancel(authenticated, 1_000, nothing))
        .isInstanceOf(NetCancelOutcome.Unknown.class);
    stage.pass(NothingToCancel.SETTLED_AFTER.minusMillis(1));
    assertThat(stage.netCancel(authenticated, 1_000, nothing))
        .isInstanceOf(NetCancelOutcome.Unknown.class);
    stage.pass(Duration.ofMillis(1));
    assertThat(stage.netCancel(authenticated, 1_000, nothing))
        .isInstanceOf(NetCancelOutcome.Undone.class);
  }

  @Test
  void an_account_without_a_deposit_is_closed_instead() {
    Authenticated account = stage.authenticated(Fixtures.request(PayMethod.VBANK), 1_000, Map.of());
    Answer closed =
        Answer.ok(
            Fixtures.text(
                "account-expire.json",
                Map.of("trade_id", Fixtures.TRADE_ID, "pay_token", Stage.PAY_TOKEN)));
    assertThat(stage.netCancel(account, 1_000, closed)).isInstanceOf(NetCancelOutcome.Undone.class);
    assertThat(stage.pg.received().getLast().path()).endsWith("/MUP/api/account-expire");
    assertThat(stage.sent().has("hmac")).isFalse();
  }

  @Test
  @Tag("G04")
  void an_answer_about_another_trade_is_no_answer() {
    Answer another =
        Answer.ok(
            Fixtures.text(
                "account-expire.json", Map.of("trade_id", "HUB-2", "pay_token", Stage.PAY_TOKEN)));
    assertThat(stage.netCancel(phone(), 1_000, another))
        .isInstanceOf(NetCancelOutcome.Unknown.class);
  }

  @Test
  @Tag("G04")
  void no_answer_in_time_leaves_approval_net_cancel_and_cancel_unknown() {
    Authenticated authenticated = phone();
    for (int call = 0; call < 2; call++) {
      stage.pg.answers("/MUP/api/cancellation", new Answer.Silence());
    }
    stage.pg.answers("/MUP/api/approval", new Answer.Silence());
    try (HttpTransport impatient = HttpTransport.impatient(Duration.ofMillis(300))) {
      MobiliansConnector connector = stage.connector(impatient);
      assertThat(connector.approve(stage.attempt(1_000), authenticated))
          .isInstanceOf(Outcome.Unknown.class);
      assertThat(connector.netCancel(stage.attempt(1_000), authenticated, null, null))
          .isInstanceOf(NetCancelOutcome.Unknown.class);
      CancelRequest whole =
          new CancelRequest(
              Stage.PAY_TOKEN, PayMethod.PHONE, 1_000, 1_000, false, null, null, null, "");
      assertThat(connector.cancel(stage.attempt(1_000), whole))
          .isInstanceOf(CancelOutcome.Unknown.class);
    }
  }

  private Authenticated phone() {
    return stage.authenticated(
        Fixtures.request(PayMethod.PHONE), 1_000, Map.of("mc_user_key", "uk1234567260115"));
  }
}
