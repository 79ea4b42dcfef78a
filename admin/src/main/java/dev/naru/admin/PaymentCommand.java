package dev.naru.admin;

import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.payment.Erasure;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.Payments;
import dev.naru.hub.payment.Timeline;
import dev.naru.hub.schedule.CustomerErasure;
import dev.naru.hub.webhook.WebhookHistory;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows payments to an operator. */
@Command(
    name = "payment",
    subcommands = {
      PaymentCommand.Show.class,
      PaymentCommand.Erase.class,
      PaymentCommand.EraseCustomer.class
    })
final class PaymentCommand extends CommandGroup {

  private static long merchantOf(HubServices hub, String number) {
    return hub.get(Timeline.class)
        .merchantOf(number)
        .orElseThrow(() -> RefusedCommand.notDone("payment.unknown", number));
  }

  @Command(name = "show")
  static final class Show implements Callable<Integer> {

    private final Surroundings surroundings;
    @Mixin private Answer answer = new Answer();

    @Parameters(index = "0", paramLabel = "IMP_UID")
    private String number = "";

    Show(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
      try (HubServices hub = surroundings.services()) {
        long merchantId = merchantOf(hub, number);
        Payment payment = hub.get(Payments.class).find(merchantId, number).orElseThrow();
        String merchant =
            hub.get(Merchants.class).byId(merchantId).map(it -> it.userCode()).orElse("?");
        List<Answer.Row> steps =
            hub.get(Timeline.class).of(merchantId, number).stream()
                .map(step ->
                    Answer.row()
                        .with("at", step.at().toString())
                        .with("what", step.what())
                        .with("detail", step.detail()))
                .toList();
        List<Answer.Row> webhooks =
            hub.get(WebhookHistory.class).history(merchantId, number).stream()
                .map(task -> WebhookCommand.row(merchant, task))
                .toList();
        Answer.Row shown = row(payment, merchant);
        if (answer.json) {
          answer.print(
              surroundings.out(), shown.with("timeline", steps).with("webhooks", webhooks), "");
        } else {
          surroundings.out().print(Table.of(List.of(shown)));
          surroundings.out().println();
          answer.print(surroundings.out(), steps, "");
          surroundings.out().println();
          answer.print(surroundings.out(), webhooks, Texts.of("webhook.none"));
        }
      }
      return ExitCode.DONE;
    }

    /** A payment without its buyer, whose personal data an operator doesn't need. */
    private static Answer.Row row(Payment payment, String merchant) {
      return Answer.row()
          .with("payment", payment.paymentNumber())
          .with("merchant", merchant)
          .with("order", payment.orderNumber())
          .with("state", payment.state().name().toLowerCase(Locale.ROOT))
          .with("amount", payment.amount().minor())
          .with("currency", payment.amount().currency())
          .with("cancelled", payment.cancelledMinor())
          .with("method", payment.method().code())
          .with("pg", payment.provider())
          .with("mid", payment.mid())
          .with("test", payment.test())
          .with("tid", payment.pgTid())
          .with("failed_because", payment.failReason());
    }
  }

  @Command(name = "erase")
  static final class Erase implements Callable<Integer> {

    private final Surroundings surroundings;
    @Mixin private Answer answer = new Answer();

    @Parameters(index = "0", paramLabel = "IMP_UID")
    private String number = "";

    @Option(names = "--reason", paramLabel = "TEXT", required = true)
    private String reason = "";

    Erase(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
      try (HubServices hub = surroundings.services()) {
        long merchantId = merchantOf(hub, number);
        switch (hub.get(Erasure.class).erase(merchantId, number)) {
          case NO_PAYMENT -> throw RefusedCommand.notDone("payment.unknown", number);
          case UNDER_WAY -> throw RefusedCommand.notDone("payment.under-way", number);
          case DONE ->
              Operator.note(
                  surroundings,
                  hub,
                  "payment erase",
                  number,
                  merchantId,
                  Map.of(),
                  Map.of("reason", reason));
        }
        answer.print(
            surroundings.out(),
            Answer.row().with("payment", number).with("erased", true),
            Texts.of("payment.erased", number));
      }
      return ExitCode.DONE;
    }
  }

  @Command(name = "erase-customer")
  static final class EraseCustomer implements Callable<Integer> {

    private final Surroundings surroundings;
    @Mixin private Answer answer = new Answer();

    @Parameters(index = "0", paramLabel = "CUSTOMER_UID")
    private String customer = "";

    @Option(names = "--merchant", paramLabel = "USER_CODE", required = true)
    private String merchant = "";

    @Option(names = "--reason", paramLabel = "TEXT", required = true)
    private String reason = "";

    EraseCustomer(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
      try (HubServices hub = surroundings.services()) {
        long merchantId = MerchantCommand.merchant(hub, merchant).merchant().id();
        hub.inTransaction(() -> {
          switch (hub.get(CustomerErasure.class).erase(merchantId, customer)) {
            case NO_CUSTOMER -> throw RefusedCommand.notDone("customer.unknown", customer);
            case PENDING_SCHEDULES -> throw RefusedCommand.notDone("customer.pending", customer);
            case DONE ->
                Operator.note(
                    surroundings,
                    hub,
                    "payment erase-customer",
                    customer,
                    merchantId,
                    Map.of(),
                    Map.of("reason", reason));
          }
          return customer;
        });
        answer.print(
            surroundings.out(),
            Answer.row().with("customer", customer).with("erased", true),
            Texts.of("customer.erased", customer));
      }
      return ExitCode.DONE;
    }
  }
}
