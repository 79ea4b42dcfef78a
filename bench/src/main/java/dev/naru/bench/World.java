package dev.naru.bench;

import dev.naru.hub.HubApplication;
import dev.naru.hub.channel.Channels;
import dev.naru.hub.channel.Channels.NewChannel;
import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.merchant.Merchants.Created;
import dev.naru.hub.merchant.Merchants.NewMerchant;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.merchant.Settings;
import dev.naru.pg.spi.ChannelConfig.Mode;
import dev.naru.postgres.EmbeddedPostgres;
import dev.naru.postgres.FreePort;
import dev.naru.postgres.PostgresStartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * A hub that is set up as in production, on a PostgreSQL of its own with durable settings, with the
 * stub as its PG. All its files are in one folder, which is deleted at the end.
 */
final class World implements AutoCloseable {

  static final String MID = "INIBillTst";

  /** The test keys that KG INICIS publishes for everybody (protocols/inicis.md §1.3). */
  private static final Map<String, String> TEST_KEYS =
      Map.of(
          "signKey", "SU5JTElURV9UUklQTEVERVNfS0VZU1RS",
          "hashKey", "3CB8183A4BE283555ACC8363C0360223",
          "iniApiKey", "rKnPljRn5m6J9Mzz",
          "iniApiIv", "W2KLNKra6Wxc1P==",
          "iniLiteKey", "b09LVzhuTGZVaEY1WmJoQnZzdXpRdz09");

  private final Path home;
  private EmbeddedPostgres postgres;
  private final URI pg;
  private ConfigurableApplicationContext hub;
  private final URI base;
  private boolean kept;
  private final List<ConfigurableApplicationContext> furtherHubs = new ArrayList<>();
  private boolean closed;

  private World(
      Path home, EmbeddedPostgres postgres, URI pg, ConfigurableApplicationContext hub, URI base) {
    this.home = home;
    this.postgres = postgres;
    this.pg = pg;
    this.hub = hub;
    this.base = base;
    // Ctrl-C must not leave a PostgreSQL running.
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop"));
  }

  static World start(Path folder, URI pg) throws IOException, PostgresStartException {
    return start(folder, pg, false);
  }

  /**
   * Starts PostgreSQL and the hub.
   *
   * @param folder the folder in which the new world's folder is made
   * @param counting whether PostgreSQL counts statements with {@code pg_stat_statements}
   */
  static World start(Path folder, URI pg, boolean counting)
      throws IOException, PostgresStartException {
    // The data isn't in the system's temporary folder: that may be in memory, where a commit costs
    // nothing.
    return startOn(
        Files.createTempDirectory(Files.createDirectories(folder), "home-"), pg, counting);
  }

  /**
   * Starts PostgreSQL and the hub in a folder that isn't deleted at the end. The data that an
   * earlier run has left there is used again. PostgreSQL counts its statements.
   */
  static World startKept(Path home, URI pg) throws IOException, PostgresStartException {
    World world = startOn(Files.createDirectories(home), pg, true);
    world.kept = true;
    return world;
  }

  private static World startOn(Path home, URI pg, boolean counting)
      throws IOException, PostgresStartException {
    EmbeddedPostgres postgres = EmbeddedPostgres.start(home);
    postgres.createDatabaseIfMissing("naru");
    if (counting) {
      execute(postgres, "alter system set shared_preload_libraries = 'pg_stat_statements'");
      postgres.close();
      postgres = EmbeddedPostgres.start(home);
      execute(postgres, "create extension if not exists pg_stat_statements");
    }
    int port = FreePort.find();
    URI base = URI.create("http://localhost:" + port);
    return new World(home, postgres, pg, hub(home, postgres, pg, port, base), base);
  }

