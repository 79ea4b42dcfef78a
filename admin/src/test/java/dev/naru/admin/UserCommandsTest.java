package dev.naru.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What {@code naru-hub user} does with who uses the console. */
class UserCommandsTest extends OnTheCommands {

  @Test
  void a_user_of_the_console_is_added_with_a_password_or_a_link_and_reset() {
    String code = merchant();
    JsonNode owner =
        run(
                Map.of("NARU_USER_PASSWORD", "a long password"),
                "",
                "user",
                "add",
                "--merchant",
                code,
                "--email",
                "Owner@Shop.example",
                "--json")
            .json();
    assertThat(owner.path("email").asString()).isEqualTo("owner@shop.example");
    assertThat(owner.path("role").asString()).isEqualTo("owner");
    assertThat(owner.path("link").isNull()).isTrue();
    String[] again = {"user", "add", "--merchant", code, "--email", "owner@shop.example"};
    refused(ExitCode.NOT_DONE, "user reset", again);
    JsonNode operator =
        run("user", "add", "--role", "operator", "--email", "ops@hub.example", "--json").json();
    assertThat(operator.path("link").asString()).contains("/console/welcome/");
    assertThat(run("user", "list").out()).contains("ops@hub.example").doesNotContain("owner@shop");
    assertThat(run("user", "list", "--merchant", code).out()).contains("owner@shop.example");
    assertThat(run("user", "reset", "owner@shop.example", "--json").json().path("link").asString())
        .contains("/console/welcome/");
    assertThat(
            run(
                    Map.of(),
                    "another long one\n",
                    "user",
                    "reset",
                    "ops@hub.example",
                    "--password-file",
                    "-")
                .out())
        .contains("ops@hub.example");
    refused(
        ExitCode.WRONG_USE,
        "10 to 200",
        "user",
        "reset",
        "ops@hub.example",
        "--password-file",
        short_());
    refused(
        ExitCode.WRONG_USE, "--role", "user", "add", "--role", "boss", "--email", "x@y.example");
    refused(ExitCode.WRONG_USE, "--merchant", "user", "add", "--email", "x@y.example");
    refused(ExitCode.WRONG_USE, "no email", "user", "add", "--merchant", code, "--email", "x");
    assertThat(run("audit", "--json").out())
        .contains("user add", "user reset", "owner@shop.example")
        .doesNotContain("long password", "long one");
  }

  private String short_() {
    try {
      return Files.writeString(home.resolve("short.txt"), "short").toString();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
