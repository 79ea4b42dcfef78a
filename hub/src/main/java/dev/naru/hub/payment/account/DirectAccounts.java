package dev.naru.hub.payment.account;

import dev.naru.hub.channel.AbleChannels;
import dev.naru.hub.channel.Channel;
import dev.naru.hub.channel.Channels;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.payment.Charges;
import dev.naru.hub.payment.Charges.ChargeContext;
import dev.naru.hub.payment.CreatePayment.NewPayment;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentNumbers;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.payment.VirtualAccounts;
import dev.naru.hub.payment.call.PgCalls;
import dev.naru.hub.payment.call.PgCalls.Ending;
import dev.naru.hub.payment.call.PgCalls.Judgement;
import dev.naru.hub.payment.store.Attempt;
import dev.naru.hub.payment.store.Attempt.Kind;
import dev.naru.hub.payment.store.ChargeBegun;
import dev.naru.hub.payment.store.ChargeEnded;
import dev.naru.hub.payment.store.JdbcPayments;
import dev.naru.hub.payment.store.NewPaymentSql.Row;
import dev.naru.hub.payment.store.RevocationTransition;
import dev.naru.hub.payment.store.SealedBuyer;
import dev.naru.hub.payment.store.StoredPayments;
import dev.naru.hub.payment.store.TakenException;
import dev.naru.hub.time.Korea;
import dev.naru.hub.webhook.Outbox;
import dev.naru.pg.spi.AccountOrder;
import dev.naru.pg.spi.Cancels.CancelOutcome;
import dev.naru.pg.spi.Capabilities.Operation;
import dev.naru.pg.spi.IssuesVirtualAccount;
import dev.naru.pg.spi.Outcome;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PgError;
import dev.naru.pg.spi.PgError.Category;
import dev.naru.pg.spi.WindowRequest;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens and closes virtual accounts without a window. {@link dev.naru.hub.payment.call.PgCalls} has
 * the common part of every call.
 */
public final class DirectAccounts implements VirtualAccounts {

  private static final String NOT_SENT = "not_sent";
  private static final String REVOKED_BY_MERCHANT = "가상계좌 발급 취소";

  private static final AbleChannels CHANNELS =
      new AbleChannels(
          channel ->
              channel
                  .able(IssuesVirtualAccount.class, PayMethod.VBANK, Operation.ACCOUNT_ISSUE)
                  .isPresent(),
          channel -> !channel.forBilling());

  private final Channels channels;
  private final JdbcPayments payments;
  private final PgCalls calls;
  private final PaymentNumbers numbers;
  private final SealedBuyer buyers;
  private final Outbox outbox;
  private final URI hub;
  private final InstantSource time;

  /**
   * @param hub the scheme, host and port at which PGs reach the hub
   */
  public DirectAccounts(
      Channels channels,
      JdbcPayments payments,
      PgCalls calls,
      PaymentNumbers numbers,
      SealedBuyer buyers,
      Outbox outbox,
      URI hub,
      InstantSource time) {
    this.channels = channels;
    this.payments = payments;
    this.calls = calls;
    this.numbers = numbers;
    this.buyers = buyers;
    this.outbox = outbox;
    this.hub = hub;
    this.time = time;
  }

  @Override
  public Issue issue(Merchant merchant, NewAccount account) {
    return switch (CHANNELS.choose(channels.of(merchant.id()), account.channel())) {
      case Channels.Choice.NoChannel() -> new Issue.NoContract();
      case Channels.Choice.UnknownChannelKey() -> new Issue.UnknownChannelKey();
      case Channels.Choice.Chosen(Channel channel) when isAnothersKey(channel, account.apiKey()) ->
          new Issue.WrongApiKey();
      case Channels.Choice.Chosen(Channel channel) -> issue(merchant, channel, account);
    };
  }

  private static boolean isAnothersKey(Channel channel, @Nullable String apiKey) {
    return apiKey != null
        && !channel.pg(IssuesVirtualAccount.class).isApiKey(channel.config(), apiKey);
  }

