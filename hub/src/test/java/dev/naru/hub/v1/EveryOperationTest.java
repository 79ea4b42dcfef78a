package dev.naru.hub.v1;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.testing.AtOnce;
import dev.naru.hub.testing.DocumentedAnswers;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Walks all operations with values that are missing, mistyped, out of range, too long, another
 * merchant's and unknown. Whatever comes, the answer is an envelope, no server error that the
 * operation doesn't name, and nothing of another merchant's.
 */
class EveryOperationTest {

  private static final RunningHub HUB = RunningHub.shared();
  private static final int AT_ONCE = 8;
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final int LEAST_REQUESTS = 5_000;

  /** Stands in everything that the other merchant's customers have typed. */
  private static final String SECRET = "TENANT-B-SECRET";

  /** The server errors that an operation names (spec/rest-api.md §1.5, §5). */
  private static final Map<String, List<Integer>> NAMED =
      Map.of(
          "/benepia/", List.of(500),
          "/receipts/", List.of(500, 501),
          "/partners/", List.of(500, 501),
          "/escrows/", List.of(500),
          "/certifications/", List.of(500),
          "/retry", List.of(500));

  /** As JSON; the empty text leaves the parameter out. */
  private static final List<String> VALUES =
      List.of(
          "",
          "null",
          "\"\"",
          "\" \"",
          "true",
          "-1",
          "0",
          "1.5",
          "1e30",
          "99999999999999999999",
          "\"abc\"",
          "\"'; drop table payment; --\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"" + "가".repeat(3_000) + "\"",
          "\"<script>alert(1)</script>\"",
          "[]",
          "{}",
          "[[]]",
          "[1,\"a\",null]",
          "{\"a\":{\"b\":[1]}}");

  private static final List<String> PATH_VALUES =
      List.of(
          "none",
          "%00",
          "%FF",
          "%ED%A0%80",
          "a%2Fb",
          "%20",
          "..%2F..",
          "%27%20or%201=1",
          "%ED%95%9C%EA%B8%80",
          "%",
          "a".repeat(3_000));

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Without a contract, most calls end before a PG is asked: it takes a fifth of the time. */
  private final Shop bare = HUB.newShopWithout();

  private final Shop mine = HUB.newShop();
  private final Shop theirs = HUB.newShop().withInicisBilling();
  private final AtomicInteger orders = new AtomicInteger();

  private record Parameter(String name, String kind) {}

  private record Operation(String method, String path, List<Parameter> parameters) {

    boolean hasBody() {
      return method.equals("POST") || method.equals("PUT");
    }
  }

  /**
   * @param contentType null for a request without a body
   */
  private record Call(
      Operation operation, String pathAndQuery, @Nullable String contentType, String body) {

    boolean reachesPg() {
      return FORM.equals(contentType);
    }

    @Override
    public String toString() {
      String text = operation.method() + " " + pathAndQuery + " " + body;
      return text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }
  }

  @Test
  @Tag("G31")
  void no_value_makes_a_server_fail_or_another_merchant_s_data_appear() throws Exception {
    Map<String, String> foreign = foreignData();
    String before = stateOfTheirs();
    Queue<Call> calls = new ConcurrentLinkedQueue<>(calls(foreign));
    int count = calls.size();
    assertThat(count).isGreaterThanOrEqualTo(LEAST_REQUESTS);
    String withContract = mine.token();
    String without = bare.token();
    Queue<String> wrong = new ConcurrentLinkedQueue<>();
    AtOnce.times(
        AT_ONCE,
        () -> {
          for (Call call = calls.poll(); call != null; call = calls.poll()) {
            String token = call.reachesPg() ? withContract : without;
            String fault = faultOf(call, send(call, token));
            if (!fault.isEmpty()) {
              wrong.add(call + " → " + fault);
            }
          }
          return true;
        });
    assertThat(wrong).as("of %d requests", count).isEmpty();
    assertThat(stateOfTheirs()).as("what is theirs").isEqualTo(before);
  }

  @Test
  void no_operation_answers_without_a_token() throws Exception {
    for (Operation operation : operations()) {
      if (!operation.path().equals("/users/getToken")) {
        Call call = new Call(operation, operation.path().replaceAll("\\{[^}]*}", "x"), null, "");
        HttpResponse<String> answer = send(call, "");
        assertThat(answer.statusCode()).as(call.toString()).isEqualTo(401);
        assertThat(faultOf(call, answer)).isEmpty();
      }
    }
  }

