package dev.naru.acceptance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** The base of every journey: the shared naru, the shared Chromium, and a shop of its own. */
@ExtendWith(OneWorld.class)
abstract class Journey {

  private static final AtomicInteger ORDERS = new AtomicInteger();

  final Naru naru = OneWorld.naru();
  final Chromium chromium = OneWorld.chromium();
  Shop shop = new Shop();

  @BeforeEach
  void openShop() {
    shop.close();
    shop = new Shop();
  }

  @AfterEach
  void closeShop() {
    chromium.closePages();
    shop.close();
  }

  /** Creates a merchant with KG INICIS's general test MID. */
  Merchant merchant() {
    return Merchant.fresh(naru, Map.of("pg", "html5_inicis", "mid", "INIpayTest"));
  }

  static String newOrder() {
    return "order_" + ProcessHandle.current().pid() + "_" + ORDERS.incrementAndGet();
  }

  /** Creates a merchant with the guides' channels: a general and a billing MID of each PG. */
  Merchant merchantOfBothPgs() {
    return Merchant.fresh(
        naru,
        List.of(
            Map.of("pg", "html5_inicis", "mid", "INIpayTest"),
            Map.of("pg", "html5_inicis", "mid", "INIBillTst", "billing", "true"),
            Map.of("pg", "mobilians", "mid", "170622040674"),
            Map.of("pg", "mobilians", "mid", "170622040675", "billing", "true")));
  }

  /** The parameters of guide 004, with a new order number. */
  Map<String, Object> request() {
    Map<String, Object> param = new LinkedHashMap<>();
    param.put("pg", "html5_inicis");
    param.put("pay_method", "card");
    param.put("merchant_uid", newOrder());
    param.put("name", "주문명:결제테스트");
    param.put("amount", 14000);
    param.put("buyer_email", "iamport@siot.do");
    param.put("buyer_name", "구매자이름");
    param.put("buyer_tel", "010-1234-5678");
    param.put("buyer_addr", "서울특별시 강남구 삼성동");
    param.put("buyer_postcode", "123-456");
    param.put("notice_url", shop.url("/webhook"));
    return param;
  }

  static String orderOf(Map<String, ?> param) {
    return String.valueOf(param.get("merchant_uid"));
  }

  Map<String, Object> request(String key, Object value) {
    Map<String, Object> param = request();
    param.put(key, value);
    return param;
  }

  /** A desktop tab with the window open. */
  Tab opens(Merchant merchant, Map<String, ?> param) {
    return Tab.at(chromium.desktop(), shop.payPage(merchant, param)).pressesPay();
  }

  /** A phone's tab on its way to the PG. */
  Tab opensOnPhone(Merchant merchant, Map<String, ?> param) {
    return Tab.at(chromium.phone(), shop.payPage(merchant, param)).pressesPay();
  }
}
