package dev.naru.pg.inicis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.pg.inicis.wire.InicisJson;
import dev.naru.pg.spi.Cancels.CancelOutcome;
import dev.naru.pg.spi.Cancels.CancelRequest;
import dev.naru.pg.spi.Cancels.CancelRequest.RefundAccount;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.testkit.HttpTransport;
import dev.naru.pg.testkit.ScriptedPg;
import dev.naru.pg.testkit.ScriptedPg.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Tests which of the two refund services is called, and when the other one follows
 * (protocols/inicis.md §10).
 */
class CancelTest {
  private static final String TID = "StdpayCARDINIpayTest20260115102601000001";

  private final ScriptedPg pg = new ScriptedPg();
  private final HttpTransport transport = new HttpTransport();
  private final PersistedAttempt attempt = Fixtures.attempt(Fixtures.sandbox(pg.base()), 1_000);

  @AfterEach
  void stop() {
    transport.close();
    pg.close();
  }

  @Test
  void the_whole_as_the_first_cancel_is_a_refund_whose_hash_covers_the_very_text_sent() {
    pg.answers("/v2/pg/refund", Answer.ok(Fixtures.text("v2-refund.json", Map.of())));

    CancelOutcome outcome = cancel(1_000, 1_000, false, null, null);

    assertThat(outcome)
        .isEqualTo(new CancelOutcome.Cancelled(TID, Instant.parse("2026-01-15T02:00:00Z"), null));
    String body = pg.received().getFirst().body();
    String data = "{\"tid\":\"" + TID + "\",\"msg\":\"고객 요청/취소\"}";
    assertThat(body)
        .contains("\"data\":" + data + ",")
        .contains("\"timestamp\":\"20260115103000\"");
    assertThat(
            InicisJson.parse(body.getBytes(StandardCharsets.UTF_8)).orElseThrow().get("hashData"))
        .isEqualTo(
            new InicisSigner(InicisSettings.of(attempt.channel()))
                .apiV2("INIpayTest", "refund", "20260115103000", data));
    assertThat(pg.received().getFirst().contentType()).isEqualTo("application/json;charset=UTF-8");
  }

  @Test
  void a_part_names_what_remains_and_its_tax_parts() {
    pg.answers("/v2/pg/partialRefund", partlyCancelled(300, 700));

    assertThat(cancel(300, 1_000, false, 0L, 27L))
        .isEqualTo(
            new CancelOutcome.Cancelled(
                "StdpayCARDINIpayTest20260115110000000007",
                Instant.parse("2026-01-15T02:00:00Z"),
                null));
    assertThat(pg.received().getFirst().body())
        .contains(
            "\"price\":\"300\",\"confirmPrice\":\"700\",\"currency\":\"WON\","
                + "\"tax\":\"27\",\"taxfree\":\"0\"}");
  }

  /** One of KG INICIS's documents has the two numbers in each other's place. */
  @Test
  void a_parts_own_number_is_the_one_that_is_not_the_charges_and_else_the_charges() {
    String own = "StdpayCARDINIpayTest20260115110000000007";
    String usual = partText(300, 700);
    for (String[] numbers : new String[][] {{TID, own, own}, {"", own, own}, {TID, TID, TID}}) {
      pg.answers(
          "/v2/pg/partialRefund",
          Answer.ok(
              usual
                  .replace("\"tid\":\"" + own + "\"", "\"tid\":\"" + numbers[0] + "\"")
                  .replace("\"prtcTid\":\"" + TID + "\"", "\"prtcTid\":\"" + numbers[1] + "\"")));
      assertThat(cancel(300, 1_000, false, null, null))
          .as(String.join(" ", numbers))
          .isInstanceOfSatisfying(
              CancelOutcome.Cancelled.class,
              done -> assertThat(done.cancelTid()).isEqualTo(numbers[2]));
    }
  }

  @Test
  void the_remainder_after_a_part_is_a_partial_refund_that_leaves_nothing() {
    pg.answers("/v2/pg/partialRefund", partlyCancelled(700, 0));
    assertThat(cancel(700, 700, true, null, null)).isInstanceOf(CancelOutcome.Cancelled.class);
    assertThat(pg.received().getFirst().body())
        .contains("\"price\":\"700\",\"confirmPrice\":\"0\",\"currency\":\"WON\"}");
  }

  @Test
  void a_refund_refused_because_of_an_earlier_part_becomes_a_partial_one_once() {
    pg.answers("/v2/pg/refund", InicisFixture.failure("500624", "전체취소 불가"));
    pg.answers("/v2/pg/partialRefund", partlyCancelled(1_000, 0));
    assertThat(cancel(1_000, 1_000, false, null, null)).isInstanceOf(CancelOutcome.Cancelled.class);
    assertThat(pg.received()).hasSize(2);

    pg.answers("/v2/pg/refund", InicisFixture.failure("500625", "전체취소 불가"));
    pg.answers("/v2/pg/partialRefund", InicisFixture.failure("500624", "전체취소 불가"));
    assertThat(cancel(1_000, 1_000, false, null, null)).isInstanceOf(CancelOutcome.Refused.class);
    assertThat(pg.received()).hasSize(4);
  }

