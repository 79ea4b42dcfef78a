package dev.naru.hub.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.naru.hub.time.Korea;
import dev.naru.sandbox.PlaygroundControl;
import dev.naru.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What stays while hubs come and go: the PGs (the real sandbox), the hub's database and its key
 * ring, and the time, which stands still until a test moves it.
 */
public final class World implements AutoCloseable {

  /** The sandbox's V1 code of KG INICIS. */
  public static final String INICIS = "html5_inicis";

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpClient http = HttpClient.newHttpClient();
  public final SettableTime time;
  public final PGSimpleDataSource database;
  public final Path home;
  private final Sandbox sandbox;
  private final HikariDataSource connections;
  private final HikariDataSource pgConnections;

  public World() {
    this(
        (PGSimpleDataSource) TestDatabase.fresh(),
        TestDatabase.empty(),
        new SettableTime(Instant.parse("2026-03-02T01:00:00Z")));
  }

  /**
   * @param database the hub's, whether it has tables or not
   * @param pgDatabase the sandbox's
   */
  public World(PGSimpleDataSource database, DataSource pgDatabase, SettableTime time) {
    this.time = time;
    this.database = database;
    sandbox = Sandbox.start(0, pgDatabase, time, PlaygroundControl.NONE);
    connections = pooled(database);
    pgConnections = pooled(pgDatabase);
    try {
      Path target = Path.of("target").toAbsolutePath();
      home = Files.createTempDirectory(target, "hub-home-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A line of the PG's book. */
  public record Charge(
      String tid, String order_id, long amount, long cancelled_amount, String status) {
    public boolean isWhollyCancelled() {
      return amount == cancelled_amount;
    }

    /** A virtual account that no money has come into. */
    public boolean isWaiting() {
      return status.equals("waiting");
    }

    /** A billing key: not money. */
    public boolean isKey() {
      return status.equals("key");
    }

    public boolean holdsMoney() {
      return !isWaiting() && !isKey() && !isWhollyCancelled();
    }
  }

  /**
   * Goes on to the next noon where less than two hours of the day in Korea are left: for a test of
   * a rule about days, since other tests of the same world have moved its time to any hour.
   */
  public void isFarFromMidnight() {
    ZonedDateTime now = time.instant().atZone(Korea.ZONE);
    if (now.getHour() >= 22) {
      ZonedDateTime noon = now.toLocalDate().plusDays(1).atTime(LocalTime.NOON).atZone(Korea.ZONE);
      time.advance(Duration.between(now, noon));
    }
  }

  public URI sandbox() {
    return sandbox.base();
  }

  /** The hub's own database, on a connection that is not the hub's. */
  public JdbcClient db() {
    return JdbcClient.create(connections);
  }

  /** Kept open, since a test asks often and a new connection costs more than most statements. */
  private static HikariDataSource pooled(DataSource database) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(database);
    config.setMinimumIdle(1);
    config.setMaximumPoolSize(10);
    return new HikariDataSource(config);
  }

  /**
   * A real failure of the hub's database, until {@link #databaseWorks()}.
   *
   * @param event of a payment: {@code before insert}, {@code after update} ...
   * @param payments which of them, in SQL about {@code new}
   */
  public void databaseFails(String event, String payments) {
    db().sql(
            """
            create or replace function fails() returns trigger language plpgsql as
            $$ begin raise exception 'disk full'; end $$
            """)
        .update();
    db().sql(
            "create trigger fails %s on payment for each row when (%s) execute function fails()"
                .formatted(event, payments))
        .update();
  }

  public void databaseWorks() {
    db().sql("drop trigger if exists fails on payment").update();
  }

  /** Ends what {@link #holdsFirstUpdate} began. */
  @FunctionalInterface
  public interface Held extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * The first update of a payment that comes now waits, with the rows as they were when it began;
   * all others pass it. It goes on when the returned is closed.
   *
   * @param text what the statement has in it
   */
  public Held holdsFirstUpdate(String text) {
    db().sql(
            """
            create or replace function waits() returns trigger language plpgsql as
            $$ begin
              if position('%s' in current_query()) > 0 and pg_try_advisory_xact_lock(2) then
                perform pg_advisory_xact_lock_shared(1);
              end if;
              return null;
            end $$
            """
                .formatted(text))
        .update();
    db().sql("create trigger waits before update on payment execute function waits()").update();
    try {
      Connection connection = database.getConnection();
      JdbcClient.create(new SingleConnectionDataSource(connection, true))
          .sql("select pg_advisory_lock(1)")
          .query((row, number) -> 1)
          .single();
      return () -> {
        try {
          connection.close();
        } catch (SQLException e) {
          throw new IllegalStateException(e);
        }
        db().sql("drop trigger waits on payment").update();
      };
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns when this many of the hub's statements wait for somebody's lock. */
  public void untilWaitingForLocks(int count) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (waitingForLocks() != count) {
      if (System.nanoTime() > end) {
        throw new AssertionError(waitingForLocks() + " statements wait for a lock, not " + count);
      }
    }
  }

  private long waitingForLocks() {
    return db().sql(
            """
            select count(*) from pg_stat_activity
             where datname = current_database() and wait_event_type = 'Lock'
            """)
        .query(Long.class)
        .single();
  }

  /**
   * A buyer pays into a virtual account; returns when the PG has told of it, twice where a scenario
   * has it so, and every notice was acknowledged.
   *
   * @return how often the PG told of this payment
   */
  public long deposit(String paymentNumber, long amount) {
    paysIn(paymentNumber, amount);
    return untilAcknowledged(paymentNumber);
  }

  /** A buyer pays into a virtual account. The PG begins to tell of it. */
  public void paysIn(String paymentNumber, long amount) {
    control(
        "POST",
        "/control/deposits",
        "{\"imp_uid\":\"%s\",\"amount\":%d}".formatted(paymentNumber, amount));
  }

  /** The bank takes a deposit back, and KG INICIS begins to tell of it. */
  public void takesBack(String paymentNumber) {
    control(
        "POST",
        "/control/html5_inicis/deposit_cancels",
        "{\"order_id\":\"%s\"}".formatted(paymentNumber));
  }

  /**
   * Returns when every notice of the payment was acknowledged.
   *
   * @return how often the PG told of this payment
   */
  public long untilAcknowledged(String paymentNumber) {
    return until(
        paymentNumber, "select count(*) from notice where due_at is not null and tid = :tid", 0);
  }

  /** Returns when the PG has told of the payment so often, whatever it was answered. */
  public long untilTold(String paymentNumber, long times) {
    return until(
        paymentNumber,
        "select greatest(:times - coalesce(sum(tries), 0), 0) from notice where tid = :tid",
        times);
  }

  private long until(String paymentNumber, String left, long times) {
    String tid = chargesOf(paymentNumber).getFirst().tid();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (notices(left, tid, times) > 0) {
      if (System.nanoTime() > end) {
        throw new AssertionError("the PG's notice wasn't acknowledged, or wasn't sent");
      }
    }
    return notices("select coalesce(sum(tries), 0) from notice where tid = :tid", tid, times);
  }

  /** How many notices the PGs have sent or will send again, because nobody acknowledged them. */
  public long noticesUnderWay() {
    return JdbcClient.create(pgConnections)
        .sql("select count(*) from notice where due_at is not null")
        .query(Long.class)
        .single();
  }

  /** How many of {@link #noticesUnderWay()} the PGs are sending, or should be. */
  public long noticesDue() {
    return JdbcClient.create(pgConnections)
        .sql("select count(*) from notice where due_at <= ?")
        .param(time.instant().toEpochMilli())
        .query(Long.class)
        .single();
  }

  private long notices(String count, String tid, long times) {
    return JdbcClient.create(pgConnections)
        .sql(count)
        .param("tid", tid)
        .param("times", times)
        .query(Long.class)
        .single();
  }

  /** What the control says no to, for example money that the bank refuses. */
  public boolean refusesDeposit(String paymentNumber, long amount) {
    try {
      paysIn(paymentNumber, amount);
      return false;
    } catch (AssertionError refused) {
      return String.valueOf(refused.getMessage()).contains("the bank refuses");
    }
  }

  /** Everything the PGs hold. Read from their database, as it is asked for often. */
  public List<Charge> book() {
    return charges("true", "");
  }

  /** What the PGs hold of a payment. */
  public List<Charge> chargesOf(String paymentNumber) {
    return charges("order_id = :order", paymentNumber);
  }

  private List<Charge> charges(String which, String order) {
    return JdbcClient.create(pgConnections)
        .sql(
            """
            select tid, order_id, amount, cancelled_amount, status from charge
             where %s order by id
            """
                .formatted(which))
        .param("order", order)
        .query((row, number) ->
            new Charge(
                row.getString("tid"),
                row.getString("order_id"),
                row.getLong("amount"),
                row.getLong("cancelled_amount"),
                row.getString("status")))
        .list();
  }

  /** The calls that the PG received about a payment: {@code approval}, {@code net_cancel} ... */
  public List<String> callsAbout(String paymentNumber) {
    return control("GET", "/control/requests?order_id=" + paymentNumber, "")
        .valueStream()
        .map(call -> call.get("operation").asString())
        .toList();
  }

  /**
   * The PG will do this to the payment.
   *
   * @param extra more of the call's JSON, beginning with its comma
   */
  public void scenario(String paymentNumber, String fault, String extra) {
    scenario(INICIS, paymentNumber, fault, extra);
  }

  public void scenario(String pg, String paymentNumber, String fault, String extra) {
    scenario(pg, "imp_uid", paymentNumber, fault, extra);
  }

  /** As {@link #scenario}, of a charge whose {@code imp_uid} isn't known beforehand. */
  public void scenarioOfOrder(String pg, String orderNumber, String fault, String extra) {
    scenario(pg, "merchant_uid", orderNumber, fault, extra);
  }

  /** The next list of this MID will be spoiled so. */
  public void scenarioOfMid(String mid, String fault) {
    scenario(INICIS, "mid", mid, fault, "");
  }

  private void scenario(String pg, String matched, String value, String fault, String extra) {
    control(
        "POST",
        "/control/scenarios",
        """
        {"pg":"%s","match":{"%s":"%s"},"fault":"%s"%s}
        """
            .formatted(pg, matched, value, fault, extra));
  }

  private JsonNode control(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(sandbox().resolve(path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body, UTF_8))
            .build();
    try {
      var answer = http.send(request, BodyHandlers.ofString(UTF_8));
      if (answer.statusCode() != 200) {
        throw new AssertionError(path + ": " + answer.body());
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    sandbox.close();
    connections.close();
    pgConnections.close();
  }
}
