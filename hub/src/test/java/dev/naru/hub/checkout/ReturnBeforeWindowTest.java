package dev.naru.hub.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.testing.HttpBuyer;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A return that somebody makes up before the PG's window was ever opened. */
class ReturnBeforeWindowTest {

  private final RunningHub hub = RunningHub.shared();
  private final Shop shop = hub.newShop();

  @Test
  @Tag("G36")
  void a_return_without_a_window_is_forged_and_the_buyer_can_still_pay() throws Exception {
    String order = Shop.newOrder();
    String page =
        shop.buyer().requests(HttpBuyer.order(order, 5_000)).path("open").path("url").asString("");

    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(page + "/return"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("resultCode=0000&authToken=x"))
                    .build(),
                BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(shop.statusOf(shop.paymentNumberOf(order))).isEqualTo("ready");
    assertThat(shop.statusOf(shop.paid(Shop.newOrder(), 5_000))).isEqualTo("paid");
  }
}
