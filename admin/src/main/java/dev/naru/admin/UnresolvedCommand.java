package dev.naru.admin;

import dev.naru.hub.payment.Unresolved;
import dev.naru.hub.payment.Unresolved.Asked;
import dev.naru.hub.payment.Unresolved.Case;
import dev.naru.hub.payment.Unresolved.Closed;
import dev.naru.hub.payment.Unresolved.Verdict;
import dev.naru.hub.payment.Unresolved.Word;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists and settles payments and cancels whose outcome is unknown. */
@Command(
    name = "unresolved",
    subcommands = {
      UnresolvedCommand.ListAll.class,
      UnresolvedCommand.Ask.class,
      UnresolvedCommand.Close.class
    })
final class UnresolvedCommand extends CommandGroup {

  private static final int MOST = 1_000;
  private static final String LISTS = "naru-hub unresolved list";

  private static Unresolved unresolved(HubServices hub) {
    return hub.find(Unresolved.class)
        .orElseThrow(() -> RefusedCommand.notDone("unresolved.absent"));
  }

  private static Answer.Row row(Case each) {
    return Answer.row()
        .with("id", each.id().toString())
        .with("merchant", each.merchantCode())
        .with("payment", each.paymentNumber())
        .with("order", each.orderNumber())
        .with("pg", each.provider())
        .with("mid", each.mid())
        .with("test", each.test())
        .with("tid", each.pgTid())
        .with("kind", Given.word(each.kind()))
        .with("amount", each.amountMinor())
        .with("currency", each.currency())
        .with("asked", each.asked())
        .with("answered", each.answered())
        .with("since", each.since().toString())
        .with("looks", each.looks())
        .with("last_asked_at", text(each.lastAskedAt()))
        .with("next_ask_at", each.nextAskAt().toString());
  }

  private static @Nullable String text(@Nullable Instant at) {
    return at == null ? null : at.toString();
  }

  @Command(name = "list")
  static final class ListAll implements Callable<Integer> {

    private final Surroundings surroundings;
    @Mixin private Answer answer = new Answer();

    @Option(names = "--merchant", paramLabel = "USER_CODE")
    private @Nullable String merchant;

    ListAll(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
      try (HubServices hub = surroundings.services()) {
        Long only = Given.merchant(hub, merchant);
        answer.print(
            surroundings.out(),
            unresolved(hub).list(only, MOST).stream().map(UnresolvedCommand::row).toList(),
            Texts.of("unresolved.none"));
      }
      return ExitCode.DONE;
    }
  }

  @Command(name = "ask")
  static final class Ask implements Callable<Integer> {

    private final Surroundings surroundings;
    @Mixin private Answer answer = new Answer();

    @Parameters(index = "0", paramLabel = "ID")
    private String id = "";

    Ask(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
      UUID asked = Given.id(id, LISTS);
      try (HubServices hub = surroundings.services()) {
        Optional<Case> before = unresolved(hub).find(asked);
        return switch (unresolved(hub).ask(asked)) {
          case Asked.Settled(var payment) -> {
            note(hub, before);
            answer.print(
                surroundings.out(),
                Answer.row()
                    .with("id", id)
                    .with("settled", true)
                    .with("payment", payment.paymentNumber())
                    .with("state", Given.word(payment.state())),
                Texts.of("unresolved.settled", payment.paymentNumber(), payment.state().name()));
            yield ExitCode.DONE;
          }
          case Asked.StillUnknown(Case still) -> {
            note(hub, before);
            answer.print(
                surroundings.out(),
                row(still).with("settled", false),
                Texts.of("unresolved.still", still.answered()));
            yield ExitCode.FOUND_TROUBLE;
          }
          case Asked.UnderWay _ -> throw RefusedCommand.notDone("unresolved.under-way");
          case Asked.NoSuchCase _ -> throw RefusedCommand.notDone("unresolved.unknown", id);
        };
      }
    }

    private void note(HubServices hub, Optional<Case> before) {
      Operator.note(
          surroundings,
          hub,
          "unresolved ask",
          id,
          before.map(Case::merchantId).orElse(null),
          Map.of(),
          Map.of());
    }
  }

  @Command(name = "close")
  static final class Close implements Callable<Integer> {

    private final Surroundings surroundings;
    @Mixin private Answer answer = new Answer();

    @Parameters(index = "0", paramLabel = "ID")
    private String id = "";

    @Option(names = "--as", paramLabel = "WORD", required = true)
    private String word = "";

    @Option(names = "--reason", paramLabel = "TEXT", required = true)
    private String reason = "";

    @Option(names = "--tid", paramLabel = "TID")
    private @Nullable String tid;

    Close(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
      UUID closed = Given.id(id, LISTS);
      Verdict verdict = Given.word(Verdict.class, "--as", word);
      String why = Given.reason(reason);
      try (HubServices hub = surroundings.services()) {
        Optional<Case> before = unresolved(hub).find(closed);
        String who = Operator.name(surroundings.environment());
        Closed end = unresolved(hub).close(new Word(closed, verdict, tid, why, who));
        return switch (end) {
          case Closed.Done(var payment) -> {
            Operator.note(
                surroundings,
                hub,
                "unresolved close",
                id,
                before.map(Case::merchantId).orElse(null),
                Map.of(),
                Map.of(
                    "as", Given.word(verdict),
                    "reason", why,
                    "tid", Objects.requireNonNullElse(tid, "")));
            answer.print(
                surroundings.out(),
                Answer.row()
                    .with("id", id)
                    .with("payment", payment.paymentNumber())
                    .with("state", Given.word(payment.state())),
                Texts.of("unresolved.closed", payment.paymentNumber(), payment.state().name()));
            yield ExitCode.DONE;
          }
          case Closed.NoSuchCase _ -> throw RefusedCommand.notDone("unresolved.unknown", id);
          case Closed.UnderWay _ -> throw RefusedCommand.notDone("unresolved.under-way");
          case Closed.Refused(String refusal) -> throw RefusedCommand.notDone("said", refusal);
        };
      }
    }
  }
}
