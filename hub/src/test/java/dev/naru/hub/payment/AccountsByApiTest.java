package dev.naru.hub.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.testing.AtOnce;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.World;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Virtual accounts without a window, over KG INICIS's wire (spec/rest-api.md §4.8). */
class AccountsByApiTest {

  private static final RunningHub HUB = RunningHub.shared();
  private static final World WORLD = HUB.world;

  private final Shop shop = HUB.newShop();
  private final String order = Shop.newOrder();

  @AfterEach
  void the_books_agree() {
    HUB.settle();
  }

  @Test
  void an_account_is_opened_and_its_deposit_pays_the_order() {
    Shop.Answer answer = issue(Map.of("vbank_code", "88", "name", "의자"));

    assertThat(answer.code()).as(answer.message()).isZero();
    JsonNode payment = answer.response();
    String number = payment.path("imp_uid").asString();
    assertThat(number).matches("imps_[0-9]{12}");
    assertThat(payment.path("status").asString()).isEqualTo("ready");
    assertThat(payment.path("pay_method").asString()).isEqualTo("vbank");
    assertThat(payment.path("channel").asString()).isEqualTo("api");
    assertThat(payment.path("vbank_code").asString()).isEqualTo("088");
    assertThat(payment.path("vbank_name").asString()).isEqualTo("신한은행");
    assertThat(payment.path("vbank_num").asString()).matches("562[0-9]{11}");
    assertThat(payment.path("vbank_holder").asString()).isEqualTo("나루상점");
    assertThat(payment.path("vbank_date").asLong()).isBetween(due(), due() + 59);
    assertThat(payment.path("vbank_issued_at").asLong()).isPositive();
    assertThat(payment.path("pg_tid").asString()).startsWith("INIAPIVBNK");
    assertThat(shop.payment(number)).isEqualTo(payment);
    assertThat(shop.toldOf(number)).containsExactly("ready");

    assertThat(WORLD.deposit(number, 14_000)).isEqualTo(1);
    assertThat(shop.statusOf(number)).isEqualTo("paid");
    assertThat(shop.toldOf(number)).containsExactly("ready", "paid");
    assertThat(issue(Map.of()).message()).isEqualTo("이미 주문이 이루어진 건입니다");
    assertThat(shop.get("/payments/status/paid").response().path("total").asInt()).isEqualTo(1);
  }

  @Test
  void several_accounts_may_wait_for_one_order_and_the_first_deposit_pays_it() {
    String first = number(issue(Map.of()));
    String second = number(issue(Map.of()));
    assertThat(WORLD.deposit(second, 14_000)).isEqualTo(1);
    assertThat(shop.statusOf(second)).isEqualTo("paid");
    assertThat(shop.statusOf(first)).isEqualTo("ready");
  }

  @Test
  void an_account_that_waits_is_closed_once_and_takes_no_money() {
    String number = number(issue(Map.of()));
    Shop.Answer closed = shop.delete("/vbanks/" + number);
    assertThat(closed.code()).as(closed.message()).isZero();
    assertThat(closed.response().path("status").asString()).isEqualTo("failed");
    assertThat(closed.response().path("vbank_num").asString()).startsWith("562");
    assertThat(WORLD.chargesOf(number).getFirst().isWhollyCancelled()).isTrue();
    assertThat(shop.toldOf(number)).containsExactly("ready");
    assertThat(shop.delete("/vbanks/" + number).status()).isEqualTo(400);
    assertThat(WORLD.callsAbout(number)).filteredOn("cancel"::equals).hasSize(1);
  }

