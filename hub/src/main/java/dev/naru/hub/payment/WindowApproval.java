package dev.naru.hub.payment;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.channel.Channels;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.payment.Attempt.Kind;
import dev.naru.hub.payment.JdbcPayments.StoredPayment;
import dev.naru.hub.payment.Transition.SealedKey;
import dev.naru.hub.payment.TransitionWriter.OrderHeldException;
import dev.naru.hub.payment.TransitionWriter.ProofUsedException;
import dev.naru.hub.payment.UnexpectedCharges.Why;
import dev.naru.hub.webhook.Outbox;
import dev.naru.hub.webhook.WebhookTaskRow;
import dev.naru.pg.spi.Approves;
import dev.naru.pg.spi.AuthResult;
import dev.naru.pg.spi.AuthResult.Authenticated;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.OpensWindow;
import dev.naru.pg.spi.Outcome;
import dev.naru.pg.spi.Outcome.IssuedKey;
import dev.naru.pg.spi.PersistedAttempt;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** The three steps of design.md §2: write the intent, ask the PG, write down what came of it. */
final class WindowApproval implements Approval {

  private static final Logger log = LoggerFactory.getLogger(WindowApproval.class);

  private static final String PROOF_USED = "PROOF_USED";

  /** {@code confirm_url} may take 10 s, the approval 30 s; then the janitor takes over. */
  static final Duration LEASE = Duration.ofSeconds(45);

  private final JdbcPayments payments;
  private final Channels channels;
  private final Merchants merchants;
  private final Attempts attempts;
  private final TransitionWriter writer;
  private final ConfirmUrl confirmation;
  private final Settlement settlement;
  private final IssuedKeys keys;
  private final Outbox outbox;
  private final InstantSource time;

  WindowApproval(
      JdbcPayments payments,
      Channels channels,
      Merchants merchants,
      Attempts attempts,
      TransitionWriter writer,
      ConfirmUrl confirmation,
      Settlement settlement,
      IssuedKeys keys,
      Outbox outbox,
      InstantSource time) {
    this.payments = payments;
    this.channels = channels;
    this.merchants = merchants;
    this.attempts = attempts;
    this.writer = writer;
    this.confirmation = confirmation;
    this.settlement = settlement;
    this.keys = keys;
    this.outbox = outbox;
    this.time = time;
  }

  @Override
  public PersistedAttempt attemptOf(long merchantId, String paymentNumber) {
    Payment payment = payments.find(merchantId, paymentNumber).orElseThrow();
    // The window is opened, and its return read, on the record of the payment itself.
    return new PersistedAttempt(
        paymentNumber, paymentNumber, channelOf(payment).config(), payment.amount());
  }

  @Override
  public OpensWindow windowOf(long merchantId, String paymentNumber) {
    Payment payment = payments.find(merchantId, paymentNumber).orElseThrow();
    return capability(channelOf(payment), OpensWindow.class);
  }

  @Override
  public Payment leave(long merchantId, String paymentNumber) {
    Instant now = time.instant();
    writer.execute(
        new Transition.EndedInWindow(
            merchantId, paymentNumber, LEFT_BY_BUYER, "사용자가 결제를 취소하셨습니다", now));
    return payments.find(merchantId, paymentNumber).orElseThrow();
  }

  @Override
  public Payment proceed(long merchantId, String paymentNumber, AuthResult result) {
    switch (result) {
      case AuthResult.Forged forged ->
          log.warn("forged return for {} changed nothing: {}", paymentNumber, forged.reason());
      case AuthResult.Refused refused ->
          writer.execute(
              new Transition.EndedInWindow(
                  merchantId,
                  paymentNumber,
                  refused.error().code(),
                  refused.error().text(),
                  time.instant()));
      case Authenticated authenticated ->
          approve(payments.load(merchantId, paymentNumber).orElseThrow(), authenticated);
    }
    return payments.find(merchantId, paymentNumber).orElseThrow();
  }

