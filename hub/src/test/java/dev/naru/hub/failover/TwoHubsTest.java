package dev.naru.hub.failover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.crash.BooksAtScale;
import dev.naru.hub.crash.CrashWorld;
import dev.naru.hub.crash.HubProcess;
import dev.naru.hub.crash.OpenWork;
import dev.naru.hub.crash.WebhookReceiver;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.SettableTime;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.TestDatabase;
import dev.naru.hub.testing.World;
import dev.naru.postgres.FreePort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A share of {@code ./naru failover}: two hubs on one database, of which one is killed. */
@Tag("G39")
class TwoHubsTest {

  private static final int HEAP_MB = 256;
  private static final double PER_SECOND = 10;
  private static final Duration UNDER_LOAD = Duration.ofSeconds(1);
  private static final int PAYMENTS_AFTER = 5;
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration SLOW = Duration.ofMillis(500);

  @Test
  void when_one_of_two_hubs_is_killed_the_other_goes_on_and_ends_what_was_under_way()
      throws IOException {
    try (World world =
            new World(
                (PGSimpleDataSource) TestDatabase.fresh(),
                TestDatabase.empty(),
                SettableTime.flowing(Duration.ZERO));
        WebhookReceiver receiver = new WebhookReceiver();
        RunningHub stays = RunningHub.start(world, Map.of())) {
      Shop shop = CrashWorld.newShops(stays, receiver, stays, 1).getFirst();
      int port = FreePort.find();
      Path folder =
          Files.createDirectories(
              Path.of("target", "failover-" + System.getProperty("naru.test.fork", "1")));
      try (HubProcess dies =
          HubProcess.begin(
                  folder.toAbsolutePath(),
                  HEAP_MB,
                  Duration.ZERO,
                  "",
                  RunningHub.properties(world, port, Map.of("management.server.port", "0")))
              .ready()) {
        Shop atTheOther =
            shop.at(RunningHub.elsewhere(world, URI.create("http://localhost:" + port)));
        SteadyCharges load = new SteadyCharges(List.of(atTheOther, shop), PER_SECOND);
        Trial.rest(UNDER_LOAD);
        CutCharge cut = CutCharge.begin(world, atTheOther, SLOW);
        dies.kill();
        int before = load.acknowledged();
        goesOn(load, before + PAYMENTS_AFTER);
        load.close();

        assertThat(new OpenWork(world, () -> List.of(steered(stays))).settle()).isEmpty();
        assertThat(cut.isSettled()).as("what the killed one had begun").isTrue();
        assertThat(BooksAtScale.faults(world, receiver, shop, load).all()).isEmpty();
      }
    }
  }

  private static void goesOn(SteadyCharges load, int until) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (load.acknowledged() < until) {
      assertThat(System.nanoTime()).as("the other one goes on").isLessThan(end);
      Trial.rest(Duration.ofMillis(50));
    }
  }

  /** One in this process, whose time is moved with the PGs'. */
  private static OpenWork.Steered steered(RunningHub hub) {
    return line -> {
      if (line.equals("settle")) {
        hub.settle();
      }
      return "done";
    };
  }
}
