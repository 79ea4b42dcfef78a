package dev.naru.hub.payment.approve;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.channel.PgCaller;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.payment.Approval;
import dev.naru.hub.payment.Charges;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.payment.PreparedAmounts;
import dev.naru.hub.payment.call.PgCalls;
import dev.naru.hub.payment.call.PgCalls.Judgement;
import dev.naru.hub.payment.store.Attempt;
import dev.naru.hub.payment.store.Attempt.Kind;
import dev.naru.hub.payment.store.Attempts;
import dev.naru.hub.payment.store.Attempts.NamedCharge;
import dev.naru.hub.payment.store.ChargeEnded;
import dev.naru.hub.payment.store.StoredPayment;
import dev.naru.hub.payment.store.StoredPayments;
import dev.naru.hub.payment.store.TakenException;
import dev.naru.hub.payment.store.Transition;
import dev.naru.hub.payment.store.WindowTransition;
import dev.naru.hub.webhook.Outbox;
import dev.naru.hub.webhook.WebhookTaskRow;
import dev.naru.pg.spi.Approves;
import dev.naru.pg.spi.AuthResult;
import dev.naru.pg.spi.AuthResult.Authenticated;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.OpensWindow;
import dev.naru.pg.spi.OpensWindow.WindowOpening;
import dev.naru.pg.spi.Outcome;
import dev.naru.pg.spi.Outcome.Approved;
import dev.naru.pg.spi.Outcome.IssuedKey;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgError;
import dev.naru.pg.spi.ReturnMessage;
import dev.naru.pg.spi.WindowRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Approves payments through a window. {@link dev.naru.hub.payment.call.PgCalls} has the common part
 * of every call.
 */
public final class WindowApproval implements Approval {

  private static final Logger log = LoggerFactory.getLogger(WindowApproval.class);

  private final StoredPayments payments;
  private final Merchants merchants;
  private final Attempts attempts;
  private final PgCalls calls;
  private final ConfirmUrl confirmUrl;
  private final Outbox outbox;
  private final InstantSource time;

  public WindowApproval(
      StoredPayments payments,
      Merchants merchants,
      Attempts attempts,
      PgCalls calls,
      ConfirmUrl confirmUrl,
      Outbox outbox,
      InstantSource time) {
    this.payments = payments;
    this.merchants = merchants;
    this.attempts = attempts;
    this.calls = calls;
    this.confirmUrl = confirmUrl;
    this.outbox = outbox;
    this.time = time;
  }

  @Override
  public InWindow inWindow(Merchant merchant, String paymentNumber) {
    return new PaymentInWindow(
        merchant, payments.loadWithChannel(merchant.id(), paymentNumber).orElseThrow());
  }

  @Override
  public Payment leave(long merchantId, String paymentNumber) {
    return ended(
        merchants.byId(merchantId).orElseThrow(),
        payments.load(merchantId, paymentNumber).orElseThrow(),
        LEFT_BY_BUYER,
        "사용자가 결제를 취소하셨습니다");
  }

  /** Fails a payment that is still READY. */
  private Payment ended(Merchant merchant, StoredPayment stored, String code, String reason) {
    long merchantId = merchant.id();
    String paymentNumber = stored.payment().paymentNumber();
    calls.write(
        new WindowTransition.Ended(
            merchantId,
            paymentNumber,
            code,
            reason,
            outbox.tasksForQuiet(merchant, () -> stored.event(PaymentState.FAILED)),
            time.instant()));
    return payments.find(merchantId, paymentNumber).orElseThrow();
  }

  /** A payment with a window, in the state in which it was read. */
  private final class PaymentInWindow implements InWindow {
    private final Merchant merchant;
    private final StoredPayment stored;
    private final Payment payment;
    private final Channel channel;

    PaymentInWindow(Merchant merchant, StoredPayments.WithChannel found) {
      this.merchant = merchant;
      stored = found.stored();
      payment = stored.payment();
      channel = found.channel();
    }

    @Override
    public Payment payment() {
      return payment;
    }

    @Override
    public WindowOpening open(WindowRequest request) {
      return PgCaller.ofMerchant(merchant.id(), () -> window().open(record(), request));
    }

    @Override
    public AuthResult read(Map<String, String> memo, ReturnMessage message) {
      return window().readReturn(record(), memo, message);
    }

    private OpensWindow window() {
      return channel.pg(OpensWindow.class);
    }

    /**
     * Returns what proves to the connector that something is on record before a PG is called. A
     * window has no attempt, so it is the payment.
     */
    private PersistedAttempt record() {
      return new PersistedAttempt(
          payment.paymentNumber(), payment.paymentNumber(), channel.config(), payment.amount());
    }

    @Override
    public Payment proceed(AuthResult result) {
      return switch (result) {
        case AuthResult.Forged(String reason) -> {
          log.warn("forged return for {} changed nothing: {}", payment.paymentNumber(), reason);
          yield payment;
        }
        case AuthResult.Refused(PgError error) -> ended(error.code(), error.text());
        // Reload, back, second tab, replay: the first answer stands (G08).
        case Authenticated _ when payment.state() != PaymentState.READY -> payment;
        case Authenticated authenticated -> approved(authenticated);
      };
    }

    private Payment ended(String code, String reason) {
      return WindowApproval.this.ended(merchant, stored, code, reason);
    }

