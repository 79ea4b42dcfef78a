package dev.naru.hub.console.developers;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.merchant.Merchant;

/**
 * The source of a complete shop page for one channel. A page with exactly this source takes a
 * payment.
 */
final class Snippet {

  private Snippet() {}

  /**
   * Makes the source. No value needs escaping: all come from the hub and have no character that is
   * special in HTML or JavaScript.
   */
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
