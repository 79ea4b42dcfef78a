package dev.naru.hub.billing;

import dev.naru.hub.billing.BillingKeyRepository.StoredKey;
import dev.naru.hub.billing.ChargePlan.ChargeContext;
import dev.naru.hub.billing.ChargePlan.ChargeSource;
import dev.naru.hub.billing.KeyInThrottle.Try;
import dev.naru.hub.billing.RepeatRule.Past;
import dev.naru.hub.billing.RepeatRule.Verdict;
import dev.naru.hub.channel.CardChannels;
import dev.naru.hub.channel.Channel;
import dev.naru.hub.channel.Channels;
import dev.naru.hub.channel.Channels.ChannelRequest;
import dev.naru.hub.channel.Channels.Choice;
import dev.naru.hub.channel.PgRules;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.payment.Charges;
import dev.naru.hub.payment.Payment.Buyer;
import dev.naru.hub.payment.Precondition;
import dev.naru.pg.spi.Capabilities.Operation;
import dev.naru.pg.spi.CardData;
import dev.naru.pg.spi.ChargesBillingKey;
import dev.naru.pg.spi.PayMethod;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Charges by key and by card: finds the key and the channel, and asks the rules first. */
final class BillingKeyCharges implements KeyCharges {

  private static final Logger log = LoggerFactory.getLogger(BillingKeyCharges.class);
  private static final Buyer NOBODY = new Buyer(null, null, null, null, null);
  static final String TAKEN_MEANWHILE = "같은 빌링키의 다른 결제가 진행 중입니다.";

  private final BillingKeyRepository keys;
  private final KeyHistory history;
  private final Channels channels;
  private final Charges charges;
  private final KeyInThrottle throttle;
  private final InstantSource time;

  BillingKeyCharges(
      BillingKeyRepository keys,
      KeyHistory history,
      Channels channels,
      Charges charges,
      KeyInThrottle throttle,
      InstantSource time) {
    this.keys = keys;
    this.history = history;
    this.channels = channels;
    this.charges = charges;
    this.throttle = throttle;
    this.time = time;
  }

  @Override
  public Answer again(Merchant merchant, String customerKey, ApiOrder order) {
    Optional<StoredKey> key = keys.find(merchant.id(), customerKey);
    if (key.isEmpty()) {
      return new Answer.UnknownCustomer();
    }
    Optional<Channel> channel = channels.byId(merchant.id(), key.get().told().channelId());
    return channel.isPresent()
        ? byKey(merchant, channel.get(), key.get(), order, ChargeContext.PAYMENT, null)
        : new Answer.NoApiChannel();
  }

  /**
   * @param gate what must happen for the charge to begin; null for nothing
   */
  Answer byKey(
      Merchant merchant,
      Channel channel,
      StoredKey key,
      ApiOrder order,
      String usage,
      @Nullable Precondition gate) {
    if (!canCharge(channel, key.told().method())) {
      return new Answer.NoApiChannel();
    }
    Optional<String> nameMissing = ChargePlan.nameMissing(merchant, channel, order);
    if (nameMissing.isPresent()) {
      return new Answer.NameMissing(nameMissing.get());
    }
    return switch (judge(merchant, channel, key.told()).of(order, time.instant())) {
      case Verdict.Against(String text) -> new Answer.Refused(text);
      case Verdict.Allowed allowed -> {
        ChargePlan plan =
            ChargePlan.of(
                merchant,
                means(channel, key),
                order,
                new ChargeContext(usage, false, slot(key.told(), allowed), gate));
        yield answer(charges.byKey(plan.charge(), plan.order(), keys.open(key)));
      }
    };
  }

  /** Whether the PG charges billing keys of this method. */
  static boolean canCharge(Channel channel, PayMethod method) {
    return channel.able(ChargesBillingKey.class, method, Operation.KEY_CHARGE).isPresent();
  }

  static ChargeSource means(Channel channel, StoredKey key) {
    BillingKey told = key.told();
    return new ChargeSource(
        channel, told.method(), told.customerKey(), told.holder(), key.issuedFor());
  }

  /** What the PG's monthly rule says of charges of one key. */
  interface Judge {
    Verdict of(ApiOrder order, Instant at);
  }

  /** Reads what the key was charged with, once; allows everything where the PG has no such rule. */
  Judge judge(Merchant merchant, Channel channel, BillingKey key) {
    Optional<RepeatRule> rule = RepeatRule.of(new PgRules(merchant, channel), key.method());
    if (rule.isEmpty()) {
      return (_, _) -> new Verdict.Allowed(null);
    }
    List<Past> past = history.of(key);
    return (order, at) -> rule.get().judge(key.customerKey(), past, order.amount(), at);
  }

  /** A key that is issued anew begins anew. */
  static @Nullable String slot(BillingKey key, Verdict.Allowed allowed) {
    return allowed.month() == null ? null : key.issuedBy() + "/" + allowed.month();
  }

  @Override
  public Answer onetime(
      Merchant merchant,
      ChannelRequest wish,
      @Nullable String customerKey,
      CardData card,
      ApiOrder order,
      String caller) {
    Try tried = throttle.of(merchant.id(), card, caller);
    if (!throttle.allows(tried)) {
      log.warn("too many refused cards: {}", tried.merchant());
      return new Answer.Throttled();
    }
    return switch (CardChannels.choose(channels.of(merchant.id()), wish)) {
      case Choice.NoChannel() -> new Answer.NoApiChannel();
      case Choice.UnknownChannelKey() -> new Answer.UnknownChannelKey();
      case Choice.Chosen(Channel channel) -> {
        Answer answer = onetime(merchant, channel, customerKey, card, order);
        if (answer instanceof Answer.Declined) {
          throttle.refused(tried);
        }
        yield answer;
      }
    };
  }

  private Answer onetime(
      Merchant merchant,
      Channel channel,
      @Nullable String customerKey,
      CardData card,
      ApiOrder order) {
    Optional<String> nameMissing = ChargePlan.nameMissing(merchant, channel, order);
    if (nameMissing.isPresent()) {
      return new Answer.NameMissing(nameMissing.get());
    }
    ChargePlan plan =
        ChargePlan.of(
            merchant,
            new ChargeSource(channel, PayMethod.CARD, customerKey, NOBODY, null),
            order,
            ChargeContext.call(customerKey == null ? null : ChargeContext.PAYMENT, null));
    if (customerKey == null) {
      return answer(charges.byCard(plan.charge(), plan.order(), card));
    }
    return canCharge(channel, PayMethod.CARD)
        ? answer(charges.byCardForKey(plan.charge(), plan.order(), card))
        : new Answer.NoApiChannel();
  }

  private static Answer answer(Charges.Result result) {
    return switch (result) {
      case Charges.Result.Paid(String paymentNumber) -> new Answer.Charged(paymentNumber);
      case Charges.Result.Declined declined ->
          new Answer.Declined(declined.paymentNumber(), declined.error(), declined.beforeCharge());
      case Charges.Result.Unresolved(String paymentNumber) -> new Answer.Unresolved(paymentNumber);
      case Charges.Result.OrderTaken(), Charges.Result.GateShut() -> new Answer.OrderTaken();
      case Charges.Result.SlotTaken() -> new Answer.Refused(TAKEN_MEANWHILE);
    };
  }
}