  /** What another merchant has, by the name of the parameter that would name it. */
  private Map<String, String> foreignData() {
    Map<String, String> named = new HashMap<>();
    String order = Shop.newOrder();
    theirs.post(
        "/subscribe/customers/theirs",
        Map.of(
            "card_number", "1234-1234-1234-1234",
            "expiry", "2031-07",
            "birth", "123456",
            "customer_name", SECRET));
    Map<String, Object> charge =
        Map.of(
            "customer_uid", "theirs",
            "merchant_uid", order,
            "amount", 5_000,
            "name", SECRET,
            "buyer_name", SECRET,
            "custom_data", SECRET);
    named.put(
        "imp_uid",
        theirs.post("/subscribe/payments/again", charge).response().path("imp_uid").asString());
    named.put("merchant_uid", order);
    named.put("customer_uid", "theirs");
    named.put("member_id", "theirs");
    named.put("product_order_id", order);
    named.put("payment_status", "paid");
    Map<String, Object> item =
        Map.of(
            "merchant_uid",
            "scheduled-" + order,
            "schedule_at",
            HUB.world.time.instant().getEpochSecond() + 86_400 * 30,
            "amount",
            5_000,
            "name",
            SECRET);
    theirs.post(
        "/subscribe/payments/schedule",
        Map.of("customer_uid", "theirs", "schedules", List.of(item)));
    return named;
  }

  private String stateOfTheirs() {
    return HUB.world
        .db()
        .sql(
            """
            select (select string_agg(payment_number || state || cancelled, ',' order by payment_number)
                      from payment where merchant_id = :m)
                || (select count(*) from billing_key where merchant_id = :m)
                || (select string_agg(status, ',') from schedule where merchant_id = :m)
            """)
        .param("m", theirs.merchant.id())
        .query(String.class)
        .single();
  }

  private List<Call> calls(Map<String, String> foreign) throws IOException {
    List<Call> calls = new ArrayList<>();
    for (Operation operation : operations()) {
      for (String path : paths(operation, foreign)) {
        calls.add(call(operation, path, good(operation, foreign), false));
      }
      String path = paths(operation, foreign).getFirst();
      for (Parameter parameter : operation.parameters()) {
        for (String value : VALUES) {
          Map<String, String> values = good(operation, foreign);
          if (value.isEmpty()) {
            values.remove(parameter.name());
          } else {
            values.put(parameter.name(), value);
          }
          calls.add(call(operation, path, values, calls.size() % 5 == 0));
        }
      }
    }
    return calls;
  }

  /** The first is what is another's. */
  private static List<String> paths(Operation operation, Map<String, String> foreign) {
    String path = operation.path();
    if (!path.contains("{")) {
      return List.of(path);
    }
    List<String> paths = new ArrayList<>();
    String theirs = path;
    for (Map.Entry<String, String> each : foreign.entrySet()) {
      theirs = theirs.replace("{" + each.getKey() + "}", each.getValue());
    }
    paths.add(theirs.replaceAll("\\{[^}]*}", "none"));
    PATH_VALUES.forEach(value -> paths.add(path.replaceAll("\\{[^}]*}", value)));
    return paths;
  }