  @Test
  void a_part_is_never_turned_into_a_refund_of_the_whole() {
    pg.answers("/v2/pg/partialRefund", InicisFixture.failure("500749", "전체금액 부분취소 불가"));
    assertThat(cancel(700, 700, true, null, null)).isInstanceOf(CancelOutcome.Refused.class);
    assertThat(pg.received("/refund")).isEmpty();
  }

  @Test
  void a_cancel_of_other_amounts_than_asked_for_is_unknown() {
    pg.answers("/v2/pg/partialRefund", partlyCancelled(300, 600));
    assertThat(cancel(300, 1_000, false, null, null)).isInstanceOf(CancelOutcome.Unknown.class);
  }

  @Test
  void a_no_without_a_published_reason_is_unknown() {
    pg.answers("/v2/pg/refund", InicisFixture.failure("", "실패"));
    assertThat(cancel(1_000, 1_000, false, null, null)).isInstanceOf(CancelOutcome.Unknown.class);
  }

  @Test
  void a_deposit_goes_back_to_the_account_that_is_named_and_whose_number_is_sealed() {
    pg.answers("/v2/pg/refund/vacct", Answer.ok(Fixtures.text("v2-refund.json", Map.of())));
    assertThat(refund(1_000, new RefundAccount("020", "1002-856-123456", "홍길동")))
        .isInstanceOf(CancelOutcome.Cancelled.class);
    assertThat(pg.received().getFirst().body())
        .contains("\"type\":\"refund\",")
        .contains(
            "\"refundAcctNum\":\"b4mftjDfaxGYpI5lC4andg==\",\"refundBankCode\":\"20\","
                + "\"refundAcctName\":\"홍길동\"}")
        .doesNotContain("1002");
    String data =
        "{\"tid\":\""
            + TID
            + "\",\"msg\":\"고객 요청/취소\",\"refundAcctNum\":\"b4mftjDfaxGYpI5lC4andg==\","
            + "\"refundBankCode\":\"20\",\"refundAcctName\":\"홍길동\"}";
    assertThat(pg.received().getFirst().body())
        .contains(
            new InicisSigner(InicisSettings.of(attempt.channel()))
                .apiV2("INIpayTest", "refund", "20260115103000", data));

    pg.answers("/v2/pg/partialRefund/vacct", partlyCancelled(300, 700));
    assertThat(refund(300, new RefundAccount("20", "1002856123456", "홍길동")))
        .isInstanceOf(CancelOutcome.Cancelled.class);
    assertThat(pg.received().getLast().body())
        .contains("\"type\":\"partialRefund\",")
        .contains("\"price\":\"300\",\"confirmPrice\":\"700\",\"refundAcctNum\"")
        .doesNotContain("currency");
  }

  @Test
  void without_an_account_that_money_can_go_to_nobody_is_asked() {
    assertThat(refund(1_000, null))
        .isInstanceOfSatisfying(
            CancelOutcome.Refused.class,
            it -> assertThat(it.error().text()).isEqualTo("환불계좌정보가 누락되었습니다."));
    assertThat(refund(1_000, new RefundAccount("020", "", "홍길동")))
        .isInstanceOf(CancelOutcome.Refused.class);
    assertThat(refund(1_000, new RefundAccount("999", "1002856123456", "홍길동")))
        .isInstanceOf(CancelOutcome.Refused.class);
    assertThat(pg.received()).isEmpty();
  }

  private CancelOutcome refund(long amount, @Nullable RefundAccount to) {
    return new InicisConnector(
            transport, InstantSource.fixed(Instant.parse("2026-01-15T01:30:00Z")))
        .cancel(
            attempt,
            new CancelRequest(
                TID, PayMethod.VBANK, amount, 1_000, false, null, null, to, "고객 요청/취소"));
  }

  private static Answer partlyCancelled(long price, long remains) {
    return Answer.ok(partText(price, remains));
  }

  private static String partText(long price, long remains) {
    return Fixtures.text(
        "v2-partial-refund.json",
        Map.of(
            "tid", TID,
            "price", Long.toString(price),
            "remains", Long.toString(remains)));
  }

  private CancelOutcome cancel(
      long amount, long remaining, boolean before, @Nullable Long taxFree, @Nullable Long vat) {
    return new InicisConnector(
            transport, InstantSource.fixed(Instant.parse("2026-01-15T01:30:00Z")))
        .cancel(
            attempt,
            new CancelRequest(
                TID, PayMethod.CARD, amount, remaining, before, taxFree, vat, null, "고객 요청/취소"));
  }
}
