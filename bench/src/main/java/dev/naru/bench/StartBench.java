package dev.naru.bench;

import dev.naru.hub.merchant.Merchants.Created;
import dev.naru.postgres.FreePort;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures how long {@code naru-hub serve} from the tarball takes until it is ready on a database
 * that is already set up, how long its first charge takes, and how much memory it uses. It does so
 * with and without the AOT cache, which an earlier start of the hub has written.
 */
final class StartBench {

  private static final Duration READY_WITHIN = Duration.ofMinutes(5);
  private static final int CHARGES = 2_000;

  private final StartOptions options;
  private final Path folder;
  private final PrintStream out;

  StartBench(StartOptions options, Path folder, PrintStream out) {
    this.options = options;
    this.folder = folder;
    this.out = out;
  }

  /** Runs the benchmark and prints its report. Always returns true. */
  boolean run() throws Exception {
    try (LoadProcess pg = LoadProcess.start(PgProgram.class, "0")) {
      URI pgBase = URI.create(pg.line());
      try (World world = World.start(folder, pgBase)) {
        Created shop = world.newMerchant("");
        try (HubApi api = new HubApi(world.base(), shop.apiKey(), shop.apiSecret())) {
          api.issueKey(api.token(), "customer");
        }
        world.stopHubs();
        Map<String, Object> report = new LinkedHashMap<>();
        for (boolean learned : new boolean[] {false, true}) {
          if (learned) {
            out.println("  learning how to start");
            once(world, pgBase, shop, true);
          }
          List<Map<String, Double>> all = new ArrayList<>();
          for (int round = 0; round < options.rounds(); round++) {
            all.add(once(world, pgBase, shop, learned));
            out.printf("  %s: %s%n", learned ? "with the cache" : "without", all.getLast());
          }
          report.put(learned ? "with the cache" : "without the cache", LoadBench.medians(all));
        }
        report.put("load", Machine.now().load());
        out.println(
            JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(report));
        Files.writeString(
            folder.resolve("start.json"), JsonMapper.shared().writeValueAsString(report));
        return true;
      }
    }
  }

  private Map<String, Double> once(World world, URI pg, Created shop, boolean learned)
      throws Exception {
    int port = FreePort.find();
    int management = FreePort.find();
    ProcessBuilder program =
        new ProcessBuilder(options.installation().resolve("bin/naru-hub").toString(), "serve");
    program.environment().put("NARU_HOME", world.home().toString());
    program.environment().put("NARU_DATABASE_URL", world.jdbcUrl());
    program.environment().put("NARU_PUBLIC_URL", "http://localhost:" + port);
    program.environment().put("NARU_HUB_PORT", Integer.toString(port));
    program.environment().put("NARU_BIND", "127.0.0.1");
    program.environment().put("NARU_MANAGEMENT_PORT", Integer.toString(management));
    program.environment().put("NARU_SANDBOX_URL", pg.toString());
    program.environment().put("NARU_AOT", learned ? "on" : "off");
    program.redirectErrorStream(true);
    program.redirectOutput(folder.resolve("start.log").toFile());
    long begin = System.nanoTime();
    Process hub = program.start();
    try {
      awaitReady(hub, port);
      double ready = millisSince(begin);
      Map<String, Double> figures = new LinkedHashMap<>();
      figures.put("ready ms", ready);
      try (HubApi api =
          new HubApi(URI.create("http://localhost:" + port), shop.apiKey(), shop.apiSecret())) {
        long first = System.nanoTime();
        String token = api.token();
        api.again(token, "customer", "start_" + begin, 1_000);
        figures.put("first payment ms", millisSince(first));
        figures.put("idle MB", megabytes(hub));
        for (int i = 0; i < CHARGES; i++) {
          api.again(token, "customer", "start_" + begin + "_" + i, 1_000);
        }
        figures.put("MB after " + CHARGES + " charges", megabytes(hub));
      }
      return figures;
    } finally {
      hub.destroy();
      if (!hub.waitFor(30, TimeUnit.SECONDS)) {
        hub.destroyForcibly();
      }
    }
  }

  /** Waits until the hub answers its readiness check with 200; an open port alone isn't enough. */
  private void awaitReady(Process hub, int port) throws IOException, InterruptedException {
    long end = System.nanoTime() + READY_WITHIN.toNanos();
    HttpRequest look =
        HttpRequest.newBuilder(
                URI.create("http://localhost:" + port + "/actuator/health/readiness"))
            .timeout(Duration.ofSeconds(10))
            .build();
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      while (System.nanoTime() < end) {
        if (!hub.isAlive()) {
          throw new IllegalStateException(
              "naru-hub has ended: " + Files.readString(folder.resolve("start.log")));
        }
        if (isListening(port) && http.send(look, BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
        TimeUnit.MILLISECONDS.sleep(5);
      }
    }
    throw new IllegalStateException("naru-hub was not ready in " + READY_WITHIN);
  }

  private static boolean isListening(int port) {
    try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  /**
   * The hub's resident memory in megabytes; 0 when the system doesn't report it. The start script
   * replaces itself by the Java program, so the process id is that of the hub.
   */
  private static double megabytes(Process hub) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(hub.pid()), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElse(0);
  }

  private static double millisSince(long begin) {
    return (System.nanoTime() - begin) / 1e6;
  }
}
