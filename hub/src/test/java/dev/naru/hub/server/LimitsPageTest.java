package dev.naru.hub.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The page of limits says what the code does. */
class LimitsPageTest {

  private final String page = Files.readString(Path.of("../docs/reference/limits.md"));

  LimitsPageTest() throws IOException {}

  private void assertSays(String what, Object bound, String rest) {
    assertThat(page).contains(("| " + what + " | " + bound + " | " + rest).stripTrailing());
  }

  @Test
  void of_the_hubs_port() {
    ServerLimits limits =
        new Binder(new MapConfigurationPropertySource(Map.of()))
            .bindOrCreate("naru.server", ServerLimits.class);
    assertSays("open connections", limits.connections(), "`naru.server.connections`");
    assertSays(
        "open connections of one address (a trusted proxy: any number)",
        limits.connectionsPerAddress(),
        "`naru.server.connections-per-address`");
    assertSays(
        "a request, from its first byte to the last of its body; then 408 or a close",
        limits.requestDeadline().toSeconds() + " s",
        "`naru.server.request-deadline`");
    assertSays(
        "what all bodies hold in memory",
        limits.bodies().toMegabytes() + " MB",
        "`naru.server.bodies`");
    assertSays(
        "what the bodies of one address hold",
        limits.bodiesPerAddress().toMegabytes() + " MB",
        "`naru.server.bodies-per-address`");
    assertSays("requests at work", limits.atWork(), "`naru.server.at-work`");
    assertSays(
        "requests at work of one address",
        limits.atWorkPerAddress(),
        "`naru.server.at-work-per-address`");
    assertThat(WholeRequests.MAX_BODY_BYTES).isEqualTo(1 << 20);
    assertThat(WholeRequests.MAX_DRAINED_BYTES).isEqualTo(16 << 20);
  }

  @Test
  void of_calls_to_pgs() throws Exception {
    assertSays(
        "calls of one merchant to one host of a PG",
        constant("channel.HttpPgTransport", "PER_MERCHANT_AND_HOST"),
        "");
    assertSays(
        "calls of all merchants to one host", constant("channel.HttpPgTransport", "PER_HOST"), "");
    assertSays(
        "cancels of one payment that wait for each other, on one node",
        constant("payment.cancel.CancelTurns", "PER_PAYMENT"),
        "");
    assertSays(
        "cancels of one merchant that wait for each other, on one node",
        constant("payment.cancel.CancelTurns", "PER_MERCHANT"),
        "");
  }

  @Test
  void of_brakes() throws Exception {
    assertSays(
        "refusals of one card of one merchant in an hour",
        constant("billing.KeyInThrottle", "PER_CARD"),
        "by all nodes together");
    assertSays(
        "refusals of one merchant's cards from one address in ten minutes",
        constant("billing.KeyInThrottle", "PER_CALLER"),
        "by all nodes together");
    assertSays(
        "refusals of one merchant's cards in ten minutes",
        constant("billing.KeyInThrottle", "PER_MERCHANT"),
        "by all nodes together");
    assertSays(
        "wrong secrets of one API key from one address in a minute",
        constant("v1.WrongSecrets", "PER_KEY_AND_ADDRESS"),
        "by each node");
    assertSays(
        "wrong console passwords of one email from one address in a quarter of an hour",
        constant("user.SignIn", "PER_EMAIL_AND_ADDRESS"),
        "by all nodes together");
    assertSays(
        "wrong console passwords from one address in a quarter of an hour",
        constant("user.SignIn", "PER_ADDRESS"),
        "by all nodes together");
    assertSays(
        "wrong console passwords of one email in an hour, from wherever",
        constant("user.SignIn", "PER_EMAIL"),
        "by all nodes together");
    assertSays(
        "wrong codes of one user of the console in a quarter of an hour",
        constant("user.SignIn", "CODES"),
        "by all nodes together");
    assertSays(
        "stored by windows from one address in a day",
        (constant("checkout.WindowBrake", "PER_ADDRESS_AND_DAY") >> 20) + " MB",
        "by each node");
    assertSays(
        "stored by windows of one merchant in a minute",
        (constant("checkout.WindowBrake", "PER_MERCHANT_AND_MINUTE") >> 20) + " MB",
        "by each node");
  }

  private static long constant(String type, String name) throws Exception {
    Field field = Class.forName("dev.naru.hub." + type).getDeclaredField(name);
    field.setAccessible(true);
    return ((Number) field.get(null)).longValue();
  }
}
