package dev.naru.hub.crash;

import dev.naru.hub.merchant.Setting;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.SettableTime;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.TestDatabase;
import dev.naru.hub.testing.World;
import dev.naru.postgres.EmbeddedPostgres;
import dev.naru.postgres.PostgresStartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The hub and its database as processes of their own, which come and go, and what outlives them:
 * the PGs (the real sandbox, in this process, on another database server) and the merchants.
 */
final class CrashWorld implements AutoCloseable {

  /** The pauses after which what is open is asked about again, until nothing is. */
  private static final List<Duration> LOOKS =
      List.of(
          Duration.ofSeconds(3),
          Duration.ofSeconds(45),
          Duration.ofSeconds(45),
          Duration.ofMinutes(2),
          Duration.ofMinutes(11),
          Duration.ofHours(1),
          Duration.ofHours(6),
          Duration.ofHours(25));

  private static final int LOOKS_BEFORE_A_PERSON = 3;
  private static final Duration NOTICES_WITHIN = Duration.ofSeconds(20);
  private static final Duration LOOK = Duration.ofMillis(20);

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
  private int personsWords;

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
    int port = RunningHub.freePort();
    properties = new HashMap<>(RunningHub.properties(world, port, Map.of()));
    properties.put("naru.sole-node", "true");
    properties.put("management.server.port", "0");
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
    List<Shop> shops = new ArrayList<>();
    try (RunningHub maker = RunningHub.start(world, Map.of("naru.sole-node", "true"))) {
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
    world.time.advance(by);
    hub().ask("advance " + by);
  }

  /**
   * Lets the hub and the PGs end what is under way, and moves the time on until nothing is open.
   *
   * @return what is open all the same
   */
  Optional<String> settle() {
    hub().ask("settle");
    int looks = 0;
    for (Duration pause : LOOKS) {
      awaitNotices();
      if (open().isEmpty()) {
        return Optional.empty();
      }
      if (looks++ == LOOKS_BEFORE_A_PERSON) {
        aPersonLooks();
      }
      advance(pause);
      hub().ask("settle");
    }
    awaitNotices();
    return open();
  }

  /**
   * A part of a charge that is cancelled at a PG without an inquiry can neither be asked about nor
   * repeated: a person says what the PG's console shows.
   */
  private void aPersonLooks() {
    record Open(String paymentNumber, long cancelled) {}
    List<Open> cancels =
        JdbcClient.create(world.database)
            .sql(
                """
                select p.payment_number, p.cancelled
                  from attempt a join payment p using (merchant_id, payment_number)
                 where a.due_at is not null and a.kind = 'CANCEL' and p.provider like 'mobilians%'
                """)
            .query((row, number) -> new Open(row.getString(1), row.getLong(2)))
            .list();
    for (Open open : cancels) {
      long atPg =
          world.chargesOf(open.paymentNumber()).stream()
              .mapToLong(World.Charge::cancelled_amount)
              .sum();
      String verdict = atPg > open.cancelled() ? "CANCELLED" : "NOT_CANCELLED";
      hub().ask("word " + open.paymentNumber() + " " + verdict);
      personsWords++;
    }
  }

  /** How often a person was needed. */
  int personsWords() {
    return personsWords;
  }

  /** Waits for notices that are on their way; those that rest until later are not waited for. */
  private void awaitNotices() {
    long end = System.nanoTime() + NOTICES_WITHIN.toNanos();
    while (world.noticesDue() > 0 && System.nanoTime() < end) {
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private Optional<String> open() {
    String open =
        JdbcClient.create(world.database)
            .sql(
                """
                select concat_ws(', ',
                  (select 'attempts: ' || string_agg(payment_number || ' ' || kind, ', ')
                     from attempt where due_at is not null),
                  (select 'schedules: ' || count(*) from schedule
                    where status = 'scheduled' and schedule_at <= :now having count(*) > 0),
                  (select 'webhooks: ' || count(*) from webhook_task
                    where state = 'pending' having count(*) > 0))
                """)
            .param("now", world.time.instant().atOffset(ZoneOffset.UTC))
            .query(String.class)
            .single();
    long notices = world.noticesUnderWay();
    String all = notices == 0 ? open : open + ", notices: " + notices;
    return all.isEmpty() ? Optional.empty() : Optional.of(all);
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
