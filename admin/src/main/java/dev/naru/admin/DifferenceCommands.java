package dev.naru.admin;

import dev.naru.hub.payment.Obstacle;
import dev.naru.hub.reconcile.DifferenceCsv;
import dev.naru.hub.reconcile.Differences;
import dev.naru.hub.reconcile.Differences.Action;
import dev.naru.hub.reconcile.Differences.Difference;
import dev.naru.hub.reconcile.Differences.DifferenceClass;
import dev.naru.hub.reconcile.Differences.Filter;
import dev.naru.hub.reconcile.Differences.Settled;
import dev.naru.hub.reconcile.Differences.SettledAll;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

/** The part of {@code naru-hub reconcile} that lists, shows, settles and exports differences. */
final class DifferenceCommands {

  private static final String LISTS = "naru-hub reconcile list";

  private DifferenceCommands() {}

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
        Long only = Given.merchant(hub, merchant);
        answer.print(
            surroundings.out(),
            hub
                .get(Differences.class)
                .list(which.filter(only, all ? null : true), ReconcileCommand.MOST)
                .stream()
                .map(DifferenceCommands::row)
                .toList(),
            Texts.of("reconcile.none"));
      }
      return ExitCode.DONE;
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
      UUID wanted = Given.id(id, LISTS);
      try (HubServices hub = surroundings.services()) {
        long merchantId = MerchantCommand.merchant(hub, merchant).merchant().id();
        Answer.Row row =
            hub.get(Differences.class)
                .find(merchantId, wanted)
                .map(DifferenceCommands::whole)
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
      Action action = Given.word(Action.class, "--as", as);
      Given.reason(reason);
      boolean one = id != null && which.isEmpty() && orders == null;
      boolean many = id == null && which.namesAClass() && order == null;
      if (!one && !many) {
        throw RefusedCommand.wrongUse("reconcile.which");
      }
      Map<String, String> numbers = orders == null ? Map.of() : orders(orders);
      try (HubServices hub = surroundings.services()) {
        long merchantId = MerchantCommand.merchant(hub, merchant).merchant().id();
        return id == null
            ? all(hub, merchantId, action, numbers)
            : one(hub, merchantId, Given.id(id, LISTS), action);
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
          Map.of("as", Given.word(action), "reason", reason.strip()));
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
        case Settled.Refused(Obstacle why) ->
            throw RefusedCommand.notDone(keyOf(why), why.values().toArray());
        case Settled.Unclear(String why) -> throw RefusedCommand.notDone("reconcile.unclear", why);
      };
    }

    private static String keyOf(Obstacle why) {
      return "reconcile.obstacle." + why.kind().key();
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
      Map<String, String> left = new LinkedHashMap<>();
      all.left()
          .forEach((number, why) -> left.put(number, Texts.of(keyOf(why), why.values().toArray())));
      left.forEach((number, why) -> err.println(number + ": " + why));
      answer.print(
          surroundings.out(),
          Answer.row().with("settled", all.done()).with("open", all.open()).with("left", left),
          Texts.of("reconcile.settled", all.done(), all.open()));
      return all.open() == 0 ? ExitCode.DONE : ExitCode.FOUND_TROUBLE;
    }

    /**
     * Reads a file of lines with the PG's order number and the merchant's order number, separated
     * by a comma.
     */
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

  /** The options by which a command chooses differences. */
  static final class Which {

    @Option(names = "--class", paramLabel = "CLASS", descriptionKey = "reconcile.class")
    private @Nullable String of;

    @Option(names = "--from", paramLabel = "DAY", descriptionKey = "reconcile.from")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "DAY", descriptionKey = "reconcile.to")
    private @Nullable String to;

    boolean namesAClass() {
      return of != null;
    }

    boolean isEmpty() {
      return of == null && from == null && to == null;
    }

    Filter filter(@Nullable Long merchantId, @Nullable Boolean open) {
      LocalDate first = from == null ? null : Given.day(from);
      LocalDate last = to == null ? null : Given.day(to);
      Given.order(first, last);
      return new Filter(
          merchantId,
          null,
          first,
          last,
          of == null ? null : Given.word(DifferenceClass.class, "--class", of),
          open);
    }
  }

  private static Answer.Row row(Difference each) {
    return Answer.row()
        .with("id", each.id().toString())
        .with("day", each.day().toString())
        .with("class", Given.word(each.of()))
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
        .with("may_be", each.of().actions().stream().map(Given::word).sorted().toList());
  }
}
