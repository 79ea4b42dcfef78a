package dev.naru.admin;

import dev.naru.hub.channel.ChannelAdministration;
import dev.naru.hub.epoch.DatabaseEpoch;
import dev.naru.hub.reconcile.DifferenceCsv;
import dev.naru.hub.reconcile.Differences;
import dev.naru.hub.reconcile.Differences.Action;
import dev.naru.hub.reconcile.Differences.Difference;
import dev.naru.hub.reconcile.Differences.DifferenceClass;
import dev.naru.hub.reconcile.Differences.Filter;
import dev.naru.hub.reconcile.Differences.Settled;
import dev.naru.hub.reconcile.Differences.SettledAll;
import dev.naru.hub.reconcile.PgStatements;
import dev.naru.hub.reconcile.PgStatements.Outcome;
import dev.naru.hub.reconcile.PgStatements.Statement;
import dev.naru.hub.time.Korea;
import dev.naru.pg.spi.GivesStatements.Kind;
import dev.naru.pg.spi.GivesStatements.StatementForm;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The book against what the PGs say they hold. */
@Command(
    name = "reconcile",
    subcommands = {
      ReconcileCommand.Fetch.class,
      ReconcileCommand.Import.class,
      ReconcileCommand.Statements.class,
      ReconcileCommand.ListAll.class,
      ReconcileCommand.Show.class,
      ReconcileCommand.Settle.class,
      ReconcileCommand.Export.class,
      ReconcileCommand.GoOn.class
    })
final class ReconcileCommand extends CommandGroup {

  private static final int MOST = 1_000;

