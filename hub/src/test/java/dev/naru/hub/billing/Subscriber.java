package dev.naru.hub.billing;

import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.Shop.Answer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One customer of a shop, and what the shop's server asks for about them: a key, charges and
 * schedules.
 */
record Subscriber(Shop shop, String uid) {

  static final String CARD = "1234-1234-1234-1234";
  static final String REFUSED = "4000-0000-0000-0002";
  static final String EXPIRED = "4000-0000-0000-0069";
  static final String WRONG_NUMBER = "4000-0000-0000-0127";

  static final String TAKEN = "이미 주문이 이루어진 건입니다";
  static final String UNRESOLVED = "결제 결과를 PG사에 확인하고 있습니다. 잠시 후 결제 상태를 조회해 주세요.";

  static Subscriber of(Shop shop) {
    return new Subscriber(shop, "customer_" + Shop.newOrder());
  }

  /** Of a new customer, who has a key. */
  static Subscriber withCard(Shop shop, String number) {
    Subscriber subscriber = of(shop);
    Answer issued = subscriber.givesCard(number);
    if (issued.code() != 0) {
      throw new AssertionError(issued);
    }
    return subscriber;
  }

  static Map<String, Object> card(String number) {
    return new HashMap<>(Map.of("card_number", number, "expiry", "2019-01", "birth", "123456"));
  }

  static Map<String, Object> order(String orderNumber, long amount) {
    return new HashMap<>(Map.of("merchant_uid", orderNumber, "amount", amount));
  }

  /** What was scheduled, as an item of the call. */
  static Map<String, Object> item(String orderNumber, long amount, Instant at) {
    Map<String, Object> item = order(orderNumber, amount);
    item.put("schedule_at", at.getEpochSecond());
    return item;
  }

  Answer givesCard(String number) {
    return shop.post("/subscribe/customers/" + uid, card(number));
  }

  Answer known() {
    return shop.get("/subscribe/customers/" + uid);
  }

  Answer again(String orderNumber, long amount) {
    return again(order(orderNumber, amount));
  }

  Answer again(Map<String, Object> order) {
    Map<String, Object> body = new HashMap<>(order);
    body.put("customer_uid", uid);
    return shop.post("/subscribe/payments/again", body);
  }

  /** A card that is not kept. */
  static Answer onetime(Shop shop, String number, Map<String, Object> order) {
    Map<String, Object> body = card(number);
    body.putAll(order);
    return shop.post("/subscribe/payments/onetime", body);
  }

  /** A first charge that keeps the key. */
  Answer onetime(String number, Map<String, Object> order) {
    Map<String, Object> body = new HashMap<>(order);
    body.put("customer_uid", uid);
    return onetime(shop, number, body);
  }

  Answer schedules(List<Map<String, Object>> items) {
    return shop.post(
        "/subscribe/payments/schedule", Map.of("customer_uid", uid, "schedules", items));
  }

  Answer schedules(String orderNumber, long amount, Instant at) {
    return schedules(List.of(item(orderNumber, amount, at)));
  }

  Answer unschedules(String orderNumber) {
    return shop.post(
        "/subscribe/payments/unschedule", Map.of("customer_uid", uid, "merchant_uid", orderNumber));
  }

  static Answer scheduled(Shop shop, String orderNumber) {
    return shop.get("/subscribe/payments/schedule/" + orderNumber);
  }

  /** {@code status} of the charge that an answer tells of. */
  static String statusIn(Answer answer) {
    return answer.response().path("status").asString("none: " + answer);
  }

  static String paymentNumberIn(Answer answer) {
    return answer.response().path("imp_uid").asString("none: " + answer);
  }
}
