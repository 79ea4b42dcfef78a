package dev.naru.hub.billing;

import dev.naru.hub.billing.ApiOrder.ChargeSource;
import dev.naru.hub.brake.SharedBrake;
import dev.naru.hub.channel.CardChannels;
import dev.naru.hub.channel.Channel;
import dev.naru.hub.channel.Channels;
import dev.naru.hub.channel.Channels.Choice;
import dev.naru.hub.channel.PgCaller;
import dev.naru.hub.crash.CrashPoint;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.payment.Charges;
import dev.naru.hub.payment.Charges.ChargeContext;
import dev.naru.hub.payment.Charges.NewCharge;
import dev.naru.hub.payment.Payment.Buyer;
import dev.naru.hub.payment.PaymentNumbers;
import dev.naru.pg.spi.CardData;
import dev.naru.pg.spi.ChargeOrder;
import dev.naru.pg.spi.KeysIn;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.Outcome;
import dev.naru.pg.spi.Outcome.KeyIssued;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgError;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Issues keys for card data, and deletes keys. */
final class BillingKeyService implements BillingKeys {

  private static final Logger log = LoggerFactory.getLogger(BillingKeyService.class);
  private static final int MAX_ID_TRIES = 5;

  private final BillingKeyRepository keys;
  private final KeyIssues issues;
  private final PendingSchedules schedules;
  private final Channels channels;
  private final Charges charges;
  private final PaymentNumbers numbers;
  private final KeyInThrottle throttle;
  private final InstantSource time;

  BillingKeyService(
      BillingKeyRepository keys,
      KeyIssues issues,
      PendingSchedules schedules,
      Channels channels,
      Charges charges,
      PaymentNumbers numbers,
      KeyInThrottle throttle,
      InstantSource time) {
    this.keys = keys;
    this.issues = issues;
    this.schedules = schedules;
    this.channels = channels;
    this.charges = charges;
    this.numbers = numbers;
    this.throttle = throttle;
    this.time = time;
  }

  @Override
  public Issue issue(Merchant merchant, NewKey wanted, CardData card, String caller) {
    return issueChecked(merchant, wanted, card, caller, 0);
  }

  @Override
  public Issue issueChecked(
      Merchant merchant, NewKey wanted, CardData card, String caller, long checkingMinor) {
    return switch (throttle.take(merchant.id(), card, caller)) {
      case SharedBrake.Answer.Wait(Duration after) -> new Issue.Throttled(after);
      case SharedBrake.Answer.Go(SharedBrake.Try made) -> {
        try (made) {
          Issue issue = issueChecked(merchant, wanted, card, checkingMinor);
          if (issue instanceof Issue.Refused) {
            made.refused();
          }
          yield issue;
        }
      }
    };
  }

  private Issue issueChecked(Merchant merchant, NewKey wanted, CardData card, long checkingMinor) {
    return switch (ask(merchant, wanted, card)) {
      case Asked.Got got -> {
        Optional<Issue> refused =
            checkingMinor > 0 ? check(merchant, got, checkingMinor) : Optional.empty();
        if (refused.isPresent()) {
          drop(got);
          yield refused.get();
        }
        keep(wanted, got);
        yield new Issue.Issued(
            find(merchant.id(), wanted.customerKey()).orElseGet(() -> kept(wanted, got)));
      }
      case Asked.Not(Issue why) -> why;
    };
  }

  /** A key that the PG has issued and that isn't stored yet, or the reason why there is none. */
  sealed interface Asked {
    record Got(Channel channel, PayMethod method, String pgOrderNumber, KeyIssued issued)
        implements Asked {}

    record Not(Issue why) implements Asked {}
  }

  private Asked ask(Merchant merchant, NewKey wanted, CardData card) {
    return switch (CardChannels.choose(channels.of(merchant.id()), wanted.request())) {
      case Choice.NoChannel() -> new Asked.Not(new Issue.NoApiChannel());
      case Choice.UnknownChannelKey() -> new Asked.Not(new Issue.UnknownChannelKey());
      case Choice.Chosen(Channel channel) -> ask(channel, wanted, card);
    };
  }

  private Asked ask(Channel channel, NewKey wanted, CardData card) {
    String pgOrderNumber = note(channel, wanted.customerKey());
    CrashPoint.ATTEMPT_SAVED.reached();
    var attempt =
        new PersistedAttempt(pgOrderNumber, pgOrderNumber, channel.config(), new Money(0, "KRW"));
    return switch (pgAnswer(channel, attempt, card, order(wanted, pgOrderNumber))) {
      case KeyIssued issued -> new Asked.Got(channel, PayMethod.CARD, pgOrderNumber, issued);
      case Outcome.Declined(PgError error) -> {
        issues.end(channel.merchantId(), pgOrderNumber, "declined", time.instant());
        yield new Asked.Not(new Issue.Refused(error));
      }
      case Outcome.NotSent(String reason) -> {
        log.warn("the issue of {} was not sent: {}", pgOrderNumber, reason);
        issues.end(channel.merchantId(), pgOrderNumber, "not_sent", time.instant());
        yield new Asked.Not(new Issue.NotSent());
      }
      // No money moves here, and a key that the PG may have issued is known to nobody.
      case Outcome other -> {
        log.warn("no readable key for {}: {}", pgOrderNumber, other);
        issues.end(channel.merchantId(), pgOrderNumber, "unknown", time.instant());
        yield new Asked.Not(new Issue.NoAnswer());
      }
    };
  }

