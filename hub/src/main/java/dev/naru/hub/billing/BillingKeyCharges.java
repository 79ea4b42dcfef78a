package dev.naru.hub.billing;

import dev.naru.hub.billing.ApiOrder.ChargeSource;
import dev.naru.hub.billing.BillingKeyRepository.CustomersKeys;
import dev.naru.hub.billing.BillingKeyRepository.KeysAndChannel;
import dev.naru.hub.billing.BillingKeyRepository.StoredKey;
import dev.naru.hub.billing.RepeatRule.Past;
import dev.naru.hub.billing.RepeatRule.Verdict;
import dev.naru.hub.brake.SharedBrake;
import dev.naru.hub.channel.CardChannels;
import dev.naru.hub.channel.Channel;
import dev.naru.hub.channel.Channels;
import dev.naru.hub.channel.Channels.ChannelRequest;
import dev.naru.hub.channel.Channels.Choice;
import dev.naru.hub.channel.PgRules;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.payment.Charges;
import dev.naru.hub.payment.Charges.ChargeContext;
import dev.naru.hub.payment.Charges.KeyToCharge;
import dev.naru.hub.payment.Charges.NewCharge;
import dev.naru.hub.payment.Charges.Precondition;
import dev.naru.hub.payment.Payment.Buyer;
import dev.naru.pg.spi.Capabilities.Operation;
import dev.naru.pg.spi.CardData;
import dev.naru.pg.spi.ChargesBillingKey;
import dev.naru.pg.spi.PayMethod;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes charges by key and by card: finds the key and the channel, and checks the rules before. */
final class BillingKeyCharges implements KeyCharges, ScheduledCharges {

  private static final String TAKEN_MEANWHILE = "같은 빌링키의 다른 결제가 진행 중입니다.";

  /** How many unproved keys of a customer are tried in one charge. */
  private static final int MOST_UNPROVED = 3;

  private static final String NO_KEY = "등록된 빌링키가 없어 결제하지 못했습니다.";
  private static final String NO_CHANNEL = "결제할 수 있는 채널이 없어 결제하지 못했습니다.";
  private static final String TAKEN = "이미 주문이 이루어진 건입니다";

  private final BillingKeyRepository keys;
  private final Channels channels;
  private final Charges charges;
  private final KeyInThrottle throttle;
  private final InstantSource time;

  BillingKeyCharges(
      BillingKeyRepository keys,
      Channels channels,
      Charges charges,
      KeyInThrottle throttle,
      InstantSource time) {
    this.keys = keys;
    this.channels = channels;
    this.charges = charges;
    this.throttle = throttle;
    this.time = time;
  }

  @Override
  public Answer again(Merchant merchant, String customerKey, ApiOrder order) {
    return now(merchant, customerKey, order, ChargeContext.CALL);
  }

  @Override
  public Answer retry(Merchant merchant, String customerKey, ApiOrder order, Precondition once) {
    return now(merchant, customerKey, order, ChargeContext.retry(once));
  }

  private Answer now(Merchant merchant, String customerKey, ApiOrder order, ChargeContext context) {
    Optional<KeysAndChannel> found = keys.findWithChannel(merchant.id(), customerKey);
    if (found.isEmpty()) {
      return new Answer.UnknownCustomer();
    }
    CustomersKeys owned = found.get().keys();
    Optional<Channel> channel = found.get().channel();
    if (channel.isEmpty() || !canCharge(channel.get(), owned.own().told().method())) {
      return new Answer.NoApiChannel();
    }
    Optional<String> nameMissing = order.nameMissing(merchant, channel.get());
    return nameMissing.isPresent()
        ? new Answer.NameMissing(nameMissing.get())
        : byKey(merchant, channel.get(), owned, order, context, refusal -> refusal);
  }

