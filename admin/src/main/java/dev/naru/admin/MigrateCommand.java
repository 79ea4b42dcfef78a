package dev.naru.admin;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Migrates the database's tables to this version. */
@Command(name = "migrate")
final class MigrateCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  @Mixin private Answer answer = new Answer();

  @Option(names = "--dry-run")
  private boolean dryRun;

  MigrateCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Schema schema = new Schema(surroundings.configuration().database().dataSource());
    if (schema.isNewer()) {
      throw RefusedCommand.notDone("schema.newer");
    }
    List<Schema.Migration> pending = schema.pending();
    answer.print(
        surroundings.out(),
        pending.stream()
            .map(step -> Answer.row().with("version", step.version()).with("what", step.what()))
            .toList(),
        Texts.of("migrate.none"));
    if (!dryRun && !pending.isEmpty()) {
      int done = schema.migrate();
      if (!answer.json) {
        surroundings.out().println(Texts.of("migrate.done", String.valueOf(done)));
      }
    }
    return ExitCode.DONE;
  }
}
