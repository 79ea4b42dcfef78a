package dev.naru.hub.billing;

import dev.naru.hub.billing.BillingKeyCharges.Judge;
import dev.naru.hub.billing.BillingKeyRepository.StoredKey;
import dev.naru.hub.billing.BillingKeyService.Asked;
import dev.naru.hub.billing.BillingKeys.Issue;
import dev.naru.hub.billing.BillingKeys.NewKey;
import dev.naru.hub.billing.ChargePlan.ChargeContext;
import dev.naru.hub.billing.RepeatRule.Verdict;
import dev.naru.hub.billing.ScheduleRows.Entered;
import dev.naru.hub.channel.Channel;
import dev.naru.hub.channel.Channels;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.payment.PaymentState;
import dev.naru.pg.spi.CardData;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Enters, changes and looks up schedules; {@link ScheduleRunner} executes them. */
final class ScheduleService implements Schedules {

  private final ScheduleRows rows;
  private final BillingKeyRepository keys;
  private final BillingKeyService keyDesk;
  private final BillingKeyCharges charges;
  private final CardCheck check;
  private final Channels channels;
  private final InstantSource time;

  ScheduleService(
      ScheduleRows rows,
      BillingKeyRepository keys,
      BillingKeyService keyDesk,
      BillingKeyCharges charges,
      CardCheck check,
      Channels channels,
      InstantSource time) {
    this.rows = rows;
    this.keys = keys;
    this.keyDesk = keyDesk;
    this.charges = charges;
    this.check = check;
    this.channels = channels;
    this.time = time;
  }

  @Override
  public Answer schedule(Merchant merchant, NewSchedules wanted) {
    Optional<Answer> refusal = refusal(wanted.items());
    if (refusal.isPresent()) {
      return refusal.get();
    }
    String customerKey = wanted.key().customerKey();
    Optional<StoredKey> key = keys.find(merchant.id(), customerKey);
    if (key.isEmpty()) {
      CardData card = wanted.card();
      Answer noKey = card == null ? new Answer.UnknownCustomer() : issue(merchant, wanted, card);
      if (noKey != null) {
        return noKey;
      }
      key = keys.find(merchant.id(), customerKey);
    }
    return key.isPresent() ? schedule(merchant, wanted, key.get()) : new Answer.UnknownCustomer();
  }

  /** What needs no key to be seen. */
  private Optional<Answer> refusal(List<Item> items) {
    Instant now = time.instant();
    Set<String> orders = new HashSet<>();
    for (Item item : items) {
      if (!item.at().isAfter(now)) {
        return Optional.of(new Answer.InThePast(item.order().orderNumber()));
      }
      if (!orders.add(item.order().orderNumber())) {
        return Optional.of(new Answer.OrderTaken(item.order().orderNumber()));
      }
    }
    return Optional.empty();
  }

  /** Null when there is a key now. */
  private @Nullable Answer issue(Merchant merchant, NewSchedules wanted, CardData card) {
    return switch (keyDesk.ask(merchant, wanted.key(), card, wanted.caller())) {
      case Asked.Not(Issue why) -> told(why);
      case Asked.Got got -> {
        Optional<Answer> refused =
            wanted.checkingMinor() > 0
                ? check.refusal(merchant, got, wanted.checkingMinor())
                : Optional.empty();
        if (refused.isEmpty()) {
          keyDesk.keep(wanted.key(), got);
        } else {
          keyDesk.drop(got);
        }
        if (refused.filter(Answer.CardRefused.class::isInstance).isPresent()) {
          keyDesk.noteRefusal(merchant, card, wanted.caller());
        }
        yield refused.orElse(null);
      }
    };
  }

  private static Answer told(Issue why) {
    return switch (why) {
      case Issue.Refused(var error) -> new Answer.CardRefused(error);
      case Issue.NotSent() -> new Answer.NotSent();
      case Issue.NoAnswer() -> new Answer.NoAnswer();
      case Issue.NoApiChannel() -> new Answer.NoApiChannel();
      case Issue.UnknownChannelKey() -> new Answer.UnknownChannelKey();
      case Issue.Throttled() -> new Answer.Throttled();
      case Issue.Issued _ -> throw new IllegalStateException("asked, not issued");
    };
  }

  private Answer schedule(Merchant merchant, NewSchedules wanted, StoredKey key) {
    Optional<Channel> channel = channels.byId(merchant.id(), key.told().channelId());
    if (channel.isEmpty()) {
      return new Answer.NoApiChannel();
    }
    Optional<Answer> refusal = refusal(merchant, channel.get(), key.told(), wanted.items());
    if (refusal.isPresent()) {
      return refusal.get();
    }
    NewKey said = wanted.key();
    String customerId = said.customerId() == null ? key.told().customerId() : said.customerId();
    Entered entered =
        rows.enter(
            merchant.id(),
            said.customerKey(),
            customerId,
            merchant.settings().is(Setting.COMPAT_ALLOW_REUSE_AFTER_FULL_CANCEL),
            wanted.items(),
            time.instant());
    return switch (entered) {
      case Entered.All(var schedules) -> new Answer.Scheduled(schedules);
      case Entered.Taken(String orderNumber) -> new Answer.OrderTaken(orderNumber);
      case Entered.NoKey() -> new Answer.UnknownCustomer();
    };
  }

