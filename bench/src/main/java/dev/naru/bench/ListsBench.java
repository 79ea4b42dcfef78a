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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures how long the console's pages and V1's lists of a merchant with many payments take, over
 * HTTP: as the rows were loaded, after a vacuum, and after the table was analysed.
 */
final class ListsBench {

  private static final ZoneId KOREA = ZoneId.of("Asia/Seoul");
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int OTHER_MERCHANTS = 50;

  /** The bounds of docs/reference/console.md for every page of the console. */
  private static final int GOAL_MS = 200;

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
    try (World world = World.start(folder, URI.create("http://localhost:1"))) {
      Created created = world.newMerchant("");
      JdbcClient db = JdbcClient.create(world.database());
      for (String table : new String[] {"payment", "payment_buyer"}) {
        db.sql("alter table " + table + " set (autovacuum_enabled = off)").update();
      }
      load(world, created.merchant().id());
      try (HubApi api = new HubApi(world.base(), created.apiKey(), created.apiSecret())) {
        Map<String, Map<String, String>> calls = calls(world, created, api);
        out.printf("load average of the machine %.1f%n", Machine.now().load());
        boolean right = measure("as loaded", world, calls);
        db.sql("vacuum payment").update();
        db.sql("vacuum payment_buyer").update();
        right &= measure("after a vacuum, not analysed", world, calls);
        db.sql("analyze payment").update();
        db.sql("analyze payment_buyer").update();
        return measure("analysed", world, calls) && right;
      }
    }
  }

  private void load(World world, long merchantId) throws Exception {
    out.println("  entering payments");
    JdbcClient db = JdbcClient.create(world.database());
    // Payments of 90 days that come at once are no change of what was counted.
    db.sql("alter table payment disable trigger payment_count_inserted").update();
    long channel =
        db.sql("select id from channel where merchant_id = :m")
            .param("m", merchantId)
            .query(Long.class)
            .single();
    var payments =
        new ManyPayments(world.database(), world.bean(SealedBuyer.class), time.instant());
    Instant begun = time.instant();
    payments.enter(merchantId, channel, 1, options.count());
    for (int i = 0; i < OTHER_MERCHANTS && options.others() > 0; i++) {
      int share = options.others() / OTHER_MERCHANTS;
      payments.enter(merchantId + 1 + i, 1, options.count() + 1 + i * share, share);
    }
    db.sql("alter table payment enable trigger payment_count_inserted").update();
    out.printf("  entered in %d s%n", Duration.between(begun, time.instant()).toSeconds());
    Instant entered = time.instant();
    var counts = new JdbcPaymentCounts(world.database());
    for (long merchant : counts.due()) {
      while (counts.count(merchant, time.instant())) {}
    }
    out.printf("  counted in %d s%n", Duration.between(entered, time.instant()).toSeconds());
  }

  /** Paths and what they must show, by name. */
  private Map<String, Map<String, String>> calls(World world, Created created, HubApi api) {
    long middle = options.count() / 2;
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
                            created.merchant().id(),
                            "bench@shop.example",
                            "bench",
                            Role.OWNER,
                            null))
                    .orElseThrow(),
                null);
    Map<String, String> rest = new LinkedHashMap<>();
    rest.put("V1 status/all, 90 days", "/payments/status/all");
    rest.put("V1 status/failed, 90 days", "/payments/status/failed");
    rest.put("V1 status/all, page 1000", "/payments/status/all?page=1000");
    // Some are older than 90 days by the time that they are asked for.
    rest.put("V1 status/all, near its end", "/payments/status/all?page=" + options.count() / 22);
    rest.put("V1 status/all, the oldest first", "/payments/status/all?sorting=started");
    rest.put("V1 status/paid, by payment", "/payments/status/paid?sorting=-paid");
    rest.put("V1 status/all, by change", "/payments/status/all?sorting=-updated");
    rest.put("V1 findAll", "/payments/findAll/order_" + middle);
    return Map.of("Cookie naru_console=" + session, console, "Authorization " + api.token(), rest);
  }

  private boolean measure(String state, World world, Map<String, Map<String, String>> calls)
      throws Exception {
    out.println();
    out.printf(
        "%-40s %9s %9s %9s %9s %9s%n",
        state + ", ms", "first", "median", "p99", "largest", "kB gzip");
    boolean right = true;
    double slowest = 0;
    double heaviest = 0;
    for (var login :
        calls.entrySet().stream()
            .sorted(Map.Entry.comparingByKey(Comparator.reverseOrder()))
            .toList()) {
      String[] header = login.getKey().split(" ", 2);
      for (var call : login.getValue().entrySet()) {
        var timings = new Timings();
        double first = 0;
        double kilobytes = 0;
        for (int round = 0; round <= options.rounds(); round++) {
          long begin = System.nanoTime();
          HttpResponse<String> answer =
              http.send(
                  HttpRequest.newBuilder(world.base().resolve(call.getValue()))
                      .timeout(PATIENCE)
                      .header(header[0], header[1])
                      .build(),
                  BodyHandlers.ofString());
          long took = System.nanoTime() - begin;
          if (round == 0) {
            first = took / 1e6; // from a cold cache, and of the very first a cold hub
            kilobytes = gzipped(answer.body()) / 1_000.0;
          } else {
            timings.add(took);
          }
          if (answer.statusCode() != 200) {
            out.println(call.getKey() + " answered " + answer.statusCode());
            right = false;
          }
        }
        out.printf(
            "%-40s %9.1f %9.1f %9.1f %9.1f %9.1f%n",
            call.getKey(),
            first,
            timings.percentileMs(50),
            timings.percentileMs(99),
            timings.maxMs(),
            kilobytes);
        if (header[0].equals("Cookie")) {
          slowest = Math.max(slowest, timings.percentileMs(50));
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
