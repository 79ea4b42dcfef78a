package dev.naru.pg.template.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.playground.Playground;
import dev.naru.playground.PlaygroundConfig;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The demo shop offers this PG, and each of its pay methods is paid with and cancelled. */
class TemplateJourneyTest {

  private static final String PG = "template";
  private static final long AMOUNT = 14_000;
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Pattern FORM =
      Pattern.compile("(?s)<form[^>]*? action=\"([^\"]*)\".*?</form>");
  private static final Pattern INPUT =
      Pattern.compile("<input[^>]*? name=\"([^\"]*)\"[^>]*? value=\"([^\"]*)\"");

  @TempDir static Path home;
  private static Playground naru;

  @BeforeAll
  static void start() throws Exception {
    naru = Playground.start(PlaygroundConfig.anywhere(home));
  }

  @AfterAll
  static void stop() {
    if (naru != null) {
      naru.close();
    }
  }

  @Test
  void every_offered_method_is_paid_with_and_cancelled() throws Exception {
    List<String> methods = offered();
    assertThat(methods).isNotEmpty();
    for (String method : methods) {
      String order = "order_" + method;
      pay(order, method);
      JsonNode paid = api("GET", "/payments/find/" + order, Map.of());
      assertThat(paid.path("status").asString()).as(method).isEqualTo("paid");
      assertThat(paid.path("pay_method").asString()).isEqualTo(method);

      JsonNode cancelled = api("POST", "/payments/cancel", Map.of("merchant_uid", order));

      assertThat(cancelled.path("status").asString()).isEqualTo("cancelled");
      assertThat(bookOf(method))
          .isEqualTo(Map.of("pg", PG, "amount", AMOUNT, "cancelled_amount", AMOUNT));
    }
  }

  /** The codes of the order form's pay methods that this PG has. */
  private static List<String> offered() throws Exception {
    Pattern chip =
        Pattern.compile("data-pg=\"([^\"]*)\"><input[^>]*name=\"pay_method\" value=\"([^\"]*)\"");
    return chip.matcher(get(naru.shop() + "/"))
        .results()
        .filter(match -> List.of(match.group(1).split(" ")).contains(PG))
        .map(match -> match.group(2))
        .toList();
  }

  /** What the SDK's, the checkout's and the PG's pages send, without a browser. */
  private static void pay(String order, String method) throws Exception {
    Map<String, Object> param =
        Map.of(
            "pg", PG,
            "pay_method", method,
            "merchant_uid", order,
            "name", "mug",
            "amount", AMOUNT,
            "buyer_tel", "010-1234-5678");
    Map<String, Object> request =
        Map.of(
            "request_id",
            "r1",
            "userCode",
            "imp00000000",
            "origin",
            naru.shop().toString(),
            "mobile",
            false,
            "param",
            param);
    String answer =
        send(
            HttpRequest.newBuilder(naru.hub().resolve("/checkout/payments"))
                .header("Content-Type", "application/json")
                .header("Origin", naru.hub().toString())
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(request))));
    String page = JSON.readTree(answer).path("open").path("url").asString("");
    assertThat(page).as(answer).isNotEmpty();
    String window = submitFirstForm(get(page));
    String handedOver = submitFirstForm(window);
    submitFirstForm(handedOver);
  }

  private static String submitFirstForm(String page) throws Exception {
    Matcher form = FORM.matcher(page);
    assertThat(form.find()).as("a form in: %s", page).isTrue();
    Map<String, String> fields = new LinkedHashMap<>();
    INPUT
        .matcher(form.group())
        .results()
        .forEach(input -> fields.put(unescaped(input.group(1)), unescaped(input.group(2))));
    String body =
        fields.entrySet().stream()
            .map(field ->
                URLEncoder.encode(field.getKey(), UTF_8)
                    + "="
                    + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return send(
        HttpRequest.newBuilder(naru.sandbox().resolve(unescaped(form.group(1))))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body)));
  }

  private static Map<String, Object> bookOf(String method) throws Exception {
    for (JsonNode line : JSON.readTree(get(naru.sandbox() + "/control/book"))) {
      if (line.path("pay_method").asString().equals(method)) {
        return Map.of(
            "pg", line.path("pg").asString(),
            "amount", line.path("amount").longValue(),
            "cancelled_amount", line.path("cancelled_amount").longValue());
      }
    }
    return Map.of();
  }

  private static JsonNode api(String verb, String path, Map<String, Object> body) throws Exception {
    String login = "{\"imp_key\":\"naru_demo_key\",\"imp_secret\":\"naru_demo_secret\"}";
    String token =
        JSON.readTree(
                send(
                    HttpRequest.newBuilder(naru.hub().resolve("/users/getToken"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(login))))
            .path("response")
            .path("access_token")
            .asString();
    String answer =
        send(
            HttpRequest.newBuilder(naru.hub().resolve(path))
                .header("Content-Type", "application/json")
                .header("Authorization", token)
                .method(
                    verb,
                    body.isEmpty()
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofString(JSON.writeValueAsString(body))));
    JsonNode read = JSON.readTree(answer);
    assertThat(read.path("code").asInt(-1)).as(answer).isZero();
    return read.path("response");
  }

  private static String get(String address) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(address)));
  }

  private static String send(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString(UTF_8));
    return answer.body();
  }

  private static String unescaped(String html) {
    return html.replace("&#34;", "\"")
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }
}
