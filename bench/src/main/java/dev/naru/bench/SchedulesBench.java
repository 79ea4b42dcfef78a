package dev.naru.bench;

import dev.naru.hub.merchant.Merchants.Created;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;

/**
 * Measures many schedules that are due in the same second (G15, G39). They are entered by REST, and
 * the hub charges them at a PG with a delay, while other callers use the API.
 */
final class SchedulesBench {

  /** How many schedules one call enters. Its body has about 100 KB; the hub's limit is 1 MiB. */
  private static final int MOST_A_CALL = 1_000;

  private static final int CLIENTS = 8;
  private static final long AMOUNT = 3_900;
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration TOLD_EVERY = Duration.ofSeconds(2);

  private final Options options;
  private final Path folder;
  private final InstantSource time;
  private final PrintStream out;

  SchedulesBench(Options options, Path folder, InstantSource time, PrintStream out) {
    this.options = options;
    this.folder = folder;
    this.time = time;
    this.out = out;
  }

  /**
   * Runs the benchmark and prints its report.
   *
   * @return false when the books disagree
   */
  boolean run() throws Exception {
    out.printf(
        "%,d schedules of %,d keys at one second; the PG answers in %d ms; %d processors%n",
        options.count(),
        options.keys(),
        options.pgDelay().toMillis(),
        Runtime.getRuntime().availableProcessors());
    out.println("  starting PostgreSQL, the hub and the PG");
    try (StubPg pg = StubPg.start(options.pgDelay(), time);
        World world = World.start(folder, pg.base())) {
      Created created = world.newMerchant(options.webhooks() ? pg.base() + "/webhook" : "");
      try (HubApi api = new HubApi(world.base(), created.apiKey(), created.apiSecret())) {
        return measure(world, pg, api, created.merchant().id());
      }
    }
  }

  private boolean measure(World world, StubPg pg, HubApi shop, long merchantId) throws Exception {
    String token = shop.token();
    out.println("  issuing keys");
    atOnce(options.keys(), i -> shop.issueKey(token, customer(i)));
    String first = shop.again(token, customer(0), "first", AMOUNT);
    Probe probe = new Probe(calls(shop, token, first));
    try (probe) {
      Instant due = time.instant().plus(options.lead()).truncatedTo(ChronoUnit.SECONDS);
      out.println("  entering schedules, due at " + due);
      enter(shop, token, due);
      if (!time.instant().isBefore(due.minusSeconds(5))) {
        throw new IllegalStateException("entering took too long: give it more with --lead");
      }
      probe.start();
      sleepUntil(due.minusMillis(200));
      Map<String, Timings> before = probe.taken();
      Machine machine = Machine.now();
      boolean inTime = awaitCharges(pg, due);
      Report.Charging charging = awaitPaid(new HubBook(world.database(), merchantId), pg, due);
      Duration cpu = machine.cpuSince();
      Map<String, Timings> during = probe.taken();
      probe.close();
      int webhooks = options.webhooks() ? awaitWebhooks(pg) : 0;
      Duration lastWebhook = Duration.between(due, time.instant());
      out.println("  the same commits by plain JDBC");
      Duration floor = new Floor(world.database(), time).charge(options.count());
      var api = new Report.OtherCalls(before, during, probe.failures());
      new Report(options, charging, api, floor, webhooks, lastWebhook, cpu, machine.load())
          .print(out);
      boolean agree = new BooksComparison(options, merchantId, world, pg, first).agrees(out);
      return inTime && agree;
    }
  }

  private Map<String, Runnable> calls(HubApi api, String token, String paymentNumber) {
    var calls = new TreeMap<String, Runnable>();
    calls.put("GET /payments/{imp_uid}", () -> api.payment(token, paymentNumber));
    calls.put(
        "GET /subscribe/payments/schedule/{merchant_uid}",
        () -> api.schedule(token, order(RandomGenerator.getDefault().nextInt(options.count()))));
    calls.put("POST /users/getToken", api::token);
    return calls;
  }

  private void enter(HubApi api, String token, Instant due) throws Exception {
    atOnce(
        options.keys(),
        key -> {
          List<Map<String, Object>> schedules = new ArrayList<>();
          for (int i = key; i < options.count(); i += options.keys()) {
            schedules.add(
                Map.of(
                    "merchant_uid",
                    order(i),
                    "schedule_at",
                    due.getEpochSecond(),
                    "amount",
                    AMOUNT,
                    "name",
                    "월간 이용권"));
          }
          for (int from = 0; from < schedules.size(); from += MOST_A_CALL) {
            int to = Math.min(schedules.size(), from + MOST_A_CALL);
            api.schedule(token, customer(key), schedules.subList(from, to));
          }
        });
  }

  /**
   * Waits until the PG has received all charges. The PG is asked because asking the hub would put
   * load on it.
   *
   * @return false when some haven't arrived in the time of {@code --patience}
   */
  private boolean awaitCharges(StubPg pg, Instant due) throws InterruptedException {
    sleepUntil(due);
    Instant end = due.plus(options.patience());
    Instant toldAt = due;
    while (pg.charged() < options.count() + 1 && time.instant().isBefore(end)) {
      Thread.sleep(LOOK);
      if (Duration.between(toldAt, time.instant()).compareTo(TOLD_EVERY) >= 0) {
        toldAt = time.instant();
        out.printf(
            "  %3d s  %,6d charged%n", Duration.between(due, toldAt).toSeconds(), pg.charged() - 1);
      }
    }
    return pg.charged() == options.count() + 1;
  }

  private Report.Charging awaitPaid(HubBook book, StubPg pg, Instant due) throws Exception {
    Instant end = time.instant().plusSeconds(30);
    int paid = book.paid().size();
    while (paid < options.count() && time.instant().isBefore(end)) {
      Thread.sleep(LOOK);
      paid = book.paid().size();
    }
    var lateness = new Timings();
    pg.charges().values().stream()
        .map(charge -> Duration.between(due, charge.at()).toNanos())
        .filter(late -> late >= 0)
        .forEach(lateness::add);
    return new Report.Charging(paid, Duration.between(due, book.lastPaidAt()), lateness);
  }

  private int awaitWebhooks(StubPg pg) throws InterruptedException {
    out.println("  waiting for the webhooks");
    Instant end = time.instant().plusSeconds(120);
    while (pg.webhooks() < options.count() + 1 && time.instant().isBefore(end)) {
      Thread.sleep(LOOK);
    }
    return pg.webhooks();
  }

  private void sleepUntil(Instant at) throws InterruptedException {
    Thread.sleep(Duration.between(time.instant(), at));
  }

  private static void atOnce(int count, IntConsumer call) throws Exception {
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int number = i;
        all.add(clients.submit(() -> call.accept(number)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
  }

  private static String customer(int number) {
    return "customer_" + number;
  }

  private static String order(int number) {
    return "order_" + number;
  }
}