    private Payment approved(Authenticated authenticated) {
      Attempt attempt =
          calls.newAttempt(
              payment.merchantId(),
              payment.paymentNumber(),
              Kind.APPROVE,
              payment.amount().minor(),
              "{}");
      try {
        if (calls
            .claim(
                payment.merchantId(), payment.orderNumber(), () -> claimed(attempt, authenticated))
            .isEmpty()) {
          // Another call has changed the payment's state; if none has, another amount was prepared
          // meanwhile.
          return ended(PreparedAmounts.DIFFERS_CODE, PreparedAmounts.DIFFERS);
        }
      } catch (TakenException taken) {
        return switch (taken.what()) {
          case AUTHENTICATION -> {
            log.warn("the return for {} is a replay", payment.paymentNumber());
            yield ended("PROOF_USED", "이미 사용된 결제 인증입니다.");
          }
          case ORDER, KEY_MONTH, NUMBER -> ended("F1002", "이미 결제가 이루어진 거래건입니다.");
        };
      }
      var call = new ClaimedApproval(attempt, authenticated);
      return calls
          .ask(attempt, call::verdict)
          .flatMap(ended -> Optional.ofNullable(ended.payment()))
          .orElseGet(this::now);
    }

    private WindowTransition.Claimed claimed(Attempt attempt, Authenticated authenticated) {
      Instant now = time.instant();
      return new WindowTransition.Claimed(
          attempt,
          attempts.sealProof(authenticated, attempt.id()),
          Attempts.singleUseOf(authenticated).orElse(null),
          now.plus(PgCalls.LEASE),
          now);
    }

    private Payment now() {
      return payments.find(payment.merchantId(), payment.paymentNumber()).orElseThrow();
    }

    /** A claimed attempt: asks the PG for the approval and judges the answer. */
    private final class ClaimedApproval {
      private final Attempt attempt;
      private final Authenticated authenticated;

      ClaimedApproval(Attempt attempt, Authenticated authenticated) {
        this.attempt = attempt;
        this.authenticated = authenticated;
      }

      Judgement verdict() {
        Optional<String> refusal = confirmUrl.refusalOf(merchant, payment, stored.confirmUrl());
        if (refusal.isPresent()) {
          return new Judgement.Clear(failed("confirm_refused", "", refusal.get()));
        }
        Outcome outcome =
            channel
                .pg(Approves.class)
                .approve(attempt.asPersisted(channel, payment.amount()), authenticated);
        return switch (outcome) {
          case Approved approved when !approved.amount().equals(payment.amount()) ->
              new Judgement.Unclear(
                  "the PG charged another amount than was asked for",
                  NamedCharge.approved(approved.pgTid(), approved.amount()));
          case Approved approved when approved.key() == null && payment.customerKey() != null ->
              unexpected(UnexpectedCharge.KEY_MISSING, approved);
          case Approved approved ->
              new Judgement.Clear(paid(approved), NamedCharge.approved(approved.pgTid(), null));
          case Outcome.AccountIssued issued ->
              new Judgement.Clear(
                  new ChargeEnded.AccountOpened(
                      attempt, issued, webhooks(PaymentState.AWAITING_DEPOSIT), time.instant()),
                  NamedCharge.approved(issued.pgTid(), null));
          case Outcome.KeyIssued issued ->
              new Judgement.Clear(keyWritten(issued), NamedCharge.approved(issued.pgTid(), null));
          case Outcome.UnexpectedCharge(Approved charge) ->
              unexpected(UnexpectedCharge.UNASKED, charge);
          case Outcome.Declined(PgError error) ->
              new Judgement.Clear(failed("declined", error.code(), error.text()));
          case Outcome.NotSent(String reason) -> {
            log.warn("the approval of {} was not sent: {}", payment.paymentNumber(), reason);
            yield new Judgement.Clear(failed(ChargeEnded.Failed.NOT_SENT, "", Charges.NOT_SENT));
          }
          case Outcome.Unknown(String reason, Money charged, Outcome.AnothersCharge anothers) ->
              new Judgement.Unclear(reason, new NamedCharge(null, charged, anothers));
        };
      }

      /**
       * Judges a key window's charge that differs from the request (spec/pg-rules.md §4.2, §5 row
       * C1).
       */
      private Judgement unexpected(UnexpectedCharge why, Approved charge) {
        NamedCharge named = NamedCharge.approved(charge.pgTid(), charge.amount());
        calls.note(attempt, named);
        var recorded = attempt.asPersisted(channel, charge.amount());
        return switch (why.end(merchant, channel, recorded, charge)) {
          case KEPT -> new Judgement.Clear(paid(charge), named);
          case GIVEN_BACK -> {
            IssuedKey key = charge.key();
            yield new Judgement.Clear(
                key == null
                    ? failed("cancelled_at_pg", "", why.failReason())
                    : keyWritten(
                        new Outcome.KeyIssued(
                            charge.pgTid(), key, charge.card(), charge.approvedAt())),
                named);
          }
          case OPEN -> new Judgement.Unclear("an unexpected charge could not be given back", named);
        };
      }

      private Transition paid(Approved approved) {
        return new ChargeEnded.Paid(
            attempt,
            approved,
            payment.customerKey(),
            approved.key(),
            webhooks(PaymentState.PAID),
            time.instant());
      }

      private Transition keyWritten(Outcome.KeyIssued issued) {
        String customerKey = payment.customerKey();
        if (customerKey == null) {
          throw new IllegalStateException(
              "a key for " + payment.paymentNumber() + ", which asked for none");
        }
        return new ChargeEnded.KeyWritten(
            attempt, issued, customerKey, webhooks(PaymentState.PAID), time.instant());
      }

      /**
       * Fails the payment. The buyer is told; a webhook is sent only if the merchant wants all
       * failures.
       */
      private Transition failed(String outcome, String code, String reason) {
        return new ChargeEnded.Failed(
            attempt,
            outcome,
            code,
            reason,
            outbox.tasksForQuiet(merchant, () -> stored.event(PaymentState.FAILED)),
            time.instant());
      }

      private List<WebhookTaskRow> webhooks(PaymentState state) {
        return outbox.tasksFor(merchant, stored.event(state));
      }
    }
  }
}
