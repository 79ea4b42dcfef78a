package dev.naru.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A shop's page as it is in production, with the SDK's original address ({@code --tls}). */
@Tag("G18")
class SdkOriginalAddressTest extends Journey {

  @Test
  void a_page_with_the_original_address_of_the_sdk_is_paid_without_a_change() {
    Merchant merchant = merchant();
    String html =
        """
        <!doctype html><html lang="ko"><meta charset="utf-8"><title>shop</title>
        <script src="https://cdn.iamport.kr/v1/iamport.js"></script>
        <body><button id="pay">pay</button>
        <script>
          window.answers = [];
          IMP.init('%s');
          document.getElementById('pay').onclick = () =>
            IMP.request_pay(%s, rsp => window.answers.push(rsp));
        </script></body></html>
        """
            .formatted(merchant.userCode(), Http.JSON.writeValueAsString(request()));
    Tab tab =
        Tab.at(chromium.behindProxy(naru.ports().tls()), shop.serve(html, Map.of())).pressesPay();
    Buyer.atDesk(tab.page()).paysWith(Buyer.GOOD_CARD);
    JsonNode answer = tab.answer();
    assertThat(answer.path("success").asBoolean()).as("%s", answer).isTrue();
    Books.areEqualFor(merchant, answer.path("imp_uid").asString());
  }
}