  private static LocalDate day(String text) {
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

  private static <E extends Enum<E>> E word(Class<E> type, String option, String text) {
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

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
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

  private static Answer.Row row(Difference each) {
    return Answer.row()
        .with("id", each.id().toString())
        .with("day", each.day().toString())
        .with("class", word(each.of()))
        .with("order", each.pgOrderNumber())
        .with("payment", each.paymentNumber())
        .with("there", each.thereMinor())
        .with("there_cancelled", each.thereCancelledMinor())
        .with("here", each.hereMinor())
        .with("here_cancelled", each.hereCancelledMinor())
        .with("currency", each.currency())
        .with("tid", each.pgTid())
        .with("settled_as", each.settledAs())
        .with("settled_by", each.settledBy());
  }

  private static Answer.Row whole(Difference each) {
    return row(each)
        .with("pg", each.provider())
        .with("mid", each.mid())
        .with("test", each.test())
        .with("method", each.method())
        .with("approval_number", each.approvalNumber())
        .with("occurred_at", each.occurredAt() == null ? null : each.occurredAt().toString())
        .with("found_at", each.foundAt().toString())
        .with("settled_at", each.settledAt() == null ? null : each.settledAt().toString())
        .with("reason", each.reason())
        .with("may_be", each.of().actions().stream().map(ReconcileCommand::word).sorted().toList());
  }

  /** Prints what came of a list, and returns the exit code. */
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
      LocalDate wanted = day == null ? null : day(day);
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
      LocalDate of = day(day);
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
            hub.get(PgStatements.class).list(id, null, MOST).stream()
                .map(ReconcileCommand::row)
                .toList(),
            Texts.of("reconcile.no-statements"));
      }
      return ExitCode.DONE;
    }
  }

  /** What the options of a command name. */
  static final class Which {

    @Option(names = "--class", paramLabel = "CLASS", descriptionKey = "reconcile.class")
    private @Nullable String of;

    @Option(names = "--from", paramLabel = "DAY", descriptionKey = "reconcile.from")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "DAY", descriptionKey = "reconcile.to")
    private @Nullable String to;

    Filter filter(@Nullable Long merchantId, @Nullable Boolean open) {
      return new Filter(
          merchantId,
          null,
          from == null ? null : day(from),
          to == null ? null : day(to),
          of == null ? null : word(DifferenceClass.class, "--class", of),
          open);
    }
  }

  @Command(name = "list")
  static final class ListAll implements Callable<Integer> {

    private final Surroundings surroundings;
    @Mixin private Answer answer = new Answer();
    @Mixin private Which which = new Which();

    @Option(names = "--merchant", paramLabel = "USER_CODE")
    private @Nullable String merchant;

    @Option(names = "--all")
    private boolean all;

    ListAll(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
      try (HubServices hub = surroundings.services()) {
        Long only =
            merchant == null ? null : MerchantCommand.merchant(hub, merchant).merchant().id();
        answer.print(
            surroundings.out(),
            hub.get(Differences.class).list(which.filter(only, all ? null : true), MOST).stream()
                .map(ReconcileCommand::row)
                .toList(),
            Texts.of("reconcile.none"));
      }
      return ExitCode.DONE;
    }
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw RefusedCommand.wrongUse("reconcile.id", text);
    }
  }

  @Command(name = "show")
  static final class Show implements Callable<Integer> {

    private final Surroundings surroundings;
    @Mixin private Answer answer = new Answer();

    @Parameters(index = "0", paramLabel = "ID")
    private String id = "";

    @Option(names = "--merchant", paramLabel = "USER_CODE", required = true)
    private String merchant = "";

    Show(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
      UUID wanted = id(id);
      try (HubServices hub = surroundings.services()) {
        long merchantId = MerchantCommand.merchant(hub, merchant).merchant().id();
        Answer.Row row =
            hub.get(Differences.class)
                .find(merchantId, wanted)
                .map(ReconcileCommand::whole)
                .orElseThrow(() -> RefusedCommand.notDone("reconcile.unknown", id));
        answer.print(
            surroundings.out(),
            row,
            row.entrySet().stream()
                .map(each ->
                    each.getKey() + ": " + (each.getValue() == null ? "-" : each.getValue()))
                .collect(Collectors.joining("\n")));
      }
      return ExitCode.DONE;
    }
  }

  @Command(name = "settle")
  static final class Settle implements Callable<Integer> {

    private final Surroundings surroundings;
    @Mixin private Answer answer = new Answer();
    @Mixin private Which which = new Which();

    @Parameters(index = "0", paramLabel = "ID", arity = "0..1")
    private @Nullable String id;

    @Option(names = "--merchant", paramLabel = "USER_CODE", required = true)
    private String merchant = "";

    @Option(names = "--as", paramLabel = "WORD", required = true)
    private String as = "";

    @Option(names = "--reason", paramLabel = "TEXT", required = true)
    private String reason = "";

    @Option(names = "--order", paramLabel = "ORDER")
    private @Nullable String order;

    @Option(names = "--orders", paramLabel = "FILE")
    private @Nullable String orders;

    Settle(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
      Action action = word(Action.class, "--as", as);
      if (reason.isBlank()) {
        throw RefusedCommand.wrongUse("unresolved.reason");
      }
      if (id == null && which.of == null) {
        throw RefusedCommand.wrongUse("reconcile.which");
      }
      Map<String, String> numbers = orders == null ? Map.of() : orders(orders);
      try (HubServices hub = surroundings.services()) {
        long merchantId = MerchantCommand.merchant(hub, merchant).merchant().id();
        return id == null
            ? all(hub, merchantId, action, numbers)
            : one(hub, merchantId, id(id), action);
      }
    }

    private void note(HubServices hub, long merchantId, String subject, Action action) {
      Operator.note(
          surroundings,
          hub,
          "reconcile settle",
          subject,
          merchantId,
          Map.of(),
          Map.of("as", word(action), "reason", reason.strip()));
    }

    private int one(HubServices hub, long merchantId, UUID wanted, Action action) {
      Settled settled =
          hub.get(Differences.class)
              .settle(
                  merchantId,
                  wanted,
                  action,
                  order,
                  reason,
                  Operator.name(surroundings.environment()));
      return switch (settled) {
        case Settled.Done(Difference difference) -> {
          note(hub, merchantId, wanted.toString(), action);
          answer.print(surroundings.out(), whole(difference), Texts.of("reconcile.settled", 1, 0));
          yield ExitCode.DONE;
        }
        case Settled.NotOpen _ -> throw RefusedCommand.notDone("reconcile.unknown", wanted);
        case Settled.Refused(String why) -> throw RefusedCommand.notDone("said", why);
        case Settled.Unclear(String why) -> throw RefusedCommand.notDone("reconcile.unclear", why);
      };
    }

    private int all(HubServices hub, long merchantId, Action action, Map<String, String> numbers) {
      note(hub, merchantId, merchant, action);
      PrintWriter err = surroundings.err();
      SettledAll all =
          hub.get(Differences.class)
              .settleAll(
                  which.filter(merchantId, true),
                  action,
                  numbers,
                  reason,
                  Operator.name(surroundings.environment()),
                  ended -> {
                    if (ended % 100 == 0) {
                      err.println(Texts.of("reconcile.progress", ended));
                    }
                  });
      all.left().forEach((number, why) -> err.println(number + ": " + why));
      answer.print(
          surroundings.out(),
          Answer.row()
              .with("settled", all.done())
              .with("open", all.open())
              .with("left", all.left()),
          Texts.of("reconcile.settled", all.done(), all.open()));
      return all.open() == 0 ? ExitCode.DONE : ExitCode.FOUND_TROUBLE;
    }

    /** Lines of a payment's number and the merchant's order number, with a comma between. */
    private static Map<String, String> orders(String file) {
      Map<String, String> numbers = new HashMap<>();
      try (var csv = CSVFormat.RFC4180.parse(Files.newBufferedReader(Path.of(file)))) {
        csv.forEach(line -> {
          if (line.size() >= 2) {
            numbers.put(line.get(0).strip(), line.get(1).strip());
          }
        });
      } catch (IOException | UncheckedIOException e) {
        throw RefusedCommand.wrongUse("reconcile.file", file);
      }
      return numbers;
    }
  }

  @Command(name = "export")
  static final class Export implements Callable<Integer> {

    private final Surroundings surroundings;
    @Mixin private Which which = new Which();

    @Option(names = "--merchant", paramLabel = "USER_CODE", required = true)
    private String merchant = "";

    Export(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
      try (HubServices hub = surroundings.services()) {
        long merchantId = MerchantCommand.merchant(hub, merchant).merchant().id();
        hub.get(DifferenceCsv.class).write(which.filter(merchantId, null), surroundings.out());
        surroundings.out().flush();
      }
      return ExitCode.DONE;
    }
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
