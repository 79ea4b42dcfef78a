package dev.naru.hub.payment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.billing.KeySecrets;
import dev.naru.hub.testing.AccountBuyer;
import dev.naru.hub.testing.AtOnce;
import dev.naru.hub.testing.BothBooks;
import dev.naru.hub.testing.HttpBuyer;
import dev.naru.hub.testing.HttpBuyer.Window;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** KG INICIS beyond cards: virtual accounts and billing keys, over the real wire. */
class InicisMethodsWireTest {

  private static final long AMOUNT = AccountBuyer.AMOUNT;

  private static final Map<String, String> KEY_CARD =
      Map.of(
          "cardNumber", HttpBuyer.GOOD_CARD,
          "expiry", "2019-01",
          "birth", "123456",
          "pwd", "00");

  private final RunningHub hub = RunningHub.shared();
  private final World world = hub.world;
  private final Shop shop = hub.newShop().withInicisBilling();
  private final AccountBuyer buyer = new AccountBuyer(shop);

  private long webhooks(String paymentNumber, String status) {
    return world
        .db()
        .sql("select count(*) from webhook_task where payment_number = :id and body like :status")
        .param("id", paymentNumber)
        .param("status", "%\"" + status + "\"%")
        .query(Long.class)
        .single();
  }

  @Test
  @Tag("G17")
  void a_deposit_told_twice_is_paid_once() {
    String paymentNumber = buyer.account();
    JsonNode waiting = shop.payment(paymentNumber);
    assertThat(waiting.path("status").asString()).isEqualTo("ready");
    assertThat(waiting.path("vbank_num").asString()).matches("562\\d{11}");
    assertThat(waiting.path("vbank_holder").asString()).isEqualTo("케이지이니시스");
    assertThat(webhooks(paymentNumber, "ready")).isEqualTo(1);

    world.scenario(paymentNumber, "duplicate_notice", "");
    long told = world.deposit(paymentNumber, AMOUNT);

    assertThat(told).isGreaterThanOrEqualTo(2);
    assertThat(shop.statusOf(paymentNumber)).isEqualTo("paid");
    assertThat(webhooks(paymentNumber, "paid")).isEqualTo(1);
    BothBooks.agreeFor(shop);
  }

  @Test
  @Tag("G37")
  void a_forged_deposit_changes_nothing() throws Exception {
    String paymentNumber = buyer.account();
    Map<String, String> genuine = buyer.notice(paymentNumber);
    for (Map<String, String> changed :
        List.of(
            Map.of("amt_input", "13999"),
            Map.of("no_vacct", "56200000000000"),
            Map.of("no_oid", "imp_000000000000"),
            Map.of("id_merchant", "INIBillTst"),
            // All of it is right, but no money came: KG INICIS is asked.
            Map.of("type_msg", "0200"))) {
      Map<String, String> forged = new LinkedHashMap<>(genuine);
      forged.putAll(changed);
      buyer.tell(forged);
      assertThat(shop.statusOf(paymentNumber)).as("%s", changed).isEqualTo("ready");
    }
    assertThat(buyer.tell(genuine)).as("not believed yet: to come again").isNotEqualTo("OK");
    assertThat(webhooks(paymentNumber, "paid")).isZero();
    BothBooks.agreeFor(shop);
  }

  @Test
  void a_deposit_goes_back_to_an_account_and_nowhere_else() {
    String paymentNumber = buyer.account();
    world.deposit(paymentNumber, AMOUNT);
    assertThat(shop.cancel(paymentNumber).message()).isEqualTo("환불계좌정보가 누락되었습니다.");
    assertThat(shop.statusOf(paymentNumber)).isEqualTo("paid");

    Shop.Answer answer = buyer.refund(paymentNumber);

    assertThat(answer.code()).as(answer.message()).isZero();
    assertThat(shop.statusOf(paymentNumber)).isEqualTo("cancelled");
    BothBooks.agreeFor(shop);
  }