  private void approve(StoredPayment loaded, Authenticated authenticated) {
    Payment payment = loaded.payment();
    if (payment.state() != PaymentState.READY) {
      return; // reload, back, second tab, replay: the first answer stands (G08)
    }
    Channel channel = channelOf(payment);
    Merchant merchant = merchants.byId(payment.merchantId()).orElseThrow();
    Attempt attempt =
        Attempt.first(
            payment.merchantId(),
            payment.paymentNumber(),
            Kind.APPROVE,
            payment.amount().minor(),
            "{}");
    if (!claim(attempt, authenticated)) {
      return;
    }
    Optional<String> refusal = confirmation.refusalOf(merchant, payment, loaded.confirmUrl());
    if (refusal.isPresent()) {
      writer.execute(
          new Transition.Failed(attempt, "confirm_refused", "", refusal.get(), time.instant()));
      return;
    }
    switch (ask(channel, attempt, payment, authenticated)) {
      case Outcome.Approved approved when !approved.amount().equals(payment.amount()) -> {
        log.error("the PG charged another amount than was asked for: {}", payment.paymentNumber());
        note(attempt, approved.amount());
        undo(
            new Undo(
                attempt, payment, channel, authenticated, approved.pgTid(), approved.amount()));
      }
      case Outcome.Approved approved when approved.key() == null && payment.customerKey() != null ->
          unwanted(
              Why.KEY_MISSING,
              merchant,
              loaded,
              approved,
              new Undo(attempt, payment, channel, authenticated, approved.pgTid(), null));
      case Outcome.Approved approved ->
          writeDown(
              paid(attempt, merchant, loaded, approved),
              new Undo(attempt, payment, channel, authenticated, approved.pgTid(), null));
      case Outcome.AccountIssued issued ->
          writeDown(
              new Transition.AccountOpened(
                  attempt,
                  issued,
                  tasks(merchant, loaded, PaymentState.AWAITING_DEPOSIT),
                  time.instant()),
              new Undo(attempt, payment, channel, authenticated, issued.pgTid(), null));
      case Outcome.KeyIssued issued ->
          writeDown(
              keyWritten(attempt, merchant, loaded, issued),
              new Undo(attempt, payment, channel, authenticated, issued.pgTid(), null));
      case Outcome.UnexpectedCharge(Outcome.Approved charge) ->
          unwanted(
              Why.UNASKED,
              merchant,
              loaded,
              charge,
              new Undo(attempt, payment, channel, authenticated, charge.pgTid(), charge.amount()));
      case Outcome.Declined declined ->
          writer.execute(
              new Transition.Failed(
                  attempt,
                  "declined",
                  declined.error().code(),
                  declined.error().text(),
                  time.instant()));
      case Outcome.Unknown unknown -> {
        log.warn("approval of {} is unknown: {}", payment.paymentNumber(), unknown.reason());
        note(attempt, unknown.charged());
        undo(new Undo(attempt, payment, channel, authenticated, null, unknown.charged()));
      }
    }
  }

  private Transition.Paid paid(
      Attempt attempt, Merchant merchant, StoredPayment loaded, Outcome.Approved approved) {
    return new Transition.Paid(
        attempt,
        approved,
        sealed(loaded.payment(), approved.key()),
        tasks(merchant, loaded, PaymentState.PAID),
        time.instant());
  }

  private Transition.KeyWritten keyWritten(
      Attempt attempt, Merchant merchant, StoredPayment loaded, Outcome.KeyIssued issued) {
    SealedKey key = sealed(loaded.payment(), issued.key());
    if (key == null) {
      throw new IllegalStateException(
          "a key for " + loaded.payment().paymentNumber() + ", which asked for none");
    }
    return new Transition.KeyWritten(
        attempt, issued, key, tasks(merchant, loaded, PaymentState.PAID), time.instant());
  }

  /**
   * Money moved otherwise than was asked for in a key's window (spec/pg-rules.md §4.2, §5 row C1).
   */
  private void unwanted(
      Why why, Merchant merchant, StoredPayment loaded, Outcome.Approved charge, Undo undo) {
    Attempt attempt = undo.attempt();
    note(attempt, charge.amount());
    var recorded = attempt.asPersisted(undo.channel(), charge.amount());
    switch (UnexpectedCharges.end(why, merchant, undo.channel(), recorded, charge)) {
      case KEPT -> writeDown(paid(attempt, merchant, loaded, charge), undo);
      case GIVEN_BACK -> {
        IssuedKey key = charge.key();
        Transition end =
            key == null
                ? new Transition.Failed(
                    attempt, "cancelled_at_pg", "", why.failReason(), time.instant())
                : keyWritten(
                    attempt,
                    merchant,
                    loaded,
                    new Outcome.KeyIssued(charge.pgTid(), key, charge.card(), charge.approvedAt()));
        writeDown(end, undo);
      }
      case OPEN -> undo(undo);
    }
  }

