package dev.naru.sandbox;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.naru.sandbox.Database.DatabaseException;
import dev.naru.sandbox.kit.StaticFiles;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.json.JavalinJackson3;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.time.InstantSource;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running sandbox: one HTTP server on loopback with the emulators and the control calls. */
public final class Sandbox implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Sandbox.class);

  /** The largest body that the server accepts. A PG call has a few kilobytes. */
  private static final long MAX_BODY_BYTES = 256 * 1024;

  /**
   * The server's idle time-out. It is longer than the longest delay of a scenario, so that the
   * server never ends a slow answer.
   */
  private static final long IDLE_TIMEOUT_MS = 620_000;

  private static final int POOL_SIZE = 8;
  private static final String LOOPBACK = "127.0.0.1";

  private final Javalin server;
  private final PostgresNotices notices;
  private final HikariDataSource pool;
  private final URI base;

  private Sandbox(Javalin server, PostgresNotices notices, HikariDataSource pool, URI base) {
    this.server = server;
    this.notices = notices;
    this.pool = pool;
    this.base = base;
  }

  /** Runs the sandbox as a program of its own, see {@link SandboxProgram}. */
  public static void main(String[] args) {
    SandboxProgram.run(System.getenv());
  }

  /**
   * Starts the sandbox with all emulators on the class path; returns when it answers.
   *
   * @param port 0 for any free port
   * @param database the sandbox's own database; missing tables are created. The sandbox uses it
   *     through a connection pool of its own
   * @param time the PGs' clock; {@code POST /control/clock} works only when it is a {@link
   *     SandboxClock}
   * @param playground the control calls that reach into the hub; {@link PlaygroundControl#NONE}
   *     when the sandbox runs alone
   * @throws UncheckedIOException when the port is taken; the message says so
   */
  public static Sandbox start(
      int port, DataSource database, InstantSource time, PlaygroundControl playground) {
    return start(port, database, time, playground, ServiceLoader.load(Emulator.class));
  }

  /**
   * Starts the sandbox so that browsers in a network reach the PGs, by another name than {@code
   * localhost}. Control calls are still accepted only from this machine.
   *
   * @param bind the address to listen on
   * @param host this machine's name in the addresses that the PGs hand out
   */
  public static Sandbox start(
      String bind,
      String host,
      int port,
      DataSource database,
      InstantSource time,
      PlaygroundControl playground) {
    return start(
        listen(bind, port), host, database, time, playground, ServiceLoader.load(Emulator.class));
  }

  /** Starts the sandbox with the given emulators, for tests. */
  static Sandbox start(
      int port,
      DataSource database,
      InstantSource time,
      PlaygroundControl playground,
      Iterable<Emulator> emulators) {
    return start(listen(LOOPBACK, port), "localhost", database, time, playground, emulators);
  }

  private static Sandbox start(
      ServerSocketChannel socket,
      String host,
      DataSource database,
      InstantSource time,
      PlaygroundControl playground,
      Iterable<Emulator> emulators) {
    HikariDataSource pool = pool(database);
    try {
      URI base = URI.create("http://" + host + ":" + socket.socket().getLocalPort());
      Database tables = new Database(pool);
      tables.prepare();
      PostgresBook book = new PostgresBook(tables);
      PostgresScenarios scenarios = new PostgresScenarios(tables);
      PostgresNotices notices = new PostgresNotices(tables, book, scenarios, time);
      Javalin server =
          build(
              socket, base, tables, book, scenarios, notices, time, playground, byCode(emulators));
      server.start();
      notices.start();
      return new Sandbox(server, notices, pool, base);
    } catch (RuntimeException e) {
      pool.close();
      close(socket);
      throw e;
    }
  }

  /** The sandbox's address, {@code http://localhost:{port}} unless another host was named. */
  public URI base() {
    return base;
  }

  /** Stops the server; calls that a fault holds open are cut off. */
  @Override
  public void close() {
    server.stop();
    notices.close();
    pool.close();
  }

  private static Javalin build(
      ServerSocketChannel socket,
      URI base,
      Database database,
      PostgresBook book,
      PostgresScenarios scenarios,
      PostgresNotices notices,
      InstantSource time,
      PlaygroundControl playground,
      Map<String, Emulator> emulators) {
    PostgresRequestLog requests = new PostgresRequestLog(database, time);
    SandboxServices services =
        new SandboxServices(
            base, time, book, new PostgresRecordStore(database), scenarios, notices, requests);
    return Javalin.create(config -> {
      http(config, socket);
      config.jetty.modifyServer(server -> server.setHandler(new HostNames(emulators.values())));
      emulators.values().forEach(emulator -> emulator.mount(config.routes, services));
      new ControlApi(emulators, services, database, book, scenarios, requests, time, playground)
          .mount(config.routes);
      new StaticFiles(config.routes).serve("/static/", Sandbox.class, "cockpit.css", "cockpit.js");
      config.routes.get(
          "/",
          ctx ->
              ctx.header("Content-Security-Policy", IndexPage.POLICY)
                  .header("X-Content-Type-Options", "nosniff")
                  .html(IndexPage.html(emulators.keySet(), playground.places())));
      config.routes.get("/health", ctx -> health(ctx, database));
      errors(config);
    });
  }

  private static Map<String, Emulator> byCode(Iterable<Emulator> emulators) {
    Map<String, Emulator> byCode = new TreeMap<>();
    for (Emulator emulator : emulators) {
      if (byCode.put(emulator.pg(), emulator) != null) {
        throw new IllegalStateException("two emulators have the code " + emulator.pg());
      }
    }
    return byCode;
  }

  private static void http(JavalinConfig config, ServerSocketChannel socket) {
    config.concurrency.useVirtualThreads = true;
    config.startup.showJavalinBanner = false;
    config.startup.startupWatcherEnabled = false;
    config.http.maxRequestSize = MAX_BODY_BYTES;
    config.jsonMapper(new JavalinJackson3(ControlJson.MAPPER, true));
    config.jetty.modifyHttpConfiguration(http -> {
      http.setSendServerVersion(false);
      http.setIdleTimeout(IDLE_TIMEOUT_MS);
    });
    config.jetty.modifyServer(server -> server.setStopTimeout(0));
    config.jetty.addConnector((server, http) -> {
      ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
      try {
        connector.open(socket);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return connector;
    });
  }

  private static void health(Context ctx, Database database) {
    try {
      database.one(row -> row.getInt(1), "select 1");
      ControlApi.answer(ctx, Map.of("status", "ok"));
    } catch (DatabaseException e) {
      ControlApi.answer(ctx.status(503), Map.of("status", "the database does not answer"));
    }
  }

  /** Answers errors that no emulator has answered in its PG's own form. */
  private static void errors(JavalinConfig config) {
    config.routes.exception(
        HttpResponseException.class,
        (e, ctx) -> say(ctx, e.getStatus(), String.valueOf(e.getMessage())));
    config.routes.exception(
        Exception.class,
        (e, ctx) -> {
          log.error("{} {} failed", ctx.method(), ctx.path(), e);
          say(ctx, 500, "the sandbox failed; its log says why");
        });
  }

  private static void say(Context ctx, int status, String message) {
    ControlApi.answer(ctx.status(status), ControlApi.error(message));
  }

  private static HikariDataSource pool(DataSource database) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("sandbox");
    config.setDataSource(database);
    config.setMaximumPoolSize(POOL_SIZE);
    config.setMinimumIdle(1);
    return new HikariDataSource(config);
  }

  /** Binds the port before the emulators are mounted, because each emulator gets the address. */
  private static ServerSocketChannel listen(String bind, int port) {
    try {
      ServerSocketChannel socket = ServerSocketChannel.open();
      socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      try {
        return socket.bind(new InetSocketAddress(InetAddress.ofLiteral(bind), port), 128);
      } catch (IOException e) {
        socket.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The sandbox cannot listen on port %d: %s (set NARU_SANDBOX_PORT to another)"
              .formatted(port, e.getMessage()),
          e);
    }
  }

  private static void close(ServerSocketChannel socket) {
    try {
      socket.close();
    } catch (IOException e) {
      log.debug("closing the listener", e);
    }
  }
}
