package dev.naru.admin;

import dev.naru.hub.audit.Audit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows who changed what. */
@Command(name = "audit")
final class AuditCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  @Mixin private Answer answer = new Answer();

  @Option(names = "--limit", paramLabel = "N", defaultValue = "50")
  private int limit;

  AuditCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    if (limit < 1 || limit > 10_000) {
      throw RefusedCommand.wrongUse("limit", String.valueOf(limit), "10000");
    }
    try (HubServices hub = surroundings.services()) {
      answer.print(
          surroundings.out(),
          hub.get(Audit.class).newest(limit).stream()
              .map(line ->
                  Answer.row()
                      .with("at", line.at().toString())
                      .with("who", line.change().who())
                      .with("what", line.change().what())
                      .with("subject", line.change().subject())
                      .with("before", line.change().before())
                      .with("after", line.change().after()))
              .toList(),
          Texts.of("audit.none"));
    }
    return ExitCode.DONE;
  }
}
