package dev.naru.pg.inicis.emulator;

import static dev.naru.pg.inicis.emulator.Shop.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.sandbox.testkit.TestHttp;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@Tag("G10")
class CancelTaxTest {

  private final String oid = Shop.newOrder();

  private static JsonNode part(String tid, long price, long left, long taxFree, long tax) {
    return TestHttp.json(
        Shop.v2(
            "partialRefund",
            """
            {"tid":"%s","msg":"부분","price":"%d","confirmPrice":"%d","currency":"WON",\
            "tax":"%d","taxfree":"%d"}\
            """
                .formatted(tid, price, left, tax, taxFree)));
  }

  private String chargedWithTaxFree2000() {
    var form = Shop.pcForm(oid, 10_000);
    form.put("taxfree", "2000");
    form.put("tax", "700");
    String token =
        Shop.pay(Shop.openPc(form), "14", "1234-1234-1234-1234").getOrDefault("authToken", "none");
    return Shop.approve(token).get("tid").asString();
  }

  @Test
  void parts_are_no_more_than_the_cancel_and_together_no_more_than_the_charges() {
    String tid = chargedWithTaxFree2000();
    assertThat(part(tid, 1_000, 9_000, 1_001, 0).toString()).contains("500655");
    assertThat(part(tid, 1_000, 9_000, 900, 101).toString()).contains("500656");
    assertThat(text(part(tid, 3_000, 7_000, 1_500, 100), "resultCode")).isEqualTo("00");
    assertThat(part(tid, 3_000, 4_000, 501, 0).toString()).contains("500655");
    assertThat(part(tid, 3_000, 4_000, 500, 601).toString()).contains("500656");
    assertThat(text(part(tid, 3_000, 4_000, 500, 600), "resultCode")).isEqualTo("00");
    assertThat(Shop.book(oid)).singleElement().asString().startsWith("10000-6000 ");
  }
}
