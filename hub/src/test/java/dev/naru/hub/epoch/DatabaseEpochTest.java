package dev.naru.hub.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.hub.billing.Subscriber;
import dev.naru.hub.start.RefusedStartException;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;

/** A database that was set back is noticed by what the hub keeps outside of it. */
class DatabaseEpochTest {

  private final JdbcClient db = JdbcClient.create(TestDatabase.fresh());

  @TempDir Path home = Path.of("");

  /** A hub that has just started, with its folder. */
  private record Hub(DatabaseEpoch epoch, EpochFile file) {
    List<DatabaseEpoch.Rewind> open() {
      return epoch.open();
    }

    void check() {
      epoch.check();
    }
  }

  private Hub hub(String name) {
    return hub(List.of(home.resolve(name)));
  }

  private Hub hub(List<Path> folders) {
    return new Hub(new DatabaseEpoch(db, InstantSource.system()), EpochFile.in(folders, "epoch"));
  }

  /** Each looks, so that both are known to the database. */
  private static void look(int times, Hub... hubs) {
    for (int i = 0; i < times; i++) {
      for (Hub hub : hubs) {
        hub.epoch().look(hub.file());
      }
    }
  }

  private static void assertStopped(Hub hub) {
    assertThatThrownBy(hub::check).isInstanceOf(RewoundDatabaseException.class);
  }

  /** Root writes where the mode forbids it; nobody makes a folder below a file. */
  private Path unwritable() throws IOException {
    return Files.createTempFile(home, "no", "folder").resolve("below");
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
    Hub hub = hub("a");
    Path file = hub.file().path().orElseThrow();
    look(3, hub);
    String before = Files.readString(file);
    look(1, hub);
    Files.writeString(file, before);
    look(2, hub("a"));
    assertThat(hub("a").open()).isEmpty();
  }

  @Test
  void a_database_that_lost_commits_stops_every_hub_until_a_person_lets_them_go_on() {
    Hub first = hub("a");
    Hub second = hub("b");
    look(5, first, second);
    db.sql("update epoch set value = value - 2").update();

    look(1, first);

    assertStopped(first);
    look(1, second);
    assertStopped(second);
    look(5, first, second);
    assertThat(first.open()).as("noticed once by each").hasSize(2);
    Hub restarted = hub("a");
    look(1, restarted);
    assertStopped(restarted);
    assertThat(second.epoch().goOn("kim", "reconciled")).isEqualTo(2);
    look(1, first, second);
    assertThatCode(first::check).doesNotThrowAnyException();
    assertThatCode(second::check).doesNotThrowAnyException();
  }

  @Test
  void a_database_of_before_the_hubs_first_start_is_noticed_at_the_next() {
    look(2, hub("a"));
    db.sql("delete from epoch").update();
    Hub next = hub("a");
    look(1, next);
    assertStopped(next);
  }

  @Test
  void hubs_that_share_a_file_raise_no_false_alarm_and_notice_together() {
    Hub first = hub("shared");
    Hub second = hub("shared");
    look(5, first, second);
    look(3, second);
    look(2, first, second);
    assertThat(first.open()).isEmpty();
    db.sql("update epoch set value = value - 2").update();
    look(1, first, second);
    assertStopped(first);
    assertStopped(second);
  }

  @Test
  void without_a_folder_that_can_be_written_a_hub_that_runs_still_notices() throws IOException {
    Hub hub = hub(List.of(unwritable()));
    assertThat(hub.file().path()).isEmpty();
    look(3, hub);
    assertThat(hub.open()).isEmpty();
    db.sql("update epoch set value = value - 1").update();
    look(1, hub);
    assertStopped(hub);
  }

  @Test
  void the_file_is_where_it_was_else_in_the_first_folder_that_can_be_written() throws IOException {
    Path none = unwritable();
    assertThat(hub(List.of(none, home.resolve("data"))).file().path())
        .contains(home.resolve("data/epoch"));
    look(1, hub(List.of(home.resolve("data"))));
    assertThat(hub(List.of(home.resolve("new"), home.resolve("data"))).file().path())
        .contains(home.resolve("data/epoch"));
  }

  @Test
  void a_key_folder_copied_from_another_cell_is_no_alarm() throws IOException {
    Path keys = Files.createDirectories(home.resolve("keys"));
    Files.writeString(keys.resolve("epoch"), UUID.randomUUID() + " 7");
    DatabaseEpoch epoch = new DatabaseEpoch(db, InstantSource.system());
    MockEnvironment environment =
        new MockEnvironment()
            .withProperty("naru.home", home.toString())
            .withProperty("naru.fence", "auto")
            .withProperty("naru.cell", "01");
    EpochWatch watch = new EpochConfiguration().epochWatch(epoch, environment);
    watch.start();
    watch.stop();
    assertThat(epoch.open()).isEmpty();
    assertThat(keys.resolve("epoch-01")).exists();
  }

  @Test
  void a_hub_that_is_asked_for_a_file_refuses_to_start_where_there_can_be_none()
      throws IOException {
    DatabaseEpoch epoch = new DatabaseEpoch(db, InstantSource.system());
    MockEnvironment environment =
        new MockEnvironment()
            .withProperty("naru.home", unwritable().toString())
            .withProperty("naru.fence", "on");
    assertThatThrownBy(() -> new EpochConfiguration().epochWatch(epoch, environment))
        .isInstanceOf(RefusedStartException.class)
        .hasMessageContaining("NARU_FENCE is on, and there is no folder");
    environment.withProperty("naru.fence", "auto");
    assertThatCode(() -> new EpochConfiguration().epochWatch(epoch, environment))
        .doesNotThrowAnyException();
  }

  @Test
  void payments_are_answered_503_meanwhile_and_cancels_go_on() {
    RunningHub running = RunningHub.shared();
    Shop shop = running.newShop().withInicisBilling();
    String paid = shop.paid(3_000);
    DatabaseEpoch epoch = running.bean(DatabaseEpoch.class);
    Hub hub = new Hub(epoch, EpochFile.in(List.of(home), "epoch"));
    look(2, hub);
    running.world.db().sql("update epoch set value = value - 1").update();
    look(1, hub);
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
