package dev.naru.hub.payment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.billing.BillingKeys;
import dev.naru.hub.testing.BothBooks;
import dev.naru.hub.testing.HttpBuyer.Return;
import dev.naru.hub.testing.PgWire;
import dev.naru.hub.testing.PhoneBuyer;
import dev.naru.hub.testing.PhoneBuyer.Window;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.World;
import dev.naru.pg.spi.PgTransport;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The hub and KG Mobilians' connector against the emulated KG Mobilians, over the real wire. */
class MobiliansWireTest {

  private final RunningHub hub = RunningHub.shared();
  private final World world = hub.world;
  private final Shop shop = hub.newShop().withMobilians();
  private final PhoneBuyer buyer = new PhoneBuyer(shop);

  private static Map<String, Object> key(long amount) {
    Map<String, Object> param = PhoneBuyer.order("phone", Shop.newOrder(), amount);
    param.put("customer_uid", "gildong_" + param.get("merchant_uid"));
    return param;
  }

  private void fault(Window window, String fault, String extra) {
    world.scenario(PhoneBuyer.PG, window.paymentNumber(), fault, extra);
  }

  private List<String> book(String paymentNumber) {
    return world.chargesOf(paymentNumber).stream()
        .map(line -> "%d-%d %s".formatted(line.amount(), line.cancelled_amount(), line.status()))
        .toList();
  }

  @Test
  void a_phone_pays_and_the_money_goes_back() {
    Window window = buyer.opens(9_000);
    assertThat(shop.statusOf(window.paymentNumber())).isEqualTo("ready");
    window.agrees().post();
    JsonNode paid = shop.payment(window.paymentNumber());
    assertThat(paid.path("status").asString()).isEqualTo("paid");
    assertThat(paid.path("pay_method").asString()).isEqualTo("phone");
    assertThat(paid.path("pg_provider").asString()).isEqualTo("mobilians");
    BothBooks.agreeFor(shop);

    assertThat(shop.cancel(window.paymentNumber()).code()).isZero();
    assertThat(shop.statusOf(window.paymentNumber())).isEqualTo("cancelled");
    BothBooks.agreeFor(shop);
  }

  @Test
  @Tag("G08")
  void a_return_that_comes_twice_charges_once() {
    Window window = buyer.opens(9_000);
    Return agreed = window.agrees();
    agreed.post();
    agreed.post();
    assertThat(world.callsAbout(window.paymentNumber()))
        .contains("approval")
        .doesNotContain("net_cancel");
    assertThat(book(window.paymentNumber())).containsExactly("9000-0 paid");
    BothBooks.agreeFor(shop);
  }

  @Test
  @Tag("G08")
  void an_authentication_that_has_paid_for_one_order_harms_none_when_brought_again() {
    Window first = buyer.opens(9_000);
    Return paid = first.agrees();
    paid.post();
    Window second = buyer.opens(9_000);
    second.agrees().with("pay_token", paid.fields().getOrDefault("pay_token", "")).post();
    assertThat(shop.statusOf(first.paymentNumber())).isEqualTo("paid");
    assertThat(shop.statusOf(second.paymentNumber())).isEqualTo("failed");
    assertThat(book(first.paymentNumber())).containsExactly("9000-0 paid");
    BothBooks.agreeFor(shop);
  }

  @Test
  void a_refusal_charges_nothing() {
    Window window = buyer.opens(9_000);
    fault(window, "decline", "");
    window.agrees().post();
    assertThat(shop.statusOf(window.paymentNumber())).isEqualTo("failed");
    assertThat(world.chargesOf(window.paymentNumber())).isEmpty();
    BothBooks.agreeFor(shop);
  }

  @ParameterizedTest
  @Tag("G04")
  @ValueSource(strings = {"timeout_after_approval", "wrong_amount"})
  void what_was_charged_without_a_good_answer_is_given_back_at_once(String fault) {
    Window window = buyer.opens(9_000);
    fault(window, fault, fault.equals("wrong_amount") ? ",\"amount\":8100" : "");
    window.agrees().post();
    assertThat(shop.statusOf(window.paymentNumber())).isEqualTo("failed");
    assertThat(world.chargesOf(window.paymentNumber()))
        .hasSize(1)
        .allSatisfy(charge -> assertThat(charge.isWhollyCancelled()).isTrue());
    BothBooks.agreeFor(shop);
  }

