package dev.naru.bench;

import dev.naru.hub.merchant.Merchants.Created;
import dev.naru.hub.payment.store.JdbcPaymentCounts;
import dev.naru.hub.payment.store.SealedBuyer;
import dev.naru.hub.user.Role;
import dev.naru.hub.user.Sessions;
import dev.naru.hub.user.Users;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import org.HdrHistogram.Histogram;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures how long the console's pages and V1's lists take over HTTP for a merchant with many
 * payments: after the rows were entered, after a vacuum, and after the tables were analysed.
 */
final class ListsBench {

  private static final ZoneId KOREA = ZoneId.of("Asia/Seoul");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** The time between the beginnings of two calls. A call that takes longer delays the next one. */
  private static final Duration PACE = Duration.ofMillis(25);

  /** The number of payments on a page of V1's lists. */
  private static final int PAGE = 20;

  /** The longest median time of a console page in milliseconds (docs/reference/console.md). */
  private static final int GOAL_MS = 200;

  /** The largest size of a console page in kilobytes, compressed with gzip. */
  private static final int GOAL_KB = 60;

  private final ListsOptions options;
  private final Path folder;
  private final InstantSource time;
  private final PrintStream out;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  ListsBench(ListsOptions options, Path folder, InstantSource time, PrintStream out) {
    this.options = options;
    this.folder = folder;
    this.time = time;
    this.out = out;
  }

  /** Runs the benchmark and prints its report; false when a list was wrong. */
  boolean run() throws Exception {
    out.printf(
        "%,d payments of one merchant, %,d of others; %d processors%n",
        options.count(), options.others(), Runtime.getRuntime().availableProcessors());
    out.println("  starting PostgreSQL and the hub");
    URI noPg = URI.create("http://localhost:1");
    try (World world =
        options.kept().isEmpty()
            ? World.start(folder, noPg, true)
            : World.startKept(Path.of(options.kept()).toAbsolutePath(), noPg)) {
      Loaded loaded = loaded(world);
      count(world);
      new BulkPayments(world.database(), loaded.newest(), out).forgetStatistics();
      JdbcClient db = JdbcClient.create(world.database());
      try (HubApi api = new HubApi(world.base(), loaded.apiKey(), loaded.apiSecret())) {
        Map<String, Map<String, String>> calls = calls(world, loaded, api);
        boolean right = measure("as loaded", world, api, calls);
        db.sql("vacuum payment").update();
        db.sql("vacuum payment_buyer").update();
        right &= measure("after a vacuum, not analysed", world, api, calls);
        db.sql("analyze payment").update();
        db.sql("analyze payment_buyer").update();
        return measure("analysed", world, api, calls) && right;
      }
    }
  }

  /**
   * The merchant whose payments have been entered, so that a later run can use them again.
   *
   * @param newest the time of the newest payment
   */
  private record Loaded(
      long merchantId, String apiKey, String apiSecret, int count, Instant newest) {

    static Loaded read(Path file) throws IOException {
      return JsonMapper.shared().readValue(file.toFile(), Loaded.class);
    }
  }

  private Loaded loaded(World world) throws Exception {
    Path file = world.home().resolve("lists.json");
    if (Files.exists(file)) {
      out.println("  the payments of an earlier run are there");
      return Loaded.read(file);
    }
    Created created = world.newMerchant("");
    Loaded loading =
        new Loaded(
            created.merchant().id(),
            created.apiKey(),
            created.apiSecret(),
            options.count(),
            time.instant().truncatedTo(ChronoUnit.SECONDS));
    load(world, loading);
    Files.writeString(file, JsonMapper.shared().writeValueAsString(loading));
    return loading;
  }

