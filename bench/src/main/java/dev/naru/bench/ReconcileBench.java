package dev.naru.bench;

import dev.naru.hub.merchant.Merchants.Created;
import dev.naru.hub.payment.store.SealedBuyer;
import dev.naru.hub.reconcile.Differences;
import dev.naru.hub.reconcile.Differences.DifferenceClass;
import dev.naru.hub.reconcile.Differences.Sum;
import dev.naru.hub.reconcile.PgStatements;
import dev.naru.hub.reconcile.PgStatements.Outcome;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures how long it takes to read a PG's list of many rows and to compare it with as many
 * payments, and how much memory the process needs. One of every 1,000 charges in the list has no
 * payment in the hub, so the number of differences that must be found is known.
 */
final class ReconcileBench {

  private static final ZoneId KOREA = ZoneId.of("Asia/Seoul");
  private static final int LOST_OF = 1_000;

  private final ListsOptions options;
  private final Path folder;
  private final InstantSource time;
  private final PrintStream out;

  ReconcileBench(ListsOptions options, Path folder, InstantSource time, PrintStream out) {
    this.options = options;
    this.folder = folder;
    this.time = time;
    this.out = out;
  }

  /** Runs the benchmark and prints its report; false when a difference wasn't found. */
  boolean run() throws Exception {
    LocalDate day = LocalDate.ofInstant(time.instant(), KOREA).minusDays(1);
    out.printf(
        "%,d rows against as many payments; %d processors%n",
        options.count(), Runtime.getRuntime().availableProcessors());
    try (World world = World.start(folder, URI.create("http://localhost:1"))) {
      Created created = world.newMerchant("");
      long merchant = created.merchant().id();
      JdbcClient db = JdbcClient.create(world.database());
      long channel =
          db.sql("select id from channel where merchant_id = :m")
              .param("m", merchant)
              .query(Long.class)
              .single();
      enter(world, db, merchant, channel, day);
      Path file = file(day);
      try {
        return measure(world, merchant, channel, day, file);
      } finally {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Enters the payments of one day as the hub would have stored them, without every thousandth. */
  private void enter(World world, JdbcClient db, long merchant, long channel, LocalDate day) {
    out.println("  entering payments");
    byte[] buyer =
        world
            .bean(SealedBuyer.class)
            .keep(
                new dev.naru.hub.payment.Payment.Buyer(null, null, null, null, null), merchant, "")
            .sealed();
    db.sql(
            """
            insert into payment (merchant_id, payment_number, order_number, state, holds_order,
                                 channel_id, provider, mid, test, escrow, method, device, pg_tid,
                                 apply_num, amount, currency, buyer_sealed, notice_urls,
                                 tells_failure, started_at, paid_at, updated_at)
            select :merchant, 'imp_' || lpad(n::text, 12, '0'), 'order_' || n, 'PAID', true,
                   :channel, 'html5_inicis', 'INIBillTst', true, false, 'card', 'pc',
                   'StdpayCARDINIBillTst' || :at || lpad((n / 1000000)::text, 2, '0') || '0000'
                     || lpad((n % 1000000)::text, 6, '0'),
                   '12345678', 1000 + n % 100000, 'KRW', :buyer, '[]', false, :paid, :paid, :paid
              from generate_series(1, :count) n
             where n % :lost <> 0
            """)
        .param("merchant", merchant)
        .param("channel", channel)
        .param("at", DateTimeFormatter.BASIC_ISO_DATE.format(day))
        .param("buyer", buyer)
        .param("paid", day.atTime(12, 0).atZone(KOREA).toOffsetDateTime())
        .param("count", options.count())
        .param("lost", LOST_OF)
        .update();
  }

  private Path file(LocalDate day) throws IOException {
    out.println("  writing the list");
    String date = DateTimeFormatter.BASIC_ISO_DATE.format(day);
    Path file = Files.createTempFile(folder, "list-", ".txt");
    try (Writer list =
        new BufferedWriter(Files.newBufferedWriter(file, StandardCharsets.US_ASCII), 1 << 20)) {
      for (int n = 1; n <= options.count(); n++) {
        String tid =
            "StdpayCARDINIBillTst%s%02d0000%06d".formatted(date, n / 1_000_000, n % 1_000_000);
        String at =
            LocalTime.ofSecondOfDay(n % 86_400).format(DateTimeFormatter.ofPattern("HHmmss"));
        list.write(
            String.join(
                "|",
                List.of(
                    "INIBillTst",
                    "CC",
                    "A",
                    date,
                    at,
                    "",
                    "",
                    tid,
                    "imp_%012d".formatted(n),
                    "",
                    "",
                    String.valueOf(1_000 + n % 100_000),
                    "",
                    "",
                    tid)));
        list.write("<br>");
      }
    }
    out.printf("  %,d MB%n", Files.size(file) >> 20);
    return file;
  }

  private boolean measure(World world, long merchant, long channel, LocalDate day, Path file)
      throws IOException {
    PgStatements statements = world.bean(PgStatements.class);
    System.gc();
    long before = residentKb("VmRSS");
    out.printf("load average of the machine %.1f%n", Machine.now().load());
    long begun = System.nanoTime();
    long[] copied = {0};
    Outcome outcome =
        statements.read(
            merchant,
            channel,
            "approvals",
            day,
            file,
            "bench",
            rows -> {
              if (rows == options.count()) {
                copied[0] = System.nanoTime();
              }
            });
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    Map<DifferenceClass, Sum> open = world.bean(Differences.class).open(merchant);
    long found = open.getOrDefault(DifferenceClass.MISSING_HERE, new Sum(0, 0)).number();
    long lost = options.count() / LOST_OF;
    out.printf(
        "read %.1f s, compared %.1f s, together %.1f s%n",
        (copied[0] - begun) / 1e9,
        took.toNanos() / 1e9 - (copied[0] - begun) / 1e9,
        took.toNanos() / 1e9);
    out.printf(
        "memory of the whole process: %,d MB before, %,d MB at its highest; heap %,d MB of %,d MB%n",
        before >> 10,
        residentKb("VmHWM") >> 10,
        (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20,
        Runtime.getRuntime().maxMemory() >> 20);
    out.printf("lost %,d, found %,d; of other classes %s%n", lost, found, others(open));
    return outcome instanceof Outcome.Read && found == lost && open.size() <= 1;
  }

  private static String others(Map<DifferenceClass, Sum> open) {
    return open.keySet().stream()
        .filter(each -> each != DifferenceClass.MISSING_HERE)
        .toList()
        .toString();
  }

  /**
   * Reads one of this process's memory figures from {@code /proc/self/status}.
   *
   * @param name {@code VmRSS} for the memory in use now, {@code VmHWM} for the highest so far
   * @return kilobytes; 0 on a system without {@code /proc}
   */
  private static long residentKb(String name) throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.replaceAll("[^0-9]", ""))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElse(0);
  }
}