  /** KG INICIS has no setting for it, so the default holds: the money goes back at once. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_charge_for_a_key_goes_back_and_what_cannot_go_back_is_what_was_paid(boolean goesBack) {
    Map<String, Object> param = HttpBuyer.order(Shop.newOrder(), 3_000);
    String customer = "gildong_" + param.get("merchant_uid");
    param.put("customer_uid", customer);
    Window window = shop.buyer().opens(param);
    world.scenario(window.paymentNumber(), "charge_on_issue", "");
    if (!goesBack) {
      world.scenario(window.paymentNumber(), "cancel_refused", "");
    }

    window.fills(KEY_CARD).post();

    JsonNode issued = shop.payment(window.paymentNumber());
    assertThat(issued.path("status").asString()).isEqualTo("paid");
    assertThat(issued.path("customer_uid_usage").asString()).isEqualTo("issue");
    assertThat(issued.path("apply_num").asString().isEmpty()).isEqualTo(goesBack);
    assertThat(world.chargesOf(window.paymentNumber()))
        .singleElement()
        .satisfies(line -> assertThat(line.isWhollyCancelled()).isEqualTo(goesBack));
    assertThat(hub.bean(dev.naru.hub.billing.BillingKeys.class).find(shop.merchant.id(), customer))
        .isPresent();
    BothBooks.agreeFor(shop);
  }

  @Test
  void a_key_issued_again_for_the_same_customer_replaces_the_first() {
    String customer = "gildong_" + Shop.newOrder();
    List<String> issues = List.of(key(customer), key(customer));

    assertThat(issues)
        .allSatisfy(it -> assertThat(shop.statusOf(it)).isEqualTo("paid"))
        .allSatisfy(it -> assertThat(world.chargesOf(it)).hasSize(1));
    assertThat(
            world
                .db()
                .sql("select issued_by from billing_key where customer_key = :uid")
                .param("uid", customer)
                .query(String.class)
                .list())
        .containsExactly(issues.getLast());
    BothBooks.agreeFor(shop);
  }

  private String key(String customer) {
    Map<String, Object> param = HttpBuyer.order(Shop.newOrder(), 3_000);
    param.put("customer_uid", customer);
    Window window = shop.buyer().opens(param);
    window.fills(KEY_CARD).post();
    return window.paymentNumber();
  }

  @Test
  void a_part_of_a_voucher_is_refused_before_the_pg_is_asked() {
    Map<String, Object> param = HttpBuyer.order(Shop.newOrder(), AMOUNT);
    param.put("pay_method", "cultureland");
    Window window = shop.buyer().opens(param);
    window.fills(Map.of("user", "hong", "password", "1234")).post();
    String paymentNumber = window.paymentNumber();
    assertThat(shop.statusOf(paymentNumber)).isEqualTo("paid");
    List<String> before = world.callsAbout(paymentNumber);

    Shop.Answer part = shop.cancel(paymentNumber, 1_000);

    assertThat(part.code()).isNotZero();
    assertThat(part.message()).isEqualTo("이 결제수단은 부분취소를 지원하지 않습니다.");
    assertThat(world.callsAbout(paymentNumber)).isEqualTo(before);
    assertThat(shop.cancel(paymentNumber).code()).isZero();
    BothBooks.agreeFor(shop);
  }

  @Test
  @Tag("G25")
  void a_billing_key_is_kept_sealed_and_its_record_cancels_without_the_pg() {
    Map<String, Object> param = HttpBuyer.order(Shop.newOrder(), 3_000);
    String customer = "gildong_" + param.get("merchant_uid");
    param.put("customer_uid", customer);
    Window window = shop.buyer().opens(param);
    window.fills(KEY_CARD).post();
    String paymentNumber = window.paymentNumber();
    JsonNode issued = shop.payment(paymentNumber);
    assertThat(issued.path("status").asString()).isEqualTo("paid");
    assertThat(issued.path("customer_uid").asString()).isEqualTo(customer);
    assertThat(issued.path("customer_uid_usage").asString()).isEqualTo("issue");
    assertThat(world.chargesOf(paymentNumber))
        .singleElement()
        .satisfies(line -> {
          assertThat(line.amount()).isZero();
          assertThat(line.status()).isEqualTo("key");
        });
    var key = KeySecrets.of(hub, shop.merchant.id(), customer);
    byte[] sealed =
        world
            .db()
            .sql("select key_sealed from billing_key where customer_key = :uid")
            .param("uid", customer)
            .query(byte[].class)
            .single();
    assertThat(key.values())
        .isNotEmpty()
        .filteredOn(value -> value.length() > 8)
        .isNotEmpty()
        .allSatisfy(value -> assertThat(new String(sealed, UTF_8)).doesNotContain(value));

    List<String> before = world.callsAbout(paymentNumber);
    assertThat(shop.cancel(paymentNumber).code()).isZero();
    assertThat(shop.statusOf(paymentNumber)).isEqualTo("cancelled");
    assertThat(world.callsAbout(paymentNumber)).isEqualTo(before);
    BothBooks.agreeFor(shop);
  }

  @Test
  @Tag("G17")
  void an_escrow_change_is_noted_once_acknowledged_exactly_and_changes_nothing() throws Exception {
    Map<String, Object> param = HttpBuyer.order(Shop.newOrder(), AMOUNT);
    param.put("escrow", true);
    String paymentNumber = buyer.takes(param);
    Map<String, String> change = new LinkedHashMap<>();
    change.put("id_merchant", "INIpayTest");
    change.put("no_oid", paymentNumber);
    change.put("no_tid", shop.payment(paymentNumber).path("pg_tid").asString());
    change.put("cl_status", "3");
    change.put("dt_req", "20260302101010");
    change.put("cl_paymethod", "17");
    change.put("msg_deny", "");
    change.put("price", Long.toString(AMOUNT));

    assertThat(AtOnce.times(4, () -> buyer.tell(change))).containsOnly("cd_rslt=0000");
    change.put("no_tid", "StdpayVBNKINIpayTest20260302000000000001");
    assertThat(buyer.tell(change)).as("of a payment nobody knows").isEqualTo("cd_rslt=0000");

    assertThat(
            world
                .db()
                .sql(
                    "select detail from journal where payment_number = :id and what ="
                        + " 'escrow_changed'")
                .param("id", paymentNumber)
                .query(String.class)
                .list())
        .containsExactly("confirmed");
    assertThat(shop.statusOf(paymentNumber)).isEqualTo("ready");
    BothBooks.agreeFor(shop);
  }
}
