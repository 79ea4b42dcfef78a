package dev.naru.admin;

import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.webhook.MerchantServer;
import dev.naru.hub.webhook.WebhookHistory;
import dev.naru.hub.webhook.WebhookHistory.Delivery;
import dev.naru.hub.webhook.WebhookHistory.Listed;
import dev.naru.hub.webhook.WebhookHistory.Task;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the webhooks that were sent to merchants, and those that weren't. */
@Command(
    name = "webhook",
    subcommands = {
      WebhookCommand.ListAll.class,
      WebhookCommand.Show.class,
      WebhookCommand.Resend.class,
      WebhookCommand.Test.class
    })
final class WebhookCommand extends CommandGroup {

  private static final Set<String> STATES =
      Set.of("pending", "sent", "dead", "not_sent", "no_target");

  /** The same limits as a webhook's send in {@link dev.naru.hub.webhook} (spec/webhooks.md §4). */
  private static final MerchantServer.Timeouts TIMEOUTS =
      new MerchantServer.Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(30));

  static Answer.Row row(String merchant, Task task) {
    return Answer.row()
        .with("id", task.id().toString())
        .with("merchant", merchant)
        .with("payment", task.paymentNumber())
        .with("state", task.state())
        .with("url", task.url())
        .with("created_at", task.createdAt().toString())
        .with("sends", task.deliveries().size());
  }

  private static Listed webhook(HubServices hub, String id) {
    UUID task = Given.id(id, "naru-hub webhook list");
    return hub.get(WebhookHistory.class)
        .find(task)
        .orElseThrow(() -> RefusedCommand.notDone("webhook.unknown", id));
  }

  private static String merchant(HubServices hub, long id) {
    return hub.get(Merchants.class).byId(id).map(Merchant::userCode).orElse("?");
  }

  @Command(name = "list")
  static final class ListAll implements Callable<Integer> {

    private final Surroundings surroundings;
    @Mixin private Answer answer = new Answer();

    @Option(names = "--merchant", paramLabel = "USER_CODE")
    private @Nullable String merchant;

    @Option(names = "--state", paramLabel = "STATE")
    private @Nullable String state;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "50")
    private int limit;

    ListAll(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
      if (state != null && !STATES.contains(state)) {
        throw RefusedCommand.wrongUse(
            "webhook.state", state, String.join(", ", STATES.stream().sorted().toList()));
      }
      if (limit < 1 || limit > 1_000) {
        throw RefusedCommand.wrongUse("limit", String.valueOf(limit), "1000");
      }
      try (HubServices hub = surroundings.services()) {
        Long only = Given.merchant(hub, merchant);
        List<Answer.Row> rows =
            hub.get(WebhookHistory.class).newest(only, state, limit).stream()
                .map(each -> row(merchant(hub, each.merchantId()), each.task()))
                .peek(row -> row.remove("sends"))
                .toList();
        answer.print(surroundings.out(), rows, Texts.of("webhook.none"));
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

    Show(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
      try (HubServices hub = surroundings.services()) {
        Listed found = webhook(hub, id);
        Answer.Row shown = WebhookCommand.row(merchant(hub, found.merchantId()), found.task());
        List<Answer.Row> sends = found.task().deliveries().stream().map(Show::send).toList();
        if (answer.json) {
          answer.print(
              surroundings.out(),
              shown.with("body", found.task().body()).with("deliveries", sends),
              "");
        } else {
          surroundings.out().print(Table.of(List.of(shown)));
          surroundings.out().println("\n" + found.task().body() + "\n");
          answer.print(surroundings.out(), sends, Texts.of("webhook.unsent"));
        }
      }
      return ExitCode.DONE;
    }

    private static Answer.Row send(Delivery send) {
      return Answer.row()
          .with("at", send.at().toString())
          .with("trigger", send.trigger())
          .with("http_status", send.httpStatus())
          .with("error", send.error())
          .with("took_ms", send.took().toMillis())
          .with("answer", send.answer());
    }
  }

  @Command(name = "resend")
  static final class Resend implements Callable<Integer> {

    private final Surroundings surroundings;
    @Mixin private Answer answer = new Answer();

    @Parameters(index = "0", paramLabel = "ID")
    private String id = "";

    Resend(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
      try (HubServices hub = surroundings.services()) {
        Listed found = webhook(hub, id);
        boolean due =
            hub.inTransaction(
                () -> {
                  Operator.note(
                      surroundings,
                      hub,
                      "webhook resend",
                      id,
                      found.merchantId(),
                      Map.of("state", found.task().state()),
                      Map.of());
                  return hub.get(WebhookHistory.class)
                      .resend(found.merchantId(), found.task().id());
                },
                done -> done);
        if (!due) {
          throw RefusedCommand.notDone("webhook.no-target", id);
        }
        answer.print(
            surroundings.out(),
            Answer.row().with("id", id).with("due", true),
            Texts.of("webhook.due", found.task().url()));
      }
      return ExitCode.DONE;
    }
  }

  @Command(name = "test")
  static final class Test implements Callable<Integer> {

    private final Surroundings surroundings;
    @Mixin private Answer answer = new Answer();

    @Parameters(index = "0", paramLabel = "USER_CODE")
    private String userCode = "";

    Test(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
      try (HubServices hub = surroundings.services()) {
        Merchant merchant = MerchantCommand.merchant(hub, userCode).merchant();
        String url = merchant.settings().get(Setting.WEBHOOK_URL);
        if (url.isEmpty()) {
          throw RefusedCommand.notDone("webhook.no-url", userCode);
        }
        // The payment doesn't exist, so a shop that looks it up, as it must, finds none.
        String body =
            "{\"imp_uid\":\"imp_000000000000\",\"merchant_uid\":\"webhook-test\",\"status\":\"paid\"}";
        MerchantServer.Answer came =
            hub.get(MerchantServer.class).post(merchant, url, "application/json", body, TIMEOUTS);
        boolean right =
            came instanceof MerchantServer.Answer.Answered answered && answered.isSuccess();
        String said =
            switch (came) {
              case MerchantServer.Answer.Answered it -> "HTTP " + it.status();
              case MerchantServer.Answer.NotReached it -> it.reason();
            };
        answer.print(
            surroundings.out(),
            Answer.row().with("url", url).with("success", right).with("answer", said),
            Texts.of(right ? "webhook.tested" : "webhook.test-failed", url, said));
        return right ? ExitCode.DONE : ExitCode.FOUND_TROUBLE;
      }
    }
  }
}