  private static ConfigurableApplicationContext hub(
      Path home, EmbeddedPostgres postgres, URI pg, int port, URI publicBase) {
    Map<String, Object> values = new HashMap<>();
    values.put("spring.datasource.url", postgres.jdbcUrl("naru"));
    values.put("spring.datasource.username", postgres.user());
    values.put("spring.datasource.password", postgres.password());
    values.put("server.port", port);
    values.put("server.address", "127.0.0.1");
    values.put("management.server.port", 0);
    values.put("naru.home", home.toString());
    values.put("naru.public-url", publicBase.toString());
    values.put("naru.sandbox-url", pg.toString());
    // The buyers come from many addresses, as behind a proxy: one alone would meet the brake.
    values.put("naru.server.trusted-proxies", "127.0.0.1");
    // What a benchmark enters as begun long ago stays so, and nobody ends it meanwhile.
    values.put("naru.window-lifetime", "P1000D");
    return new SpringApplicationBuilder(HubApplication.class)
        .bannerMode(Banner.Mode.OFF)
        .logStartupInfo(false)
        .registerShutdownHook(false)
        .initializers((GenericApplicationContext starting) ->
            starting
                .getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("bench", values)))
        .run();
  }

  /**
   * Starts another hub on the same database, as a second node.
   *
   * @return its address
   */
  URI startAnotherHub() throws IOException {
    int port = FreePort.find();
    furtherHubs.add(hub(home, postgres, pg, port, base));
    return URI.create("http://localhost:" + port);
  }

  /**
   * Stops the hubs, restarts PostgreSQL with these settings, lets {@code work} use the database,
   * and starts PostgreSQL and the first hub again as before.
   */
  void withoutHub(Map<String, String> settings, WithDatabase work) throws Exception {
    stopHubs();
    settings.forEach(
        (name, value) -> execute(postgres, "alter system set %s = '%s'".formatted(name, value)));
    restartPostgres();
    work.on(database());
    settings.keySet().forEach(name -> execute(postgres, "alter system reset " + name));
    restartPostgres();
    hub = hub(home, postgres, pg, base.getPort(), base);
  }

  /** Work on a database. */
  interface WithDatabase {
    void on(DataSource database) throws Exception;
  }

  private void restartPostgres() throws PostgresStartException {
    execute(postgres, "checkpoint"); // else it isn't stopped in the time that it is given
    postgres.close();
    postgres = EmbeddedPostgres.start(home);
  }

  /**
   * Stops the hubs. PostgreSQL goes on, and the data folder stays, for a hub in another process.
   */
  void stopHubs() {
    furtherHubs.forEach(ConfigurableApplicationContext::close);
    hub.close();
  }

  /** The hub's data folder, with its key ring. */
  Path home() {
    return home;
  }

  URI base() {
    return base;
  }

  /** The JDBC URL of the hub's database, with user and password. */
  String jdbcUrl() {
    return postgres.jdbcUrl("naru")
        + "?user="
        + postgres.user()
        + "&password="
        + URLEncoder.encode(postgres.password(), StandardCharsets.UTF_8);
  }

  /** The process id of PostgreSQL's first process. */
  long postmaster() throws IOException {
    try (Stream<Path> files = Files.walk(home.resolve("postgres"), 2)) {
      Path file =
          files
              .filter(each -> each.endsWith("postmaster.pid"))
              .findFirst()
              .orElseThrow(() -> new IOException("PostgreSQL isn't running"));
      return Long.parseLong(Files.readAllLines(file).getFirst().strip());
    }
  }

  private static void execute(EmbeddedPostgres postgres, String sql) {
    try (Connection connection = postgres.dataSource("naru").getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The hub's Spring bean of this type. */
  <T> T bean(Class<T> type) {
    return hub.getBean(type);
  }

  /** The hub's database. Each connection is opened anew; there is no pool. */
  DataSource database() {
    return postgres.dataSource("naru");
  }

  /**
   * Creates a merchant whose keys are charged at KG INICIS.
   *
   * @param webhook the webhook's address, empty for none
   */
  Created newMerchant(String webhook) {
    var settings =
        Settings.of(
            Map.of(
                Setting.WEBHOOK_URL,
                webhook,
                Setting.WEBHOOK_ALLOW_PRIVATE_TARGETS,
                "true",
                Setting.SDK_ALLOWED_ORIGINS,
                "loopback"));
    Created created =
        hub.getBean(Merchants.class).create(new NewMerchant(null, "bench", null, null, settings));
    hub.getBean(Channels.class)
        .add(
            new NewChannel(
                created.merchant().id(), "html5_inicis", MID, Mode.SANDBOX, TEST_KEYS, true, true));
    return created;
  }

  /** Stops everything; a second call does nothing. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    stopHubs();
    postgres.close();
    if (kept) {
      return;
    }
    try (Stream<Path> files = Files.walk(home)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
