package dev.naru.hub.schedule;

import dev.naru.hub.billing.BillingKey;
import dev.naru.hub.billing.BillingKeys;
import dev.naru.hub.billing.BillingKeys.Issue;
import dev.naru.hub.billing.KeyCharges;
import dev.naru.hub.billing.ScheduledCharges;
import dev.naru.hub.billing.ScheduledCharges.Planned;
import dev.naru.hub.billing.ScheduledCharges.Terms;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.schedule.ScheduleRepository.Entered;
import dev.naru.pg.spi.CardData;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Enters, changes and looks up schedules; {@link ExecuteSchedules} executes them. */
final class ScheduleService implements Schedules {

  private final ScheduleRepository repository;
  private final BillingKeys keys;
  private final ScheduledCharges charges;
  private final InstantSource time;

  ScheduleService(
      ScheduleRepository repository,
      BillingKeys keys,
      ScheduledCharges charges,
      InstantSource time) {
    this.repository = repository;
    this.keys = keys;
    this.charges = charges;
    this.time = time;
  }

  @Override
  public Answer schedule(Merchant merchant, NewSchedules wanted) {
    Optional<Answer> refusal = refusal(wanted.items());
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Optional<BillingKey> key = keys.find(merchant.id(), wanted.key().customerKey());
    if (key.isPresent()) {
      return schedule(merchant, wanted, key.get());
    }
    CardData card = wanted.card();
    if (card == null) {
      return new Answer.UnknownCustomer();
    }
    return switch (keys.issueChecked(
        merchant, wanted.key(), card, wanted.caller(), wanted.checkingMinor())) {
      case Issue.Issued(BillingKey issued) -> schedule(merchant, wanted, issued);
      case Issue.Refused(var error) -> new Answer.CardRefused(error);
      case Issue.NotSent() -> new Answer.NotSent();
      case Issue.NoAnswer() -> new Answer.NoAnswer();
      case Issue.NoApiChannel() -> new Answer.NoApiChannel();
      case Issue.UnknownChannelKey() -> new Answer.UnknownChannelKey();
      case Issue.Throttled(var retryAfter) -> new Answer.Throttled(retryAfter);
    };
  }

  /** The refusal that needs no look at the key; empty if there is none. */
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

  private Answer schedule(Merchant merchant, NewSchedules wanted, BillingKey key) {
    Optional<Terms> terms = charges.termsOf(merchant, key);
    if (terms.isEmpty()) {
      return new Answer.NoApiChannel();
    }
    Optional<Answer> refusal = refusal(terms.get(), wanted.items());
    if (refusal.isPresent()) {
      return refusal.get();
    }
    String customerId = wanted.key().customerId();
    Entered entered =
        repository.enter(
            key,
            customerId == null ? key.customerId() : customerId,
            merchant.settings().is(Setting.COMPAT_ALLOW_REUSE_AFTER_FULL_CANCEL),
            wanted.items());
    return switch (entered) {
      case Entered.All(var schedules) -> new Answer.Scheduled(schedules);
      case Entered.Taken(String orderNumber) -> new Answer.OrderTaken(orderNumber);
    };
  }

  /**
   * Refuses now what the key's PG would refuse when the schedule falls due (spec/pg-rules.md §5).
   */
  private static Optional<Answer> refusal(Terms terms, List<Item> items) {
    for (Item item : items) {
      Optional<String> nameMissing = terms.nameMissing(item.order());
      if (nameMissing.isPresent()) {
        return nameMissing.map(Answer.NameMissing::new);
      }
    }
    return terms
        .against(items.stream().map(item -> new Planned(item.order(), item.at())).toList())
        .map(Answer.Refused::new);
  }

  @Override
  public List<Schedule> unschedule(
      long merchantId, @Nullable String customerKey, List<String> orderNumbers) {
    if (customerKey == null && orderNumbers.isEmpty()) {
      throw new IllegalArgumentException("neither a customer nor an order");
    }
    return repository.revoke(merchantId, customerKey, orderNumbers);
  }

  @Override
  public Optional<Schedule> find(long merchantId, String orderNumber) {
    return repository.latest(merchantId, orderNumber).map(StoredSchedule::schedule);
  }

  @Override
  public Page list(long merchantId, Query query) {
    return repository.list(merchantId, query);
  }

  @Override
  public Change move(Merchant merchant, String orderNumber, Instant at) {
    return change(
        merchant,
        orderNumber,
        at,
        schedule -> schedule.status() == Schedule.Status.SCHEDULED,
        schedule -> repository.move(merchant.id(), schedule.id(), at));
  }

  @Override
  public Change reschedule(Merchant merchant, String orderNumber, Instant at) {
    return change(
        merchant,
        orderNumber,
        at,
        ScheduleService::mayRunAgain,
        schedule -> repository.enterAgain(merchant.id(), schedule.id(), at));
  }

  private Change change(
      Merchant merchant,
      String orderNumber,
      Instant at,
      Predicate<Schedule> possible,
      Function<Schedule, Optional<Schedule>> action) {
    Optional<StoredSchedule> found = repository.latest(merchant.id(), orderNumber);
    if (found.isEmpty()) {
      return new Change.Unknown();
    }
    Schedule schedule = found.get().schedule();
    if (!possible.test(schedule)) {
      return new Change.NotPossible(schedule);
    }
    if (!at.isAfter(time.instant())) {
      return new Change.InThePast();
    }
    Optional<String> against = against(merchant, found.get(), at);
    if (against.isPresent()) {
      return new Change.Refused(against.get());
    }
    return action
        .apply(schedule)
        .<Change>map(Change.Changed::new)
        .orElseGet(() -> new Change.NotPossible(schedule));
  }

  /**
   * The reason why the PG's rules forbid the time; empty if none does. A schedule whose key or
   * channel is gone is allowed: it fails when it is due, and its reason says so.
   */
  private Optional<String> against(Merchant merchant, StoredSchedule stored, Instant at) {
    return keys.find(merchant.id(), stored.schedule().customerKey())
        .flatMap(key -> charges.termsOf(merchant, key))
        .flatMap(terms -> terms.against(List.of(new Planned(stored.order(), at))));
  }

  /**
   * Whether a schedule failed or was revoked; one that is pending, under way or paid can't run
   * again.
   */
  private static boolean mayRunAgain(Schedule schedule) {
    return switch (schedule.status()) {
      case SCHEDULED -> false;
      case EXECUTED -> schedule.paymentState() == PaymentState.FAILED;
      case REVOKED -> true;
    };
  }

  @Override
  public Retry retry(Merchant merchant, String orderNumber) {
    Optional<StoredSchedule> found = repository.latest(merchant.id(), orderNumber);
    if (found.isEmpty()) {
      return new Retry.Unknown();
    }
    Schedule schedule = found.get().schedule();
    if (keys.find(merchant.id(), schedule.customerKey()).isEmpty()) {
      return new Retry.Unknown();
    }
    if (!mayRunAgain(schedule)) {
      return new Retry.NotPossible(schedule);
    }
    KeyCharges.Answer answer =
        charges.retry(
            merchant, schedule.customerKey(), found.get().order(), found.get().secondExecution());
    return answer instanceof KeyCharges.Answer.UnknownCustomer
        ? new Retry.Unknown()
        : new Retry.Tried(answer);
  }
}
