package dev.naru.hub.schedule;

import dev.naru.hub.billing.ApiOrder;
import dev.naru.hub.billing.BillingKey;
import dev.naru.hub.billing.ScheduledCharges;
import dev.naru.hub.channel.Channel;
import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.ScheduledSlots;
import dev.naru.hub.simulation.Around;
import dev.naru.hub.vault.Vault;
import dev.naru.hub.work.RowLease;
import dev.naru.hub.work.SteppedWork;
import dev.naru.pg.spi.PayMethod;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Schedules and their execution, over any store. */
public final class StoredSchedules {

  private static final String CUSTOMER = "customer";

  private final DueSchedules due;
  private final Plans plans;
  private final ScheduledSlots slots;

  /** Entering and revoking, which no process does while it executes schedules. */
  private interface Plans {
    boolean enter(Channel channel, ApiOrder order, Instant at);

    void revoke(long merchantId, String orderNumber);
  }

  private StoredSchedules(DueSchedules due, Plans plans, ScheduledSlots slots) {
    this.due = due;
    this.plans = plans;
    this.slots = slots;
  }

  public static StoredSchedules in(MemorySchedules schedules) {
    return new StoredSchedules(
        schedules,
        new Plans() {
          @Override
          public boolean enter(Channel channel, ApiOrder order, Instant at) {
            return schedules.enter(channel.merchantId(), channel.id(), CUSTOMER, order, at);
          }

          @Override
          public void revoke(long merchantId, String orderNumber) {
            schedules.revoke(merchantId, orderNumber);
          }
        },
        schedules);
  }

  public static StoredSchedules in(
      DataSource database, Vault vault, JsonMapper json, InstantSource time) {
    JdbcClient db = JdbcClient.create(database);
    ScheduleReader reader = new ScheduleReader(vault, json);
    var repository = new ScheduleRepository(db, reader, json, time);
    return new StoredSchedules(
        new JdbcDueSchedules(db, new RowLease(database), reader),
        new Plans() {
          @Override
          public boolean enter(Channel channel, ApiOrder order, Instant at) {
            return repository.enter(
                    key(channel, time.instant()),
                    null,
                    false,
                    List.of(new Schedules.Item(order, at)))
                instanceof ScheduleRepository.Entered.All;
          }

          @Override
          public void revoke(long merchantId, String orderNumber) {
            repository.revoke(merchantId, null, List.of(orderNumber));
          }
        },
        new FreedSchedules(db));
  }

  private static BillingKey key(Channel channel, Instant now) {
    return new BillingKey(
        channel.merchantId(),
        CUSTOMER,
        channel.id(),
        channel.provider(),
        channel.config().mid(),
        true,
        PayMethod.CARD,
        null,
        null,
        Payment.Buyer.NOBODY,
        "issued",
        now,
        now,
        true);
  }

  /** The schedules that charges were made for. */
  public ScheduledSlots slots() {
    return slots;
  }

  /** Enters a schedule, unless its order is taken. */
  public boolean plan(Channel channel, ApiOrder order, Instant at) {
    return plans.enter(channel, order, at);
  }

  /** Revokes the pending schedule of an order. */
  public void revoke(long merchantId, String orderNumber) {
    plans.revoke(merchantId, orderNumber);
  }

  public boolean anyDue(Instant now) {
    return due.anyDue(now);
  }

  public SteppedWork<?> execution(
      Around around, ScheduledCharges charges, Merchants merchants, InstantSource time) {
    return new SteppedWork<>(
        new ExecuteSchedules(
            around.around(DueSchedules.class, due), charges, merchants, time, false),
        ExecuteSchedules.MAX_PER_CHANNEL);
  }
}