  private void load(World world, Loaded loading) throws Exception {
    JdbcClient db = JdbcClient.create(world.database());
    for (String table : new String[] {"payment", "payment_buyer"}) {
      db.sql("alter table " + table + " set (autovacuum_enabled = off)").update();
    }
    long channel =
        db.sql("select id from channel where merchant_id = :m")
            .param("m", loading.merchantId())
            .query(Long.class)
            .single();
    out.println("  entering payments");
    Instant begun = time.instant();
    new BulkPayments(world.database(), loading.newest(), out)
        .prepare(world.bean(SealedBuyer.class), loading.merchantId(), channel, options.count());
    out.printf("  sealed in %d s%n", Duration.between(begun, time.instant()).toSeconds());
    world.withoutHub(
        BulkPayments.SETTINGS,
        database ->
            new BulkPayments(database, loading.newest(), out)
                .enter(loading.merchantId(), options.count(), options.others()));
    out.printf("  entered in %d s%n", Duration.between(begun, time.instant()).toSeconds());
  }

  private void count(World world) {
    Instant begun = time.instant();
    var counts = new JdbcPaymentCounts(world.database());
    for (long merchant : counts.due()) {
      while (counts.count(merchant, time.instant())) {}
    }
    out.printf("  counted in %d s%n", Duration.between(begun, time.instant()).toSeconds());
  }

  /**
   * The paths to call, by the name that the report gives them; these again by the HTTP header that
   * logs them in.
   */
  private Map<String, Map<String, String>> calls(World world, Loaded loaded, HubApi api)
      throws Exception {
    long middle = loaded.count() / 2;
    String day = LocalDate.ofInstant(time.instant(), KOREA).minusDays(60).toString();
    Map<String, String> console = new LinkedHashMap<>();
    console.put("newest", "/console/payments");
    console.put("of one day, 60 days ago", "/console/payments?from=" + day + "&to=" + day);
    console.put("60 days ago and back", "/console/payments?to=" + day);
    console.put("failed", "/console/payments?status=failed");
    console.put("failed by phone", "/console/payments?status=failed&method=phone");
    console.put("an amount that nobody paid", "/console/payments?min=5&max=6");
    console.put("a card company that nobody used", "/console/payments?issuer=071");
    console.put("order number", "/console/payments?by=order&q=order_" + middle);
    console.put("anything, an order number", "/console/payments?q=order_" + middle);
    console.put(
        "buyer", "/console/payments?by=buyer&q=" + encoded("buyer" + middle / 5 + "@example.com"));
    console.put("PG's number", "/console/payments?by=tid&q=StdpayCARDINIpayTest" + middle);
    console.put("card", "/console/payments?by=card&q=400123");
    console.put("one payment", "/console/payments/" + ManyPayments.number(middle));
    console.put("cancelling it", "/console/payments/" + ManyPayments.number(middle) + "/cancel");
    console.put("home, kept figures", "/console");
    for (String page :
        new String[] {
          "unresolved",
          "billing",
          "billing/keys",
          "webhooks",
          "webhooks/endpoint",
          "channels",
          "channels/new",
          "developers",
          "settings",
          "users",
          "audit",
          "account",
          "account/second-factor"
        }) {
      console.put(page, "/console/" + page);
    }
    String session =
        world
            .bean(Sessions.class)
            .begin(
                world
                    .bean(Users.class)
                    .add(
                        new Users.NewUser(
                            loaded.merchantId(),
                            "bench%d@shop.example".formatted(time.millis()),
                            "bench",
                            Role.OWNER,
                            null))
                    .orElseThrow(),
                null);
    Map<String, String> rest = new LinkedHashMap<>();
    rest.put("V1 findAll", "/payments/findAll/order_" + middle);
    for (String status : List.of("all", "paid", "failed", "cancelled", "ready")) {
      for (String sorting :
          List.of("-started", "started", "-paid", "paid", "-updated", "updated")) {
        String list =
            "/payments/status/%s?from=%d&to=%d&sorting=%s"
                .formatted(
                    status,
                    loaded.newest().minus(ManyPayments.DAYS).getEpochSecond(),
                    loaded.newest().getEpochSecond(),
                    sorting);
        long pages = (total(world, api, list) + PAGE - 1) / PAGE;
        String name = "V1 " + status + " " + sorting;
        rest.put(name + ", first", list);
        rest.put(name + ", middle", list + "&page=" + Math.max(1, pages / 2));
        rest.put(name + ", last", list + "&page=" + pages);
      }
    }
    return Map.of("Cookie naru_console=" + session, console, "Authorization", rest);
  }

