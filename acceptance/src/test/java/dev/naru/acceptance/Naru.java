package dev.naru.acceptance;

import dev.naru.postgres.FreePort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The playground as a separate process, started as {@code ./naru run} starts it. */
final class Naru implements AutoCloseable {

  private static final Duration READY_WITHIN = Duration.ofMinutes(3);

  /** Longer than naru's own limit, after which it answers how far it came. */
  private static final Duration CLOCK_LIMIT = Duration.ofMinutes(11);

  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(30);

  private final Process process;
  private final ConcurrentLinkedQueue<String> output = new ConcurrentLinkedQueue<>();
  private final Ports ports;

  record Ports(int hub, int sandbox, int shop, int tls) {
    static Ports free() {
      return new Ports(FreePort.find(), FreePort.find(), FreePort.find(), FreePort.find());
    }
  }

  private Naru(Process process, Ports ports) {
    this.process = process;
    this.ports = ports;
  }

  static Naru start(Path home) {
    return start(home, Ports.free());
  }

  static Naru start(Path home, Ports ports) {
    try {
      Naru naru = new Naru(program(home, ports).start(), ports);
      naru.awaitReady();
      return naru;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The processes of one data folder, one after another, on the same ports. */
  static final class Lives implements AutoCloseable {

    private final Home home;
    private final Ports ports = Ports.free();
    private @Nullable Naru current;

    Lives(Home home) {
      this.home = home;
    }

    /** The process that runs; starts one where none does. */
    Naru now() {
      return current != null && current.process.isAlive() ? current : next();
    }

    /** Starts the next process; the previous one must have ended. */
    Naru next() {
      Naru started = start(home.path(), ports);
      current = started;
      return started;
    }

    @Override
    public void close() {
      if (current != null) {
        current.close();
      }
    }
  }

  /** A start that was refused: its output and its exit status. */
  record Refused(int exit, List<String> lines) {}

  static Refused refusedStart(Path home, Ports ports) {
    try {
      Naru naru = new Naru(program(home, ports).start(), ports);
      naru.listen().join();
      naru.await();
      return new Refused(naru.process.exitValue(), List.copyOf(naru.output));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ProcessBuilder program(Path home, Ports ports) {
    var builder =
        new ProcessBuilder(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx400m",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.naru.playground.Playground",
                "--tls"));
    builder
        .environment()
        .putAll(
            Map.of(
                "NARU_HOME", home.toString(),
                "NARU_HUB_PORT", Integer.toString(ports.hub()),
                // Two of them start at once in two JVMs, and both would find 8081 free.
                "NARU_MANAGEMENT_PORT", "0",
                "NARU_SANDBOX_PORT", Integer.toString(ports.sandbox()),
                "NARU_TLS_PORT", Integer.toString(ports.tls()),
                "NARU_SHOP_PORT", Integer.toString(ports.shop())));
    return builder.redirectErrorStream(true);
  }

  /** Completes with true when naru is ready, and with false when it ended before that. */
  private CompletableFuture<Boolean> listen() {
    var ready = new CompletableFuture<Boolean>();
    Thread.ofVirtual()
        .start(() -> {
          try (var lines =
              new BufferedReader(
                  new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
              output.add(line);
              if (line.equals("naru is ready")) {
                ready.complete(true);
              }
            }
          } catch (IOException gone) {
            output.add(gone.toString());
          }
          ready.complete(false);
        });
    return ready;
  }

  private void awaitReady() {
    CompletableFuture<Boolean> ready = listen();
    try {
      if (!ready.get(READY_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("naru ended before it was ready:\n" + String.join("\n", output));
      }
    } catch (TimeoutException | ExecutionException | InterruptedException e) {
      process.destroyForcibly();
      throw new AssertionError("naru wasn't ready in time:\n" + String.join("\n", output), e);
    }
  }

  Ports ports() {
    return ports;
  }

  URI hub(String path) {
    return URI.create("http://localhost:" + ports.hub() + path);
  }

  URI sandbox(String path) {
    return URI.create("http://localhost:" + ports.sandbox() + path);
  }

  URI shop(String path) {
    return URI.create("http://localhost:" + ports.shop() + path);
  }

  String output() {
    return String.join("\n", output);
  }

  /** The PGs' whole book, for all merchants. */
  JsonNode book() {
    return Http.get(sandbox("/control/book")).json();
  }

  /** The calls that the PG received about an order, in their order, such as {@code approval}. */
  List<String> pgCalls(String impUid) {
    List<String> operations = new ArrayList<>();
    Http.get(sandbox("/control/requests?order_id=" + impUid))
        .json()
        .forEach(call -> operations.add(call.path("operation").asString()));
    return operations;
  }

  /** Makes the PG misbehave once, or as often as {@code more} says. */
  void scenario(String fault, Map<String, ?> match, Map<String, ?> more) {
    var body = new LinkedHashMap<String, Object>(more);
    body.put("pg", "html5_inicis");
    body.put("fault", fault);
    body.put("match", match);
    control("/control/scenarios", body);
  }

  /** The time of the hub and the sandbox; other journeys may have moved their clock. */
  ZonedDateTime now() {
    return ZonedDateTime.parse(
        accepted(Http.get(sandbox("/control/clock"))).json().path("now").asString());
  }

  /**
   * Goes on to the next noon where less than two hours of the day in Korea are left: for a test of
   * a rule about days.
   */
  void isFarFromMidnight() {
    ZonedDateTime now = now();
    if (now.getHour() >= 22) {
      ZonedDateTime noon =
          now.toLocalDate().plusDays(1).atTime(LocalTime.NOON).atZone(now.getZone());
      advanceClock(Duration.between(now, noon).toString());
    }
  }

  /**
   * Advances the clock of the hub and the sandbox, and waits until all that became due is done.
   *
   * @return the clock's new time in Korea
   */
  ZonedDateTime advanceClock(String duration) {
    URI clock = sandbox("/control/clock");
    Http.Answer answer = Http.longJson(clock, Map.of("advance", duration), CLOCK_LIMIT);
    return ZonedDateTime.parse(accepted(answer).json().path("now").asString());
  }

  /**
   * Sets a setting of the demo merchant.
   *
   * @return the value before
   */
  String setDemo(String name, String value) {
    Map<String, String> body = Map.of("name", name, "value", value);
    return accepted(Http.json("PUT", sandbox("/control/settings"), body))
        .json()
        .path("previous")
        .asString();
  }

  /** Makes a control call to the sandbox; a refused call fails the test. */
  Http.Answer control(String path, Map<String, ?> body) {
    return accepted(Http.json("POST", sandbox(path), body));
  }

  private static Http.Answer accepted(Http.Answer answer) {
    if (answer.status() != 200) {
      throw new AssertionError(answer.raw().uri() + " was refused: " + answer.body());
    }
    return answer;
  }

  /** {@code kill -9}: the process gets no chance to clean up. */
  void kill() {
    process.destroyForcibly();
    await();
  }

  /** Sends SIGTERM and checks that the process ends within the 30 s that design.md §4 promises. */
  @Override
  public void close() {
    process.destroy();
    await();
  }

  private void await() {
    try {
      if (!process.waitFor(STOPPED_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("naru didn't stop within " + STOPPED_WITHIN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
