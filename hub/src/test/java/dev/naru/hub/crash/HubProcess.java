package dev.naru.hub.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** One life of the hub as a process of its own ({@link HubProgram}). */
public final class HubProcess implements OpenWork.Steered, AutoCloseable {

  private static final Duration STARTS_WITHIN = Duration.ofMinutes(5);
  private static final Duration ANSWERS_WITHIN = Duration.ofMinutes(3);
  private static final String GONE = "gone";

  /** What a JVM remembers of the hub's classes. */
  public static final String ARCHIVE = "hub.jsa";

  private final Process process;
  private final Path log;
  private final BlockingQueue<String> answers = new ArrayBlockingQueue<>(100);

  private HubProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    Thread.ofVirtual().start(this::listen);
  }

  /** The hub has ended. */
  public static final class GoneException extends RuntimeException {
    private static final long serialVersionUID = 1;

    GoneException(String text) {
      super(text);
    }
  }

  /**
   * Starts a hub and doesn't wait for it.
   *
   * @param folder for its log and what its JVM remembers from start to start
   * @param heapMb its heap
   * @param halt where it ends by itself while it starts, or nothing
   */
  public static HubProcess begin(
      Path folder, int heapMb, Duration ahead, String halt, Map<String, Object> properties)
      throws IOException {
    return begin(
        PackedClassPath.in(folder.resolve("lib")), folder, heapMb, ahead, halt, properties);
  }

  /**
   * The same, of another version of the hub.
   *
   * @param classPath with that version's {@link HubProgram}
   */
  public static HubProcess begin(
      String classPath,
      Path folder,
      int heapMb,
      Duration ahead,
      String halt,
      Map<String, Object> properties)
      throws IOException {
    Path log = folder.resolve("hub.log");
    List<String> words =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx" + heapMb + "m",
                // The first stop that isn't a crash writes it; every later start is quicker.
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + folder.resolve(ARCHIVE),
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dfile.encoding=UTF-8",
                "-Dnaru.ahead=" + ahead,
                "-Dnaru.halt=" + halt,
                "-cp",
                classPath,
                HubProgram.class.getName()));
    properties.forEach((name, value) -> words.add(name + "=" + value));
    Process process =
        new ProcessBuilder(words)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    return new HubProcess(process, log);
  }

  private void listen() {
    try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        answers.add(line);
      }
    } catch (IOException | IllegalStateException ended) {
      // What follows is the same.
    }
    answers.add(GONE);
  }

  /** Waits until the hub serves. */
  public HubProcess ready() {
    String first = next(STARTS_WITHIN);
    if (!first.equals("ready")) {
      throw new GoneException("the hub did not start: " + tailOfLog());
    }
    return this;
  }

  /** Tells it something, and waits for its answer. */
  @Override
  public String ask(String line) {
    try {
      Writer in = process.outputWriter(UTF_8);
      in.write(line + "\n");
      in.flush();
    } catch (IOException e) {
      throw new GoneException("the hub is gone: " + line);
    }
    String answer = next(ANSWERS_WITHIN);
    if (answer.equals(GONE)) {
      throw new GoneException("the hub ended during: " + line);
    }
    if (answer.startsWith("failed")) {
      throw new AssertionError(line + ": " + answer + "\n" + tailOfLog());
    }
    return answer;
  }

  private String next(Duration limit) {
    try {
      String answer = answers.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (answer == null) {
        throw new AssertionError("the hub did not answer in " + limit + ": " + tailOfLog());
      }
      return answer;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Whether it ended by itself in time. */
  public boolean endsWithin(Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  boolean endedAtCrashPoint() {
    return !process.isAlive() && process.exitValue() == HubProgram.HALTED;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** {@code kill -9}. */
  public void kill() {
    process.destroyForcibly();
    if (!endsWithin(Duration.ofMinutes(1))) {
      throw new AssertionError("the hub does not die");
    }
  }

  /** {@code kill -STOP}: it holds its ports and its connections, and does nothing. */
  public void freeze() {
    signal("-STOP");
  }

  /** Goes on where {@link #freeze} has stopped it. */
  public void wake() {
    signal("-CONT");
  }

  private void signal(String signal) {
    try {
      if (new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor() != 0) {
        throw new AssertionError("kill " + signal + " failed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** A stop as on SIGTERM. */
  public void stop() {
    ask("stop");
    if (!endsWithin(Duration.ofMinutes(1))) {
      throw new AssertionError("the hub does not stop");
    }
  }

  /** Resident memory in MB, or 0 where the system doesn't tell. */
  public long residentMb() {
    try {
      return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  private String tailOfLog() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()))
          + "\n(the whole log: "
          + log.toAbsolutePath()
          + ")";
    } catch (IOException e) {
      return "its log can't be read";
    }
  }

  @Override
  public void close() {
    kill();
  }
}
