package dev.naru.hub.billing;

import static dev.naru.hub.billing.Subscriber.CARD;
import static dev.naru.hub.billing.Subscriber.paymentNumberIn;
import static dev.naru.hub.billing.Subscriber.statusIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.merchant.Setting;
import dev.naru.hub.testing.BothBooks;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.Shop.Answer;
import dev.naru.hub.testing.World;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A billing key from its issue to its end (spec/rest-api.md §4.4). */
class KeyLifeTest {

  private final RunningHub hub = RunningHub.shared();
  private final World world = hub.world;
  private final Shop shop = hub.newShop().withInicisBilling();

  @AfterEach
  void both_books_agree() {
    BothBooks.agreeFor(shop);
  }

  @Test
  void a_key_that_is_issued_anew_replaces_the_one_before() {
    Subscriber subscriber = Subscriber.withCard(shop, Subscriber.REFUSED);
    JsonNode first = subscriber.known().response();
    Map<String, String> before = KeySecrets.of(hub, shop.merchant.id(), subscriber.uid());
    assertThat(statusIn(subscriber.again(Shop.newOrder(), 3_000))).isEqualTo("failed");
    world.time.advance(Duration.ofSeconds(7));

    JsonNode second = subscriber.givesCard("4330-1234-1234-1234").response();

    assertThat(second.path("inserted").asLong()).isEqualTo(first.path("inserted").asLong());
    assertThat(second.path("updated").asLong()).isEqualTo(first.path("updated").asLong() + 7);
    assertThat(second.path("card_number").asString()).startsWith("433012");
    assertThat(KeySecrets.of(hub, shop.merchant.id(), subscriber.uid())).isNotEqualTo(before);
    assertThat(statusIn(subscriber.again(Shop.newOrder(), 3_000))).isEqualTo("paid");
  }

  @Test
  void a_first_charge_replaces_the_key_too() {
    Subscriber subscriber = Subscriber.withCard(shop, CARD);
    world.time.advance(Duration.ofSeconds(7));
    assertThat(
            statusIn(
                subscriber.onetime(
                    "4330-1234-1234-1234", Subscriber.order(Shop.newOrder(), 3_000))))
        .isEqualTo("paid");
    JsonNode key = subscriber.known().response();
    assertThat(key.path("card_number").asString()).startsWith("433012");
    assertThat(key.path("updated").asLong()).isEqualTo(key.path("inserted").asLong() + 7);
  }

  @Test
  void a_refused_card_leaves_the_key_as_it_was() {
    Subscriber subscriber = Subscriber.withCard(shop, CARD);
    JsonNode before = subscriber.known().response();
    assertThat(subscriber.givesCard(Subscriber.WRONG_NUMBER).code()).isEqualTo(-1);
    assertThat(subscriber.known().response()).isEqualTo(before);
    assertThat(statusIn(subscriber.again(Shop.newOrder(), 3_000))).isEqualTo("paid");
  }

  @Test
  void an_answer_that_never_came_gives_no_key_and_may_be_asked_for_again() {
    Subscriber subscriber = Subscriber.of(shop);
    hub.wire.disturb((request, pg) -> {
      pg.send(request);
      throw new IOException("the answer is lost");
    });
    Answer lost = subscriber.givesCard(CARD);
    hub.wire.heal();
    assertThat(lost.status()).isEqualTo(200);
    assertThat(lost.code()).isEqualTo(-1);
    assertThat(subscriber.known().code()).isEqualTo(1);
    assertThat(subscriber.givesCard(CARD).code()).isZero();
  }

  @Test
  void several_keys_are_told_together_and_what_is_missing_shows() {
    Subscriber first = Subscriber.withCard(shop, CARD);
    Subscriber second = Subscriber.withCard(shop, CARD);
    Answer both = several(second.uid(), first.uid());
    assertThat(both.status()).isEqualTo(200);
    assertThat(uidsIn(both)).containsExactly(second.uid(), first.uid());
    Answer some = several(first.uid(), "nobody");
    assertThat(some.status()).isEqualTo(207);
    assertThat(some.code()).isZero();
    assertThat(uidsIn(some)).containsExactly(first.uid());
    Answer none = several("nobody", "nobody_else");
    assertThat(none.status()).isEqualTo(404);
    assertThat(none.code()).isEqualTo(-1);
  }

  private Answer several(String... uids) {
    return shop.get(
        "/subscribe/customers?customer_uid%5B%5D=" + String.join("&customer_uid%5B%5D=", uids));
  }

  private static List<String> uidsIn(Answer answer) {
    return answer.response().valueStream().map(key -> key.path("customer_uid").asString()).toList();
  }