  /** Parameters that would do for the operation, but that name what is another's. */
  private Map<String, String> good(Operation operation, Map<String, String> foreign) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Parameter parameter : operation.parameters()) {
      String name = parameter.name();
      String value =
          switch (name) {
            case "imp_uid", "customer_uid" -> "\"" + foreign.get(name) + "\"";
            case "merchant_uid" ->
                operation.path().equals("/payments/cancel")
                    ? "\"" + foreign.get(name) + "\""
                    : "\"walk-" + orders.incrementAndGet() + "\"";
            case "vbank_code", "refund_bank" -> "\"004\"";
            case "card_number" -> "\"1234-1234-1234-1234\"";
            case "expiry" -> "\"2031-07\"";
            case "birth" -> "\"900101\"";
            case "identifier" -> "\"010-1234-5678\"";
            case "amount" -> "1000";
            case "currency" -> "\"KRW\"";
            case "schedules" -> schedules();
            case "from", "schedule_from" -> Long.toString(seconds(-86_400));
            case "to", "schedule_to" -> Long.toString(seconds(0));
            case "vbank_due", "schedule_at" -> Long.toString(seconds(86_400));
            case "sender", "receiver" ->
                "{\"name\":\"a\",\"tel\":\"1\",\"addr\":\"b\",\"postcode\":\"2\"}";
            case "logis" -> "{\"company\":\"CJGLS\",\"invoice\":\"1\",\"sent_at\":1795219200}";
            default -> ""; // not needed
          };
      if (!value.isEmpty()) {
        values.put(name, value);
      }
    }
    return values;
  }

  private String schedules() {
    return "[{\"merchant_uid\":\"walk-%d\",\"schedule_at\":%d,\"amount\":1000}]"
        .formatted(orders.incrementAndGet(), seconds(86_400));
  }

  private static long seconds(long later) {
    return HUB.world.time.instant().getEpochSecond() + later;
  }

  private static Call call(
      Operation operation, String path, Map<String, String> values, boolean asForm) {
    if (!operation.hasBody()) {
      String query = form(values);
      return new Call(operation, query.isEmpty() ? path : path + "?" + query, null, "");
    }
    if (asForm) {
      return new Call(operation, path, FORM, form(values));
    }
    String json =
        values.entrySet().stream()
            .map(each -> "\"" + each.getKey() + "\":" + each.getValue())
            .collect(Collectors.joining(",", "{", "}"));
    return new Call(operation, path, "application/json", json);
  }

  private static String form(Map<String, String> values) {
    return values.entrySet().stream()
        .map(each ->
            each.getKey() + "=" + URLEncoder.encode(each.getValue().replace("\"", ""), UTF_8))
        .collect(Collectors.joining("&"));
  }

  private HttpResponse<String> send(Call call, String token)
      throws IOException, InterruptedException {
    URI address;
    try {
      address = URI.create(HUB.base() + call.pathAndQuery());
    } catch (IllegalArgumentException unsendable) { // a lone percent sign
      address = URI.create(HUB.base() + call.pathAndQuery().replaceAll("%(?![0-9A-F]{2})", "%25"));
    }
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    if (!token.isEmpty()) {
      request.header("Authorization", token);
    }
    if (call.contentType() != null) {
      request.header("Content-Type", call.contentType());
    }
    request.method(
        call.operation().method(),
        call.body().isEmpty()
            ? BodyPublishers.noBody()
            : BodyPublishers.ofString(call.body(), UTF_8));
    try {
      return http.send(request.build(), BodyHandlers.ofString(UTF_8));
    } catch (IOException closed) {
      // After some refusals the server closes the connection, maybe just as the next call takes it.
      return http.send(request.build(), BodyHandlers.ofString(UTF_8));
    }
  }

  /** What is wrong with an answer; empty for nothing. */
  private static String faultOf(Call call, HttpResponse<String> answer) {
    String body = answer.body();
    if (!answer.headers().firstValue("Content-Type").orElse("").startsWith("application/json")) {
      return answer.statusCode() + " isn't JSON: " + body;
    }
    JsonNode json = JsonMapper.shared().readTree(body);
    boolean envelope =
        json.size() == 3
            && json.path("code").isInt()
            && json.has("response")
            && (answer.statusCode() < 300 || json.path("message").isString());
    if (!envelope) {
      return "no envelope: " + body;
    }
    try {
      DocumentedAnswers.check(
          call.operation().method(), call.operation().path(), answer.statusCode(), json);
    } catch (AssertionError undocumented) {
      return String.valueOf(undocumented.getMessage());
    }
    if (body.contains(SECRET)) {
      return "shows another's data: " + body;
    }
    boolean named =
        NAMED.entrySet().stream()
            .anyMatch(each ->
                call.operation().path().contains(each.getKey())
                    && each.getValue().contains(answer.statusCode()));
    return answer.statusCode() >= 500 && !named ? answer.statusCode() + ": " + body : "";
  }

  private static List<Operation> operations() throws IOException {
    Map<String, List<Parameter>> parameters = new HashMap<>();
    for (String line : lines("parameters.txt")) {
      String[] words = line.split(" ");
      List<Parameter> list = new ArrayList<>();
      for (int i = 2; i < words.length; i++) {
        String[] parts = words[i].split(":");
        list.add(new Parameter(parts[0], parts[1]));
      }
      parameters.put(words[0] + " " + words[1], list);
    }
    return lines("operations.txt").stream()
        .map(line -> line.split(" "))
        .map(words ->
            new Operation(
                words[0], words[1], parameters.getOrDefault(words[0] + " " + words[1], List.of())))
        .toList();
  }

  private static List<String> lines(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(EveryOperationTest.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    }
  }
}
