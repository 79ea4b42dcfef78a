package dev.naru.admin;

import dev.naru.hub.epoch.DatabaseEpoch;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The book against what the PGs say they hold. */
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

  /** How many lines a list has at most. */
  static final int MOST = 1_000;

  static LocalDate day(String text) {
    try {
      // Other years than of four digits are no mistake to java.time.
      if (text.length() == "2026-11-01".length()) {
        return LocalDate.parse(text);
      }
      throw new DateTimeException("no day");
    } catch (DateTimeException e) {
      throw RefusedCommand.wrongUse("export.day", text);
    }
  }

  static <E extends Enum<E>> E word(Class<E> type, String option, String text) {
    String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            RefusedCommand.wrongUse(
                "reconcile.word",
                option,
                text,
                Arrays.stream(type.getEnumConstants())
                    .map(ReconcileCommand::word)
                    .collect(Collectors.joining(", "))));
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

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
      if (reason.isBlank()) {
        throw RefusedCommand.wrongUse("unresolved.reason");
      }
      try (HubServices hub = surroundings.services()) {
        String who = Operator.name(surroundings.environment());
        int ended = hub.get(DatabaseEpoch.class).goOn(who, reason.strip());
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
            Map.of("reason", reason.strip()));
        answer.print(
            surroundings.out(), Answer.row().with("ended", ended), Texts.of("reconcile.goes-on"));
      }
      return ExitCode.DONE;
    }
  }
}
