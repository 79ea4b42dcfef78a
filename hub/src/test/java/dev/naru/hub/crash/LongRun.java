package dev.naru.hub.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A program of the tests that runs for long and finds faults: {@code ./naru crash}, {@code ./naru
 * fuzz}, {@code ./naru bench soak}. It takes options, keeps the logs out of its figures, and says
 * how to repeat it.
 */
public abstract class LongRun {

  private final PrintStream out = new PrintStream(System.out, true, UTF_8);
  private final String command;
  private final Path folder;
  private final Map<String, Long> usual = new LinkedHashMap<>();

  /**
   * @param command as it is typed, such as {@code ./naru crash}
   * @param folder below {@code target}, for logs and data
   */
  protected LongRun(String command, String folder) {
    this.command = command;
    this.folder = Path.of("target", folder).toAbsolutePath();
  }

  /** An option, with the value that holds when it isn't given. */
  protected final void option(String name, long value) {
    usual.put(name, value);
  }

  /** Runs with the options and returns what went wrong, a line each. */
  protected abstract List<String> run(Words words);

  /** Where logs and data are. */
  protected final Path folder() {
    return folder;
  }

  /** Prints a line for whoever looks on. */
  protected final void say(String line) {
    out.println(line);
  }

  /** What breaks off is a fault too: else the threads that it leaves would keep the process. */
  private List<String> runToAnEnd(Words words) {
    try {
      return run(words);
    } catch (RuntimeException | AssertionError brokenOff) {
      brokenOff.printStackTrace();
      return List.of("broke off: " + brokenOff);
    }
  }

  /** Ends the process: with 0, with 1 when anything was wrong, with 2 for wrong options. */
  protected final void start(String[] args) throws IOException {
    option("--seed", System.nanoTime() % 1_000_000);
    Words words;
    try {
      words = Words.of(usual, Arrays.asList(args));
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage());
      System.exit(2);
      return;
    }
    // The tests' own logs go where the hub's go, so that the figures can be read.
    Files.createDirectories(folder);
    System.setOut(
        new PrintStream(new FileOutputStream(folder.resolve("driver.log").toFile()), true, UTF_8));
    long began = System.nanoTime();
    List<String> faults = runToAnEnd(words);
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    faults.forEach(fault -> say("FAULT " + fault));
    say(
        "%d faults in %d min %d s; again with: %s --seed %d"
            .formatted(
                faults.size(),
                took.toMinutes(),
                took.toSecondsPart(),
                command,
                words.get("--seed")));
    System.exit(faults.isEmpty() ? 0 : 1);
  }
}
