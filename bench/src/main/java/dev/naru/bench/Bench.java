package dev.naru.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;

/**
 * The program behind {@code ./naru bench}. It ends with 1 when the books disagree or it could not
 * measure, with 2 when it was asked for what it doesn't know; being slow is no failure.
 */
public final class Bench {

  private static final String LIST =
      """
      ./naru bench schedules [option value ...]

      schedules   many schedules due at one second: how soon all are charged, how late the last one
                  is, what the API's other callers notice, and what the database alone could do

      %s
      """;

  private Bench() {}

  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    if (args.length == 0) {
      out.print(LIST.formatted(Options.DESCRIBED));
      return;
    }
    System.exit(run(args, out));
  }

  private static int run(String[] args, PrintStream out) {
    Path folder = Path.of("target", "bench").toAbsolutePath();
    logTo(folder.resolve("bench.log"));
    try {
      if (!args[0].equals("schedules")) {
        throw new IllegalArgumentException("There is no benchmark \"" + args[0] + "\".");
      }
      Options options = Options.of(Arrays.asList(args).subList(1, args.length));
      var bench = new SchedulesBench(options, folder, InstantSource.system(), out);
      return bench.run() ? 0 : 1;
    } catch (IllegalArgumentException unknown) {
      out.println(unknown.getMessage());
      return 2;
    } catch (Exception trouble) {
      out.println("The benchmark broke off: " + trouble);
      trouble.printStackTrace(out);
      return 1;
    }
  }

  /** Before the first logger is made, and instead of Spring Boot's own set-up. */
  private static void logTo(Path file) {
    System.setProperty("naru.bench.log", file.toString());
    System.setProperty("logback.configurationFile", "naru-bench-logback.xml");
    System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
  }
}
