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
public record Subscriber(Shop shop, String uid) {

  public static final String CARD = "1234-1234-1234-1234";
  public static final String REFUSED = "4000-0000-0000-0002";
  public static final String EXPIRED = "4000-0000-0000-0069";
  public static final String WRONG_NUMBER = "4000-0000-0000-0127";

  public static final String TAKEN = "이미 주문이 이루어진 건입니다";
  public static final String UNRESOLVED = "결제 결과를 PG사에 확인하고 있습니다. 잠시 후 결제 상태를 조회해 주세요.";

  public static Subscriber of(Shop shop) {
    return new Subscriber(shop, "customer_" + Shop.newOrder());
  }

  /** Of a new customer, who has a key. */
  public static Subscriber withCard(Shop shop, String number) {
    Subscriber subscriber = of(shop);
    Answer issued = subscriber.givesCard(number);
    if (issued.code() != 0) {
      throw new AssertionError(issued);
    }
    return subscriber;
  }

  public static Map<String, Object> card(String number) {
    return new HashMap<>(Map.of("card_number", number, "expiry", "2019-01", "birth", "123456"));
  }

  public static Map<String, Object> order(String orderNumber, long amount) {
    return new HashMap<>(Map.of("merchant_uid", orderNumber, "amount", amount));
  }

  /** What was scheduled, as an item of the call. */
  public static Map<String, Object> item(String orderNumber, long amount, Instant at) {
    Map<String, Object> item = order(orderNumber, amount);
    item.put("schedule_at", at.getEpochSecond());
    return item;
  }

  public Answer givesCard(String number) {
    return shop.post("/subscribe/customers/" + uid, card(number));
  }

  public Answer known() {
    return shop.get("/subscribe/customers/" + uid);
  }

  public Answer again(String orderNumber, long amount) {
    return again(order(orderNumber, amount));
  }

  public Answer again(Map<String, Object> order) {
    Map<String, Object> body = new HashMap<>(order);
    body.put("customer_uid", uid);
    return shop.post("/subscribe/payments/again", body);
  }

  /** A card that is not kept. */
  public static Answer onetime(Shop shop, String number, Map<String, Object> order) {
    Map<String, Object> body = card(number);
    body.putAll(order);
    return shop.post("/subscribe/payments/onetime", body);
  }

  /** A first charge that keeps the key. */
  public Answer onetime(String number, Map<String, Object> order) {
    Map<String, Object> body = new HashMap<>(order);
    body.put("customer_uid", uid);
    return onetime(shop, number, body);
  }

  public Answer schedules(List<Map<String, Object>> items) {
    return shop.post(
        "/subscribe/payments/schedule", Map.of("customer_uid", uid, "schedules", items));
  }

  public Answer schedules(String orderNumber, long amount, Instant at) {
    return schedules(List.of(item(orderNumber, amount, at)));
  }

  public Answer unschedules(String orderNumber) {
    return shop.post(
        "/subscribe/payments/unschedule", Map.of("customer_uid", uid, "merchant_uid", orderNumber));
  }

  public static Answer scheduled(Shop shop, String orderNumber) {
    return shop.get("/subscribe/payments/schedule/" + orderNumber);
  }

  /** {@code status} of the charge that an answer tells of. */
  public static String statusIn(Answer answer) {
    return answer.response().path("status").asString("none: " + answer);
  }

  public static String paymentNumberIn(Answer answer) {
    return answer.response().path("imp_uid").asString("none: " + answer);
  }
}
