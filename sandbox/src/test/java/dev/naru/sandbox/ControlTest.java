package dev.naru.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.postgres.TestPostgres;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(Lifecycle.PER_CLASS)
class ControlTest {

  private static final Instant NOW = Instant.parse("2026-01-30T15:30:00Z"); // Jan 31st 00:30 KST

  private final HttpClient client = HttpClient.newHttpClient();
  private final DataSource database = TestPostgres.newDatabase();
  private final Playground playground = new Playground();
  private Sandbox alone = start(PlaygroundControl.NONE, InstantSource.fixed(NOW));
  private Sandbox sandbox = alone;

  @BeforeAll
  void startInThePlayground(@TempDir Path home) {
    sandbox = start(playground, SandboxClock.open(home, InstantSource.fixed(NOW)));
  }

  @AfterAll
  void stop() {
    sandbox.close();
    alone.close();
  }

  @BeforeEach
  void reset() {
    assertThat(call("POST", "/control/reset", "").statusCode()).isEqualTo(200);
  }

  private Sandbox start(PlaygroundControl control, InstantSource time) {
    return Sandbox.start(0, database, time, control, List.of(new MinimalPg()));
  }

  private HttpResponse<String> call(String method, String path, String body, String... headers) {
    return call(sandbox, method, path, body, headers);
  }

