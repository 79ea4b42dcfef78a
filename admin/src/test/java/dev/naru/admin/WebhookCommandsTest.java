package dev.naru.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.naru.admin.Commands.Ended;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What {@code naru-hub webhook} shows of webhooks, sends again and tries out. */
class WebhookCommandsTest extends OnTheCommands {

  private static final String BODY = "{\"imp_uid\":\"imp_100000000001\",\"status\":\"paid\"}";

  @Test
  void a_webhook_that_was_given_up_is_shown_with_its_body_and_sent_again() {
    String code = merchant();
    String id = UUID.randomUUID().toString();
    giveUp(code, id);
    try {
      JsonNode dead =
          run("webhook", "list", "--merchant", code, "--state", "dead", "--json").json();
      assertThat(dead).hasSize(1);
      assertThat(dead.get(0).path("id").asString()).isEqualTo(id);

      JsonNode shown = run("webhook", "show", id, "--json").json();
      assertThat(shown.path("merchant").asString()).isEqualTo(code);
      assertThat(shown.path("state").asString()).isEqualTo("dead");
      assertThat(shown.path("body").asString()).isEqualTo(BODY);
      assertThat(shown.path("deliveries").isArray()).isTrue();
      assertThat(run("webhook", "show", id).out()).contains(BODY, "It was not sent yet.");

      assertThat(run("webhook", "resend", id).out()).contains("https://shop.example/hook");
      assertThat(run("webhook", "show", id, "--json").json().path("state").asString())
          .isEqualTo("pending");
      assertThat(run("audit", "--limit", "1", "--json").json().get(0).toString())
          .contains("webhook resend", id, "\"before\":{\"state\":\"dead\"}");
    } finally {
      // Another test looks for a database without webhooks.
      commands
          .database()
          .sql("delete from webhook_task where id = cast(? as uuid)")
          .param(id)
          .update();
    }
    refused(ExitCode.NOT_DONE, "no webhook " + id, "webhook", "show", id);
    refused(ExitCode.NOT_DONE, "no webhook " + id, "webhook", "resend", id);
    refused(ExitCode.WRONG_USE, "dead, no_target", "webhook", "list", "--state", "lost");
  }

  private void giveUp(String code, String id) {
    commands
        .database()
        .sql(
            """
            insert into webhook_task (merchant_id, id, event_id, payment_number, no, url, content_type, body,
                                      state, due_at, created_at)
            select id, cast(:id as uuid), gen_random_uuid(), 'imp_100000000001', 1, 'https://shop.example/hook',
                   'application/json', :body, 'dead', now(), now()
              from merchant where user_code = :code
            """)
        .param("id", id)
        .param("body", BODY)
        .param("code", code)
        .update();
  }

  @Test
  void a_test_webhook_says_what_the_shop_answers() throws IOException {
    String code = merchant();
    refused(ExitCode.NOT_DONE, "no webhook.url", "webhook", "test", code);
    List<String> received = new CopyOnWriteArrayList<>();
    HttpServer shop =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    shop.createContext(
        "/hook",
        call -> {
          received.add(new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          call.sendResponseHeaders(received.size() == 1 ? 200 : 500, -1);
          call.close();
        });
    shop.start();
    try {
      String url = "http://localhost:" + shop.getAddress().getPort() + "/hook";
      assertThat(
              run(
                      "merchant",
                      "set",
                      code,
                      "webhook.url=" + url,
                      "webhook.allow_private_targets=true")
                  .exit())
          .isZero();

      JsonNode took = run("webhook", "test", code, "--json").json();
      assertThat(took.path("success").asBoolean()).isTrue();
      assertThat(took.path("answer").asString()).isEqualTo("HTTP 200");
      Ended failed = run("webhook", "test", code);
      assertThat(failed.exit()).isEqualTo(ExitCode.FOUND_TROUBLE);
      assertThat(failed.out()).contains(url, "HTTP 500");
    } finally {
      shop.stop(0);
    }
    assertThat(received)
        .hasSize(2)
        .allSatisfy(body -> assertThat(body).contains("imp_000000000000", "\"status\":\"paid\""));
  }
}
