package dev.naru.admin;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.payment.HandedOver;
import dev.naru.hub.payment.HandedOverPayments;
import dev.naru.hub.payment.HandedOverPayments.Past;
import dev.naru.hub.payment.PaymentNumbers;
import dev.naru.hub.payment.PaymentState;
import dev.naru.pg.spi.Money;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads ended payments from lines. The columns are those of {@code export} and some more. */
final class PaymentLines implements ImportCommand.Lines {

  private static final Set<String> NEEDED =
      Set.of("merchant_uid", "status", "pg_provider", "mid", "pg_tid", "amount");
  private static final Set<String> MORE =
      Set.of(
          "user_code",
          "imp_uid",
          "pay_method",
          "name",
          "currency",
          "tax_free",
          "vat_amount",
          "cancel_amount",
          "started_at",
          "paid_at",
          "failed_at",
          "cancelled_at",
          "apply_num",
          "customer_uid",
          "custom_data",
          "fail_reason",
          "pg_order_id");

  private final HandedOverPayments payments;
  private final PaymentNumbers numbers;
  private final LineParts parts;
  private final Deque<String> drawn = new ArrayDeque<>();

  PaymentLines(HubServices hub, Merchant merchant) {
    payments = hub.get(HandedOverPayments.class);
    numbers = hub.get(PaymentNumbers.class);
    parts = new LineParts(hub, merchant);
  }

  @Override
  public void check(CsvFile file) {
    Set<String> known = new HashSet<>(NEEDED);
    known.addAll(MORE);
    known.addAll(LineParts.CHANNEL);
    known.addAll(LineParts.CARD);
    known.addAll(LineParts.personColumns("buyer"));
    file.check(NEEDED, known);
    // Payment numbers are reserved before the transaction: within it, no hub could draw a number
    // until it ends.
    file.lines().stream()
        .filter(line -> line.values().getOrDefault("imp_uid", "").isBlank())
        .forEach(_ -> drawn.add(numbers.next("imp_")));
  }

  @Override
  public HandedOver enter(CsvLine line) {
    String number = line.matching("imp_uid", "[A-Za-z0-9_-]{5,40}");
    String paymentNumber = number == null ? draw() : number;
    parts.checkMerchant(line);
    LineParts.checkCurrency(line);
    Channel channel = parts.channel(line);
    long amount = line.neededWon("amount");
    Long cancelled = line.won("cancel_amount");
    PaymentState state = state(line, amount, cancelled == null ? 0 : cancelled);
    String tid = line.matching("pg_tid", "[!-~]{1,100}");
    if (tid == null && (state != PaymentState.FAILED || number == null)) {
      throw BadLine.of("import.bad.missing", "pg_tid");
    }
    Instant ended = line.neededTime(state == PaymentState.FAILED ? "failed_at" : "paid_at");
    Instant started = line.time("started_at");
    return payments.enter(
        new Past(
            channel,
            paymentNumber,
            number == null,
            line.needed("merchant_uid", LineParts.ORDER_NUMBER),
            state,
            tid,
            line.matching("pg_order_id", "[!-~]{1,100}"),
            LineParts.method(line),
            line.text("name", 40),
            Money.krw(amount),
            part(line, "tax_free", amount),
            part(line, "vat_amount", amount),
            cancelled == null ? 0 : cancelled,
            started == null ? ended : started,
            ended,
            state == PaymentState.CANCELLED ? line.neededTime("cancelled_at") : null,
            applyNum(line),
            LineParts.card(line),
            LineParts.person(line, "buyer"),
            line.text("customer_uid", LineParts.CUSTOMER_KEY),
            line.text("custom_data", 10_000),
            state == PaymentState.FAILED ? failReason(line) : null));
  }

  private String draw() {
    return drawn.isEmpty() ? numbers.next("imp_") : drawn.remove();
  }

  private static PaymentState state(CsvLine line, long amount, long cancelled) {
    if (cancelled > amount) {
      throw BadLine.of("import.bad.value", "cancel_amount");
    }
    return switch (line.needed("status", 20)) {
      case "paid", "cancelled" -> cancelled > 0 ? PaymentState.CANCELLED : paid(line);
      case "failed" -> PaymentState.FAILED;
      case "ready" -> throw BadLine.of("import.bad.ready");
      default -> throw BadLine.of("import.bad.value", "status");
    };
  }

  /**
   * The state of a payment that was paid. Refuses "cancelled" without an amount, because it could
   * mean a whole or a partial cancel.
   */
  private static PaymentState paid(CsvLine line) {
    if (line.needed("status", 20).equals("cancelled")) {
      throw BadLine.of("import.bad.missing", "cancel_amount");
    }
    return PaymentState.PAID;
  }

  private static @Nullable Long part(CsvLine line, String column, long amount) {
    Long part = line.won(column);
    if (part != null && part > amount) {
      throw BadLine.of("import.bad.value", column);
    }
    return part;
  }

  private static String applyNum(CsvLine line) {
    String number = line.text("apply_num", 40);
    return number == null ? "" : number;
  }

  private static String failReason(CsvLine line) {
    String reason = line.text("fail_reason", 500);
    return reason == null ? "" : reason;
  }
}
