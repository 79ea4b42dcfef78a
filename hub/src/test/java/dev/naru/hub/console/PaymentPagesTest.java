package dev.naru.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.audit.Audit;
import dev.naru.hub.billing.Subscriber;
import dev.naru.hub.console.Browser.Page;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.payment.Unresolved;
import dev.naru.hub.testing.AccountBuyer;
import dev.naru.hub.testing.AtOnce;
import dev.naru.hub.testing.BothBooks;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.user.Role;
import dev.naru.hub.user.Sessions;
import dev.naru.hub.user.User;
import dev.naru.hub.webhook.WebhookHistory;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Looks up and cancels real payments as a merchant's people do. */
class PaymentPagesTest {

  private static final RunningHub HUB = RunningHub.shared();

  private final Shop shop = HUB.newShop();
  private final Browser browser = signedIn(shop, Role.MANAGER);

  private static Browser signedIn(Shop shop, Role role) {
    User user = People.add(HUB, shop.merchant.id(), role, null);
    Browser browser = new Browser(HUB);
    browser.cookies.put("naru_console", HUB.bean(Sessions.class).begin(user, null));
    return browser;
  }

  @AfterEach
  void heal() {
    HUB.wire.heal();
    HUB.settle();
  }

  @Test
  void an_order_is_found_opened_and_refunded_in_part_and_then_wholly() {
    String order = Shop.newOrder();
    String number = shop.paid(order, 10_000);

    Page list = browser.get("/console/payments?q=" + order);
    assertThat(list.status()).as(list.text()).isEqualTo(200);
    assertThat(list.html()).contains("/console/payments/" + number).contains("10,000원");
    Page one = browser.get("/console/payments/" + number);
    assertThat(one.text()).contains(order, "결제 완료", "홍길동", "결제창 요청 (SDK)", "PG에 승인 요청");
    assertThat(one.html()).contains("취소하기");

    Page form = browser.get("/console/payments/" + number + "/cancel");
    assertThat(form.hidden()).containsEntry("left", "10000");
    Page preview =
        browser.get("/console/payments/" + number + "/cancel?amount=3,000&reason=x&left=10000");
    assertThat(preview.text()).contains("3,000원", "7,000원", "2,728원", "272원");

    assertThat(cancel(browser, number, "3000", "10000").location())
        .isEqualTo("/console/payments/" + number + "?said=payments.said-cancelled");
    assertThat(shop.payment(number).path("cancel_amount").asLong()).isEqualTo(3_000);
    assertThat(browser.get("/console/payments/" + number).text())
        .contains("부분취소", "변심", "담당자가 취소를 요청함");

    Page above = cancel(browser, number, "7001", "7000");
    assertThat(above.status()).isEqualTo(422);
    assertThat(above.html()).contains("id=\"f-amount-wrong\"").contains("남은 금액 7,000원보다 많이");
    assertThat(cancel(browser, number, "0", "7000").html()).contains("id=\"f-amount-wrong\"");
    assertThat(cancel(browser, number, "7000", "7000").status()).isEqualTo(303);
    assertThat(browser.get("/console/payments/" + number).html()).doesNotContain("취소하기");
    assertThat(cancel(browser, number, "1", "0").text()).contains("남은 금액이 없습니다");
    assertThat(HUB.bean(Audit.class).of(shop.merchant.id(), number, 50))
        .extracting(line -> line.change().what())
        .contains("payment cancel", "payment cancel not done");
    BothBooks.agreeFor(shop);
  }

  @Test
  @Tag("G09")
  void of_two_who_cancel_at_once_one_wins_and_the_other_gets_a_sentence() throws Exception {
    String number = shop.paid(10_000);
    Browser other = signedIn(shop, Role.FINANCE);
    browser.get("/console/payments/" + number + "/cancel");
    other.get("/console/payments/" + number + "/cancel");

    List<Page> answers =
        AtOnce.all(
            List.of(
                () -> cancel(browser, number, "6000", "10000"),
                () -> cancel(other, number, "6000", "10000")));

    assertThat(answers).extracting(Page::status).containsExactlyInAnyOrder(303, 422);
    assertThat(answers)
        .filteredOn(answer -> answer.status() == 422)
        .allMatch(answer -> answer.text().contains("지금 남은 금액은 4,000원입니다"));
    assertThat(shop.payment(number).path("cancel_amount").asLong()).isEqualTo(6_000);
    BothBooks.agreeFor(shop);
  }

