package dev.naru.hub.webhook;

import static java.util.Comparator.comparing;

import dev.naru.hub.webhook.DeliveryBackoff.Next;
import dev.naru.hub.work.Lane;
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

/** {@link DueTasks} in memory. */
public final class MemoryTasks implements DueTasks {

  private final Map<UUID, Row> rows = new LinkedHashMap<>();

  private static final class Row {
    final long merchantId;
    final String paymentNumber;
    final long no;
    final WebhookTaskRow told;
    String state;
    Instant dueAt;
    int tries;
    boolean manual;
    boolean sentOnce;
    @Nullable UUID lease;
    @Nullable Instant leasedUntil;

    Row(long merchantId, String paymentNumber, long no, WebhookTaskRow told) {
      this.merchantId = merchantId;
      this.paymentNumber = paymentNumber;
      this.no = no;
      this.told = told;
      this.state = told.state();
      this.dueAt = told.createdAt();
    }

    boolean isPending() {
      return state.equals("pending");
    }

    boolean isLeased(Instant now) {
      return leasedUntil != null && leasedUntil.isAfter(now);
    }

    boolean isDue(Instant now) {
      return isPending() && !dueAt.isAfter(now);
    }
  }

  /** A webhook as it stands. */
  public record Told(
      long merchantId,
      String paymentNumber,
      long no,
      UUID id,
      String url,
      String body,
      String state) {}

  public List<Told> all() {
    return rows.values().stream()
        .map(row ->
            new Told(
                row.merchantId,
                row.paymentNumber,
                row.no,
                row.told.id(),
                row.told.url(),
                row.told.body(),
                row.state))
        .toList();
  }

  /** {@link Outbox#INSERT_CTE}. */
  public void insert(long merchantId, String paymentNumber, List<WebhookTaskRow> tasks) {
    for (WebhookTaskRow task : tasks) {
      long last =
          rows.values().stream()
              .filter(row -> row.paymentNumber.equals(paymentNumber))
              .mapToLong(row -> row.no)
              .max()
              .orElse(-1);
      rows.put(task.id(), new Row(merchantId, paymentNumber, last + 1, task));
    }
  }

  private Stream<Row> free(Instant now) {
    return rows.values().stream().filter(row -> row.isDue(now) && !row.isLeased(now));
  }

  @Override
  public Set<Lane> lanes(Instant now) {
    return free(now).map(row -> Lane.of(row.merchantId)).collect(Collectors.toSet());
  }

  @Override
  public List<DueTask> lease(long merchantId, int most, Collection<DueTask> underWay, Instant now) {
    UUID lease = UUID.randomUUID();
    List<UUID> busy = underWay.stream().map(DueTask::id).toList();
    List<Row> picked =
        free(now)
            .filter(row -> row.merchantId == merchantId && !busy.contains(row.told.id()))
            .filter(row -> rows.values().stream().noneMatch(e -> holdsUp(e, row, busy, now)))
            .sorted(comparing(row -> row.dueAt))
            .limit(most)
            .toList();
    List<DueTask> tasks = new ArrayList<>();
    for (Row row : picked) {
      tasks.add(
          new DueTask(
              merchantId,
              row.told.id(),
              row.told.eventId(),
              row.told.url(),
              row.told.contentType(),
              row.told.body(),
              row.tries,
              row.manual,
              lease));
      row.lease = lease;
      row.leasedUntil = now.plus(DeliveryBackoff.LEASE);
    }
    return tasks;
  }

  private static boolean holdsUp(Row e, Row row, List<UUID> busy, Instant now) {
    return e != row
        && e.merchantId == row.merchantId
        && e.paymentNumber.equals(row.paymentNumber)
        && e.isPending()
        && (e.isLeased(now)
            || busy.contains(e.told.id())
            || (e.no < row.no && (e.isDue(now) || e.told.url().equals(row.told.url()))));
  }

  @Override
  public void write(long merchantId, List<SendResult> results) {
    for (SendResult result : results) {
      Row row = rows.get(result.task().id());
      if (row == null || !result.task().lease().equals(row.lease)) {
        continue;
      }
      boolean again = result.next() == Next.AGAIN;
      boolean arrived = result.next() == Next.SENT;
      row.state = again ? "pending" : arrived || row.sentOnce ? "sent" : "dead";
      row.sentOnce |= arrived;
      row.tries = result.task().manual() ? result.task().tries() : result.task().tries() + 1;
      row.manual = false;
      row.dueAt = again ? result.endedAt().plus(result.pause()) : result.endedAt();
      row.lease = null;
      row.leasedUntil = null;
    }
  }

  @Override
  public void release(List<DueTask> tasks) {
    for (DueTask task : tasks) {
      Row row = rows.get(task.id());
      if (row != null && task.lease().equals(row.lease)) {
        row.lease = null;
        row.leasedUntil = null;
      }
    }
  }

  @Override
  public Optional<Instant> nextDue(Instant after) {
    return rows.values().stream()
        .filter(row -> row.isPending() && row.dueAt.isAfter(after))
        .map(row -> row.dueAt)
        .min(Instant::compareTo);
  }

  @Override
  public void freeAll() {
    rows.values().stream()
        .filter(Row::isPending)
        .forEach(row -> {
          row.lease = null;
          row.leasedUntil = null;
        });
  }

  @Override
  public boolean anyDue(Instant now) {
    return rows.values().stream()
        .anyMatch(row ->
            row.isDue(now)
                && rows.values().stream()
                    .noneMatch(e ->
                        e.isPending()
                            && e.merchantId == row.merchantId
                            && e.paymentNumber.equals(row.paymentNumber)
                            && e.told.url().equals(row.told.url())
                            && e.no < row.no
                            && e.dueAt.isAfter(now)));
  }
}
