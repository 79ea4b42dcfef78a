package dev.naru.hub.fuzz;

import dev.naru.hub.crash.LongRun;
import dev.naru.hub.crash.Words;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.World;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What {@code ./naru fuzz} runs. */
final class RunFuzz extends LongRun {

  private RunFuzz() {
    super("./naru fuzz", "fuzz");
    option("--requests", 1_000_000);
    option("--first", 0);
  }

  /** Takes the options; ends with 1 when an answer was wrong. */
  static void main(String[] args) throws IOException {
    new RunFuzz().start(args);
  }

  @Override
  protected List<String> run(Words words) {
    try (World world = new World();
        RunningHub hub = RunningHub.start(world, Map.of())) {
      Fuzz fuzz =
          new Fuzz(
              Target.of(hub), words.get("--seed"), words.get("--first"), words.get("--requests"));
      List<String> faults = fuzz.run(this::say);
      say("answers: " + fuzz.counts());
      return faults;
    }
  }
}
