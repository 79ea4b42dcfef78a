package dev.naru.admin;

import dev.naru.hub.epoch.DatabaseEpoch;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares the book with what the PGs say they hold. */
@Command(
    name = "reconcile",
    subcommands = {
      StatementCommands.Fetch.class,
      StatementCommands.Import.class,
      StatementCommands.Statements.class,
      DifferenceCommands.ListAll.class,
      DifferenceCommands.Show.class,
      DifferenceCommands.Settle.class,
      DifferenceCommands.Export.class,
      ReconcileCommand.GoOn.class
    })
final class ReconcileCommand extends CommandGroup {

  /** The most lines that a list can have. */
  static final int MOST = 1_000;

  @Command(name = "go-on")
  static final class GoOn implements Callable<Integer> {

    private final Surroundings surroundings;
    @Mixin private Answer answer = new Answer();

    @Option(names = "--reason", paramLabel = "TEXT", required = true)
    private String reason = "";

    GoOn(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
      String why = Given.reason(reason);
      try (HubServices hub = surroundings.services()) {
        String who = Operator.name(surroundings.environment());
        int ended = hub.get(DatabaseEpoch.class).goOn(who, why);
        if (ended == 0) {
          throw RefusedCommand.notDone("reconcile.not-stopped");
        }
        Operator.note(
            surroundings,
            hub,
            "reconcile go-on",
            "database",
            null,
            Map.of(),
            Map.of("reason", why));
        answer.print(
            surroundings.out(), Answer.row().with("ended", ended), Texts.of("reconcile.goes-on"));
      }
      return ExitCode.DONE;
    }
  }
}