  /**
   * @param refused handles a charge that a rule or the taken order refuses
   */
  private Answer byKey(
      Merchant merchant,
      Channel channel,
      CustomersKeys owned,
      ApiOrder order,
      ChargeContext context,
      UnaryOperator<Answer> refused) {
    StoredKey key = owned.own();
    return switch (judge(merchant, channel, key.told()).of(order, time.instant())) {
      case Verdict.Against(String text) -> refused.apply(new Answer.Refused(text));
      case Verdict.Allowed allowed -> {
        NewCharge charge =
            order.charge(
                merchant, source(channel, key), context.inMonth(slot(key.told(), allowed)));
        Charges.Result result = charges.byKey(charge, toCharge(owned));
        Answer answer = answer(result);
        yield result instanceof Charges.Result.OrderTaken || answer instanceof Answer.Refused
            ? refused.apply(answer)
            : answer;
      }
    };
  }

  /**
   * The keys to charge. An unproved key comes first, so that a customer's new card is used. If it
   * is declined, the customer's earlier key is charged, so that an invented key does no harm.
   */
  private List<KeyToCharge> toCharge(CustomersKeys owned) {
    StoredKey own = owned.own();
    List<StoredKey> unproved =
        owned.unproved().stream()
            .filter(key -> key.told().channelId() == own.told().channelId())
            .filter(key -> key.told().method().equals(own.told().method()))
            .limit(MOST_UNPROVED)
            .toList();
    return own.told().proved()
        ? Stream.concat(
                unproved.stream().map(key -> toProve(key, () -> keys.noteDecline(key))),
                Stream.of(new KeyToCharge(keys.open(own))))
            .toList()
        // The customer's only key isn't deleted because a charge was declined.
        : Stream.concat(Stream.of(own), unproved.stream())
            .map(key -> toProve(key, () -> {}))
            .toList();
  }

  private KeyToCharge toProve(StoredKey key, Runnable declined) {
    return new KeyToCharge(keys.open(key), () -> keys.prove(key, time.instant()), declined);
  }

  /** Whether the PG charges billing keys of this method. */
  static boolean canCharge(Channel channel, PayMethod method) {
    return channel.able(ChargesBillingKey.class, method, Operation.KEY_CHARGE).isPresent();
  }

  @Override
  public Due due(Merchant merchant, Collection<String> customerKeys) {
    Map<String, CustomersKeys> known = keys.findStored(merchant.id(), customerKeys);
    Map<Long, Optional<Channel>> channelsById = new ConcurrentHashMap<>();
    return charge -> {
      CustomersKeys key = known.get(charge.customerKey());
      return channelsById
          .computeIfAbsent(
              key == null ? charge.channelId() : key.own().told().channelId(),
              id -> channels.byId(merchant.id(), id))
          .map(channel -> execute(merchant, channel, key, charge))
          .orElseGet(Answer.NoApiChannel::new);
    };
  }

  private Answer execute(
      Merchant merchant, Channel channel, @Nullable CustomersKeys key, DueCharge charge) {
    ChargeContext context = ChargeContext.scheduled(charge.once());
    if (key == null) {
      ChargeSource gone =
          new ChargeSource(channel, charge.method(), charge.customerKey(), Buyer.NOBODY, null);
      return enterRefused(charge.order().charge(merchant, gone, context), NO_KEY);
    }
    NewCharge planned = charge.order().charge(merchant, source(channel, key.own()), context);
    return canCharge(channel, key.own().told().method())
        ? byKey(
            merchant,
            channel,
            key,
            charge.order(),
            context,
            refusal ->
                enterRefused(
                    planned, refusal instanceof Answer.Refused(String text) ? text : TAKEN))
        : enterRefused(planned, NO_CHANNEL);
  }

  /** Enters a failed payment, so that the merchant gets a webhook. */
  private Answer enterRefused(NewCharge charge, String reason) {
    return answer(charges.refuse(charge, reason));
  }

  @Override
  public Optional<Terms> termsOf(Merchant merchant, BillingKey key) {
    return channels
        .byId(merchant.id(), key.channelId())
        .map(channel -> new KeyTerms(merchant, channel, key));
  }

  private final class KeyTerms implements Terms {
    private final Merchant merchant;
    private final Channel channel;
    private final BillingKey key;

    private KeyTerms(Merchant merchant, Channel channel, BillingKey key) {
      this.merchant = merchant;
      this.channel = channel;
      this.key = key;
    }

    @Override
    public Optional<String> nameMissing(ApiOrder order) {
      return order.nameMissing(merchant, channel);
    }

