package dev.naru.pg.mobilians.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.sandbox.KoreanTime;
import dev.naru.sandbox.testkit.ControlCalls;
import dev.naru.sandbox.testkit.NoticeReceiver;
import dev.naru.sandbox.testkit.TestHttp;
import dev.naru.sandbox.testkit.TestSandbox;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class VirtualAccountTest {

  private final String tradeId = Shop.newOrder();
  private final NoticeReceiver merchant = new NoticeReceiver("SUCCESS");

  @AfterEach
  void stop() {
    merchant.close();
  }

  private JsonNode issue(String bank) {
    var order = Shop.order("VA", tradeId, 5_000);
    order.put("sid", Shop.V2);
    order.put("user_id", "gildong");
    order.put("noti_url", merchant.origin() + "/noti");
    Shop.options(order)
        .put("va_deposit_closure", KoreanTime.dayAfter(TestSandbox.TIME.instant(), 3));
    Shop.options(order)
        .put("va_account_closure", KoreanTime.dayAfter(TestSandbox.TIME.instant(), 10));
    Map<String, String> result =
        TestHttp.hidden(
            TestHttp.form(
                Shop.open(order) + "/pay",
                Map.of(
                    "bank", bank, "holder", "홍길동", "agree1", "Y", "agree2", "Y", "agree3", "Y")));
    return Shop.approve(result);
  }

  private int deposit(long amount) {
    return ControlCalls.deposit(tradeId, amount);
  }

  @Test
  void an_account_waits_and_a_deposit_is_told_in_the_legacy_names() {
    JsonNode issued = issue("026");
    assertThat(issued.get("bank_code").asString()).isEqualTo("26");
    assertThat(issued.get("account_no").asString()).matches("\\d{14}");
    assertThat(Shop.book(tradeId)).containsExactly("mobilians_v2 5000-0 waiting vbank");
    assertThat(deposit(4_999)).isEqualTo(400);

    assertThat(deposit(5_000)).isEqualTo(200);

    var notice = merchant.next();
    assertThat(notice.raw()).contains("Prdtnm=%B3%AA%B7%E7%20");
    assertThat(notice.fields())
        .containsEntry("Resultcd", "0000")
        .containsEntry("Prdtprice", "5000")
        .containsEntry("Prdtnm", "나루 티셔츠")
        .containsEntry("Userid", "gildong")
        .containsEntry("Name", "홍길동")
        .containsEntry("Accountno", issued.get("account_no").asString())
        .containsEntry("Bankcode", "26")
        .containsEntry("Mobilid", issued.get("pay_token").asString())
        .containsEntry("Tradeid", tradeId)
        .containsEntry("Svcid", Shop.V2)
        .hasEntrySatisfying("Rcptresultdt", at -> assertThat(at).matches("\\d{14}"));
    assertThat(Shop.book(tradeId)).containsExactly("mobilians_v2 5000-0 paid vbank");
    assertThat(deposit(5_000)).isEqualTo(404);
  }

  @Test
  void after_the_deadline_the_bank_takes_nothing() {
    issue("004");
    TestSandbox.TIME.advance(Duration.ofDays(4));
    assertThat(deposit(5_000)).isEqualTo(400);
    assertThat(merchant.isEmpty()).isTrue();
  }

  @Test
  void a_paid_account_is_refunded_to_a_bank_account_alone() {
    JsonNode issued = issue("004");
    assertThat(Shop.cancel(issued, 5_000, false)).isEqualTo("0041");
    deposit(5_000);
    assertThat(Shop.cancel(issued, 5_000, false)).isEqualTo("0097");
    var refund = Shop.cancellation(issued, "5000", false);
    refund.put("cancel_type", "R");
    assertThat(Shop.code(Shop.call("cancellation", refund))).isEqualTo("6101");
    refund.putAll(
        Map.of(
            "bank_code", "004", "account_no", "1", "account_name", "홍", "refund_amount", "5000"));
    assertThat(Shop.code(Shop.call("cancellation", refund))).isEqualTo("0000");
    assertThat(Shop.code(Shop.call("cancellation", refund))).isEqualTo("0087");
    assertThat(Shop.book(tradeId)).containsExactly("mobilians_v2 5000-5000 cancelled vbank");
  }

  @Test
  void an_unpaid_account_is_closed_but_not_at_every_bank() {
    JsonNode busan = issue("032");
    assertThat(expire(busan)).isEqualTo("0097");
    deposit(5_000);
    assertThat(expire(busan)).isEqualTo("0097");
  }

  @Test
  void a_closed_account_takes_no_money() {
    JsonNode issued = issue("004");
    assertThat(expire(issued)).isEqualTo("0000");
    assertThat(expire(issued)).isEqualTo("0044");
    assertThat(deposit(5_000)).isEqualTo(404);
    assertThat(Shop.book(tradeId)).containsExactly("mobilians_v2 5000-5000 cancelled vbank");
  }

  private static String expire(JsonNode issued) {
    return Shop.code(
        Shop.call(
            "account-expire",
            Map.of(
                "sid",
                Shop.V2,
                "trade_id",
                issued.get("trade_id").asString(),
                "pay_token",
                issued.get("pay_token").asString(),
                "amount",
                "5000")));
  }
}
