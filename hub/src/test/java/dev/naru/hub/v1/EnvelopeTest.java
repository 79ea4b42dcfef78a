package dev.naru.hub.v1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.v1.wire.ApiTexts;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that every answer is an envelope, including those of Jetty and Spring (spec/rest-api.md
 * §1.4, §1.10).
 */
class EnvelopeTest extends OnTheWire {

  @Test
  void an_unknown_path_is_unknown_for_every_method_to_who_has_a_token() {
    for (String method : new String[] {"GET", "POST", "PUT", "DELETE", "PATCH"}) {
      var reply =
          wire.send(
              wire.request("/no/such")
                  .header("Authorization", FakeHub.TOKEN)
                  .method(method, BodyPublishers.ofString("a=b")));
      assertThat(reply.status()).as(method).isEqualTo(404);
      assertEnvelope(reply);
      var stranger =
          wire.send(wire.request("/no/such").method(method, BodyPublishers.ofString("a=b")));
      assertThat(stranger.status()).as(method).isEqualTo(401);
      assertEnvelope(stranger);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "//",
        "/payments/imp_1/x/y",
        "/payments/find//paid",
        "/payments//imp_1",
        "/payments//",
        "/favicon.ico"
      })
  void odd_paths_are_unknown_too(String path) {
    var reply = wire.get(path);
    assertThat(reply.status()).isEqualTo(404);
    assertEnvelope(reply);
  }