  private Issue issue(Merchant merchant, Channel channel, NewAccount account) {
    String paymentNumber = numbers.next("imps_");
    NewPayment payment = payment(merchant, channel, account);
    Attempt attempt =
        calls.newAttempt(
            merchant.id(), paymentNumber, Kind.ACCOUNT, account.amount().minor(), "{}");
    Instant now = time.instant();
    Row row =
        new Row(
            paymentNumber,
            buyers.keep(account.buyer(), channel.merchantId(), paymentNumber),
            PaymentState.APPROVING,
            true,
            channel.provider(),
            ChargeContext.WITHOUT_KEY,
            null,
            now);
    try {
      calls.write(new ChargeBegun(payment, row, attempt, null, now.plus(PgCalls.LEASE), List.of()));
    } catch (TakenException taken) {
      if (taken.what() == TakenException.What.ORDER) {
        return new Issue.OrderTaken();
      }
      throw taken;
    }
    var pg = channel.pg(IssuesVirtualAccount.class);
    AccountOrder order = order(channel, account);
    Optional<Ending> ended =
        calls.ask(
            attempt,
            () ->
                judged(
                    attempt,
                    merchant,
                    payment,
                    pg.issueAccount(attempt.asPersisted(channel, account.amount()), order)));
    return switch (ended.map(Ending::transition).orElse(null)) {
      case ChargeEnded.AccountOpened _ -> new Issue.Issued(now(merchant.id(), paymentNumber));
      case ChargeEnded.Failed failed when failed.outcome().equals(ChargeEnded.Failed.NOT_SENT) ->
          new Issue.NotSent();
      case ChargeEnded.Failed failed -> new Issue.Declined(failed.reason());
      case null, default -> new Issue.Unresolved();
    };
  }

  private Judgement judged(
      Attempt attempt, Merchant merchant, NewPayment payment, Outcome outcome) {
    return switch (outcome) {
      case Outcome.AccountIssued issued when issued.amount().equals(payment.amount()) ->
          new Judgement.Clear(
              new ChargeEnded.AccountOpened(
                  attempt,
                  issued,
                  outbox.tasksFor(
                      merchant,
                      payment.event(attempt.paymentNumber(), PaymentState.AWAITING_DEPOSIT)),
                  time.instant()));
      case Outcome.Declined(PgError error) -> failed(attempt, "declined", error);
      case Outcome.NotSent _ ->
          failed(
              attempt,
              ChargeEnded.Failed.NOT_SENT,
              new PgError("", Charges.NOT_SENT, Category.DECLINED));
      case Outcome.Unknown(String reason, _, _) -> new Judgement.Unclear(reason);
      case Outcome other ->
          new Judgement.Unclear("the connector answered the issue of an account with " + other);
    };
  }

  private Judgement failed(Attempt attempt, String outcome, PgError error) {
    return new Judgement.Clear(
        new ChargeEnded.Failed(
            attempt, outcome, error.code(), error.text(), List.of(), time.instant()));
  }

  private static NewPayment payment(Merchant merchant, Channel channel, NewAccount account) {
    return new NewPayment(
        channel,
        account.orderNumber(),
        PayMethod.VBANK,
        "api",
        account.name(),
        account.amount(),
        account.taxFreeMinor(),
        account.vatMinor(),
        false,
        account.buyer(),
        account.customData(),
        account.userAgent(),
        account.noticeUrls(),
        null,
        null,
        merchant.settings().is(Setting.COMPAT_ALLOW_REUSE_AFTER_FULL_CANCEL));
  }

