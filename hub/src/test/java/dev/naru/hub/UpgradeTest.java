package dev.naru.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.billing.Subscriber;
import dev.naru.hub.payment.Journal;
import dev.naru.hub.payment.Unresolved;
import dev.naru.hub.testing.BothBooks;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.SettableTime;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.TestDatabase;
import dev.naru.hub.testing.World;
import dev.naru.hub.vault.KeyRingBackup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import tools.jackson.databind.JsonNode;

/**
 * The tables, the sealed data and the open work of the version before, as that version left them
 * ({@code src/test/resources/upgrade}), under this version.
 */
class UpgradeTest {

  private static final Path BEFORE = Path.of("src/test/resources/upgrade/091d3a5");

  /** Ten minutes after the dump. */
  private final SettableTime time = new SettableTime(Instant.parse("2026-11-28T18:30:00Z"));

  @Test
  void payments_keys_schedules_and_open_work_of_the_version_before_go_on() throws Exception {
    try (World world = new World(played("hub.sql"), played("pg.sql"), time)) {
      KeyRingBackup.restore(
          world.home.resolve("keys").resolve("keyring.json"),
          Files.readString(BEFORE.resolve("keyring.json")));
      try (RunningHub hub = RunningHub.start(world, Map.of())) {
        Shop shop = hub.shopOf("imp00000000", "naru_demo_key", "naru_demo_secret");

        // What was sealed is opened.
        JsonNode paid = shop.payment(shop.paymentNumberOf("old-paid"));
        assertThat(paid.path("status").asString()).isEqualTo("paid");
        assertThat(paid.path("buyer_name").asString()).isEqualTo("김나루");
        assertThat(shop.payment(shop.paymentNumberOf("old-refused")).path("status").asString())
            .isEqualTo("failed");

        // The charge that was under way when the process died: the PG has to say more than once
        // that
        // it doesn't know it.
        for (int look = 0; look < 4; look++) {
          hub.settle();
          time.advance(Duration.ofMinutes(30));
        }
        hub.settle();
        assertThat(shop.payment(shop.paymentNumberOf("old-open")).path("status").asString())
            .isIn("paid", "failed");
        assertThat(hub.bean(Unresolved.class).list(null, 10)).isEmpty();

        assertThat(shop.cancel(shop.paymentNumberOf("old-paid"), 10_000).code()).isZero();
        assertThat(shop.cancel(shop.paymentNumberOf("old-part"), 5_000).code()).isZero();
        Subscriber customer = new Subscriber(shop, "old-customer");
        assertThat(customer.again("new-again", 1_500).code()).isZero();

        time.advance(Duration.ofDays(4));
        hub.settle();
        assertThat(shop.payment(shop.paymentNumberOf("old-later")).path("status").asString())
            .isEqualTo("paid");

        assertThat(hub.bean(Journal.class).check().isWhole()).isTrue();
        BothBooks.agreeFor(shop);
      }
    }
  }

  private static PGSimpleDataSource played(String dump) throws IOException, SQLException {
    PGSimpleDataSource database = (PGSimpleDataSource) TestDatabase.empty();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(Files.readString(BEFORE.resolve(dump)));
    }
    return database;
  }
}
