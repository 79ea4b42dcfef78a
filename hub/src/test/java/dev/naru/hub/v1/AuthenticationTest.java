package dev.naru.hub.v1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.merchant.Setting;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests access tokens and the ways to send them (spec/rest-api.md §1.2). */
class AuthenticationTest extends OnTheWire {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json|{\"imp_key\":\"naru_demo_key\",\"imp_secret\":\"naru_demo_secret\"}",
        "application/json; charset=utf-8|\uFEFF"
            + " {\"imp_key\":[\"naru_demo_key\"],\"imp_secret\":\"naru_demo_secret\"}",
        "application/x-www-form-urlencoded|imp_key=naru_demo_key&imp_secret=naru_demo_secret",
        "application/x-www-form-urlencoded|imp_key=naru_demo_key& imp_secret=naru_demo_secret",
        "application/x-www-form-urlencoded|\uFEFFimp_key=naru_demo_key&%E3%80%80imp_secret=naru_demo_secret",
        "application/x-www-form-urlencoded|imp_key=x&imp_key=naru_demo_key&%20imp_secret=naru_demo_secret",
        "application/x-www-form-urlencoded|{\"imp_key\":\"naru_demo_key\",\"imp_secret\":\"naru_demo_secret\"}",
        "text/plain| "
            + " {\"imp_key\":\"naru_demo_key\",\"imp_secret\":\"naru_demo_secret\",\"extra\":{}}",
        "nonsense|imp_key=naru_demo_key&imp_secret=naru%5Fdemo%5Fsecret",
      })
  void key_and_secret_are_found_in_every_body(String typeAndBody) {
    String[] parts = typeAndBody.split("\\|", 2);
    var reply = wire.post("/users/getToken", parts[0], parts[1]);
    assertThat(reply.body())
        .isEqualTo(
            """
            {"code":0,"message":null,"response":{"access_token":"%s","expired_at":1795221000,"now":1795219200}}\
            """
                .formatted(FakeHub.TOKEN));
    EnvelopeTest.assertEnvelope(reply);
  }

  @Test
  void a_body_needs_no_content_type() {
    var reply =
        wire.send(
            wire.request("/users/getToken/")
                .POST(
                    BodyPublishers.ofString("imp_key=naru_demo_key&imp_secret=naru_demo_secret")));
    assertThat(reply.code()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "null",
        "{\"imp_key\":\"\",\"imp_secret\":\"x\"}",
        "{\"imp_key\":\"x\",\"imp_secret\":null}",
      })
  void without_key_or_secret_the_text_is_the_original(String body) {
    var reply = wire.post("/users/getToken", Wire.JSON, body);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.message()).isEqualTo("imp_key, imp_secret 파라메터가 누락되었습니다.");
    EnvelopeTest.assertEnvelope(reply);
  }

  @Test
  void key_and_secret_in_the_address_are_not_read() {
    var reply =
        wire.post(
            "/users/getToken?imp_key=naru_demo_key&imp_secret=naru_demo_secret", Wire.FORM, "");
    assertThat(reply.status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"//users/getToken", "///users/getToken/"})
  void a_base_address_may_end_in_a_slash(String path) {
    assertThat(
            wire.post(path, Wire.FORM, "imp_key=naru_demo_key&imp_secret=naru_demo_secret")
                .status())
        .isEqualTo(200);
  }

  @Test
  void white_space_around_key_and_secret_does_not_count() {
    var reply =
        wire.post(
            "/users/getToken",
            Wire.JSON,
            "{\"imp_key\":\" naru_demo_key\\n\",\"imp_secret\":\"naru_demo_secret\\u3000\"}");
    assertThat(reply.status()).isEqualTo(200);
  }

  @Test
  void a_wrong_secret_is_unauthorized() {
    var reply = wire.post("/users/getToken", Wire.FORM, "imp_key=naru_demo_key&imp_secret=no");
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.message()).isEqualTo("인증에 실패하였습니다. API키와 secret을 확인하세요.");
    EnvelopeTest.assertEnvelope(reply);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization: 0123456789abcdef0123456789abcdef01234567",
        "authorization: Bearer 0123456789abcdef0123456789abcdef01234567",
        "Authorization: bearer   0123456789abcdef0123456789abcdef01234567",
        "X-ImpTokenHeader: 0123456789abcdef0123456789abcdef01234567",
      })
  void a_token_comes_in_one_of_three_headers(String header) {
    String[] parts = header.split(": ", 2);
    assertThat(wire.send(wire.request("/users/pg").header(parts[0], parts[1])).status())
        .isEqualTo(200);
  }

  @Test
  void authorization_wins_even_when_it_is_wrong() {
    var reply =
        wire.send(
            wire.request("/users/pg")
                .header("Authorization", "0".repeat(40))
                .header("X-ImpTokenHeader", FakeHub.TOKEN));
    assertUnauthorized(reply);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer", "Basic dXNlcjpwYXNz", "Bearer '; drop table", "null"})
  void everything_else_is_unauthorized(String authorization) {
    assertUnauthorized(wire.send(wire.request("/users/pg").header("Authorization", authorization)));
  }

  @Test
  void no_token_is_unauthorized_before_the_body_is_read() {
    assertUnauthorized(
        wire.send(
            wire.request("/payments/cancel")
                .header("Content-Type", Wire.JSON)
                .POST(BodyPublishers.ofString("{broken"))));
  }

  @Test
  void a_token_in_the_address_needs_the_merchants_consent() {
    String path = "/users/pg?_token=" + FakeHub.TOKEN;
    assertUnauthorized(wire.send(wire.request(path)));
    hub.settings.put(Setting.API_ALLOW_TOKEN_PARAM, "true");
    assertThat(wire.send(wire.request(path)).status()).isEqualTo(200);
    var inBody =
        wire.send(
            wire.request("/payments/cancel")
                .header("Content-Type", Wire.FORM)
                .POST(BodyPublishers.ofString("imp_uid=imp_1&_token=" + FakeHub.TOKEN)));
    assertThat(inBody.message()).isEqualTo("취소할 결제건이 존재하지 않습니다.");
  }

  private static void assertUnauthorized(Wire.Reply reply) {
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.body())
        .isEqualTo("{\"code\":-1,\"message\":\"Unauthorized\",\"response\":null}");
    assertThat(reply.header("WWW-Authenticate")).isEqualTo("iamport");
  }
}
