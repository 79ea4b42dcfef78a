package dev.naru.playground;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the whole playground with its own PostgreSQL. */
class PlaygroundTest {

  private static final String DEMO =
      "{\"imp_key\":\"naru_demo_key\",\"imp_secret\":\"naru_demo_secret\"}";

  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir Path home;

  @Test
  void everything_answers_and_does_so_again_on_the_same_data() throws Exception {
    String made;
    try (Playground naru = Playground.start(PlaygroundConfig.anywhere(home))) {
      assertThat(get(naru.hub() + "/actuator/health/readiness").statusCode()).isEqualTo(200);
      assertThat(get(naru.hub() + "/v1/iamport.js").statusCode()).isEqualTo(200);
      assertThat(get(naru.sandbox() + "/control/book").body()).isEqualTo("[]");
      assertThat(get(naru.sandbox() + "/control/unresolved").body()).isEqualTo("[]");
      assertThat(
              send("POST", naru.sandbox() + "/control/unresolved", "{\"id\":\"1\"}").statusCode())
          .isEqualTo(400);
      webhooksAreListedAndSentAgain(naru);
      aPersonFindsAHomePageAndAProgramV1sAnswer(naru);
      assertThat(get(naru.shop() + "/").body()).contains(naru.hub() + "/v1/iamport.js");
      assertThat(token(naru, DEMO).statusCode()).isEqualTo(200);
      made = newMerchant(naru, "html5_inicis").body();
      assertThat(made).contains("user_code", "key", "secret");
      assertThat(newMerchant(naru, "nobody").statusCode()).isEqualTo(400);
      assertThat(setting(naru, "webhook.retry.enabled", "false").body()).contains("\"true\"");
      assertThat(setting(naru, "no.such", "1").statusCode()).isEqualTo(400);
    }
    // The second start is for a network: here by another name of this machine. Two hubs work on the
    // same data, behind one port.
    PlaygroundConfig network =
        PlaygroundConfig.anywhere(home).withReach(new Reach("0.0.0.0", "127.0.0.2")).withNodes(2);
    try (Playground naru = Playground.start(network)) {
      assertThat(naru.shop().getHost()).isEqualTo("127.0.0.2");
      assertThat(get(naru.shop() + "/").body())
          .contains("http://127.0.0.2:" + naru.hub().getPort() + "/v1/iamport.js")
          .contains("<svg class=\"qr\"");
      assertThat(opens(naru, naru.shop().toString()).body()).contains("open");
      assertThat(opens(naru, "http://192.0.2.1:8070").body()).doesNotContain("\"open\"");
      assertThat(get(naru.sandbox() + "/control/book").statusCode()).isEqualTo(403);
      assertThat(naru.nodes()).hasSize(2).doesNotContain(naru.hub().getPort());
      for (int port : naru.nodes()) {
        String node = "http://localhost:" + port;
        assertThat(get(node + "/actuator/health/readiness").statusCode()).isEqualTo(200);
        assertThat(get(node + "/v1/iamport.js").statusCode()).isEqualTo(200);
      }
      assertThat(token(naru, DEMO).statusCode()).isEqualTo(200);
      assertThat(setting(naru, "webhook.retry.enabled", "true").body()).contains("\"false\"");
      assertThat(setting(naru, "webhook.url", "").body())
          .contains("http://localhost:" + naru.shop().getPort() + "/webhook");
      String keys = made.replace("\"key\"", "\"imp_key\"").replace("\"secret\"", "\"imp_secret\"");
      assertThat(token(naru, keys).statusCode()).isEqualTo(200);
    }
  }

  private void webhooksAreListedAndSentAgain(Playground naru) throws Exception {
    String webhooks = naru.sandbox() + "/control/webhooks";
    assertThat(get(webhooks).body()).isEqualTo("[]");
    for (String id : new String[] {"1", "01890000-0000-7000-8000-000000000000"}) {
      assertThat(send("POST", webhooks, "{\"id\":\"" + id + "\"}").statusCode()).isEqualTo(400);
      assertThat(get(webhooks + "?id=" + id).body()).contains("there is no webhook " + id);
    }
  }

  private void aPersonFindsAHomePageAndAProgramV1sAnswer(Playground naru) throws Exception {
    for (String language : new String[] {"ko", "en", "de-DE,de;q=0.9"}) {
      HttpResponse<String> home =
          http.send(
              HttpRequest.newBuilder(naru.hub().resolve("/"))
                  .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                  .header("Accept-Language", language)
                  .build(),
              BodyHandlers.ofString());
      assertThat(home.statusCode()).isEqualTo(200);
      assertThat(home.body())
          .contains(language.equals("ko") ? "관리자 콘솔" : "Console", "/console", "/swagger-ui");
    }
    for (String accept : new String[] {"*/*", "application/json", "text/*"}) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(naru.hub().resolve("/")).header("Accept", accept).build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(accept).isEqualTo(401);
      assertThat(answer.body()).startsWith("{\"code\":-1");
    }
  }

  private HttpResponse<String> token(Playground naru, String keys) throws Exception {
    return send("POST", naru.hub() + "/users/getToken", keys);
  }

  /** What the SDK asks first, on a page of this origin. */
  private HttpResponse<String> opens(Playground naru, String origin) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(naru.hub() + "/checkout/payments"))
            .header("Content-Type", "application/json")
            .header("Origin", naru.hub().toString())
            .header("Sec-Fetch-Site", "same-origin")
            .POST(
                BodyPublishers.ofString(
                    """
                    {"request_id":"r1","userCode":"imp00000000","tierCode":"","origin":"%s","mobile":false,
                     "param":{"merchant_uid":"from-a-phone","amount":1000,"name":"a","buyer_tel":"010-1234-5678"}}
                    """
                        .formatted(origin)))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> newMerchant(Playground naru, String pg) throws Exception {
    return send(
        "POST",
        naru.sandbox() + "/control/merchants",
        "{\"channels\":[{\"pg\":\"%s\",\"mid\":\"INIpayTest\"}]}".formatted(pg));
  }

  private HttpResponse<String> setting(Playground naru, String name, String value)
      throws Exception {
    return send(
        "PUT",
        "http://localhost:" + naru.sandbox().getPort() + "/control/settings",
        "{\"name\":\"%s\",\"value\":\"%s\"}".formatted(name, value));
  }

  private HttpResponse<String> get(String address) throws Exception {
    return http.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> send(String method, String address, String body) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(address))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }
}
