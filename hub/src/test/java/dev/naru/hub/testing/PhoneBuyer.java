package dev.naru.hub.testing;

import dev.naru.hub.testing.HttpBuyer.Return;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/** Pays in KG Mobilians' windows without a browser. */
public final class PhoneBuyer {

  public static final String PG = "mobilians";

  /** Its last four digits make the PG fail with that code. */
  public static final String FAILING = "0100000";

  private final Shop shop;

  public PhoneBuyer(Shop shop) {
    this.shop = shop;
  }

  public static Map<String, Object> order(String method, String orderNumber, long amount) {
    Map<String, Object> param = new LinkedHashMap<>(HttpBuyer.order(orderNumber, amount));
    param.put("pg", PG);
    param.put("pay_method", method);
    return param;
  }

  /** An opened window. */
  public record Window(String paymentNumber, String address) {

    /** Number and SMS code, up to what the window would post to the hub. */
    public Return agrees(String phone) {
      Map<String, String> entered =
          new LinkedHashMap<>(
              Map.of("carrier", "SKT", "phone", phone, "birth", "123456", "digit", "1"));
      entered.putAll(Map.of("agree1", "Y", "agree2", "Y", "agree3", "Y"));
      HttpResponse<String> first = HttpBuyer.form(address + "/next", entered);
      return HttpBuyer.handedOver(
          first.statusCode() == 303
              ? HttpBuyer.form(address + "/pay", Map.of("code", "123456")).body()
              : first.body());
    }

    public Return agrees() {
      return agrees("010-1234-5678");
    }

    /** Chooses a bank for a virtual account. */
    public Return choosesBank(String kgCode) {
      return HttpBuyer.handedOver(
          HttpBuyer.form(
                  address + "/pay",
                  Map.of(
                      "bank", kgCode, "holder", "홍길동", "agree1", "Y", "agree2", "Y", "agree3", "Y"))
              .body());
    }
  }

  public Window opens(Map<String, Object> param) {
    String registered = HttpBuyer.redirectOf(shop.buyer().page(param));
    String window = HttpBuyer.redirectOf(registered);
    return new Window(
        shop.paymentNumberOf(String.valueOf(param.get("merchant_uid"))),
        shop.hub.world.sandbox().resolve(window).toString());
  }

  public Window opens(long amount) {
    return opens(order("phone", Shop.newOrder(), amount));
  }
}
