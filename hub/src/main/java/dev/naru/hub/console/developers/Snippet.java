package dev.naru.hub.console.developers;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.merchant.Merchant;

/** A whole page of a shop that pays through a channel as it stands. */
final class Snippet {

  private Snippet() {}

  /** All values come from the hub and have no character that HTML or JavaScript would read. */
  static String of(String hub, Merchant merchant, Channel channel, String method) {
    String forBilling =
        channel.forBilling() ? "        customer_uid: \"customer-\" + Date.now(),\n" : "";
    return """
    <!doctype html>
    <meta charset="utf-8">
    <title>결제 시험</title>
    <script src="%s/v1/iamport.js"></script>
    <button id="pay">결제하기</button>
    <pre id="result"></pre>
    <script>
      IMP.init("%s");
      document.getElementById("pay").addEventListener("click", () => {
        IMP.request_pay({
          channelKey: "%s",
          pay_method: "%s",
          merchant_uid: "order-" + Date.now(),
    %s      name: "시험 주문",
          amount: 1004,
          buyer_name: "홍길동",
          buyer_tel: "010-1234-5678",
          buyer_email: "buyer@example.com",
        }, (response) => {
          document.getElementById("result").textContent = JSON.stringify(response, null, 2);
        });
      });
    </script>
    """
        .formatted(
            hub,
            merchant.userCode(),
            channel.channelKey(),
            method,
            forBilling.replace("        customer", "      customer"));
  }
}
