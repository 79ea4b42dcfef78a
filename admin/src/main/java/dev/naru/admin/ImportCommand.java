package dev.naru.admin;

import dev.naru.hub.merchant.MerchantAdministration;
import dev.naru.hub.payment.HandedOver;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Imports a CSV file that a PG or another hub has handed over. */
@Command(
    name = "import",
    subcommands = {
      ImportCommand.Payments.class,
      ImportCommand.Keys.class,
      ImportCommand.Schedules.class
    })
final class ImportCommand extends CommandGroup {

  /** Turns lines of one kind into what the hub stores. */
  interface Lines {

    /** Refuses a file that lacks a column, or has an unknown one. */
    void check(CsvFile file);

    /** Enters a line, in the open transaction. */
    HandedOver enter(CsvLine line);
  }

  /** Reads a file, enters all of it in one transaction, and commits that or rolls it back. */
  abstract static class OfAFile implements Callable<Integer> {

    private final Surroundings surroundings;
    private final String what;
    @Mixin private Answer answer = new Answer();

    @Parameters(index = "0", paramLabel = "CSV")
    private String file = "";

    @Option(
        names = "--merchant",
        paramLabel = "USER_CODE",
        required = true,
        descriptionKey = "import.merchant")
    private String merchant = "";

    @Option(names = "--dry-run", descriptionKey = "import.dry-run")
    private boolean dryRun;

    @Option(
        names = "--charset",
        paramLabel = "NAME",
        defaultValue = "UTF-8",
        descriptionKey = "import.charset-option")
    private String charset = "";

    OfAFile(Surroundings surroundings, String what) {
      this.surroundings = surroundings;
      this.what = what;
    }

    abstract Lines lines(HubServices hub, MerchantAdministration.Entry merchant);

    /** The result of trying all lines. */
    private record Tried(long entered, long there, List<Answer.Row> bad) {}

    @Override
    public Integer call() {
      CsvFile csv = CsvFile.read(file, charset, surroundings.in());
      try (HubServices hub = surroundings.services()) {
        MerchantAdministration.Entry owner = MerchantCommand.merchant(hub, merchant);
        Lines lines = lines(hub, owner);
        lines.check(csv);
        Tried tried =
            hub.inTransaction(
                () -> enter(hub, owner, csv, lines), outcome -> !dryRun && outcome.bad().isEmpty());
        print(csv, tried);
        if (!tried.bad().isEmpty() && !dryRun) {
          throw RefusedCommand.notDone("import.nothing", String.valueOf(tried.bad().size()));
        }
        return tried.bad().isEmpty() ? ExitCode.DONE : ExitCode.FOUND_TROUBLE;
      }
    }

    private Tried enter(
        HubServices hub, MerchantAdministration.Entry owner, CsvFile csv, Lines lines) {
      long entered = 0;
      long there = 0;
      List<Answer.Row> bad = new ArrayList<>();
      for (CsvLine line : csv.lines()) {
        try {
          switch (entered(lines, line)) {
            case HandedOver.Entered() -> entered++;
            case HandedOver.There() -> there++;
            case HandedOver.Refused(HandedOver.Reason reason, String detail) ->
                bad.add(bad(line, sentence(reason, detail)));
          }
        } catch (BadLine unreadable) {
          bad.add(bad(line, unreadable.reason()));
        }
      }
      if (entered > 0) {
        Operator.note(
            surroundings,
            hub,
            "import " + what,
            owner.merchant().userCode(),
            owner.merchant().id(),
            Map.of(),
            new LinkedHashMap<>(
                Map.of("entered", String.valueOf(entered), "there", String.valueOf(there))));
      }
      return new Tried(entered, there, bad);
    }

    private static HandedOver entered(Lines lines, CsvLine line) {
      if (!line.isWhole()) {
        throw BadLine.of("import.bad.cells");
      }
      return lines.enter(line);
    }

    private static String sentence(HandedOver.Reason reason, String detail) {
      String key = reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
      return Texts.of("import.why." + key, detail);
    }

    private static Answer.Row bad(CsvLine line, String reason) {
      return Answer.row().with("line", line.number()).with("reason", reason);
    }

    private void print(CsvFile csv, Tried tried) {
      StringBuilder people = new StringBuilder();
      for (Answer.Row each : tried.bad()) {
        people
            .append(
                Texts.of(
                    "import.line",
                    String.valueOf(each.get("line")),
                    String.valueOf(each.get("reason"))))
            .append(System.lineSeparator());
      }
      people.append(
          Texts.of(
              dryRun || !tried.bad().isEmpty() ? "import.would" : "import.done",
              String.valueOf(csv.lines().size()),
              String.valueOf(tried.entered()),
              String.valueOf(tried.there()),
              String.valueOf(tried.bad().size())));
      answer.print(
          surroundings.out(),
          Answer.row()
              .with("dry_run", dryRun)
              .with("lines", csv.lines().size())
              .with("entered", tried.entered())
              .with("there", tried.there())
              .with("bad", tried.bad()),
          people.toString());
      surroundings.out().flush();
    }
  }

  @Command(name = "payments")
  static final class Payments extends OfAFile {
    Payments(Surroundings surroundings) {
      super(surroundings, "payments");
    }

    @Override
    Lines lines(HubServices hub, MerchantAdministration.Entry merchant) {
      return new PaymentLines(hub, merchant.merchant());
    }
  }

  @Command(name = "keys")
  static final class Keys extends OfAFile {
    Keys(Surroundings surroundings) {
      super(surroundings, "keys");
    }

    @Override
    Lines lines(HubServices hub, MerchantAdministration.Entry merchant) {
      return new KeyLines(hub, merchant.merchant());
    }
  }

  @Command(name = "schedules")
  static final class Schedules extends OfAFile {
    Schedules(Surroundings surroundings) {
      super(surroundings, "schedules");
    }

    @Override
    Lines lines(HubServices hub, MerchantAdministration.Entry merchant) {
      return new ScheduleLines(hub, merchant.merchant());
    }
  }
}
