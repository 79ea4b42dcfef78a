package dev.naru.hub.fuzz;

import static dev.naru.hub.billing.Subscriber.CARD;

import dev.naru.hub.billing.Subscriber;
import dev.naru.hub.testing.AccountBuyer;
import dev.naru.hub.testing.HttpBuyer;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A hub with two merchants: one whose token the requests carry, and another, whose data they must
 * never show.
 *
 * @param values what {@code {name}} in a sample stands for; each has one of ours and one of another
 *     merchant's
 */
record Target(URI hub, String token, String userCode, Map<String, List<String>> values) {

  /** In all that the other merchant's buyers and pages say. */
  static final String SENTINEL = "OTHERSHOPSENTINEL";

  static Target of(RunningHub hub) {
    Shop ours = hub.newShop().withInicisBilling().withMobilians();
    Shop others = hub.newShop().withInicisBilling().withMobilians();
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (Shop shop : List.of(ours, others)) {
      boolean own = shop == ours;
      List<String> paid = new ArrayList<>();
      List<String> orders = new ArrayList<>();
      for (int i = 0; i < (own ? 40 : 3); i++) {
        String order = Shop.newOrder();
        Map<String, Object> charge = Subscriber.order(order, 5_000);
        charge.put("name", own ? "나루 티셔츠" : SENTINEL);
        charge.put("buyer_name", own ? "홍길동" : SENTINEL);
        charge.put("custom_data", own ? "{}" : SENTINEL);
        paid.add(Subscriber.paymentNumberIn(Subscriber.onetime(shop, CARD, charge)));
        orders.add(order);
      }
      Subscriber subscriber = Subscriber.withCard(shop, CARD);
      String scheduled = Shop.newOrder();
      subscriber.schedules(scheduled, 5_000, hub.world.time.instant().plusSeconds(86_400));
      Map<String, Object> order = HttpBuyer.order(Shop.newOrder(), 5_000);
      order.put("name", own ? "나루 티셔츠" : SENTINEL);
      order.put("custom_data", own ? "{}" : SENTINEL);
      String address = shop.buyer().requests(order).path("open").path("url").asString("");
      String account = new AccountBuyer(shop).account();
      add(values, "imp_uid", paid);
      add(values, "merchant_uid", orders);
      add(values, "customer_uid", List.of(subscriber.uid()));
      add(values, "scheduled", List.of(scheduled));
      add(values, "checkout", List.of(address.replaceAll(".*/", "")));
      add(values, "account", List.of(account));
      add(values, "user_code", List.of(shop.merchant.userCode()));
    }
    return new Target(hub.base(), ours.token(), ours.merchant.userCode(), values);
  }

  private static void add(Map<String, List<String>> values, String name, List<String> more) {
    values.computeIfAbsent(name, _ -> new ArrayList<>()).addAll(more);
  }
}