  @Test
  @Tag("G07")
  void the_janitor_too_gives_back_what_was_charged_and_not_what_was_asked_for() {
    Window window = buyer.opens(9_000);
    fault(window, "wrong_amount", ",\"amount\":8100");
    fault(window, "net_cancel_refused", "");
    window.agrees().post();
    assertThat(book(window.paymentNumber())).containsExactly("8100-0 paid");

    world.time.advance(Duration.ofSeconds(2));
    hub.settle();

    assertThat(book(window.paymentNumber())).containsExactly("8100-8100 cancelled");
    assertThat(shop.statusOf(window.paymentNumber())).isEqualTo("failed");
    BothBooks.agreeFor(shop);
  }

  @Test
  void a_billing_contract_charges_and_gives_a_key() {
    Map<String, Object> param = key(10_000);
    Window window = buyer.opens(param);
    window.agrees().post();
    JsonNode paid = shop.payment(window.paymentNumber());
    assertThat(paid.path("status").asString()).isEqualTo("paid");
    assertThat(paid.path("customer_uid").asString()).isEqualTo(param.get("customer_uid"));
    assertThat(paid.path("customer_uid_usage").asString()).isEqualTo("issue");
    assertThat(book(window.paymentNumber())).containsExactlyInAnyOrder("10000-0 paid", "0-0 key");
    assertThat(keyOf(param)).isTrue();

    assertThat(shop.cancel(window.paymentNumber()).code()).isZero();
    assertThat(book(window.paymentNumber()))
        .containsExactlyInAnyOrder("10000-10000 cancelled", "0-0 key");
    BothBooks.agreeFor(shop);
  }

  @Test
  void key_only_moves_no_money() {
    shop.put("mobilians.billing.issue_mode", "key_only");
    Map<String, Object> param = key(10_000);
    Window window = buyer.opens(param);
    window.agrees().post();
    assertThat(shop.statusOf(window.paymentNumber())).isEqualTo("paid");
    assertThat(book(window.paymentNumber())).containsExactly("0-0 key");
    assertThat(keyOf(param)).isTrue();
    BothBooks.agreeFor(shop);
  }