  /** What the key's PG would refuse at its time is refused now (spec/pg-rules.md §5). */
  private Optional<Answer> refusal(
      Merchant merchant, Channel channel, BillingKey key, List<Item> items) {
    Judge judge = charges.judge(merchant, channel, key);
    Set<YearMonth> months = new HashSet<>();
    for (Item item : items) {
      Optional<String> nameMissing = ChargePlan.nameMissing(merchant, channel, item.order());
      if (nameMissing.isPresent()) {
        return Optional.of(new Answer.NameMissing(nameMissing.get()));
      }
      Verdict verdict = judge.of(item.order(), item.at());
      if (verdict instanceof Verdict.Against(String text)) {
        return Optional.of(new Answer.Refused(text));
      }
      YearMonth month = ((Verdict.Allowed) verdict).month();
      if (month != null && !months.add(month)) {
        return Optional.of(new Answer.Refused(RepeatRule.twiceIn(month)));
      }
    }
    return Optional.empty();
  }

  @Override
  public List<Schedule> unschedule(
      long merchantId, @Nullable String customerKey, List<String> orderNumbers) {
    if (customerKey == null && orderNumbers.isEmpty()) {
      throw new IllegalArgumentException("neither a customer nor an order");
    }
    return rows.revoke(merchantId, customerKey, orderNumbers, time.instant());
  }

  @Override
  public Optional<Schedule> find(long merchantId, String orderNumber) {
    return rows.latest(merchantId, orderNumber).map(Due::schedule);
  }

  @Override
  public Page list(long merchantId, Query query) {
    return rows.list(merchantId, query);
  }

  @Override
  public Change move(Merchant merchant, String orderNumber, Instant at) {
    return change(
        merchant,
        orderNumber,
        at,
        due -> due.schedule().status() == Schedule.Status.SCHEDULED,
        due ->
            rows.move(merchant.id(), due.schedule().id(), at)
                ? Optional.of(due.schedule().id())
                : Optional.empty());
  }

  @Override
  public Change reschedule(Merchant merchant, String orderNumber, Instant at) {
    return change(
        merchant,
        orderNumber,
        at,
        ScheduleService::mayRunAgain,
        due -> rows.enterAgain(merchant.id(), due.schedule().id(), at, time.instant()));
  }

  private interface Test {
    boolean of(Due due);
  }

  private interface Action {
    Optional<Long> on(Due due);
  }

  private Change change(
      Merchant merchant, String orderNumber, Instant at, Test possible, Action action) {
    Optional<Due> found = rows.latest(merchant.id(), orderNumber);
    if (found.isEmpty()) {
      return new Change.Unknown();
    }
    Due due = found.get();
    if (!possible.of(due)) {
      return new Change.NotPossible(due.schedule());
    }
    if (!at.isAfter(time.instant())) {
      return new Change.InThePast();
    }
    if (against(merchant, due, at) instanceof Verdict.Against(String text)) {
      return new Change.Refused(text);
    }
    return action
        .on(due)
        .<Change>map(id -> new Change.Changed(rows.byIds(merchant.id(), List.of(id)).getFirst()))
        .orElseGet(() -> new Change.NotPossible(due.schedule()));
  }

  private Verdict against(Merchant merchant, Due due, Instant at) {
    StoredKey key = due.key();
    Optional<Channel> channel = channels.byId(merchant.id(), due.channelId());
    return key == null || channel.isEmpty()
        ? new Verdict.Allowed(null) // it fails at its time
        : charges.judge(merchant, channel.get(), key.told()).of(due.order(), at);
  }

  /** Failed, or revoked: not what is pending, under way, or paid. */
  private static boolean mayRunAgain(Due due) {
    Schedule schedule = due.schedule();
    return switch (schedule.status()) {
      case SCHEDULED -> false;
      case EXECUTED -> schedule.paymentState() == PaymentState.FAILED;
      case REVOKED -> true;
    };
  }

  @Override
  public Retry retry(Merchant merchant, String orderNumber) {
    Optional<Due> found = rows.latest(merchant.id(), orderNumber);
    if (found.isEmpty()) {
      return new Retry.Unknown();
    }
    Due due = found.get();
    StoredKey key = due.key();
    if (key == null) {
      return new Retry.Unknown();
    }
    if (!mayRunAgain(due)) {
      return new Retry.NotPossible(due.schedule());
    }
    Optional<Channel> channel = channels.byId(merchant.id(), key.told().channelId());
    return new Retry.Tried(
        channel.isEmpty()
            ? new KeyCharges.Answer.NoApiChannel()
            : charges.byKey(
                merchant, channel.get(), key, due.order(), ChargeContext.SCHEDULED, due.retries()));
  }
}