  @Test
  void a_paid_account_is_not_closed() {
    String number = number(issue(Map.of()));
    WORLD.deposit(number, 14_000);
    Shop.Answer refused = shop.delete("/vbanks/" + number);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.message()).isEqualTo("입금대기 상태의 가상계좌가 아닙니다.");
    assertThat(shop.statusOf(number)).isEqualTo("paid");
  }

  @Test
  @Tag("G04")
  void an_account_that_nobody_was_told_of_is_closed_again() {
    WORLD.scenarioOfOrder(World.INICIS, order, "timeout_after_approval", "");
    Shop.Answer answer = issue(Map.of());
    String number = shop.paymentNumberOf(order);
    assertThat(answer.code()).isEqualTo(-1);
    assertThat(shop.statusOf(number)).isEqualTo("failed");
    assertThat(WORLD.chargesOf(number))
        .singleElement()
        .satisfies(line -> assertThat(line.isWhollyCancelled()).isTrue());
    assertThat(issue(Map.of()).code()).isZero();
  }

  @Test
  @Tag("G04")
  void a_closing_whose_answer_is_lost_is_asked_about() {
    String number = number(issue(Map.of()));
    WORLD.scenario(number, "timeout_after_cancel", "");
    Shop.Answer answer = shop.delete("/vbanks/" + number);
    assertThat(answer.code()).as(answer.message()).isZero();
    assertThat(shop.statusOf(number)).isEqualTo("failed");
  }

  @Test
  void what_the_pg_declines_is_told_in_its_words_and_may_be_tried_again() {
    WORLD.scenarioOfOrder(World.INICIS, order, "decline", "");
    Shop.Answer answer = issue(Map.of());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.code()).isEqualTo(-1);
    assertThat(answer.message()).contains("가상계좌 채번 실패");
    assertThat(issue(Map.of()).code()).isZero();
  }

  @Test
  @Tag("G14")
  void of_many_calls_at_once_none_opens_an_account_that_is_on_no_record() throws Exception {
    AtOnce.times(6, () -> issue(Map.of()));
    List<World.Charge> waiting = WORLD.book().stream().filter(World.Charge::isWaiting).toList();
    JsonNode mine = shop.get("/payments/findAll/" + order + "/ready").response().path("list");
    assertThat(mine).isNotEmpty();
    for (JsonNode payment : mine) {
      assertThat(waiting)
          .anyMatch(line -> line.order_id().equals(payment.path("imp_uid").asString()));
    }
  }

  @Test
  void an_account_past_its_deadline_is_given_up_where_the_merchant_wants_that() {
    shop.put(dev.naru.hub.merchant.Setting.VBANK_ON_EXPIRY, "failed");
    String number = number(issue(Map.of()));
    WORLD.time.advance(Duration.ofDays(4));
    HUB.settle();
    assertThat(shop.statusOf(number)).isEqualTo("failed");
    assertThat(shop.payment(number).path("fail_reason").asString()).isEqualTo("입금기한 만료");
  }

  @ParameterizedTest
  @CsvSource({
    "merchant_uid, '', 400, merchant_uid 파라메터가 누락되었습니다.",
    "amount, '', 400, amount 파라메터가 누락되었습니다.",
    "amount, 0, 400, amount 파라메터의 값이 올바르지 않습니다.",
    "vbank_code, '', 400, vbank_code 파라메터가 누락되었습니다.",
    "vbank_code, 999, 400, vbank_code 파라메터의 값이 올바르지 않습니다.",
    "vbank_due, '', 400, vbank_due 파라메터가 누락되었습니다.",
    "vbank_due, 1, 400, vbank_due 파라메터의 값이 올바르지 않습니다.",
    "vbank_holder, '', 400, vbank_holder 파라메터가 누락되었습니다.",
    "channel_key, channel-key-none, 200, 채널 정보를 조회할 수 없습니다.",
  })
  void what_is_wrong_is_told_by_its_name(String name, String value, int status, String text) {
    Shop.Answer answer = issue(Map.of(name, value));
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.message()).isEqualTo(text);
  }

  @Test
  void a_shop_without_the_contract_is_told_so() {
    Shop mobilians = HUB.newShopWithout();
    Shop.Answer answer = mobilians.withMobilians().post("/vbanks", body(Map.of()));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.code()).isEqualTo(-1);
    assertThat(answer.message()).endsWith("계약이 필요합니다.");
  }

  @Test
  void an_api_key_that_is_sent_must_be_the_channel_s() {
    Shop.Answer wrong = shop.post("/vbanks?pg_api_key=wrong", body(Map.of()));
    assertThat(wrong.code()).isEqualTo(-1);
    assertThat(wrong.message()).contains("hashData");
    assertThat(shop.post("/vbanks?pg_api_key=ItEQKi3rY7uvDS8l", body(Map.of())).code()).isZero();
    String number = shop.paymentNumberOf(order);
    assertThat(shop.delete("/vbanks/" + number + "?pg_api_key=x").message()).contains("hashData");
    assertThat(shop.delete("/vbanks/" + number + "?pg_api_key=ItEQKi3rY7uvDS8l").code()).isZero();
  }

  @Test
  @Tag("G31")
  void anothers_account_is_unknown_and_an_open_one_is_not_changed() {
    String number = number(issue(Map.of()));
    Shop other = HUB.newShop();
    assertThat(other.delete("/vbanks/" + number).status()).isEqualTo(404);
    assertThat(other.put("/vbanks/" + number, Map.of("amount", 1)).status()).isEqualTo(404);
    Shop.Answer changed = shop.put("/vbanks/" + number, Map.of("amount", 1));
    assertThat(changed.status()).isEqualTo(400);
    assertThat(changed.message()).isEqualTo("현재 지원되지 않는 PG사입니다.");
    String card = shop.paid(1_000);
    assertThat(shop.delete("/vbanks/" + card).message()).isEqualTo("가상계좌 결제건이 아닙니다.");
    assertThat(shop.put("/vbanks/" + card, Map.of()).status()).isEqualTo(400);
    assertThat(shop.put("/vbanks", Map.of()).status()).isEqualTo(405);
  }

  @Test
  void whose_account_it_is_is_told_by_no_pg_here() {
    assertThat(shop.get("/vbanks/holder?bank_num=1").status()).isEqualTo(400);
    assertThat(shop.get("/vbanks/holder?bank_code=004&bank_num=1").status()).isEqualTo(501);
  }

  private Shop.Answer issue(Map<String, Object> changed) {
    return shop.post("/vbanks", body(changed));
  }

  private Map<String, Object> body(Map<String, Object> changed) {
    Map<String, Object> body = new HashMap<>();
    body.put("merchant_uid", order);
    body.put("amount", 14_000);
    body.put("vbank_code", "004");
    body.put("vbank_due", due());
    body.put("vbank_holder", "나루상점");
    body.putAll(changed);
    return body;
  }

  private static long due() {
    return WORLD.time.instant().getEpochSecond() + 3 * 86_400;
  }

  private static String number(Shop.Answer answer) {
    assertThat(answer.code()).as(answer.message()).isZero();
    return answer.response().path("imp_uid").asString();
  }
}