  @Test
  void a_charge_in_spite_of_key_only_is_given_back_and_the_key_stays() {
    shop.put("mobilians.billing.issue_mode", "key_only");
    Map<String, Object> param = key(10_000);
    Window window = buyer.opens(param);
    fault(window, "charge_on_issue", "");
    window.agrees().post();
    assertThat(book(window.paymentNumber()))
        .containsExactlyInAnyOrder("1000-1000 cancelled", "0-0 key");
    assertThat(shop.statusOf(window.paymentNumber())).isEqualTo("paid");
    assertThat(keyOf(param)).isTrue();
    BothBooks.agreeFor(shop);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_charge_that_is_kept_or_cannot_be_given_back_is_what_was_paid(boolean kept) {
    shop.put("mobilians.billing.issue_mode", "key_only");
    if (kept) {
      shop.put("mobilians.billing.unexpected_charge", "keep_and_alert");
    }
    Window window = buyer.opens(key(10_000));
    fault(window, "charge_on_issue", "");
    if (!kept) {
      fault(window, "cancel_refused", "");
    }
    window.agrees().post();
    JsonNode paid = shop.payment(window.paymentNumber());
    assertThat(paid.path("status").asString()).isEqualTo("paid");
    assertThat(paid.path("amount").asLong()).isEqualTo(1_000);
    assertThat(book(window.paymentNumber())).containsExactlyInAnyOrder("1000-0 paid", "0-0 key");
    assertThat(shop.cancel(window.paymentNumber()).code()).isZero();
    assertThat(book(window.paymentNumber()))
        .containsExactlyInAnyOrder("1000-1000 cancelled", "0-0 key");
    BothBooks.agreeFor(shop);
  }

  @Test
  void a_contract_without_keys_leaves_a_payment_without_one() {
    Shop another = hub.newShop();
    Map<String, String> keys = Map.of("skey", "0123456789abcdef0123456789abcdef");
    another.with(PhoneBuyer.PG, "170622040674", keys, true);
    Map<String, Object> param = key(10_000);
    Window window = new PhoneBuyer(another).opens(param);
    window.agrees().post();
    JsonNode paid = another.payment(window.paymentNumber());
    assertThat(paid.path("status").asString()).isEqualTo("paid");
    assertThat(paid.path("customer_uid").isNull()).isTrue();
    BothBooks.agreeFor(another);
  }

  /** A service id that isn't enabled for billing: the payment happens, and no key comes. */
  @ParameterizedTest
  @ValueSource(strings = {"keep_payment", "cancel_payment"})
  void the_new_module_keeps_or_cancels_a_payment_that_brought_no_key(String setting) {
    Shop another = hub.newShop();
    Map<String, String> keys = Map.of("skey", "0123456789abcdef0123456789abcdef");
    another.with("mobilians_v2", "170622040676", keys, true);
    another.put("mobilians_v2.billing.key_missing", setting);
    Map<String, Object> param = key(10_000);
    param.put("pg", "mobilians_v2");
    Window window = new PhoneBuyer(another).opens(param);
    Return agreed = window.agrees();
    hub.wire.disturb(PgWire.at("/approval", MobiliansWireTest::withoutKey));
    try {
      agreed.post();
    } finally {
      hub.wire.heal();
    }
    JsonNode ended = another.payment(window.paymentNumber());
    boolean kept = setting.equals("keep_payment");
    assertThat(ended.path("status").asString()).isEqualTo(kept ? "paid" : "failed");
    assertThat(ended.path("customer_uid_usage").isNull()).isTrue();
    assertThat(book(window.paymentNumber()))
        .contains(kept ? "10000-0 paid" : "10000-10000 cancelled");
    if (!kept) {
      assertThat(ended.path("fail_reason").asString()).isEqualTo("빌링키가 발급되지 않아 결제를 취소하였습니다.");
    }
  }

  private static PgTransport.Response withoutKey(PgTransport.Request request, PgTransport pg)
      throws IOException {
    PgTransport.Response whole = pg.send(request);
    String text = whole.text(UTF_8);
    assertThat(text).contains("mc_bill_key");
    byte[] less =
        text.replaceAll("\"mc_bill_key\":\"[^\"]*\"", "\"mc_bill_key\":\"\"").getBytes(UTF_8);
    return new PgTransport.Response(whole.status(), whole.contentType(), less);
  }

  private boolean keyOf(Map<String, Object> param) {
    return hub.bean(BillingKeys.class)
        .find(shop.merchant.id(), String.valueOf(param.get("customer_uid")))
        .isPresent();
  }

  @Test
  @Tag("G17")
  void a_deposit_is_believed_at_its_own_address_alone() {
    shop.put("mobilians.pay_methods", "phone,vbank");
    Window window = buyer.opens(PhoneBuyer.order("vbank", Shop.newOrder(), 5_000));
    window.choosesBank("026").post();
    assertThat(shop.statusOf(window.paymentNumber())).isEqualTo("ready");
    assertThat(book(window.paymentNumber())).containsExactly("5000-0 waiting");

    String account = shop.payment(window.paymentNumber()).path("vbank_num").asString();
    Map<String, String> forged = new LinkedHashMap<>();
    forged.put("Resultcd", "0000");
    forged.put("Svcid", "170622040674");
    forged.put("Mobilid", world.chargesOf(window.paymentNumber()).getFirst().tid());
    forged.put("Tradeid", window.paymentNumber());
    forged.put("Prdtprice", "5000");
    forged.put("Accountno", account);
    forged.put("Rcptresultdt", "20260302100000");
    Return everybodysAddress = new Return(hub.base() + "/pg/mobilians/notice", forged);
    assertThat(everybodysAddress.post().body()).isEqualTo("FAIL");
    assertThat(shop.statusOf(window.paymentNumber())).isEqualTo("ready");

    world.deposit(window.paymentNumber(), 5_000);

    assertThat(shop.statusOf(window.paymentNumber())).isEqualTo("paid");
    assertThat(book(window.paymentNumber())).containsExactly("5000-0 paid");
    assertThat(everybodysAddress.post().body()).as("known by now").isEqualTo("SUCCESS");
    BothBooks.agreeFor(shop);
  }
}
