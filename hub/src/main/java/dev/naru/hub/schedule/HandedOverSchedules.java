package dev.naru.hub.schedule;

import dev.naru.hub.billing.BillingKey;
import dev.naru.hub.billing.BillingKeys;
import dev.naru.hub.billing.ScheduledCharges;
import dev.naru.hub.billing.ScheduledCharges.Planned;
import dev.naru.hub.billing.ScheduledCharges.Terms;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.payment.HandedOver;
import dev.naru.hub.payment.HandedOver.Reason;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Enters schedules that another hub had, so that this hub executes them. A schedule that was
 * entered before, whatever its state is now, isn't entered again. Every method throws {@link
 * org.springframework.dao.DataAccessException} when the database is away. Thread-safe.
 */
public final class HandedOverSchedules {

  private final ScheduleRepository repository;
  private final BillingKeys keys;
  private final ScheduledCharges charges;
  private final InstantSource time;

  HandedOverSchedules(
      ScheduleRepository repository,
      BillingKeys keys,
      ScheduledCharges charges,
      InstantSource time) {
    this.repository = repository;
    this.keys = keys;
    this.charges = charges;
    this.time = time;
  }

  /** Enters a schedule for a customer whose billing key this hub has. */
  public HandedOver enter(Merchant merchant, String customerKey, Schedules.Item item) {
    if (isThere(merchant, customerKey, item)) {
      return new HandedOver.There();
    }
    if (!item.at().isAfter(time.instant())) {
      return new HandedOver.Refused(Reason.PAST, "");
    }
    Optional<BillingKey> key = keys.find(merchant.id(), customerKey);
    if (key.isEmpty()) {
      return new HandedOver.Refused(Reason.UNKNOWN_CUSTOMER, customerKey);
    }
    Optional<Terms> terms = charges.termsOf(merchant, key.get());
    if (terms.isEmpty()) {
      return new HandedOver.Refused(Reason.NOT_CHARGEABLE, key.get().method().code());
    }
    return terms
        .get()
        .nameMissing(item.order())
        .or(() -> terms.get().against(List.of(new Planned(item.order(), item.at()))))
        .<HandedOver>map(text -> new HandedOver.Refused(Reason.RULE, text))
        .orElseGet(() -> enter(merchant, key.get(), item));
  }

  private boolean isThere(Merchant merchant, String customerKey, Schedules.Item item) {
    return repository
        .latest(merchant.id(), item.order().orderNumber())
        .map(StoredSchedule::schedule)
        .filter(known -> known.customerKey().equals(customerKey))
        .filter(known -> known.scheduleAt().equals(item.at()))
        .filter(known -> known.amount().equals(item.order().amount()))
        .isPresent();
  }

  private HandedOver enter(Merchant merchant, BillingKey key, Schedules.Item item) {
    ScheduleRepository.Entered entered =
        repository.enter(
            key,
            key.customerId(),
            merchant.settings().is(Setting.COMPAT_ALLOW_REUSE_AFTER_FULL_CANCEL),
            List.of(item));
    return switch (entered) {
      case ScheduleRepository.Entered.All _ -> new HandedOver.Entered();
      case ScheduleRepository.Entered.Taken(String orderNumber) ->
          new HandedOver.Refused(Reason.ORDER_TAKEN, orderNumber);
    };
  }
}
