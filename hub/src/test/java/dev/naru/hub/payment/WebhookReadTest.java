package dev.naru.hub.payment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a shop's webhook handler reads when it asks the API, as V1's guides tell it to. */
@Tag("G21")
class WebhookReadTest {

  private final Shop shop = RunningHub.shared().newShop();

  @Test
  void a_handler_that_asks_for_the_payment_reads_the_state_it_was_told_of() throws Exception {
    BlockingQueue<String> read = new LinkedBlockingQueue<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          read.add(handle(new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    shop.put(Setting.WEBHOOK_URL, "http://127.0.0.1:" + server.getAddress().getPort() + "/webhook");
    try {
      String paymentNumber = shop.paid(3_000);
      assertThat(read.poll(30, TimeUnit.SECONDS)).isEqualTo(paymentNumber + " paid paid 0");
      shop.post(
          "/payments/cancel",
          Map.of("imp_uid", paymentNumber, "amount", 1_000, "enable_webhook", true));
      assertThat(read.poll(30, TimeUnit.SECONDS))
          .isEqualTo(paymentNumber + " cancelled cancelled 1000");
    } finally {
      server.stop(0);
    }
  }

  @Test
  @Tag("G20")
  void a_webhook_that_was_refused_comes_again_when_it_is_due() throws Exception {
    List<String> arrived = new CopyOnWriteArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          arrived.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          exchange.sendResponseHeaders(arrived.size() == 1 ? 500 : 200, -1);
          exchange.close();
        });
    server.start();
    shop.put(Setting.WEBHOOK_URL, "http://127.0.0.1:" + server.getAddress().getPort() + "/webhook");
    try {
      shop.paid(3_000);
      shop.hub.settle();
      assertThat(arrived).hasSize(1);

      shop.hub.world.time.advance(Duration.ofHours(1));
      shop.hub.settle();

      assertThat(arrived).hasSize(2).doesNotContainNull();
      assertThat(arrived.get(1)).isEqualTo(arrived.get(0));
    } finally {
      server.stop(0);
    }
  }

  private String handle(String body) throws IOException {
    JsonNode told = JsonMapper.shared().readTree(body);
    String paymentNumber = told.path("imp_uid").asString();
    JsonNode payment = shop.payment(paymentNumber);
    return "%s %s %s %d"
        .formatted(
            paymentNumber,
            told.path("status").asString(),
            payment.path("status").asString(),
            payment.path("cancel_amount").asLong());
  }
}
