package dev.naru.hub.payment;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.channel.Channels;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.payment.Attempts.KeyNote;
import dev.naru.hub.payment.JdbcPayments.StoredPayment;
import dev.naru.hub.payment.Transition.SealedKey;
import dev.naru.hub.webhook.Outbox;
import dev.naru.hub.webhook.WebhookTaskRow;
import dev.naru.pg.spi.AuthResult.Authenticated;
import dev.naru.pg.spi.Inquires;
import dev.naru.pg.spi.Inquires.Finding;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.NetCancels;
import dev.naru.pg.spi.NetCancels.NetCancelOutcome;
import dev.naru.pg.spi.Outcome.Approved;
import dev.naru.pg.spi.Outcome.IssuedKey;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgError;
import dev.naru.pg.spi.PgError.Category;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ends a charge from server to server whose outcome is unknown. No buyer waits in front of a
 * browser, and the merchant's order stays blocked meanwhile, so what the PG says is taken as it is:
 * a charge it holds is {@code paid} (docs/decisions/0006). It is never asked to charge again. Where
 * a PG can't be asked, the charge is undone.
 */
final class ChargeSettlement {

  /** What the merchant reads of a charge that the PG never carried out. */
  static final String NEVER_CHARGED = "PG사에 결제 내역이 없어 결제되지 않았습니다.";

  /** How a charge stands. */
  enum End {
    PAID,
    NOT_CHARGED,
    /** Nobody knows yet. */
    OPEN
  }

  private final JdbcPayments payments;
  private final Channels channels;
  private final Merchants merchants;
  private final Attempts attempts;
  private final TransitionWriter writer;
  private final IssuedKeys keys;
  private final Outbox outbox;
  private final InstantSource time;

  ChargeSettlement(
      JdbcPayments payments,
      Channels channels,
      Merchants merchants,
      Attempts attempts,
      TransitionWriter writer,
      IssuedKeys keys,
      Outbox outbox,
      InstantSource time) {
    this.payments = payments;
    this.channels = channels;
    this.merchants = merchants;
    this.attempts = attempts;
    this.writer = writer;
    this.keys = keys;
    this.outbox = outbox;
    this.time = time;
  }

  /** One look; what it can't end is looked at again by the {@link Janitor}. */
  End ask(Attempt attempt) {
    StoredPayment loaded =
        payments.load(attempt.merchantId(), attempt.paymentNumber()).orElseThrow();
    Payment payment = loaded.payment();
    Channel channel = channels.byId(payment.merchantId(), payment.channelId()).orElseThrow();
    PersistedAttempt persisted = attempt.asPersisted(channel, payment.amount());
    return channel.connector() instanceof Inquires inquires
        ? end(attempt, loaded, channel, persisted, inquires.inquire(persisted, null))
        : undo(attempt, loaded, channel, persisted);
  }

  private End end(
      Attempt attempt,
      StoredPayment loaded,
      Channel channel,
      PersistedAttempt persisted,
      Finding finding) {
    Payment payment = loaded.payment();
    return switch (finding) {
      case Finding.Found found when found.isWhollyCancelled() ->
          failed(attempt, loaded, "found_cancelled", Settlement.REASON);
      case Finding.Found found
          when found.amount().equals(payment.amount())
              && found.cancelledMinor() == 0
              && !attempts.isCheck(attempt) ->
          paid(attempt, loaded, found);
      // Another amount than was asked for is nobody's payment (G07); a check was never to be one.
      case Finding.Found found ->
          Settlement.giveBack(channel.connector(), persisted, payment, found)
              .map(outcome -> failed(attempt, loaded, outcome, Settlement.REASON))
              .orElse(End.OPEN);
      case Finding.NotFound _ when attempt.fence() >= Backoff.BELIEVES_ABSENCE ->
          failed(attempt, loaded, "never_charged", NEVER_CHARGED);
      case Finding.NotFound _, Finding.NotSent _, Finding.Unknown _ -> End.OPEN;
    };
  }

  private End undo(
      Attempt attempt, StoredPayment loaded, Channel channel, PersistedAttempt persisted) {
    Optional<IssuedKey> key = attempts.keyOf(attempt);
    if (!(channel.connector() instanceof NetCancels netCancels) || key.isEmpty()) {
      return End.OPEN;
    }
    Money charged = attempts.chargedInstead(attempt, loaded.payment().amount());
    var proof = new Authenticated(key.get().secret());
    return switch (netCancels.netCancel(persisted, proof, null, charged)) {
      case NetCancelOutcome.Undone _ -> failed(attempt, loaded, "net_cancelled", Settlement.REASON);
      case NetCancelOutcome.Refused(PgError error)
          when error.category() == Category.NO_SUCH_TRANSACTION
              && attempt.fence() >= Backoff.BELIEVES_ABSENCE ->
          failed(attempt, loaded, "never_charged", NEVER_CHARGED);
      case NetCancelOutcome.Refused _, NetCancelOutcome.NotSent _, NetCancelOutcome.Unknown _ ->
          End.OPEN;
    };
  }

  private End paid(Attempt attempt, StoredPayment loaded, Finding.Found found) {
    Payment payment = loaded.payment();
    Optional<KeyNote> note = attempts.keyNoteOf(attempt);
    var approved =
        new Approved(
            found.pgTid(),
            found.amount(),
            payment.method(),
            null,
            found.applyNum() == null ? "" : found.applyNum(),
            note.map(KeyNote::card).orElse(null),
            null,
            null,
            null,
            found.approvedAt() == null ? time.instant() : found.approvedAt());
    SealedKey kept =
        note.flatMap(_ -> attempts.keyOf(attempt)).map(key -> sealed(payment, key)).orElse(null);
    boolean written =
        writer.execute(
            new Transition.Paid(
                attempt, approved, kept, tasks(loaded, PaymentState.PAID), time.instant()));
    outbox.wake();
    return written ? End.PAID : End.OPEN;
  }

  private @Nullable SealedKey sealed(Payment payment, IssuedKey key) {
    String customerKey = payment.customerKey();
    return customerKey == null
        ? null
        : new SealedKey(customerKey, keys.seal(key, payment.merchantId(), customerKey));
  }

  private End failed(Attempt attempt, StoredPayment loaded, String outcome, String reason) {
    boolean written =
        writer.execute(
            new Transition.Failed(
                attempt,
                outcome,
                "",
                reason,
                loaded.tellsFailure() ? tasks(loaded, PaymentState.FAILED) : List.of(),
                time.instant()));
    outbox.wake();
    return written ? End.NOT_CHARGED : End.OPEN;
  }

  private List<WebhookTaskRow> tasks(StoredPayment loaded, PaymentState state) {
    Merchant merchant = merchants.byId(loaded.payment().merchantId()).orElseThrow();
    return outbox.tasksFor(merchant, loaded.event(state));
  }
}
