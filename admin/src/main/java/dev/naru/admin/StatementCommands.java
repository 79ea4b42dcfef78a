package dev.naru.admin;

import dev.naru.hub.channel.ChannelAdministration;
import dev.naru.hub.reconcile.PgStatements;
import dev.naru.hub.reconcile.PgStatements.Outcome;
import dev.naru.hub.reconcile.PgStatements.Statement;
import dev.naru.hub.time.Korea;
import dev.naru.pg.spi.GivesStatements.Kind;
import dev.naru.pg.spi.GivesStatements.StatementForm;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The part of {@code naru-hub reconcile} that fetches, reads and lists the PGs' lists. */
final class StatementCommands {

  private StatementCommands() {}

  @Command(name = "fetch")
  static final class Fetch implements Callable<Integer> {

    private final Surroundings surroundings;
    @Mixin private Answer answer = new Answer();

    @Option(names = "--channel", paramLabel = "KEY", required = true)
    private String channel = "";

    @Option(names = "--form", paramLabel = "FORM")
    private @Nullable String form;

    @Option(names = "--day", paramLabel = "DAY")
    private @Nullable String day;

    Fetch(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
      LocalDate wanted = day == null ? null : Given.day(day);
      try (HubServices hub = surroundings.services()) {
        LocalDate of =
            wanted == null
                ? LocalDate.ofInstant(hub.get(InstantSource.class).instant(), Korea.ZONE)
                    .minusDays(1)
                : wanted;
        ChannelAdministration.Entry entry = ChannelCommand.channel(hub, channel);
        String chosen = form(hub, entry, form, true);
        String who = Operator.name(surroundings.environment());
        note(surroundings, hub, "reconcile fetch", entry, chosen, of);
        return told(
            surroundings,
            answer,
            hub.get(PgStatements.class).fetch(entry.merchantId(), entry.id(), chosen, of, who),
            of);
      }
    }
  }

  @Command(name = "import")
  static final class Import implements Callable<Integer> {

    private final Surroundings surroundings;
    @Mixin private Answer answer = new Answer();

    @Parameters(index = "0", paramLabel = "LIST")
    private String file = "";

    @Option(names = "--channel", paramLabel = "KEY", required = true)
    private String channel = "";

    @Option(names = "--form", paramLabel = "FORM")
    private @Nullable String form;

    @Option(names = "--day", paramLabel = "DAY", required = true)
    private String day = "";

    Import(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
      LocalDate of = Given.day(day);
      Path path = Path.of(file);
      if (!Files.isReadable(path)) {
        throw RefusedCommand.wrongUse("reconcile.file", file);
      }
      try (HubServices hub = surroundings.services()) {
        ChannelAdministration.Entry entry = ChannelCommand.channel(hub, channel);
        String chosen = form(hub, entry, form, false);
        note(surroundings, hub, "reconcile import", entry, chosen, of);
        PrintWriter err = surroundings.err();
        return told(
            surroundings,
            answer,
            hub.get(PgStatements.class)
                .read(
                    entry.merchantId(),
                    entry.id(),
                    chosen,
                    of,
                    path,
                    Operator.name(surroundings.environment()),
                    rows -> {
                      if (rows % 100_000 == 0 && rows > 0) {
                        err.println(Texts.of("reconcile.progress", rows));
                      }
                    }),
            of);
      } catch (IOException e) {
        throw RefusedCommand.notDone("reconcile.file", file);
      }
    }
  }

  @Command(name = "statements")
  static final class Statements implements Callable<Integer> {

    private final Surroundings surroundings;
    @Mixin private Answer answer = new Answer();

    @Option(names = "--merchant", paramLabel = "USER_CODE", required = true)
    private String merchant = "";

    Statements(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
      try (HubServices hub = surroundings.services()) {
        long id = MerchantCommand.merchant(hub, merchant).merchant().id();
        answer.print(
            surroundings.out(),
            hub.get(PgStatements.class).list(id, null, ReconcileCommand.MOST).stream()
                .map(StatementCommands::row)
                .toList(),
            Texts.of("reconcile.no-statements"));
      }
      return ExitCode.DONE;
    }
  }

  private static String form(
      HubServices hub,
      ChannelAdministration.Entry channel,
      @Nullable String wanted,
      boolean called) {
    List<StatementForm> forms =
        hub.get(PgStatements.class).forms(channel.merchantId(), channel.id());
    return forms.stream()
        .filter(form ->
            wanted == null
                ? form.kind() == Kind.TRANSACTIONS && (!called || form.called())
                : form.code().equals(wanted) && (!called || form.called()))
        .map(StatementForm::code)
        .findFirst()
        .orElseThrow(() ->
            RefusedCommand.notDone(
                called ? "reconcile.no-call" : "reconcile.no-form",
                channel.provider(),
                forms.isEmpty()
                    ? "-"
                    : forms.stream().map(StatementForm::code).collect(Collectors.joining(", "))));
  }

  private static Answer.Row row(Statement each) {
    return Answer.row()
        .with("id", each.id().toString())
        .with("pg", each.provider())
        .with("mid", each.mid())
        .with("test", each.test())
        .with("form", each.form())
        .with("day", each.day().toString())
        .with("sha256", each.sha256())
        .with("source", each.source().toLowerCase(Locale.ROOT))
        .with("brought_by", each.broughtBy())
        .with("current", each.isCurrent())
        .with("rows", each.rows())
        .with("charged", each.chargedMinor())
        .with("cancelled", each.cancelledMinor())
        .with("fee", each.feeMinor())
        .with("fee_vat", each.feeVatMinor())
        .with("net", each.netMinor())
        .with("refusal", each.refusal())
        .with("at", each.at().toString());
  }

  /** Prints the result of fetching or reading a list, and returns the exit code. */
  private static int told(
      Surroundings surroundings, Answer answer, Outcome outcome, LocalDate day) {
    return switch (outcome) {
      case Outcome.Read(Statement read, long open) -> read(surroundings, answer, read, open, false);
      case Outcome.AlreadyRead(Statement read, long open) ->
          read(surroundings, answer, read, open, true);
      case Outcome.Unreadable(long line, String why) ->
          throw RefusedCommand.notDone("reconcile.unreadable", line, why);
      case Outcome.Nothing _ -> throw RefusedCommand.notDone("reconcile.nothing", day);
      case Outcome.Refused(String code) -> throw RefusedCommand.notDone("reconcile.refused", code);
      case Outcome.NotConfigured(String setting) ->
          throw RefusedCommand.notDone("reconcile.not-configured", setting);
      case Outcome.Unclear(String why) -> throw RefusedCommand.notDone("reconcile.unclear", why);
    };
  }

  private static int read(
      Surroundings surroundings, Answer answer, Statement read, long open, boolean before) {
    answer.print(
        surroundings.out(),
        row(read).with("already_read", before).with("open_differences", open),
        Texts.of(
            before ? "reconcile.already-read" : "reconcile.read", read.rows(), read.day(), open));
    return open == 0 ? ExitCode.DONE : ExitCode.FOUND_TROUBLE;
  }

  private static void note(
      Surroundings surroundings,
      HubServices hub,
      String what,
      ChannelAdministration.Entry channel,
      String form,
      LocalDate day) {
    Operator.note(
        surroundings,
        hub,
        what,
        channel.channelKey(),
        channel.merchantId(),
        Map.of(),
        Map.of("form", form, "day", day.toString()));
  }
}