  @Test
  void a_key_that_is_unknown_is_told_by_status_as_the_merchant_set_it() {
    Subscriber nobody = Subscriber.of(shop);
    String text = "요청하신 customer_uid(" + nobody.uid() + ")로 등록된 정보를 찾을 수 없습니다.";
    String path = "/subscribe/customers/" + nobody.uid();
    for (Answer unknown :
        new Answer[] {shop.get(path), shop.delete(path), shop.get(path + "/payments")}) {
      assertThat(unknown.status()).isEqualTo(200);
      assertThat(unknown.code()).isEqualTo(1);
      assertThat(unknown.message()).isEqualTo(text);
    }
    shop.put(Setting.COMPAT_CUSTOMER_NOT_FOUND_HTTP_STATUS, "404");
    assertThat(shop.get(path).status()).isEqualTo(404);
    assertThat(shop.delete(path).status()).isEqualTo(404);
    assertThat(shop.get(path + "/payments").status()).isEqualTo(404);
  }

  @Test
  @Tag("G31")
  void another_merchants_key_is_as_unknown_as_none() {
    Subscriber subscriber = Subscriber.withCard(shop, CARD);
    Shop other = hub.newShop().withInicisBilling();
    Subscriber thief = new Subscriber(other, subscriber.uid());
    assertThat(thief.known().code()).isEqualTo(1);
    assertThat(thief.again(Shop.newOrder(), 3_000).message()).isEqualTo("등록되지 않은 구매자입니다.");
    assertThat(other.delete("/subscribe/customers/" + subscriber.uid()).code()).isEqualTo(1);
    assertThat(
            thief.schedules(Shop.newOrder(), 3_000, world.time.instant().plusSeconds(60)).message())
        .isEqualTo("등록된 고객정보가 없습니다.");
    assertThat(subscriber.known().code()).isZero();
    BothBooks.agreeFor(other);
  }

  @ParameterizedTest
  @ValueSource(strings = {"allow", "revoke_schedules", "reject"})
  void what_becomes_of_pending_schedules_when_a_key_goes_is_a_setting(String setting) {
    shop.put(Setting.BILLING_DELETE_WITH_PENDING_SCHEDULES, setting);
    Subscriber subscriber = Subscriber.withCard(shop, CARD);
    String order = Shop.newOrder();
    assertThat(subscriber.schedules(order, 3_000, world.time.instant().plusSeconds(3_600)).code())
        .isZero();

    Answer deleted = shop.delete("/subscribe/customers/" + subscriber.uid() + "?reason=end");

    String status = Subscriber.scheduled(shop, order).response().path("schedule_status").asString();
    if (setting.equals("reject")) {
      assertThat(deleted.code()).isEqualTo(1);
      assertThat(subscriber.known().code()).isZero();
      assertThat(status).isEqualTo("scheduled");
      assertThat(subscriber.unschedules(order).code()).isZero();
      assertThat(shop.delete("/subscribe/customers/" + subscriber.uid()).code()).isZero();
    } else {
      assertThat(deleted.code()).isZero();
      assertThat(deleted.response().path("customer_uid").asString()).isEqualTo(subscriber.uid());
      assertThat(subscriber.known().code()).isEqualTo(1);
      assertThat(status).isEqualTo(setting.equals("allow") ? "scheduled" : "revoked");
    }
    assertThat(subscriber.again(Shop.newOrder(), 3_000).message()).isEqualTo("등록되지 않은 구매자입니다.");
    world.time.advance(Duration.ofHours(2));
    hub.settle();
    JsonNode end = Subscriber.scheduled(shop, order).response();
    assertThat(end.path("schedule_status").asString())
        .isEqualTo(setting.equals("allow") ? "executed" : "revoked");
    if (setting.equals("allow")) {
      assertThat(end.path("payment_status").asString()).isEqualTo("failed");
      assertThat(end.path("fail_reason").asString()).isEqualTo("등록된 빌링키가 없어 결제하지 못했습니다.");
      assertThat(world.callsAbout(end.path("imp_uid").asString())).isEmpty();
    }
  }

  @Test
  void the_payments_of_a_key_come_by_pages_newest_first() {
    Subscriber subscriber = Subscriber.withCard(shop, CARD);
    List<String> paid = new ArrayList<>();
    for (int i = 0; i < 22; i++) {
      paid.addFirst(paymentNumberIn(subscriber.again(Shop.newOrder(), 3_000)));
      world.time.advance(Duration.ofSeconds(1));
    }
    Subscriber.withCard(shop, CARD).again(Shop.newOrder(), 3_000);
    String path = "/subscribe/customers/" + subscriber.uid() + "/payments";

    JsonNode first = shop.get(path).response();
    JsonNode second = shop.get(path + "?page=2").response();

    assertThat(first.path("total").asInt()).isEqualTo(22);
    assertThat(first.path("next").asInt()).isEqualTo(2);
    assertThat(paymentNumbers(first)).containsExactlyElementsOf(paid.subList(0, 20));
    assertThat(paymentNumbers(second)).containsExactlyElementsOf(paid.subList(20, 22));
  }

  private static List<String> paymentNumbers(JsonNode page) {
    return page.path("list").valueStream().map(p -> p.path("imp_uid").asString()).toList();
  }
}