  /**
   * Carries out {@code checking_amount}: charges a new key once and refunds the charge before the
   * key is stored (spec/rest-api.md §4.6.3). The charge is on record as a failed payment under an
   * order number of its own.
   *
   * @return the reason why the key must not be stored; empty when it may be
   */
  private Optional<Issue> check(Merchant merchant, Asked.Got got, long amountMinor) {
    if (!BillingKeyCharges.canCharge(got.channel(), got.method())) {
      return Optional.of(new Issue.NoApiChannel());
    }
    var order =
        new ApiOrder(
            "check_" + got.pgOrderNumber(),
            Money.krw(amountMinor),
            "카드 확인",
            Buyer.NOBODY,
            null,
            null,
            0,
            null,
            List.of());
    NewCharge charge =
        order.charge(
            merchant,
            new ChargeSource(got.channel(), got.method(), null, Buyer.NOBODY, null),
            ChargeContext.WITHOUT_KEY);
    return switch (charges.check(charge, got.issued().key())) {
      case Charges.Recorded.Paid _ -> Optional.empty();
      case Charges.Recorded.Declined declined -> Optional.of(new Issue.Refused(declined.error()));
      case Charges.Recorded.NotSent _ -> Optional.of(new Issue.NotSent());
      default -> Optional.of(new Issue.NoAnswer());
    };
  }

  /** Stores the key; it replaces the customer's present key. */
  private void keep(NewKey wanted, Asked.Got got) {
    CrashPoint.BEFORE_COMMIT.reached();
    issues.keep(
        got.channel(), wanted, got.method(), got.pgOrderNumber(), got.issued(), time.instant());
    CrashPoint.AFTER_COMMIT.reached();
  }

  /** The stored key; if another call has deleted it since, the key as it was stored. */
  private BillingKey kept(NewKey wanted, Asked.Got got) {
    Channel channel = got.channel();
    return new BillingKey(
        channel.merchantId(),
        wanted.customerKey(),
        channel.id(),
        channel.provider(),
        channel.config().mid(),
        channel.isTest(),
        got.method(),
        got.issued().card(),
        wanted.customerId(),
        wanted.holder(),
        got.pgOrderNumber(),
        time.instant(),
        time.instant(),
        true);
  }

  /** Ends the issue of a key that must not be stored. */
  private void drop(Asked.Got got) {
    issues.end(got.channel().merchantId(), got.pgOrderNumber(), "not_kept", time.instant());
  }

  private String note(Channel channel, String customerKey) {
    for (int tries = 0; tries < MAX_ID_TRIES; tries++) {
      String pgOrderNumber = numbers.next("keys_");
      if (issues.note(channel, customerKey, pgOrderNumber, time.instant())) {
        return pgOrderNumber;
      }
    }
    throw new IllegalStateException("no free order number in " + MAX_ID_TRIES + " tries");
  }

  private static Outcome pgAnswer(
      Channel channel, PersistedAttempt attempt, CardData card, ChargeOrder order) {
    var pg = channel.pg(KeysIn.class);
    try {
      return PgCaller.ofMerchant(channel.merchantId(), () -> pg.issueKey(attempt, card, order));
    } catch (RuntimeException bug) {
      log.error("the connector failed while issuing {}", attempt.pgOrderNumber(), bug);
      return new Outcome.Unknown("the connector failed");
    }
  }

  private static ChargeOrder order(NewKey wanted, String pgOrderNumber) {
    Buyer holder = wanted.holder();
    return new ChargeOrder(pgOrderNumber, "정기결제 카드 등록", ApiOrder.told(holder, true), 0, null, null);
  }

  @Override
  public Optional<BillingKey> find(long merchantId, String customerKey) {
    return keys.find(merchantId, customerKey).map(found -> found.own().told());
  }

  @Override
  public List<BillingKey> findAll(long merchantId, List<String> customerKeys) {
    return keys.findAll(merchantId, customerKeys);
  }

  @Override
  public boolean eraseHolder(long merchantId, String customerKey) {
    return keys.eraseHolder(merchantId, customerKey) || find(merchantId, customerKey).isPresent();
  }

  @Override
  public Deletion delete(Merchant merchant, String customerKey) {
    Optional<BillingKey> key = find(merchant.id(), customerKey);
    if (key.isEmpty()) {
      return new Deletion.Unknown();
    }
    switch (merchant.settings().get(Setting.BILLING_DELETE_WITH_PENDING_SCHEDULES)) {
      case "reject" -> {
        if (schedules.exist(merchant.id(), customerKey)) {
          return new Deletion.HasPendingSchedules();
        }
      }
      case "revoke_schedules" -> schedules.revoke(merchant.id(), customerKey);
      default -> {
        // Pending schedules stay, and fail when they fall due (spec/rest-api.md §4.4.4).
      }
    }
    return keys.delete(merchant.id(), customerKey)
        ? new Deletion.Deleted(key.get())
        : new Deletion.Unknown();
  }
}
