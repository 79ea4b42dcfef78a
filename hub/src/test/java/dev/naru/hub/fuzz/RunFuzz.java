package dev.naru.hub.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.naru.hub.crash.Words;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.World;
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

/** What {@code ./naru fuzz} runs. */
final class RunFuzz {

  private static final PrintStream OUT = new PrintStream(System.out, true, UTF_8);

  private RunFuzz() {}

  private static Map<String, Long> usual() {
    Map<String, Long> usual = new LinkedHashMap<>();
    usual.put("--requests", 1_000_000L);
    usual.put("--seed", System.nanoTime() % 1_000_000);
    usual.put("--first", 0L);
    return usual;
  }

  /** Takes the options; ends with 1 when an answer was wrong. */
  static void main(String[] args) throws IOException {
    Words words;
    try {
      words = Words.of(usual(), Arrays.asList(args));
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage());
      System.exit(2);
      return;
    }
    Path folder = Files.createDirectories(Path.of("target", "fuzz").toAbsolutePath());
    System.setOut(
        new PrintStream(new FileOutputStream(folder.resolve("hub.log").toFile()), true, UTF_8));
    long began = System.nanoTime();
    List<String> faults;
    try (World world = new World();
        RunningHub hub = RunningHub.start(world, Map.of())) {
      Fuzz fuzz =
          new Fuzz(
              Target.of(hub), words.get("--seed"), words.get("--first"), words.get("--requests"));
      faults = fuzz.run(OUT::println);
      OUT.println("answers: " + fuzz.counts());
    }
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    faults.forEach(fault -> OUT.println("FAULT " + fault));
    OUT.println(
        "%d faults in %d min %d s; again with: ./naru fuzz --seed %d --requests %d"
            .formatted(
                faults.size(),
                took.toMinutes(),
                took.toSecondsPart(),
                words.get("--seed"),
                words.get("--requests")));
    System.exit(faults.isEmpty() ? 0 : 1);
  }
}
