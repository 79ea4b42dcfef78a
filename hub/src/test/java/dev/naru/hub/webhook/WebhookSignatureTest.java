package dev.naru.hub.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("G23")
class WebhookSignatureTest {

  /** The vector that Standard Webhooks' own libraries are tested with. */
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private static final String PUBLISHED = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  private static Map<String, String> headers(List<String> secrets) {
    return WebhookSignature.headers(
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        Instant.ofEpochSecond(1614265330),
        "{\"test\": 2432232314}",
        secrets);
  }

  @Test
  void the_published_vector_is_signed_as_published() {
    assertThat(headers(List.of(SECRET)))
        .containsEntry("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek")
        .containsEntry("webhook-timestamp", "1614265330")
        .containsEntry("webhook-signature", PUBLISHED);
  }

  @Test
  void during_a_rotation_both_secrets_sign() {
    String other = WebhookSignature.secret(new byte[32]);
    assertThat(other).isEqualTo("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
    String[] both =
        headers(List.of(other, SECRET)).getOrDefault("webhook-signature", "").split(" ");
    assertThat(both).hasSize(2).endsWith(PUBLISHED);
    assertThat(both[0]).startsWith("v1,").isNotEqualTo(PUBLISHED);
  }

  /** The samples that docs/guides/webhooks.md prints, run as a shop would run them. */
  @ParameterizedTest
  @CsvSource({"js, node", "python, python3"})
  void the_published_samples_verify_a_webhook_and_refuse_a_changed_one(
      String language, String program) throws Exception {
    Assumptions.assumeTrue(isInstalled(program), program + " is not installed");
    String guide = Files.readString(Path.of("../docs/guides/webhooks.md"));
    String sample = guide.split("```" + language + "\n")[1].split("```")[0];
    String headers =
        "{\"webhook-id\": \"msg_p5jXN8AQM9LWM0D4loKWxJek\", \"webhook-timestamp\": \"1614265330\","
            + " \"webhook-signature\": \"v1,AAAA "
            + PUBLISHED
            + "\"}";
    for (String body : List.of("{\"test\": 2432232314}", "{\"test\": 2432232315}")) {
      String call =
          language.equals("js")
              ? "console.log(verify('%s', %s, '%s', 1614265331))"
              : "print(str(verify('%s', %s, b'%s', 1614265331)).lower())";
      Path file = Files.createTempFile("webhook", "." + language);
      Files.writeString(file, sample + call.formatted(SECRET, headers, body));
      assertThat(run(program, file.toString())).isEqualTo(Boolean.toString(body.contains("314")));
      Files.delete(file);
    }
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said.strip();
  }
}