  private HttpResponse<String> call(
      Sandbox on, String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(on.base() + path))
            .timeout(Duration.ofSeconds(30))
            .method(method, BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private String approve(String order, long amount, String card) {
    String form =
        "order=%s&amount=%d&card=%s"
            .formatted(order, amount, URLEncoder.encode(card, StandardCharsets.UTF_8));
    return call(
            "POST",
            "/pg.example/approve",
            form,
            "Content-Type",
            "application/x-www-form-urlencoded")
        .body();
  }

  @Test
  void the_emulators_on_the_class_path_are_mounted_and_know_their_address() {
    assertThat(call("GET", "/pg.example/base", "").body()).isEqualTo(sandbox.base().toString());
    assertThat(sandbox.base().toString()).matches("http://localhost:[0-9]+");
    assertThat(call("GET", "/health", "").body()).isEqualTo("{\"status\":\"ok\"}");
  }

  @Test
  void the_index_page_tells_what_this_is_with_the_cards_and_the_calls() {
    String page = call("GET", "/", "").body();

    assertThat(page)
        .contains("played", "4000-0000-0000-0119", "한도 초과", "POST /control/clock")
        .contains("<option value=\"decline\"", "승인 거절", "승인 후 응답 유실");
  }

  @Test
  void the_book_and_the_requests_are_shown() {
    approve("order-1", 1000, "1234123412341234");
    approve("order-2", 2000, "1234123412341234");

    assertThat(call("GET", "/control/book", "").body())
        .isEqualTo(
            """
            [{"pg":"played","mid":"MID","tid":"Torder-1","order_id":"order-1","amount":1000,\
            "cancelled_amount":0,"status":"paid","pay_method":"card"},\
            {"pg":"played","mid":"MID","tid":"Torder-2","order_id":"order-2","amount":2000,\
            "cancelled_amount":0,"status":"paid","pay_method":"card"}]\
            """);
    String received =
        """
        [{"at":"%s+09:00","pg":"played","tid":null,"order_id":"order-1",\
        "operation":"approval","fields":{"card":"1234********1234"}}]\
        """;
    assertThat(call("GET", "/control/requests?tid=Torder-1", "").body())
        .matches(
            Pattern.quote(received)
                .replace("%s", "\\E[-0-9:T.]+\\Q")); // the clock may have been moved
    assertThat(call("GET", "/control/requests?order_id=order-1", "").body())
        .isEqualTo(call("GET", "/control/requests?tid=Torder-1", "").body());
    assertThat(call("GET", "/control/requests?order_id=order-1&tid=Torder-2", "").body())
        .isEqualTo("[]");
    assertThat(call("GET", "/control/requests", "").body()).contains("order-1", "order-2");
  }

  @Test
  void the_last_lines_of_the_book_can_be_asked_for() {
    approve("order-1", 1000, "1234123412341234");
    approve("order-2", 2000, "1234123412341234");
    approve("order-3", 3000, "1234123412341234");

    String last = call("GET", "/control/book?last=2", "").body();

    assertThat(last).contains("order-2", "order-3").doesNotContain("order-1");
    assertThat(last.indexOf("order-2")).isLessThan(last.indexOf("order-3"));
    for (String wrong : List.of("0", "-1", "x", "1000000000")) {
      assertThat(call("GET", "/control/book?last=" + wrong, "").statusCode()).isEqualTo(400);
    }
  }

  @Test
  void the_scenarios_that_still_apply_are_shown_and_no_card_number_with_them() {
    call(
        "POST",
        "/control/scenarios",
        """
        {"pg":"played","match":{"card_number":"1234-1234-1234-1234"},"fault":"decline","times":2}
        """);
    approve("1", 1000, "1234123412341234");

    assertThat(call("GET", "/control/scenarios", "").body())
        .contains("\"fault\":\"decline\"", "\"times_left\":1")
        .doesNotContain("1234");
    approve("2", 1000, "1234123412341234");
    assertThat(call("GET", "/control/scenarios", "").body()).isEqualTo("[]");
  }

  @Test
  void the_clock_is_shown() {
    call("POST", "/control/clock", "{\"advance\":\"PT1H\"}");
    String shown = call("GET", "/control/clock", "").body();
    assertThat(shown).matches("\\{\"now\":\"[-0-9T:.]+\\+09:00\",\"offset_seconds\":[1-9][0-9]+}");
  }

  @Test
  void a_scenario_disturbs_what_it_matches() {
    HttpResponse<String> asked =
        call(
            "POST",
            "/control/scenarios",
            """
            {"pg":"played","match":{"card_number":"1234-1234-1234-1234","amount":1000},
             "fault":"decline","times":2}
            """);
    assertThat(asked.statusCode()).isEqualTo(200);

    assertThat(approve("1", 1001, "1234123412341234")).isEqualTo("approved");
    assertThat(approve("2", 1000, "9999123412341234")).isEqualTo("approved");
    assertThat(approve("3", 1000, "1234123412341234")).isEqualTo("declined");
    assertThat(approve("4", 1000, "1234 1234 1234 1234")).isEqualTo("declined");
    assertThat(approve("5", 1000, "1234123412341234")).isEqualTo("approved");
  }

  @Test
  void a_reset_clears_scenarios_book_and_requests_and_leaves_the_clock() {
    call("POST", "/control/clock", "{\"advance\":\"PT1H\"}");
    String offset = call("POST", "/control/clock", "{\"advance\":\"PT1S\"}").body();
    call("POST", "/control/scenarios", "{\"pg\":\"played\",\"match\":{},\"fault\":\"decline\"}");
    approve("1", 1000, "1234123412341234");
    approve("2", 1000, "1234123412341234");

    assertThat(call("POST", "/control/reset", "{}").statusCode()).isEqualTo(200);

    assertThat(call("GET", "/control/book", "").body()).isEqualTo("[]");
    assertThat(call("GET", "/control/requests", "").body()).isEqualTo("[]");
    assertThat(approve("1", 1000, "1234123412341234")).isEqualTo("approved");
    long before = offsetSeconds(offset);
    assertThat(offsetSeconds(call("POST", "/control/clock", "{\"advance\":\"PT1S\"}").body()))
        .isEqualTo(before + 1);
  }

  private static long offsetSeconds(String body) {
    return ControlJson.MAPPER.readTree(body).get("offset_seconds").asLong();
  }

  @Test
  void the_clock_is_moved_and_answers_after_the_playground_has_settled(@TempDir Path home) {
    try (Sandbox fresh = inThePlayground(home)) {
      assertThat(call(fresh, "POST", "/control/clock", "{\"advance\":\"P1M\"}").body())
          .isEqualTo("{\"now\":\"2026-02-28T00:30:00+09:00\",\"offset_seconds\":2419200}");
      assertThat(playground.calls).last().isEqualTo("settle at 2026-02-27T15:30:00Z");
    }
  }

  @Test
  void the_clock_stops_at_what_falls_due_on_the_way(@TempDir Path home) {
    try (Sandbox fresh = inThePlayground(home)) {
      playground.due =
          List.of(
              Instant.parse("2026-01-31T14:59:59Z"), // the last second of a day in Korea
              Instant.parse("2026-02-03T01:02:03Z"),
              Instant.parse("2026-03-01T00:00:00Z"));

      call(fresh, "POST", "/control/clock", "{\"advance\":\"P1M\"}");

      assertThat(playground.calls.stream().distinct())
          .containsExactly(
              "settle at 2026-01-30T15:30:00Z",
              "settle at 2026-01-31T14:59:59.999999Z",
              "settle at 2026-02-03T01:02:03.999999Z",
              "settle at 2026-02-27T15:30:00Z");
    }
  }

  private Sandbox inThePlayground(Path home) {
    SandboxClock clock = SandboxClock.open(home, InstantSource.fixed(NOW));
    Sandbox fresh = start(playground, clock);
    playground.calls.clear();
    playground.due = List.of();
    playground.time = clock;
    return fresh;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          POST | scenarios | {"pg":"played","match":{},"fault":"explode"} | unknown fault: explode
          POST | scenarios | {"pg":"nobody","match":{},"fault":"decline"} | unknown pg: nobody
          POST | scenarios | {"pg":"played","match":{},"fault":"decline","tmes":2} | unknown key: tmes
          POST | scenarios | {"pg":"played","match":{"ordr_id":"1"},"fault":"decline"} | unknown key: match.ordr_id
          POST | scenarios | {"pg":"played","match":{"amount":"1000"},"fault":"decline"} | match.amount must be a whole number
          POST | scenarios | {"pg":"played","match":{"order_id":1000},"fault":"decline"} | match.order_id must be a text
          POST | scenarios | {"pg":"played","match":{"card_number":"12"},"fault":"decline"} | match.card_number must be
          POST | scenarios | {"pg":"played","match":[],"fault":"decline"} | match must be an object
          POST | scenarios | {"pg":"played","match":{},"fault":"decline","times":0} | times must be a whole number from 1 to 1000
          POST | scenarios | {"pg":"played","match":{},"fault":"decline","times":1001} | times must be a whole number from 1 to 1000
          POST | scenarios | {"pg":"played","match":{},"fault":"decline","times":1.5} | times must be a whole number from 1 to 1000
          POST | scenarios | {"pg":"played","match":{},"fault":"decline","times":null} | times must be a whole number from 1 to 1000
          POST | scenarios | {"pg":"played","match":{},"fault":"decline","amount":7} | amount goes with the fault wrong_amount
          POST | scenarios | {"pg":"played","match":{},"fault":"wrong_amount"} | amount is missing
          POST | scenarios | {"pg":"played","match":{},"fault":"slow","delay_ms":-1} | delay_ms must be a whole number
          POST | scenarios | {"pg":"played","match":{},"fault":"decline","delay_ms":5} | delay_ms goes with the fault slow, or with a time-out
          POST | scenarios | {"pg":"played","match":{}} | fault is missing
          POST | scenarios | {"match":{},"fault":"decline"} | pg is missing
          POST | scenarios | {"pg":"played","pg":"played","fault":"decline"} | Duplicate
          POST | scenarios | {"pg": | the body is not JSON
          POST | scenarios | {} {} | the body is not JSON
          POST | scenarios | [] | the body must be a JSON object
          POST | clock     | {"advance":"1 month"} | 1 month
          POST | clock     | {"advance":"-P1D"} | -P1D
          POST | clock     | {"advance":30} | advance must be a text
          POST | clock     | {"to":"2027"} | unknown key: to
          POST | deposits  | {"order_id":"1","imp_uid":"1","amount":1} | give one of order_id and imp_uid
          POST | deposits  | {"order_id":"1","amount":-1} | amount must be a whole number
          POST | deposits  | {"order_id":"1","money":1} | unknown key: money
          POST | reset     | {"all":true} | unknown key: all
          PUT  | settings  | {"name":"no.such","value":"1"} | unknown setting: no.such
          PUT  | settings  | {"name":"x","value":{}} | value must be a text, a number or a boolean
          PUT  | settings  | {"name":"x"} | value is missing
          POST | merchants | {"channels":{}} | channels must be an array
          POST | merchants | {"channels":[{"pg":"played"}]} | channels[0].mid is missing
          POST | merchants | {"channels":[1]} | channels[0] must be an object
          POST | merchants | {"channels":[],"name":"x"} | unknown key: name
          GET  | requests?tdi=1 | ~~ | unknown query parameter: tdi
          """)
  void a_slip_is_a_400_that_names_it(String method, String call, String body, String named) {
    HttpResponse<String> answer = call(method, "/control/" + call, body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(ControlJson.MAPPER.readTree(answer.body()).get("error").asString()).contains(named);
  }

  @Test
  void a_deposit_without_a_waiting_account_is_a_404() {
    approve("order-1", 1000, "1234123412341234");

    HttpResponse<String> answer =
        call("POST", "/control/deposits", "{\"order_id\":\"order-1\",\"amount\":1000}");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("order_id order-1");
  }

  @Test
  void settings_and_merchants_reach_the_playground() {
    playground.calls.clear();

    assertThat(call("PUT", "/control/settings", "{\"name\":\"webhook.x\",\"value\":true}").body())
        .isEqualTo("{\"previous\":\"before\"}");
    assertThat(
            call(
                    "POST",
                    "/control/merchants",
                    "{\"channels\":[{\"pg\":\"played\",\"mid\":\"M\"}],\"tier\":\"gold\"}")
                .body())
        .isEqualTo("{\"user_code\":\"imp1\"}");
    assertThat(playground.calls)
        .containsExactly("setting webhook.x=true", "merchant [{pg=played, mid=M}] Optional[gold]");
  }

  @Test
  void alone_what_needs_the_hub_is_a_409() {
    HttpResponse<String> setting =
        call(alone, "PUT", "/control/settings", "{\"name\":\"a\",\"value\":\"b\"}");
    HttpResponse<String> merchant = call(alone, "POST", "/control/merchants", "{\"channels\":[]}");

    assertThat(setting.statusCode()).isEqualTo(409);
    assertThat(setting.body()).contains("PUT /control/settings", "playground");
    assertThat(merchant.statusCode()).isEqualTo(409);
  }

  @Test
  void a_web_page_cannot_call_the_controls() {
    assertThat(call("GET", "/control/book", "", "Origin", "https://evil.example").statusCode())
        .isEqualTo(403);
    assertThat(call("GET", "/control/book", "", "Origin", "null").statusCode()).isEqualTo(403);
    assertThat(call("GET", "/control/book", "", "Origin", "http://localhost:8070").statusCode())
        .isEqualTo(200);
  }

  @Test
  void a_failure_shows_nothing_of_the_inside() {
    HttpResponse<String> answer = call("GET", "/pg.example/broken", "");

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).doesNotContain("secret", "Exception", "\tat ");
    assertThat(call("GET", "/nowhere", "").statusCode()).isEqualTo(404);
  }

  @Test
  void a_call_that_a_fault_holds_open_does_not_hold_up_the_end() throws Exception {
    Sandbox ending = start(PlaygroundControl.NONE, InstantSource.fixed(NOW));
    var hanging =
        client.sendAsync(
            HttpRequest.newBuilder(URI.create(ending.base() + "/pg.example/hang")).build(),
            BodyHandlers.ofString());
    MinimalPg.HANGING.await();

    ending.close();

    assertThat(hanging).failsWithin(Duration.ofSeconds(30));
  }

  @Test
  void a_taken_port_is_named() {
    assertThatThrownBy(() ->
            Sandbox.start(
                sandbox.base().getPort(),
                database,
                InstantSource.fixed(NOW),
                PlaygroundControl.NONE))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("port " + sandbox.base().getPort());
  }

  @Test
  void a_body_has_a_limit() {
    assertThat(call("POST", "/control/reset", " ".repeat(300_000)).statusCode()).isEqualTo(413);
  }

  /** A playground that records the calls it gets. */
  private static final class Playground implements PlaygroundControl {
    private final List<String> calls = new ArrayList<>();
    private List<Instant> due = List.of();
    private InstantSource time = InstantSource.fixed(NOW);

    @Override
    public void settle(Duration limit) {
      calls.add("settle at " + time.instant());
    }

    @Override
    public Optional<Instant> nextDue(Instant after) {
      return due.stream().filter(at -> at.isAfter(after)).findFirst();
    }

    @Override
    public String putSetting(String name, String value) {
      if (name.equals("no.such")) {
        throw new IllegalArgumentException("unknown setting: " + name);
      }
      calls.add("setting " + name + "=" + value);
      return "before";
    }

    @Override
    public Map<String, String> newMerchant(
        List<Map<String, String>> channels, Optional<String> tier) {
      calls.add("merchant " + channels + " " + tier);
      return Map.of("user_code", "imp1");
    }
  }
}