  private void note(Attempt attempt, @Nullable Money charged) {
    if (charged == null) {
      return;
    }
    try {
      attempts.noteCharged(attempt, charged);
    } catch (DataAccessException trouble) {
      log.error("what the PG charged for {} could not be noted", attempt.paymentNumber(), trouble);
    }
  }

  private List<WebhookTaskRow> tasks(Merchant merchant, StoredPayment loaded, PaymentState state) {
    return outbox.tasksFor(merchant, loaded.event(state));
  }

  /** Null where no key came, or none was asked for. */
  private @Nullable SealedKey sealed(Payment payment, @Nullable IssuedKey key) {
    String customerKey = payment.customerKey();
    return key == null || customerKey == null
        ? null
        : new SealedKey(customerKey, keys.seal(key, payment.merchantId(), customerKey));
  }

  /**
   * What undoing an approval needs.
   *
   * @param pgTid null while no answer has told it
   * @param charged null where it is what was asked for, or nobody knows
   */
  private record Undo(
      Attempt attempt,
      Payment payment,
      Channel channel,
      Authenticated authenticated,
      @Nullable String pgTid,
      @Nullable Money charged) {

    Undo by(Attempt taken) {
      return new Undo(taken, payment, channel, authenticated, pgTid, charged);
    }
  }

  /** Step 1. */
  private boolean claim(Attempt attempt, Authenticated authenticated) {
    Instant now = time.instant();
    try {
      return writer.execute(
          new Transition.Claimed(
              attempt,
              attempts.sealProof(authenticated, attempt.id()),
              Attempts.singleUseOf(authenticated).orElse(null),
              now.plus(LEASE),
              now));
    } catch (OrderHeldException held) {
      writer.execute(
          new Transition.EndedInWindow(
              attempt.merchantId(), attempt.paymentNumber(), "F1002", "이미 결제가 이루어진 거래건입니다.", now));
      return false;
    } catch (ProofUsedException used) {
      log.warn(
          "the return for {} brought an authentication that was used before",
          attempt.paymentNumber());
      writer.execute(
          new Transition.EndedInWindow(
              attempt.merchantId(), attempt.paymentNumber(), PROOF_USED, "이미 사용된 결제 인증입니다.", now));
      return false;
    }
  }

  /** Step 2; no transaction is open here. A bug in a connector is no reason to lose money. */
  private static Outcome ask(
      Channel channel, Attempt attempt, Payment payment, Authenticated authenticated) {
    Approves approves = capability(channel, Approves.class);
    try {
      return approves.approve(attempt.asPersisted(channel, payment.amount()), authenticated);
    } catch (RuntimeException bug) {
      log.error("the connector failed while approving {}", payment.paymentNumber(), bug);
      return new Outcome.Unknown("the connector failed: " + bug.getClass().getSimpleName());
    }
  }

  /** Step 3. */
  private void writeDown(Transition transition, Undo undo) {
    boolean written = false;
    try {
      written = writer.execute(transition);
      outbox.wake();
    } catch (DataAccessException trouble) {
      log.error("{} could not be written down", undo.payment().paymentNumber(), trouble);
    }
    if (!written) {
      undoUnwritten(undo);
    }
  }

  /**
   * The commit failed, or seemed to. Only once the attempt is taken over is it certain that our own
   * write can't arrive late; undoing before that could undo a payment that is on record.
   */
  private void undoUnwritten(Undo undo) {
    try {
      attempts
          .takeOver(undo.attempt(), time.instant().plus(LEASE))
          .ifPresent(taken -> undo(undo.by(taken)));
    } catch (DataAccessException stillDown) {
      log.error("{} is left to the janitor", undo.payment().paymentNumber());
    }
  }

  private void undo(Undo undo) {
    Attempt attempt = undo.attempt();
    if (!settlement.undo(
        attempt,
        undo.payment(),
        undo.channel(),
        undo.authenticated(),
        undo.pgTid(),
        undo.charged())) {
      attempts.postpone(attempt, time.instant().plus(Backoff.after(attempt.fence())));
    }
  }

  private Channel channelOf(Payment payment) {
    return channels.byId(payment.merchantId(), payment.channelId()).orElseThrow();
  }

  private static <T> T capability(Channel channel, Class<T> type) {
    if (!type.isInstance(channel.connector())) {
      throw new IllegalStateException(
          channel.provider() + " can't do what a window payment needs: " + type.getSimpleName());
    }
    return type.cast(channel.connector());
  }
}
