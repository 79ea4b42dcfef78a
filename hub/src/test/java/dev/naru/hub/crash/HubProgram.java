package dev.naru.hub.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.naru.hub.payment.Unresolved;
import dev.naru.hub.payment.Unresolved.Verdict;
import dev.naru.hub.payment.Unresolved.Word;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.SettableTime;
import dev.naru.hub.vault.KeyRotation;
import dev.naru.hub.work.DueWork;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The hub as a process of its own, as in production but for its clock and a place where it may be
 * told to end. It is steered by lines on its standard input and answers each with one line.
 */
final class HubProgram {

  /** The exit status of a hub that ended at a crash point. */
  static final int HALTED = 42;

  /**
   * What a database that was away has kept from being noted rests until its lease ends, which takes
   * the time's moving on and no longer waiting.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ConfigurableApplicationContext context;
  private final SettableTime time;
  private final ConcurrentLinkedQueue<CrashPoint> reached = new ConcurrentLinkedQueue<>();

  private HubProgram(ConfigurableApplicationContext context, SettableTime time) {
    this.context = context;
    this.time = time;
  }

  /** Takes properties as {@code name=value}, and the system property {@code naru.ahead}. */
  static void main(String[] args) throws IOException {
    PrintStream out = System.out;
    System.setOut(System.err); // Standard output is for the answers.
    SettableTime time = SettableTime.flowing(Duration.parse(System.getProperty("naru.ahead")));
    haltAt(System.getProperty("naru.halt", ""));
    Map<String, Object> properties = new HashMap<>();
    for (String arg : args) {
      int equals = arg.indexOf('=');
      properties.put(arg.substring(0, equals), arg.substring(equals + 1));
    }
    try {
      ConfigurableApplicationContext context =
          RunningHub.boot(
              properties,
              time,
              starting ->
                  starting.registerBean(
                      FlywayConfigurationCustomizer.class,
                      () -> flyway -> flyway.callbacks(new BetweenMigrations())));
      out.println("ready");
      new HubProgram(context, time).obey(out);
    } catch (RuntimeException trouble) {
      trouble.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }

  private void obey(PrintStream out) throws IOException {
    var in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ");
      String answer;
      try {
        answer = answer(words[0], words);
      } catch (RuntimeException trouble) {
        trouble.printStackTrace();
        answer = "failed: " + trouble;
      }
      out.println(answer);
      if (line.equals("stop")) {
        System.exit(0);
      }
    }
    // Whoever started this process is gone.
    Runtime.getRuntime().halt(1);
  }

  private String answer(String what, String[] words) {
    switch (what) {
      case "halt" -> haltAt(words.length > 1 ? words[1] : "");
      case "note" -> {
        reached.clear();
        TestCrashHook.does(reached::add);
      }
      case "noted" -> {
        return reached.stream().map(CrashPoint::name).collect(Collectors.joining(" "));
      }
      case "advance" -> time.advance(Duration.parse(words[1]));
      case "settle" -> {
        for (int round = 0; round < 2; round++) {
          for (DueWork part : context.getBeansOfType(DueWork.class).values()) {
            if (!part.settle(PATIENCE)) {
              return "not settled: " + part;
            }
          }
        }
      }
      case "rotate" -> {
        KeyRotation keys = context.getBean(KeyRotation.class);
        keys.rotate();
        return "sealed anew: " + keys.sealAgain();
      }
      case "reseal" -> {
        return "sealed anew: " + context.getBean(KeyRotation.class).sealAgain();
      }
      case "word" -> {
        return said(words[1], Verdict.valueOf(words[2]));
      }
      case "memory" -> {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return Long.toString((runtime.totalMemory() - runtime.freeMemory()) >> 20);
      }
      case "stop" -> context.close();
      default -> throw new IllegalArgumentException(what);
    }
    return "done";
  }

  /** A person has looked at the PG's own console (docs/design.md §2). */
  private String said(String paymentNumber, Verdict verdict) {
    Unresolved unresolved = context.getBean(Unresolved.class);
    return unresolved.list(null, 1_000).stream()
        .filter(open -> open.paymentNumber().equals(paymentNumber))
        .map(open ->
            unresolved.close(
                new Word(open.id(), verdict, null, "seen in the PG's console", "crash matrix")))
        .map(closed -> closed.getClass().getSimpleName())
        .collect(Collectors.joining(" "));
  }

  /**
   * @param where a crash point and how often it is passed before, as {@code BEFORE_COMMIT+1};
   *     nothing to go on
   */
  private static void haltAt(String where) {
    if (where.isEmpty()) {
      TestCrashHook.doesNothing();
      return;
    }
    int plus = where.indexOf('+');
    CrashPoint there = CrashPoint.valueOf(where.substring(0, plus));
    AtomicInteger left = new AtomicInteger(Integer.parseInt(where.substring(plus + 1)));
    TestCrashHook.does(point -> {
      if (point == there && left.getAndDecrement() == 0) {
        Runtime.getRuntime().halt(HALTED);
      }
    });
  }

  private static final class BetweenMigrations extends BaseCallback {
    @Override
    public boolean supports(Event event, Context context) {
      return event == Event.AFTER_EACH_MIGRATE;
    }

    @Override
    public void handle(Event event, Context context) {
      CrashPoint.MIGRATION_MID_STEP.reached();
    }
  }
}
