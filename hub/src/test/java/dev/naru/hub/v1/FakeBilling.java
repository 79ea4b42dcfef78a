package dev.naru.hub.v1;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.naru.hub.billing.ApiOrder;
import dev.naru.hub.billing.BillingKey;
import dev.naru.hub.billing.BillingKeys;
import dev.naru.hub.billing.KeyCharges;
import dev.naru.hub.channel.Channels.ChannelRequest;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.payment.KeyPayments;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.schedule.Schedule;
import dev.naru.hub.schedule.Schedules;
import dev.naru.pg.spi.CardData;
import dev.naru.pg.spi.Sensitive;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The billing module that V1 uses: it records calls and answers what a test sets. Keys, schedules
 * and their payments belong to the first merchant.
 */
final class FakeBilling {

  /**
   * A recorded charge.
   *
   * @param card the card data as they were readable during the call
   */
  record Charge(
      @Nullable String customerKey,
      ApiOrder order,
      @Nullable ChannelRequest channel,
      @Nullable String card,
      @Nullable String caller) {

    /** All charges come from the same HTTP client, and only one test looks at its name. */
    Charge {
      order = order.by(null);
    }
  }

  final List<@Nullable String> userAgents = new CopyOnWriteArrayList<>();

  /**
   * A recorded issue of a key, by {@code POST /subscribe/customers/{customer_uid}} or as part of a
   * schedule.
   */
  record Issued(BillingKeys.NewKey key, @Nullable String card, String caller) {}

  record Unscheduled(long merchantId, @Nullable String customerKey, List<String> orderNumbers) {}

  record Moved(String how, String orderNumber, Instant at) {}

  record KeyPage(String customerKey, @Nullable Instant from, @Nullable Instant to, int page) {}

  final List<Charge> charges = new CopyOnWriteArrayList<>();
  final List<Issued> issues = new CopyOnWriteArrayList<>();
  final List<Schedules.NewSchedules> entered = new CopyOnWriteArrayList<>();
  final List<Unscheduled> unscheduled = new CopyOnWriteArrayList<>();
  final List<Moved> moves = new CopyOnWriteArrayList<>();
  final List<Schedules.Query> queries = new CopyOnWriteArrayList<>();
  final List<KeyPage> keyPages = new CopyOnWriteArrayList<>();
  final List<CardData> cards = new CopyOnWriteArrayList<>();

  final List<BillingKey> keys = new CopyOnWriteArrayList<>();
  final List<Schedule> schedules = new CopyOnWriteArrayList<>();
  final List<Payment> keyPayments = new CopyOnWriteArrayList<>();
  volatile long total;
  volatile KeyCharges.Answer onCharge = new KeyCharges.Answer.OrderTaken();
  volatile BillingKeys.Issue onIssue = new BillingKeys.Issue.NoApiChannel();
  volatile BillingKeys.Deletion onDelete = new BillingKeys.Deletion.Unknown();
  volatile Schedules.Answer onSchedule = new Schedules.Answer.UnknownCustomer();
  volatile Schedules.Change onChange = new Schedules.Change.Unknown();
  volatile Schedules.Retry onRetry = new Schedules.Retry.Unknown();

  void clear() {
    List.of(charges, issues, entered, unscheduled, moves, queries, keyPages, cards)
        .forEach(List::clear);
    List.of(keys, schedules, keyPayments).forEach(List::clear);
    total = 0;
    onCharge = new KeyCharges.Answer.OrderTaken();
    onIssue = new BillingKeys.Issue.NoApiChannel();
    onDelete = new BillingKeys.Deletion.Unknown();
    onSchedule = new Schedules.Answer.UnknownCustomer();
    onChange = new Schedules.Change.Unknown();
    onRetry = new Schedules.Retry.Unknown();
  }

  private @Nullable String read(@Nullable CardData card) {
    if (card == null) {
      return null;
    }
    cards.add(card);
    return text(card.number())
        + "/"
        + card.expiry()
        + "/"
        + text(card.identity())
        + "/"
        + text(card.passwordHead());
  }