  @Test
  void a_deposit_goes_back_to_an_account_that_must_be_named() {
    String number = new AccountBuyer(shop).account();
    assertThat(browser.get("/console/payments/" + number).text()).contains("입금 대기");
    HUB.world.deposit(number, AccountBuyer.AMOUNT);

    Page form = browser.get("/console/payments/" + number + "/cancel");
    assertThat(form.html()).contains("환불 계좌").contains("우리은행");
    Page missing = cancel(browser, number, "" + AccountBuyer.AMOUNT, "" + AccountBuyer.AMOUNT);
    assertThat(missing.status()).isEqualTo(422);
    assertThat(missing.html()).contains("f-bank-wrong", "f-account-wrong", "f-holder-wrong");
    Map<String, String> fields = new HashMap<>();
    fields.put("amount", "" + AccountBuyer.AMOUNT);
    fields.put("left", "" + AccountBuyer.AMOUNT);
    fields.put("bank", "020");
    fields.put("account", "1002-856-123456");
    fields.put("holder", "홍길동");
    Page done = browser.post("/console/payments/" + number + "/cancel", fields);
    assertThat(done.status()).as(done.text()).isEqualTo(303);
    assertThat(shop.statusOf(number)).isEqualTo("cancelled");
  }

  @Test
  @Tag("G06")
  void what_nobody_knows_is_asked_about_again_and_can_be_closed_with_a_reason() {
    String asked = unknownCancel();
    UUID id = only().id();
    assertThat(browser.get("/console").text()).contains("결과를 모르는 거래 1");
    assertThat(browser.get("/console/payments/" + asked).text()).contains("PG에 다시 묻기");
    assertThat(browser.post("/console/unresolved/" + id + "/ask", Map.of()).location())
        .endsWith("payments.said-still-unknown");
    HUB.wire.heal();
    assertThat(browser.post("/console/unresolved/" + id + "/ask", Map.of()).location())
        .endsWith("payments.said-settled");
    assertThat(shop.payment(asked).path("cancel_amount").asLong()).isEqualTo(1_000);

    String closed = unknownCancel();
    UUID second = only().id();
    Browser finance = signedIn(shop, Role.FINANCE);
    assertThat(finance.get("/console/unresolved/" + second).text()).contains("취소되었다");
    Page empty = finance.post("/console/unresolved/" + second, Map.of());
    assertThat(empty.status()).isEqualTo(422);
    assertThat(empty.text()).contains("확인한 결과를 골라 주세요", "사유를 적어 주세요");
    Map<String, String> word = Map.of("verdict", "cancelled", "reason", "PG 화면에서 확인", "pg-tid", "");
    assertThat(finance.post("/console/unresolved/" + second, word).location())
        .endsWith("payments.said-closed");
    assertThat(finance.get("/console/payments/" + closed).text())
        .contains("담당자가 직접 끝냄", "PG 화면에서 확인");
  }

  private String unknownCancel() {
    String number = shop.paid(5_000);
    HUB.wire.disturb((request, pg) -> {
      pg.send(request);
      throw new IOException("the line is cut");
    });
    browser.get("/console/payments/" + number + "/cancel");
    assertThat(cancel(browser, number, "1000", "5000").location())
        .endsWith("payments.said-unresolved");
    return number;
  }

  private Unresolved.Case only() {
    List<Unresolved.Case> cases = HUB.bean(Unresolved.class).list(shop.merchant.id(), 10);
    assertThat(cases).hasSize(1);
    return cases.getFirst();
  }

  @Test
  void a_search_is_paged_and_exported_and_says_what_is_wrong_in_it() {
    for (int i = 0; i < 51; i++) {
      shop.buyer().opens(Shop.newOrder(), 1_000 + i);
    }
    Page first = browser.get("/console/payments?min=1001");
    assertThat(first.text()).contains("모두 50건");
    assertThat(first.html()).doesNotContain("rel=\"next\"");
    Page all = browser.get("/console/payments");
    assertThat(all.text()).contains("모두 51건");
    String next = all.html().replaceAll("(?s).*rel=\"next\" href=\"([^\"]*)\".*", "$1");
    assertThat(browser.get(next.replace("&amp;", "&")).html().split("<tr>", -1)).hasSize(2 + 1);

    Page wrong = browser.get("/console/payments?from=yesterday&min=a&q=12&by=card");
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.html()).contains("f-from-wrong", "f-min-wrong", "f-q-wrong");

