package dev.naru.bench;

import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Merchants.Created;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that a load benchmark needs: the hub with its PostgreSQL, the PG and the callers as
 * processes of their own, and a merchant that has billing keys and some paid payments.
 */
final class LoadStage implements AutoCloseable {

  private static final int PAID = 500;
  private static final long WARM_UP_MS = 120_000;
  private static final int MOST_WARM_UPS = 15;

  /**
   * Warming up ends when the JVM's compilers take less than this share of the hub's processor time.
   * The compilers' time includes the time in which they wait for a processor.
   */
  private static final double COMPILING = 0.2;

  private final LoadProcess pg;
  private final LoadProcess callers;
  private final World world;
  private final Created merchant;
  private final String webhookUrl;
  private final Meter meter;
  private final PrintStream out;
  private final Map<String, String> values = new HashMap<>();
  private final List<String> numbers = new ArrayList<>();
  private List<String> hubs;
  private int pieces;

  LoadStage(Path folder, LoadOptions options, PrintStream out) throws Exception {
    out.println("  starting PostgreSQL, the hub, the PG and the callers");
    pg = LoadProcess.start(PgProgram.class, Integer.toString(options.pgDelayMs()));
    URI pgBase = URI.create(pg.line());
    callers = LoadProcess.start(Load.class);
    world = World.start(folder, pgBase, true);
    hubs = List.of(world.base().toString());
    webhookUrl = options.webhooks() ? pgBase + "/webhook" : "";
    merchant = world.newMerchant(webhookUrl);
    meter = new Meter(world, pg, callers);
    this.out = out;
    values.put("mid", World.MID);
    values.put("pg", pgBase.toString());
    values.put("keys", Integer.toString(options.keys()));
    values.put("userCode", merchant.merchant().userCode());
    try (HubApi api = new HubApi(world.base(), merchant.apiKey(), merchant.apiSecret())) {
      values.put("token", api.token());
      for (int i = 0; i < options.keys(); i++) {
        api.issueKey(values.getOrDefault("token", ""), "customer_" + i);
      }
    }
    try (Connection connection = world.database().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(JdbcLoad.TABLES);
    }
    run(Work.Kind.AGAIN, options.callers(), 60_000, 0, PAID);
    readNumbers();
  }

  World world() {
    return world;
  }

  Merchant merchant() {
    return merchant.merchant();
  }

  /** Creates another merchant, with the same receiver of webhooks. */
  Merchant newMerchant() {
    return world.newMerchant(webhookUrl).merchant();
  }

  /** Sends all further calls to these hubs in turn. */
  void callHubs(List<URI> bases) {
    hubs = bases.stream().map(URI::toString).toList();
  }

  Meter meter() {
    return meter;
  }

  /**
   * Lets the callers make calls and waits until they are done.
   *
   * @param atOnce how many callers call at once
   * @param millis the calls end after this time
   * @param perSecond how many calls begin in a second; 0 to begin each as soon as one was answered
   * @param count the calls end after this many; 0 for no limit but the time
   * @throws IllegalStateException when a call failed, since the figures would mean nothing
   */
  Work.Result run(Work.Kind kind, int atOnce, long millis, double perSecond, int count)
      throws IOException {
    boolean floor = kind == Work.Kind.FLOOR_INSERT || kind == Work.Kind.FLOOR_SELECT;
    Work work =
        new Work(
            kind,
            floor ? List.of(world.jdbcUrl()) : hubs,
            values,
            kind == Work.Kind.GET ? numbers : List.of(),
            "w" + pieces++ + "_",
            atOnce,
            millis,
            perSecond,
            count);
    Work.Result result = callers.ask(work, Work.Result.class);
    if (result.failures() > 0) {
      throw new IllegalStateException(
          result.failures() + " calls failed, the first so: " + result.failure());
    }
    return result;
  }

  /**
   * Lets the callers work until the JVM has compiled the code that their calls use. During the
   * first tens of thousands of calls, compiling takes a large part of the processor time; a hub
   * that has run for a while no longer spends it.
   *
   * @param calls the number of calls in each of at most 15 rounds
   */
  void warmUp(Work.Kind kind, int atOnce, int calls) throws Exception {
    warmUp(calls, () -> run(kind, atOnce, WARM_UP_MS, 0, calls));
  }

  /**
   * Repeats a round until the JVM has compiled what it needs.
   *
   * @param pieces the calls, or other work, of a round
   */
  void warmUp(int pieces, Round round) throws Exception {
    var compilers = ManagementFactory.getCompilationMXBean();
    double compiling = 1;
    for (int each = 1; compiling > COMPILING && each <= MOST_WARM_UPS; each++) {
      long before = compilers.getTotalCompilationTime();
      Machine start = Machine.now();
      round.run();
      double hubMs = start.cpuSince().toNanos() / 1e6;
      compiling = (compilers.getTotalCompilationTime() - before) / hubMs;
      out.printf(
          "  warming up, round %d: %.2f ms of the hub each; compiling took %.0f %% of that time%n",
          each, hubMs / pieces, 100 * compiling);
    }
  }

  /** What a benchmark does again and again. */
  interface Round {
    void run() throws Exception;
  }

  /** Chooses up to 5,000 of the merchant's payments, which later look-ups ask for. */
  void readNumbers() throws Exception {
    numbers.clear();
    try (Connection connection = world.database().getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "select payment_number from payment where merchant_id = ?"
                    + " order by md5(payment_number) limit 5000")) {
      query.setLong(1, merchant.merchant().id());
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          numbers.add(row.getString(1));
        }
      }
    }
  }

  /**
   * Compares the PG's book with the hub's, charge by charge.
   *
   * @return a sentence for each difference; empty when the books agree
   */
  List<String> faults() throws Exception {
    PgProgram.Book book = pg.ask("book", PgProgram.Book.class);
    Map<String, Long> paid = new HashMap<>();
    List<String> wrong = new ArrayList<>();
    try (Connection connection = world.database().getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                // What ManyPayments has entered no PG has heard of.
                "select payment_number, amount, state from payment"
                    + " where merchant_id = ? and order_number like 'w%'")) {
      query.setLong(1, merchant.merchant().id());
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          if (row.getString(3).equals("PAID")) {
            paid.put(row.getString(1), row.getLong(2));
          } else {
            wrong.add(row.getString(1) + " is " + row.getString(3));
          }
        }
      }
    }
    if (!paid.equals(book.charges())) {
      wrong.add(
          "the hub has %,d paid payments and the PG %,d charges, or their amounts differ"
              .formatted(paid.size(), book.charges().size()));
    }
    if (book.twice() > 0 || book.otherCalls() > 0) {
      wrong.add(
          "%,d orders were charged twice, and the PG had %,d other calls"
              .formatted(book.twice(), book.otherCalls()));
    }
    return wrong;
  }

  int paidByPg() throws IOException {
    return pg.ask("book", PgProgram.Book.class).charges().size();
  }

  @Override
  public void close() throws IOException {
    try (pg;
        callers) {
      world.close();
    }
  }
}
