package dev.naru.hub.crash;

import dev.naru.hub.merchant.Setting;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.SettableTime;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.TestDatabase;
import dev.naru.hub.testing.World;
import dev.naru.postgres.EmbeddedPostgres;
import dev.naru.postgres.FreePort;
import dev.naru.postgres.PostgresStartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The hub and its database as processes of their own, which come and go, and what outlives them:
 * the PGs (the real sandbox, in this process, on another database server) and the merchants.
 */
public final class CrashWorld implements AutoCloseable {

  final World world;
  final WebhookReceiver receiver = new WebhookReceiver();
  private final Path folder;
  private final Path databaseHome;
  private final Map<String, Object> properties;
  private final RunningHub asSeen;
  private final int heapMb;
  private final String database;
  private EmbeddedPostgres postgres;
  private @Nullable HubProcess hub;
  private int lives;
  private final OpenWork open;

  private CrashWorld(Path folder, Path databaseHome, int heapMb) throws PostgresStartException {
    this.folder = folder;
    this.databaseHome = databaseHome;
    this.heapMb = heapMb;
    postgres = EmbeddedPostgres.start(databaseHome);
    database = "crash_" + ProcessHandle.current().pid() + "_" + System.nanoTime() % 1_000_000;
    postgres.createDatabaseIfMissing(database);
    world =
        new World(
            (PGSimpleDataSource) postgres.dataSource(database),
            TestDatabase.empty(),
            SettableTime.flowing(Duration.ZERO));
    int port = FreePort.find();
    properties = new HashMap<>(RunningHub.properties(world, port, Map.of()));
    properties.put("naru.sole-node", "true");
    properties.put("management.server.port", "0");
    open = new OpenWork(world, () -> List.of(hub()));
    asSeen = RunningHub.elsewhere(world, URI.create("http://localhost:" + port));
    // Ctrl-C must leave neither a hub nor a PostgreSQL running.
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
  }

  /**
   * Makes a world in which no hub runs yet; its database has no tables.
   *
   * @param folder for logs and the database's server
   */
  static CrashWorld make(Path folder, int heapMb) {
    return make(folder, folder.resolve("database"), heapMb);
  }

  static CrashWorld make(Path folder, Path databaseHome, int heapMb) {
    try {
      Files.createDirectories(folder);
      // It fits the classes that it was made of alone.
      Files.deleteIfExists(folder.resolve(HubProcess.ARCHIVE));
      return new CrashWorld(folder, databaseHome, heapMb);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (PostgresStartException e) {
      throw new IllegalStateException(e);
    }
  }

  // ---- merchants -----------------------------------------------------------------------------

  /**
   * Makes merchants with channels of both PGs, each of which is told of everything. No hub may run.
   */
  List<Shop> newShops(int count) {
    try (RunningHub maker = RunningHub.start(world, Map.of("naru.sole-node", "true"))) {
      return newShops(maker, receiver, asSeen, count);
    }
  }

  /**
   * Makes merchants with channels of both PGs, each of which is told of everything.
   *
   * @param maker a hub in this process
   * @param asSeen the hub that they will speak to
   */
  public static List<Shop> newShops(
      RunningHub maker, WebhookReceiver receiver, RunningHub asSeen, int count) {
    List<Shop> shops = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Shop shop =
          maker
              .newShop(Map.of(Setting.WEBHOOK_URL, receiver.address()))
              .withInicisBilling()
              .withMobilians();
      shop.put("mobilians.pay_methods", "phone,vbank");
      shop.put("mobilians.billing.issue_mode", "key_only");
      shops.add(shop.at(asSeen));
    }
    return shops;
  }

  // ---- the hub -------------------------------------------------------------------------------

  /** Starts the next life and waits until it serves. */
  HubProcess start() {
    return begin("").ready();
  }

  /** Starts the next life, which ends by itself at a crash point. */
  HubProcess begin(String halt) {
    if (hub != null && hub.isAlive()) {
      throw new IllegalStateException("the hub still runs");
    }
    try {
      lives++;
      HubProcess next = HubProcess.begin(folder, heapMb, world.time.ahead(), halt, properties);
      hub = next;
      return next;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  HubProcess hub() {
    if (hub == null) {
      throw new IllegalStateException("no hub was started");
    }
    return hub;
  }

  int lives() {
    return lives;
  }

  /** Moves the PGs' clock and the hub's. */
  void advance(Duration by) {
    open.advance(by);
  }

  /**
   * Lets the hub and the PGs end what is under way, and moves the time on until nothing is open.
   *
   * @return what is open all the same
   */
  Optional<String> settle() {
    return open.settle();
  }

  /** How often a person was needed. */
  int personsWords() {
    return open.personsWords();
  }

  // ---- the database --------------------------------------------------------------------------

  /** {@code kill -9} of the server; it stays away until {@link #startDatabase}. */
  void killDatabase() {
    try {
      Path lock = databaseHome.resolve("postgres/data/postmaster.pid");
      long pid = Long.parseLong(Files.readAllLines(lock).getFirst().strip());
      ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
      server.destroyForcibly();
      server.onExit().join();
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it again on the same port; what was committed is there. */
  void startDatabase() {
    try {
      String before = postgres.jdbcUrl(database);
      postgres = EmbeddedPostgres.start(databaseHome);
      if (!postgres.jdbcUrl(database).equals(before)) {
        throw new IllegalStateException("another program has taken the database's port");
      }
    } catch (PostgresStartException e) {
      throw new IllegalStateException(e);
    }
  }

  private void stop() {
    if (hub != null && hub.isAlive()) {
      hub.close();
    }
    postgres.close();
  }

  @Override
  public void close() {
    if (hub != null) {
      hub.close();
    }
    world.close();
    receiver.close();
    JdbcClient.create(postgres.dataSource("postgres"))
        .sql("drop database " + database + " with (force)")
        .update();
    postgres.close();
  }
}
