package dev.naru.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The program behind {@code ./naru bench}. It exits with 1 when the books of hub and PG disagree or
 * nothing could be measured, and with 2 for an unknown benchmark or option. A slow result is no
 * failure.
 */
public final class Bench {

  private Bench() {}

  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.exit(run(args, out));
  }

  private static int run(String[] args, PrintStream out) {
    Path folder = Path.of("target", "bench").toAbsolutePath();
    logTo(folder.resolve("bench.log"));
    Run run;
    try {
      List<String> words = Arrays.asList(args).subList(Math.min(1, args.length), args.length);
      run =
          switch (args.length == 0 ? "" : args[0]) {
            case "schedules" -> {
              Options options = Options.of(words);
              yield () -> new SchedulesBench(options, folder, InstantSource.system(), out).run();
            }
            case "lists" -> {
              ListsOptions options = ListsOptions.of(words);
              yield () -> new ListsBench(options, folder, InstantSource.system(), out).run();
            }
            case "again", "get", "window" -> {
              LoadOptions options = LoadOptions.of(words);
              var kind = Work.Kind.valueOf(args[0].toUpperCase(Locale.ROOT));
              yield () -> new LoadBench(kind, options, folder, out).run();
            }
            case "nodes" -> {
              LoadOptions options = LoadOptions.of(words);
              yield () -> new NodesBench(options, folder, out).run();
            }
            case "growth" -> {
              ListsOptions sizes =
                  ListsOptions.of(words, new ListsOptions(1_000_000, 200_000, 3, "", ""));
              LoadOptions load = new LoadOptions(16, 1_000, 1, 200, 0, true);
              yield () -> new GrowthBench(sizes, load, folder, InstantSource.system(), out).run();
            }
            case "start" -> {
              StartOptions options = StartOptions.of(words);
              yield () -> new StartBench(options, folder, out).run();
            }
            case "reconcile" -> {
              ListsOptions options = ListsOptions.of(words);
              yield () -> new ReconcileBench(options, folder, InstantSource.system(), out).run();
            }
            case "webhooks" -> {
              LoadOptions options = LoadOptions.of(words);
              yield () -> new WebhooksBench(options, folder, out).run();
            }
            case "guard" -> {
              if (!words.isEmpty()) {
                throw new IllegalArgumentException("The guard has no option " + words.getFirst());
              }
              yield () -> new Guard(folder, out).run();
            }
            default ->
                throw new IllegalArgumentException(
                    "There is no such benchmark: ./naru bench lists them.");
          };
    } catch (IllegalArgumentException unknown) {
      out.println(unknown.getMessage());
      return 2;
    }
    try {
      return run.run() ? 0 : 1;
    } catch (Exception trouble) {
      out.println("The benchmark broke off: " + trouble);
      trouble.printStackTrace(out);
      return 1;
    }
  }

  /** A benchmark. It returns false when a result was wrong, never because it was slow. */
  private interface Run {
    boolean run() throws Exception;
  }

  /**
   * Sends the log to this file. It must be called before the first logger is made, and Spring Boot
   * then doesn't set up its own logging.
   */
  private static void logTo(Path file) {
    System.setProperty("naru.bench.log", file.toString());
    System.setProperty("logback.configurationFile", "naru-bench-logback.xml");
    System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
  }
}
