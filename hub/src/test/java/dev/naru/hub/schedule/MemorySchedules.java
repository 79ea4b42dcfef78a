package dev.naru.hub.schedule;

import static java.util.Comparator.comparing;

import dev.naru.hub.billing.ApiOrder;
import dev.naru.hub.database.Columns;
import dev.naru.hub.payment.Charges.Precondition;
import dev.naru.hub.payment.ScheduledSlots;
import dev.naru.hub.schedule.Schedule.Status;
import dev.naru.hub.work.Lane;
import dev.naru.pg.spi.PayMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@link DueSchedules} in memory, with what the commit of a charge changes in them. */
public final class MemorySchedules implements DueSchedules, ScheduledSlots {

  private static final Duration LEASE = Duration.ofMinutes(2);

  private final Map<UUID, Row> rows = new LinkedHashMap<>();

  private static final class Row {
    final long merchantId;
    final UUID id;
    final long channelId;
    final String customerKey;
    final ApiOrder order;
    final Instant at;
    Instant dueAt;
    Status status = Status.SCHEDULED;
    @Nullable String paymentNumber;
    @Nullable Instant leasedUntil;

    Row(long merchantId, UUID id, long channelId, String customerKey, ApiOrder order, Instant at) {
      this.merchantId = merchantId;
      this.id = id;
      this.channelId = channelId;
      this.customerKey = customerKey;
      this.order = order;
      this.at = at;
      this.dueAt = at;
    }

    boolean isFree(Instant now) {
      return status == Status.SCHEDULED
          && !dueAt.isAfter(now)
          && (leasedUntil == null || !leasedUntil.isAfter(now));
    }

    StoredSchedule read() {
      return new StoredSchedule(
          merchantId,
          new Schedule(
              id,
              customerKey,
              order.orderNumber(),
              status,
              paymentNumber,
              null,
              null,
              null,
              at,
              null,
              null,
              order.amount(),
              order.name(),
              order.buyer(),
              null,
              null,
              null),
          channelId,
          PayMethod.CARD,
          order);
    }
  }

  /** A schedule as it stands: its word on V1's wire, and the payment that executed it. */
  public record Planned(
      String orderNumber, String status, @Nullable String paymentNumber, Instant at) {}

  public List<Planned> all() {
    return rows.values().stream()
        .map(row ->
            new Planned(row.order.orderNumber(), row.status.code(), row.paymentNumber, row.at))
        .toList();
  }

  /** Enters a schedule, unless one of the order is pending. */
  public boolean enter(
      long merchantId, long channelId, String customerKey, ApiOrder order, Instant at) {
    boolean pending =
        rows.values().stream()
            .anyMatch(row ->
                row.merchantId == merchantId
                    && row.status == Status.SCHEDULED
                    && row.order.orderNumber().equals(order.orderNumber()));
    if (pending) {
      return false;
    }
    UUID id = UUID.randomUUID();
    rows.put(id, new Row(merchantId, id, channelId, customerKey, order, at));
    return true;
  }

  /** Revokes what is pending of an order. */
  public boolean revoke(long merchantId, String orderNumber) {
    List<Row> pending =
        rows.values().stream()
            .filter(row -> row.merchantId == merchantId && row.status == Status.SCHEDULED)
            .filter(row -> row.order.orderNumber().equals(orderNumber))
            .toList();
    pending.forEach(row -> row.status = Status.REVOKED);
    return !pending.isEmpty();
  }

  /** Whether {@link StoredSchedule}'s precondition can happen. */
  public boolean isOpen(Precondition precondition, long merchantId) {
    return scheduleOf(precondition, merchantId).isPresent();
  }

  /** {@link StoredSchedule}'s precondition happens. */
  public void pass(Precondition precondition, long merchantId, String paymentNumber) {
    Row row = scheduleOf(precondition, merchantId).orElseThrow();
    row.status = Status.EXECUTED;
    row.paymentNumber = paymentNumber;
  }

  /** Executed for the payment, and not scheduled anew meanwhile. */
  private Optional<Row> freeable(long merchantId, String paymentNumber) {
    return rows.values().stream()
        .filter(row -> row.merchantId == merchantId && row.status == Status.EXECUTED)
        .filter(row -> paymentNumber.equals(row.paymentNumber))
        .filter(row ->
            rows.values().stream()
                .noneMatch(other ->
                    other.merchantId == merchantId
                        && other.status == Status.SCHEDULED
                        && other.order.orderNumber().equals(row.order.orderNumber())))
        .findFirst();
  }

  @Override
  public boolean canBeFreed(long merchantId, String paymentNumber) {
    return freeable(merchantId, paymentNumber).isPresent();
  }

  @Override
  public String free() {
    throw new UnsupportedOperationException("memory has no statements");
  }

  /** What {@link FreedSchedules#free} does. */
  public void free(long merchantId, String paymentNumber, Instant now) {
    freeable(merchantId, paymentNumber)
        .ifPresent(row -> {
          row.status = Status.SCHEDULED;
          row.dueAt = now;
          row.paymentNumber = null;
          row.leasedUntil = null;
        });
  }

  private Optional<Row> scheduleOf(Precondition precondition, long merchantId) {
    Object at = precondition.params().get("conditionAt");
    return Optional.ofNullable(rows.get((UUID) precondition.params().get("conditionId")))
        .filter(row -> row.merchantId == merchantId && row.status == Status.SCHEDULED)
        .filter(row -> Columns.utc(row.at).equals(at));
  }

  private Stream<Row> free(Instant now) {
    return rows.values().stream().filter(row -> row.isFree(now));
  }

  @Override
  public Set<Lane> lanes(Instant now) {
    return free(now)
        .map(row -> new Lane(row.merchantId, row.channelId))
        .collect(Collectors.toSet());
  }

  @Override
  public List<StoredSchedule> lease(
      Lane lane, int most, Collection<StoredSchedule> underWay, Instant now) {
    List<UUID> busy = underWay.stream().map(each -> each.schedule().id()).toList();
    List<Row> picked =
        free(now)
            .filter(row -> row.merchantId == lane.merchantId())
            .filter(row -> row.channelId == lane.channelId() && !busy.contains(row.id))
            .sorted(comparing(row -> row.dueAt))
            .limit(most)
            .toList();
    List<StoredSchedule> leased = new ArrayList<>();
    for (Row row : picked) {
      leased.add(row.read());
      row.leasedUntil = now.plus(LEASE);
    }
    return leased;
  }

  @Override
  public void freeAll() {
    rows.values().forEach(row -> row.leasedUntil = null);
  }

  @Override
  public boolean anyDue(Instant now) {
    return free(now).findAny().isPresent();
  }

  @Override
  public Optional<Instant> nextAfter(Instant after) {
    return rows.values().stream()
        .filter(row -> row.status == Status.SCHEDULED)
        .flatMap(row -> Stream.ofNullable(row.dueAt.isAfter(after) ? row.dueAt : row.leasedUntil))
        .filter(at -> at.isAfter(after))
        .min(Instant::compareTo);
  }
}