  private AccountOrder order(Channel channel, NewAccount account) {
    Payment.Buyer buyer = account.buyer();
    String name = account.name();
    return new AccountOrder(
        account.orderNumber(),
        name == null ? account.orderNumber() : name,
        new WindowRequest.Buyer(
            orEmpty(buyer.name()), orEmpty(buyer.tel()), orEmpty(buyer.email())),
        account.bankCode(),
        account.holder(),
        LocalDateTime.ofInstant(account.due(), Korea.ZONE),
        hub.resolve("/pg/" + channel.provider() + "/notice"),
        account.taxFreeMinor(),
        account.vatMinor());
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  @Override
  public Revocation revoke(Merchant merchant, String paymentNumber, @Nullable String apiKey) {
    Optional<StoredPayments.WithChannel> found =
        payments.loadWithChannel(merchant.id(), paymentNumber);
    if (found.isEmpty()) {
      return new Revocation.NotFound();
    }
    Payment payment = found.get().stored().payment();
    Channel channel = found.get().channel();
    String pgTid = payment.pgTid();
    if (payment.state() != PaymentState.AWAITING_DEPOSIT || pgTid == null) {
      return new Revocation.NotWaiting();
    }
    if (channel.able(IssuesVirtualAccount.class).isEmpty()) {
      return new Revocation.Refused("현재 지원되지 않는 PG사입니다.");
    }
    if (isAnothersKey(channel, apiKey)) {
      return new Revocation.WrongApiKey();
    }
    return revoke(payment, channel, pgTid);
  }

  private Revocation revoke(Payment payment, Channel channel, String pgTid) {
    Attempt attempt =
        calls.newAttempt(
            payment.merchantId(),
            payment.paymentNumber(),
            Kind.REVOKE,
            payment.amount().minor(),
            "{}");
    Instant now = time.instant();
    if (!calls.write(new RevocationTransition.Claimed(attempt, now.plus(PgCalls.LEASE), now))) {
      return new Revocation.NotWaiting();
    }
    var pg = channel.pg(IssuesVirtualAccount.class);
    Optional<Ending> ended =
        calls.ask(
            attempt,
            () ->
                judged(
                    attempt,
                    pg.revokeAccount(
                        attempt.asPersisted(channel, payment.amount()),
                        pgTid,
                        REVOKED_BY_MERCHANT)));
    return switch (ended.map(Ending::transition).orElse(null)) {
      case RevocationTransition.NotRevoked(_, String outcome, _, _, _)
          when outcome.equals(NOT_SENT) ->
          new Revocation.NotSent();
      case RevocationTransition.NotRevoked refused -> new Revocation.Refused(refused.text());
      case null, default -> asItStands(now(payment.merchantId(), payment.paymentNumber()));
    };
  }

  private Judgement judged(Attempt attempt, CancelOutcome outcome) {
    return switch (outcome) {
      case CancelOutcome.Cancelled(_, Instant at, _) ->
          new Judgement.Clear(
              new RevocationTransition.Revoked(attempt, "revoked", at, time.instant()));
      case CancelOutcome.Refused(PgError error)
          when error.category() == Category.ALREADY_CANCELLED ->
          new Judgement.Clear(
              new RevocationTransition.Revoked(
                  attempt, "found_revoked", time.instant(), time.instant()));
      case CancelOutcome.Refused(PgError error) -> ended(attempt, "refused", error);
      case CancelOutcome.NotSent(String reason) ->
          ended(attempt, NOT_SENT, new PgError("", reason, Category.DECLINED));
      case CancelOutcome.Unknown(String reason) -> new Judgement.Unclear(reason);
    };
  }

  private Judgement ended(Attempt attempt, String outcome, PgError error) {
    return new Judgement.Clear(
        new RevocationTransition.NotRevoked(
            attempt, outcome, error.code(), error.text(), time.instant()));
  }

  /**
   * The result when the payment has changed meanwhile: another call may have closed the account, or
   * money may have come in.
   */
  private static Revocation asItStands(Payment payment) {
    return switch (payment.state()) {
      case FAILED -> new Revocation.Revoked(payment);
      case AWAITING_DEPOSIT -> new Revocation.Unresolved();
      default -> new Revocation.NotWaiting();
    };
  }

  private Payment now(long merchantId, String paymentNumber) {
    return payments.find(merchantId, paymentNumber).orElseThrow();
  }
}
