package dev.naru.playground;

import dev.naru.playground.shop.QrPicture;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.LoggerFactory;

/** The playground as a program: its output and its exit status. */
final class PlaygroundProgram {

  /**
   * The argument that ends the program as soon as it is ready. The build uses it to learn which
   * classes a start needs.
   */
  private static final String REHEARSE = "--rehearse";

  /** The argument that turns HTTPS on. */
  private static final String TLS = "--tls";

  /** The argument for the number of hubs, which follows it. */
  private static final String NODES = "--nodes";

  private PlaygroundProgram() {}

  static void run(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    List<String> words = List.of(args);
    Running running = new Running();
    // SIGTERM, Ctrl-C and a failed start all end here.
    AtomicBoolean ending = new AtomicBoolean();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  ending.set(true);
                  running.close();
                },
                "stop"));
    try {
      PlaygroundConfig plain = PlaygroundConfig.of(System.getenv());
      PlaygroundConfig secure = words.contains(TLS) ? plain.withTls() : plain;
      PlaygroundConfig config = secure.withNodes(nodes(words));
      logTo(config);
      Playground playground = Playground.start(config, running);
      greeting(playground, config).forEach(out::println);
    } catch (StartException trouble) {
      // A start that was ended by SIGTERM isn't reported as a failure.
      if (!ending.get()) {
        tell(trouble, err);
      }
      System.exit(1);
    }
    if (words.contains(REHEARSE)) {
      System.exit(0);
    }
  }

  private static int nodes(List<String> words) {
    int at = words.indexOf(NODES);
    return at < 0 ? 1 : Integer.parseInt(words.get(at + 1));
  }

  /**
   * Sets the log folder up. It must run before the first logger is made, and it replaces Spring
   * Boot's own set-up.
   */
  private static void logTo(PlaygroundConfig config) {
    System.setProperty("naru.log", config.home().resolve("log").toString());
    System.setProperty("logback.configurationFile", "naru-playground-logback.xml");
    System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    // The first logger is made here, so that the parts' threads don't all set logging up.
    LoggerFactory.getLogger(PlaygroundProgram.class);
  }

  private static void tell(StartException trouble, PrintStream err) {
    err.println(trouble.getMessage());
    if (trouble.getCause() != null) {
      LoggerFactory.getLogger(PlaygroundProgram.class).error("naru did not start", trouble);
    }
  }

  private static List<String> greeting(Playground playground, PlaygroundConfig config) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("  demo shop     " + playground.shop());
    lines.add("  hub           " + playground.hub());
    for (int node = 0; node < playground.nodes().size(); node++) {
      lines.add(
          "    its node %d  http://localhost:%d".formatted(node + 1, playground.nodes().get(node)));
    }
    lines.addAll(
        List.of(
            "  console       " + playground.hub() + "/console",
            // The sandbox accepts control calls only from this machine.
            "  sandbox PGs   http://localhost:" + playground.sandbox().getPort(),
            "",
            "  user code     " + PlaygroundMerchants.USER_CODE,
            "  REST key      " + PlaygroundMerchants.API_KEY,
            "  REST secret   " + PlaygroundMerchants.API_SECRET,
            "  console login " + DemoOwner.EMAIL,
            "  and password  "
                + playground
                    .consolePassword()
                    .orElse("as the first start has told it; NARU_CONSOLE_PASSWORD sets another"),
            ""));
    if (config.reach().isForANetwork()) {
      lines.add("  Everybody in this network can use it. To pay from your own phone:");
      QrPicture.lines(playground.shop()).forEach(line -> lines.add("    " + line));
      lines.add("");
    } else {
      lines.add("  NARU_BIND=0.0.0.0 lets a phone in the same network pay here.");
    }
    playground
        .https()
        .ifPresent(https -> {
          lines.addAll(https.nextSteps());
          lines.add("");
        });
    lines.addAll(
        List.of(
            "  Data and log are in " + config.home() + "; Ctrl-C stops naru.",
            "",
            "naru is ready"));
    return lines;
  }
}
