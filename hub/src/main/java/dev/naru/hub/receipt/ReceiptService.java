package dev.naru.hub.receipt;

import dev.naru.hub.channel.AbleChannels;
import dev.naru.hub.channel.Channel;
import dev.naru.hub.channel.Channels;
import dev.naru.hub.database.TimeOrderedIds;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.payment.Payments;
import dev.naru.hub.receipt.Receipt.Subject;
import dev.naru.hub.receipt.ReceiptRepository.Stored;
import dev.naru.pg.spi.Cancels.CancelOutcome;
import dev.naru.pg.spi.Capabilities.Operation;
import dev.naru.pg.spi.IssuesReceipt;
import dev.naru.pg.spi.IssuesReceipt.ReceiptOrder;
import dev.naru.pg.spi.IssuesReceipt.ReceiptOutcome;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgError.Category;
import dev.naru.pg.spi.WindowRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks PGs for receipts. The intent is stored before the PG is called, and no transaction is open
 * during the call.
 */
final class ReceiptService implements Receipts {

  private static final Logger log = LoggerFactory.getLogger(ReceiptService.class);

  private static final Duration CALL = Duration.ofSeconds(45);
  private static final String CANCEL_REASON = "현금영수증 발급 취소";

  /** The methods that count as cash, so that a receipt can be issued for them. */
  private static final Set<PayMethod> CASH = Set.of(PayMethod.TRANS, PayMethod.VBANK);

  private static final AbleChannels CHANNELS =
      new AbleChannels(ReceiptService::canIssue, channel -> !channel.forBilling());

  private final ReceiptRepository receipts;
  private final Payments payments;
  private final Channels channels;
  private final InstantSource time;
  private final TimeOrderedIds ids;

  ReceiptService(
      ReceiptRepository receipts, Payments payments, Channels channels, InstantSource time) {
    this.receipts = receipts;
    this.payments = payments;
    this.channels = channels;
    this.time = time;
    this.ids = new TimeOrderedIds(time);
  }

  private static boolean canIssue(Channel channel) {
    return channel.able(IssuesReceipt.class, Operation.RECEIPT).isPresent();
  }

  @Override
  public Result issue(Merchant merchant, String paymentNumber, Wanted wanted) {
    Optional<Payment> found = payments.find(merchant.id(), paymentNumber);
    if (found.isEmpty()) {
      return new Result.NoPayment();
    }
    Payment payment = found.get();
    boolean holdsMoney =
        payment.state() == PaymentState.PAID
            || (payment.state() == PaymentState.CANCELLED && payment.remainingMinor() > 0);
    if (!holdsMoney || !CASH.contains(payment.method())) {
      return new Result.NotPaid();
    }
    Channel channel = channels.byId(merchant.id(), payment.channelId()).orElseThrow();
    if (!canIssue(channel)) {
      return new Result.NotSupported();
    }
    String name = payment.name();
    return issue(
        channel,
        Subject.ofPayment(paymentNumber),
        payment.orderNumber(),
        name == null ? payment.orderNumber() : name,
        payment.remainingMinor(),
        filled(wanted, payment.buyer()));
  }

  @Override
  public Result issue(Merchant merchant, Deal deal, Wanted wanted) {
    return switch (CHANNELS.choose(channels.of(merchant.id()), deal.channel())) {
      case Channels.Choice.NoChannel() -> new Result.NotSupported();
      case Channels.Choice.UnknownChannelKey() -> new Result.UnknownChannelKey();
      case Channels.Choice.Chosen(Channel channel) ->
          issue(
              channel,
              Subject.ofOrder(deal.orderNumber()),
              deal.orderNumber(),
              deal.name(),
              deal.amountMinor(),
              wanted);
    };
  }

  private static Wanted filled(Wanted wanted, Payment.Buyer buyer) {
    Payment.Buyer given = wanted.buyer();
    return new Wanted(
        wanted.identifier(),
        wanted.forCompany(),
        new Payment.Buyer(
            or(given.name(), buyer.name()),
            or(given.email(), buyer.email()),
            or(given.tel(), buyer.tel()),
            null,
            null),
        wanted.taxFreeMinor(),
        wanted.vatMinor());
  }