  @Test
  @Tag("G39")
  void without_a_database_the_caller_may_try_again() {
    var reply = wire.get("/payments/imp_nodatabase");
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.header("Retry-After")).isEqualTo("1");
    assertEnvelope(reply);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /users/getToken, POST",
    "PUT, /users/getToken/, POST",
    "GET, /payments/cancel, POST",
    "DELETE, /payments/cancel, POST",
    "GET, /payments/prepare, 'POST, PUT'",
    "DELETE, /payments/prepare/, 'POST, PUT'",
    "POST, /payments/imp_1, GET",
    "PATCH, /payments, GET",
    "TRACE, /payments, 'GET, POST'",
    "BREW, /payments, GET",
  })
  void a_wrong_method_is_told_the_right_ones(String method, String path, String allowed) {
    var reply = wire.send(wire.request(path).method(method, BodyPublishers.noBody()));
    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.header("Allow")).isEqualTo(allowed);
    assertEnvelope(reply);
  }

  @Test
  void browsers_are_not_invited() {
    var reply =
        wire.send(
            wire.request("/payments/imp_1")
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", "https://shop.example")
                .header("Access-Control-Request-Method", "GET"));
    assertThat(reply.status()).isEqualTo(405);
    assertEnvelope(reply);
    assertThat(reply.allHeaders()).doesNotContain("access-control");
    assertThat(
            wire.send(
                    wire.request("/users/pg")
                        .header("Authorization", FakeHub.TOKEN)
                        .header("Origin", "https://shop.example"))
                .allHeaders())
        .doesNotContain("access-control");
  }

  @Test
  void an_error_inside_tells_a_number_and_nothing_else() {
    var reply = wire.get("/payments/imp_broken");
    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.message()).startsWith("서버 내부 오류가 발생했습니다.");
    assertThat(reply.body()).doesNotContain("secret_column").doesNotContain("Exception");
    assertEnvelope(reply);
  }

  @Test
  @Tag("G38")
  void a_body_above_one_megabyte_is_refused_with_a_reason() {
    for (int size : new int[] {(1 << 20) + 1, 10 << 20}) {
      var reply = wire.post("/payments/cancel", Wire.JSON, "{\"reason\":\"" + "a".repeat(size));
      assertThat(reply.status()).isEqualTo(413);
      assertThat(reply.message()).isEqualTo(ApiTexts.TOO_LARGE);
      assertEnvelope(reply);
    }
  }

  @Test
  @Tag("G38")
  void a_chunked_body_above_one_megabyte_is_refused_too() {
    byte[] large = new byte[2 << 20];
    var reply =
        wire.send(
            wire.request("/payments/cancel")
                .header("Authorization", FakeHub.TOKEN)
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(large))));
    assertThat(reply.status()).isEqualTo(413);
  }

  @Test
  @Tag("G38")
  void json_is_read_down_to_level_32() {
    String deep = "{\"x\":" + "[".repeat(32) + "]".repeat(32) + "}";
    String fine = "{\"x\":" + "[".repeat(31) + "]".repeat(31) + "}";
    assertThat(wire.post("/payments/cancel", Wire.JSON, deep).status()).isEqualTo(400);
    assertThat(wire.post("/payments/cancel", Wire.JSON, fine).status()).isEqualTo(200);
    assertThat(wire.post("/payments/cancel", Wire.JSON, "[".repeat(900_000)).status())
        .isEqualTo(400);
  }

  @Test
  void multipart_is_not_understood() {
    var reply =
        wire.post(
            "/payments/cancel",
            "multipart/form-data; boundary=x",
            "--x\r\nContent-Disposition: form-data; name=\"imp_uid\"\r\n\r\nimp_1\r\n--x--\r\n");
    assertThat(reply.status()).isEqualTo(415);
    assertThat(reply.message()).contains("JSON", "form");
    assertEnvelope(reply);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /payments/%zz HTTP/1.1",
        "GET /payments/;a=%_81 HTTP/1.1",
        "GET /checkout/x;a=%8 HTTP/1.1",
        "GET /payments/%FF%FE HTTP/1.1",
        "GET /payments?imp_uid=%FF HTTP/1.1",
        "GET /payments/..%2f..%2fetc HTTP/1.1",
        "GET /payments/ HTTP/9.9",
        "NONSENSE",
      })
  void what_jetty_refuses_by_itself_is_an_envelope_too(String requestLine) throws IOException {
    String answer =
        wire.raw(
            requestLine
                + "\r\nHost: localhost\r\nConnection: close\r\nAuthorization: "
                + FakeHub.TOKEN
                + "\r\n\r\n");
    assertThat(answer)
        .containsPattern("^HTTP/1.1 (4|5)\\d\\d")
        .contains("{\"code\":-1,\"message\"");
  }

  @Test
  void a_header_too_large_is_an_envelope_too() throws IOException {
    String answer =
        wire.raw(
            "GET /payments HTTP/1.1\r\nHost: x\r\nX-Large: " + "a".repeat(100_000) + "\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 431").contains("{\"code\":-1,\"message\"");
  }

  @Test
  void the_pages_of_others_stay_pages() {
    assertThat(wire.send(wire.request("/payments/success")).body()).isEqualTo("<p>a page</p>");
    var gone = wire.send(wire.request("/checkout/broken"));
    assertThat(gone.status()).isEqualTo(410);
    assertThat(gone.header("Content-Type")).startsWith("text/html");
    var missing = wire.send(wire.request("/checkout/nothing").header("Accept", "text/html"));
    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.body()).doesNotContain("\"code\"");
    assertThat(wire.send(wire.request("/actuator/env")).body()).doesNotContain("\"code\"");
  }

  @Test
  void what_the_caller_accepts_does_not_matter() {
    var reply =
        wire.send(
            wire.request("/users/pg")
                .header("Authorization", FakeHub.TOKEN)
                .header("Accept", "text/html"));
    assertThat(reply.status()).isEqualTo(200);
    assertEnvelope(reply);
  }

  @Test
  void an_answer_says_how_long_it_is() {
    var reply = wire.get("/users/pg");
    assertThat(reply.body()).isEqualTo("{\"code\":0,\"message\":null,\"response\":[]}");
    assertThat(reply.header("Content-Length")).isEqualTo("39");
  }

  static void assertEnvelope(Wire.Reply reply) {
    assertThat(reply.header("Content-Type")).isEqualTo("application/json; charset=UTF-8");
    assertThat(reply.json().propertyNames()).containsExactly("code", "message", "response");
    if (reply.status() >= 400) {
      assertThat(reply.code()).isEqualTo(-1);
      assertThat(reply.json().get("message").isString()).isTrue();
      assertThat(reply.response().isNull()).isTrue();
    }
  }
}