  private long total(World world, HubApi api, String list) throws Exception {
    HttpResponse<String> answer = ask(world.base().resolve(list), "Authorization", api.token());
    return JsonMapper.shared().readTree(answer.body()).path("response").path("total").asLong();
  }

  private boolean measure(
      String state, World world, HubApi api, Map<String, Map<String, String>> calls)
      throws Exception {
    out.printf("%nload average of the machine %.1f%n", Machine.now().load());
    out.printf(
        "%-40s %9s %9s %9s %9s %9s %9s %9s%n",
        state + ", ms", "first", "median", "p99", "largest", "PG's cpu", "pages", "kB gzip");
    boolean right = true;
    double slowest = 0;
    double heaviest = 0;
    JdbcClient db = JdbcClient.create(world.database());
    for (var login :
        calls.entrySet().stream()
            .sorted(Map.Entry.comparingByKey(Comparator.reverseOrder()))
            .toList()) {
      for (var call : login.getValue().entrySet()) {
        if (!call.getKey().contains(options.only())) {
          continue;
        }
        URI uri = world.base().resolve(call.getValue());
        String[] header = login.getKey().split(" ", 2);
        if (header.length == 1) {
          header = new String[] {header[0], api.token()}; // which ends before the benchmark may
        }
        long begin = System.nanoTime();
        HttpResponse<String> answer = ask(uri, header[0], header[1]);
        // From a cold cache, and of the very first a cold hub.
        double first = (System.nanoTime() - begin) / 1e6;
        double kilobytes = gzipped(answer.body()) / 1_000.0;
        if (answer.statusCode() != 200) {
          out.println(call.getKey() + " answered " + answer.statusCode());
          right = false;
        }
        var latencies = new Histogram(PATIENCE.toNanos() / 1_000, 3);
        db.sql("select cast(pg_stat_statements_reset() as text)").query(String.class).single();
        double cpu = Meter.postgresMs(world);
        for (int round = 0; round < options.rounds(); round++) {
          begin = System.nanoTime();
          answer = ask(uri, header[0], header[1]);
          long took = System.nanoTime() - begin;
          latencies.recordValue(took / 1_000);
          right &= answer.statusCode() == 200;
          LockSupport.parkNanos(Math.max(0, PACE.toNanos() - took));
        }
        cpu = (Meter.postgresMs(world) - cpu) / options.rounds();
        double median = latencies.getValueAtPercentile(50) / 1e3;
        out.printf(
            "%-40s %9.1f %9.1f %9.1f %9.1f %9.1f %9.0f %9.1f%n",
            call.getKey(),
            first,
            median,
            latencies.getValueAtPercentile(99) / 1e3,
            latencies.getMaxValue() / 1e3,
            cpu,
            pages(db),
            kilobytes);
        if (header[0].equals("Cookie")) {
          slowest = Math.max(slowest, median);
          heaviest = Math.max(heaviest, kilobytes);
        }
      }
    }
    out.printf(
        "of the console's pages the slowest has a median of %.1f ms (the goal is %d),"
            + " the heaviest %.1f kB (%d)%n",
        slowest, GOAL_MS, heaviest, GOAL_KB);
    return right;
  }

  /**
   * The average number of table and index pages that PostgreSQL looked at for one call. Statements
   * that ran less often than the call, such as the hub's own polls, are left out.
   */
  private double pages(JdbcClient db) {
    return db.sql(
                """
                select coalesce(sum(shared_blks_hit + shared_blks_read), 0)
                  from pg_stat_statements where calls >= :rounds
                """)
            .param("rounds", options.rounds())
            .query(Long.class)
            .single()
        / (double) options.rounds();
  }

  private HttpResponse<String> ask(URI uri, String header, String value) throws Exception {
    return http.send(
        HttpRequest.newBuilder(uri).timeout(PATIENCE).header(header, value).build(),
        BodyHandlers.ofString());
  }

  private static int gzipped(String page) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(page.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.size();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