  private static String text(@Nullable Sensitive sensitive) {
    return sensitive == null ? "-" : sensitive.lend(bytes -> new String(bytes, UTF_8));
  }

  final class RecordedCharges implements KeyCharges {

    @Override
    public KeyCharges.Answer again(Merchant merchant, String customerKey, ApiOrder order) {
      userAgents.add(order.userAgent());
      charges.add(new Charge(customerKey, order, null, null, null));
      return onCharge;
    }

    @Override
    public KeyCharges.Answer onetime(
        Merchant merchant,
        ChannelRequest channel,
        @Nullable String customerKey,
        CardData card,
        ApiOrder order,
        String caller) {
      userAgents.add(order.userAgent());
      charges.add(new Charge(customerKey, order, channel, read(card), caller));
      return onCharge;
    }
  }

  final class MemoryKeys implements BillingKeys {

    @Override
    public Issue issue(Merchant merchant, NewKey key, CardData card, String caller) {
      issues.add(new Issued(key, read(card), caller));
      return onIssue;
    }

    @Override
    public Issue issueChecked(
        Merchant merchant, NewKey key, CardData card, String caller, long checkingMinor) {
      throw new UnsupportedOperationException("the schedule module asks this, which is fake too");
    }

    @Override
    public Optional<BillingKey> find(long merchantId, String customerKey) {
      return findAll(merchantId, List.of(customerKey)).stream().findFirst();
    }

    @Override
    public List<BillingKey> findAll(long merchantId, List<String> customerKeys) {
      return customerKeys.stream()
          .flatMap(uid ->
              keys.stream()
                  .filter(key -> key.merchantId() == merchantId && key.customerKey().equals(uid)))
          .toList();
    }

    @Override
    public boolean eraseHolder(long merchantId, String customerKey) {
      throw new UnsupportedOperationException("no call of V1 asks this");
    }

    @Override
    public Deletion delete(Merchant merchant, String customerKey) {
      return onDelete;
    }
  }

  final class MemoryKeyPayments implements KeyPayments {

    @Override
    public KeyPayments.Page ofKey(
        long merchantId,
        String customerKey,
        @Nullable Instant from,
        @Nullable Instant to,
        int page,
        int limit) {
      keyPages.add(new KeyPage(customerKey, from, to, page));
      return new KeyPayments.Page(total, keyPayments);
    }
  }

  final class MemorySchedules implements Schedules {

    @Override
    public Schedules.Answer schedule(Merchant merchant, NewSchedules wanted) {
      entered.add(wanted);
      issues.add(new Issued(wanted.key(), read(wanted.card()), wanted.caller()));
      return onSchedule;
    }

    @Override
    public List<Schedule> unschedule(
        long merchantId, @Nullable String customerKey, List<String> orderNumbers) {
      unscheduled.add(new Unscheduled(merchantId, customerKey, orderNumbers));
      return merchantId == FakeHub.MERCHANT ? schedules : List.of();
    }

    @Override
    public Optional<Schedule> find(long merchantId, String orderNumber) {
      return schedules.stream()
          .filter(_ -> merchantId == FakeHub.MERCHANT)
          .filter(schedule -> schedule.orderNumber().equals(orderNumber))
          .findFirst();
    }

    @Override
    public Schedules.Page list(long merchantId, Query query) {
      queries.add(query);
      return merchantId == FakeHub.MERCHANT
          ? new Schedules.Page(total, schedules)
          : new Schedules.Page(0, List.of());
    }

    @Override
    public Change move(Merchant merchant, String orderNumber, Instant at) {
      moves.add(new Moved("move", orderNumber, at));
      return onChange;
    }

    @Override
    public Change reschedule(Merchant merchant, String orderNumber, Instant at) {
      moves.add(new Moved("reschedule", orderNumber, at));
      return onChange;
    }

    @Override
    public Retry retry(Merchant merchant, String orderNumber) {
      moves.add(new Moved("retry", orderNumber, Instant.EPOCH));
      return onRetry;
    }
  }
}