    Page csv = browser.get("/console/payments/export?min=1040");
    assertThat(csv.header("Content-Type")).hasValue("text/csv;charset=UTF-8");
    assertThat(csv.html()).startsWith("\uFEFF결제번호,주문번호");
    assertThat(csv.html().lines()).hasSize(12);
    assertThat(HUB.bean(Audit.class).of(shop.merchant.id(), shop.merchant.userCode(), 10))
        .anyMatch(line -> line.change().what().equals("payment export"));
    assertThat(signedIn(shop, Role.READ_ONLY).get("/console/payments/export").status())
        .isEqualTo(403);
  }

  @Test
  void keys_and_schedules_are_shown_moved_ended_and_deleted() {
    shop.withInicisBilling();
    Subscriber subscriber = Subscriber.withCard(shop, Subscriber.CARD);
    String order = Shop.newOrder();
    var at = HUB.world.time.instant().plusSeconds(86_400);
    assertThat(
            shop.post(
                    "/subscribe/payments/schedule",
                    Map.of(
                        "customer_uid",
                        subscriber.uid(),
                        "schedules",
                        List.of(Subscriber.item(order, 3_000, at))))
                .code())
        .isZero();

    String day = Display.day(at).toString();
    assertThat(browser.get("/console/billing?day=" + day).html()).contains(order, "3,000원");
    Page keys = browser.get("/console/billing/keys?from=" + encoded(subscriber.uid()));
    assertThat(keys.text()).contains(subscriber.uid(), "신한카드");
    Page one = browser.get("/console/billing/schedule?order=" + order);
    assertThat(one.text()).contains("시각 바꾸기", "예약 취소");
    Map<String, String> past = Map.of("order", order, "at", "2020-01-01T10:00");
    assertThat(browser.post("/console/billing/schedule/move", past).html()).contains("f-at-wrong");
    Map<String, String> later = Map.of("order", order, "at", "2027-12-01T10:00");
    assertThat(browser.post("/console/billing/schedule/move", later).status()).isEqualTo(303);
    assertThat(browser.get("/console/billing?month=2027-12").html()).contains(order);
    Page ended = browser.post("/console/billing/schedule/end", Map.of("order", order));
    assertThat(ended.location()).endsWith("billing.said-ended");
    assertThat(browser.post("/console/billing/schedule/end", Map.of("order", order)).status())
        .isEqualTo(422);
    Page retried = browser.post("/console/billing/schedule/retry", Map.of("order", order));
    assertThat(retried.location()).endsWith("billing.said-charged");

    Page deleted =
        browser.post("/console/billing/keys/delete", Map.of("customer-key", subscriber.uid()));
    assertThat(deleted.location()).endsWith("billing.said-deleted");
    assertThat(browser.get("/console/billing/keys").text()).doesNotContain(subscriber.uid());
    assertThat(HUB.bean(Audit.class).of(shop.merchant.id(), order, 10))
        .extracting(line -> line.change().what())
        .containsExactly("schedule move", "schedule end", "schedule retry");
  }

  @Test
  @Tag("G31")
  void nobody_sees_or_changes_anything_of_another_merchant() {
    shop.put(Setting.WEBHOOK_URL, "http://localhost:1/gone");
    shop.withInicisBilling();
    Subscriber subscriber = Subscriber.withCard(shop, Subscriber.CARD);
    String order = Shop.newOrder();
    String number = shop.paid(order, 5_000);
    unknownCancel();
    String webhook =
        HUB.bean(WebhookHistory.class)
            .history(shop.merchant.id(), number)
            .getFirst()
            .id()
            .toString();
    String open = only().id().toString();
    Browser stranger = signedIn(HUB.newShop(), Role.OWNER);
    stranger.get("/console/account");

    for (String path :
        List.of(
            "/console/payments/" + number,
            "/console/payments/" + number + "/cancel",
            "/console/unresolved/" + open,
            "/console/webhooks/" + webhook)) {
      assertThat(stranger.get(path).status()).as(path).isEqualTo(404);
    }
    stranger.get("/console/account");
    for (String path :
        List.of(
            "/console/payments/" + number + "/cancel",
            "/console/unresolved/" + open,
            "/console/unresolved/" + open + "/ask",
            "/console/webhooks/" + webhook + "/resend")) {
      assertThat(stranger.post(path, Map.of("amount", "1")).status()).as(path).isEqualTo(404);
    }
    Map<String, String> key = Map.of("customer-key", subscriber.uid());
    assertThat(stranger.post("/console/billing/keys/delete", key).status()).isEqualTo(404);
    for (String path :
        List.of(
            "/console",
            "/console/payments?q=" + order,
            "/console/payments",
            "/console/payments/export",
            "/console/unresolved",
            "/console/billing/keys",
            "/console/billing",
            "/console/webhooks")) {
      assertThat(stranger.get(path).html())
          .as(path)
          .doesNotContain(number, order + "<", subscriber.uid(), webhook);
    }
    assertThat(shop.payment(number).path("cancel_amount").asLong()).isZero();
  }

  private static Page cancel(Browser browser, String number, String amount, String left) {
    return browser.post(
        "/console/payments/" + number + "/cancel",
        Map.of("amount", amount, "left", left, "reason", "변심"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