  private Result issue(
      Channel channel,
      Subject subject,
      String orderNumber,
      String name,
      long amount,
      Wanted wanted) {
    long taxed = amount - wanted.taxFreeMinor();
    Long given = wanted.vatMinor();
    long vat = given == null ? (taxed * 2 + 11) / 22 : given; // an eleventh, rounded
    if (taxed < 0 || vat > taxed) {
      return new Result.BadParts();
    }
    Instant now = time.instant();
    Stored asked =
        new Stored(
            channel.merchantId(),
            subject,
            ids.next(),
            "ASKED",
            channel.id(),
            wanted.forCompany(),
            amount,
            vat,
            null,
            null,
            null,
            null,
            null);
    if (!receipts.ask(asked, channel.provider(), now.plus(CALL), now)
        && !(tookOver(channel.merchantId(), subject, now)
            && receipts.ask(asked, channel.provider(), now.plus(CALL), now))) {
      return new Result.Already();
    }
    var order =
        new ReceiptOrder(
            orderNumber,
            name,
            new WindowRequest.Buyer(
                orEmpty(wanted.buyer().name()),
                orEmpty(wanted.buyer().tel()),
                orEmpty(wanted.buyer().email())),
            wanted.identifier(),
            wanted.forCompany(),
            vat);
    return switch (channel.pg(IssuesReceipt.class).issueReceipt(record(channel, asked), order)) {
      case ReceiptOutcome.Issued issued -> {
        receipts.issued(asked, issued);
        yield new Result.Done(find(channel.merchantId(), subject).orElseThrow());
      }
      case ReceiptOutcome.Refused(var error) -> {
        receipts.ended(asked, "REFUSED", null);
        yield new Result.Refused(error.text());
      }
      case ReceiptOutcome.NotSent _ -> {
        receipts.ended(asked, "REFUSED", null);
        yield new Result.NoAnswer();
      }
      case ReceiptOutcome.Unknown(String reason) -> {
        log.warn("OPERATOR: the receipt of {} is unknown: {}", subject.number(), reason);
        yield new Result.NoAnswer();
      }
    };
  }

  private boolean tookOver(long merchantId, Subject subject, Instant now) {
    boolean lost = receipts.giveUpLost(merchantId, subject, now);
    if (lost) {
      log.warn("OPERATOR: the receipt of {} is asked for again", subject.number());
    }
    return lost;
  }

  @Override
  public Optional<Receipt> find(long merchantId, Subject subject) {
    return receipts.latest(merchantId, subject).flatMap(Stored::told);
  }

  @Override
  public List<Receipt> all(long merchantId, Subject subject) {
    return receipts.all(merchantId, subject).stream()
        .flatMap(stored -> stored.told().stream())
        .toList();
  }

  @Override
  public Result cancel(Merchant merchant, Subject subject) {
    Instant now = time.instant();
    Optional<Stored> asked = receipts.askCancel(merchant.id(), subject, now.plus(CALL), now);
    if (asked.isEmpty()) {
      return new Result.NoReceipt();
    }
    Stored receipt = asked.get();
    String tid = receipt.receiptTid();
    if (tid == null) {
      return new Result.NoReceipt();
    }
    Channel channel = channels.byId(merchant.id(), receipt.channelId()).orElseThrow();
    if (!canIssue(channel)) {
      receipts.ended(receipt, "ISSUED", null);
      return new Result.NotSupported();
    }
    return switch (channel
        .pg(IssuesReceipt.class)
        .cancelReceipt(record(channel, receipt), tid, CANCEL_REASON)) {
      case CancelOutcome.Cancelled(_, Instant at, _) -> cancelled(receipt, at);
      case CancelOutcome.Refused(var error) when error.category() == Category.ALREADY_CANCELLED ->
          cancelled(receipt, time.instant());
      case CancelOutcome.Refused(var error) -> {
        receipts.ended(receipt, "ISSUED", null);
        yield new Result.Refused(error.text());
      }
      case CancelOutcome.NotSent _ -> {
        receipts.ended(receipt, "ISSUED", null);
        yield new Result.NoAnswer();
      }
      // The cancel may be repeated: the PG then says that the receipt is cancelled already.
      case CancelOutcome.Unknown _ -> new Result.NoAnswer();
    };
  }

  private Result cancelled(Stored receipt, Instant at) {
    receipts.ended(receipt, "CANCELLED", at);
    return new Result.Done(find(receipt.merchantId(), receipt.subject()).orElseThrow());
  }

  private static PersistedAttempt record(Channel channel, Stored receipt) {
    return new PersistedAttempt(
        receipt.id().toString(),
        receipt.subject().number(),
        channel.config(),
        Money.krw(receipt.amountMinor()));
  }

  private static @Nullable String or(@Nullable String text, @Nullable String otherwise) {
    return text == null ? otherwise : text;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