    @Override
    public Optional<String> against(List<Planned> planned) {
      Judge judge = judge(merchant, channel, key);
      Set<YearMonth> months = new HashSet<>();
      for (Planned charge : planned) {
        switch (judge.of(charge.order(), charge.at())) {
          case Verdict.Against(String text) -> {
            return Optional.of(text);
          }
          case Verdict.Allowed(YearMonth month) -> {
            if (month != null && !months.add(month)) {
              return Optional.of(RepeatRule.twiceIn(month));
            }
          }
        }
      }
      return Optional.empty();
    }
  }

  private static ChargeSource source(Channel channel, StoredKey key) {
    BillingKey told = key.told();
    return new ChargeSource(
        channel, told.method(), told.customerKey(), told.holder(), key.issuedFor());
  }

  /** Judges charges of one key by the PG's monthly rule. */
  private interface Judge {
    Verdict of(ApiOrder order, Instant at);
  }

  /** Reads the key's charges once, for the rule; allows everything if the PG has no such rule. */
  private Judge judge(Merchant merchant, Channel channel, BillingKey key) {
    Optional<RepeatRule> rule = RepeatRule.of(new PgRules(merchant, channel), key.method());
    if (rule.isEmpty()) {
      return (_, _) -> new Verdict.Allowed(null);
    }
    List<Past> past = keys.chargesOf(key);
    return (order, at) -> rule.get().judge(key.customerKey(), past, order.amount(), at);
  }

  /**
   * The key and month for which a charge counts; null for none. A key that is issued again counts
   * as a new one.
   */
  private static @Nullable String slot(BillingKey key, Verdict.Allowed allowed) {
    return allowed.month() == null ? null : key.issuedBy() + "/" + allowed.month();
  }

  @Override
  public Answer onetime(
      Merchant merchant,
      ChannelRequest request,
      @Nullable String customerKey,
      CardData card,
      ApiOrder order,
      String caller) {
    return switch (throttle.take(merchant.id(), card, caller)) {
      case SharedBrake.Answer.Wait(Duration after) -> new Answer.Throttled(after);
      case SharedBrake.Answer.Go(SharedBrake.Try made) -> {
        try (made) {
          Answer answer = onetime(merchant, request, customerKey, card, order);
          if (answer instanceof Answer.Made(Charges.Recorded.Declined _)) {
            made.refused();
          }
          yield answer;
        }
      }
    };
  }

  private Answer onetime(
      Merchant merchant,
      ChannelRequest request,
      @Nullable String customerKey,
      CardData card,
      ApiOrder order) {
    return switch (CardChannels.choose(channels.of(merchant.id()), request)) {
      case Choice.NoChannel() -> new Answer.NoApiChannel();
      case Choice.UnknownChannelKey() -> new Answer.UnknownChannelKey();
      case Choice.Chosen(Channel channel) -> onetime(merchant, channel, customerKey, card, order);
    };
  }

  private Answer onetime(
      Merchant merchant,
      Channel channel,
      @Nullable String customerKey,
      CardData card,
      ApiOrder order) {
    Optional<String> nameMissing = order.nameMissing(merchant, channel);
    if (nameMissing.isPresent()) {
      return new Answer.NameMissing(nameMissing.get());
    }
    NewCharge charge =
        order.charge(
            merchant,
            new ChargeSource(channel, PayMethod.CARD, customerKey, Buyer.NOBODY, null),
            customerKey == null ? ChargeContext.WITHOUT_KEY : ChargeContext.CALL);
    if (customerKey == null) {
      return answer(charges.byCard(charge, card));
    }
    return canCharge(channel, PayMethod.CARD)
        ? answer(charges.byCardForKey(charge, card))
        : new Answer.NoApiChannel();
  }

  private static Answer answer(Charges.Result result) {
    return switch (result) {
      case Charges.Recorded made -> new Answer.Made(made);
      case Charges.Result.OrderTaken(), Charges.Result.PreconditionFailed() ->
          new Answer.OrderTaken();
      case Charges.Result.SlotTaken() -> new Answer.Refused(TAKEN_MEANWHILE);
    };
  }
}
