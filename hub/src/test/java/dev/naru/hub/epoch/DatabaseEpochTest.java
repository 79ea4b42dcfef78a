package dev.naru.hub.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.hub.billing.Subscriber;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database that was set back is noticed by what the hub keeps outside of it. */
class DatabaseEpochTest {

  private final JdbcClient db = JdbcClient.create(TestDatabase.fresh());

  @TempDir Path home = Path.of("");

  private DatabaseEpoch hub(String name) {
    return new DatabaseEpoch(db, new EpochFile(home.resolve(name)), InstantSource.system());
  }

  /** Each looks, so that both are known to the database. */
  private static void look(int times, DatabaseEpoch... hubs) {
    for (int i = 0; i < times; i++) {
      for (DatabaseEpoch hub : hubs) {
        hub.look();
      }
    }
  }

  private static void assertStopped(DatabaseEpoch hub) {
    assertThatThrownBy(hub::check).isInstanceOf(RewoundDatabaseException.class);
  }

  @Test
  void a_hub_that_starts_again_and_a_second_one_go_on() {
    look(3, hub("a"), hub("b"));
    look(3, hub("a"), hub("b"));
    assertThatCode(hub("a")::check).doesNotThrowAnyException();
    assertThat(hub("a").open()).isEmpty();
  }

  @Test
  void a_crash_between_the_commit_and_the_file_is_no_loss() throws Exception {
    DatabaseEpoch hub = hub("a");
    look(3, hub);
    String before = Files.readString(home.resolve("a"));
    look(1, hub);
    Files.writeString(home.resolve("a"), before);
    look(2, hub("a"));
    assertThat(hub("a").open()).isEmpty();
  }

  @Test
  void a_database_that_lost_commits_stops_every_hub_until_a_person_lets_them_go_on() {
    DatabaseEpoch first = hub("a");
    DatabaseEpoch second = hub("b");
    look(5, first, second);
    db.sql("update epoch set value = value - 2").update();

    look(1, first);

    assertStopped(first);
    look(1, second);
    assertStopped(second);
    look(5, first, second);
    assertThat(first.open()).as("noticed once by each").hasSize(2);
    DatabaseEpoch restarted = hub("a");
    look(1, restarted);
    assertStopped(restarted);
    assertThat(second.goOn("kim", "reconciled")).isEqualTo(2);
    look(1, first, second);
    assertThatCode(first::check).doesNotThrowAnyException();
    assertThatCode(second::check).doesNotThrowAnyException();
  }

  @Test
  void a_database_of_before_the_hubs_first_start_is_noticed_at_the_next() {
    look(2, hub("a"));
    db.sql("delete from epoch").update();
    DatabaseEpoch next = hub("a");
    look(1, next);
    assertStopped(next);
  }

  @Test
  void payments_are_answered_503_meanwhile_and_cancels_go_on() {
    RunningHub running = RunningHub.shared();
    Shop shop = running.newShop().withInicisBilling();
    String paid = shop.paid(3_000);
    DatabaseEpoch epoch = running.bean(DatabaseEpoch.class);
    look(2, epoch);
    running.world.db().sql("update epoch set value = value - 1").update();
    look(1, epoch);
    try {
      assertThat(
              Subscriber.onetime(shop, Subscriber.CARD, Subscriber.order(Shop.newOrder(), 1_000))
                  .status())
          .isEqualTo(503);
      assertThat(shop.cancel(paid, 1_000).code()).isZero();
    } finally {
      epoch.goOn("a test", "over");
    }
    assertThat(
            Subscriber.onetime(shop, Subscriber.CARD, Subscriber.order(Shop.newOrder(), 1_000))
                .code())
        .isZero();
  }
}
