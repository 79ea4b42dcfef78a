package dev.naru.hub.payment.store;

import static java.util.Comparator.comparing;

import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.payment.store.MemoryTables.AttemptRow;
import dev.naru.hub.payment.store.MemoryTables.PaymentRow;
import dev.naru.hub.work.Lane;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Attempts in memory, as each of their interfaces sees them. */
public record MemoryAttempts(MemoryTables tables, JsonMapper json)
    implements AttemptRows, DueAttempts, UnresolvedAttempts {

  @Override
  public Optional<byte[]> sealed(Attempt attempt) {
    return tables.attempt(attempt).flatMap(row -> Optional.ofNullable(row.sealed));
  }

  @Override
  public Optional<String> request(Attempt attempt) {
    return tables.attempt(attempt).map(row -> row.request);
  }

  @Override
  public Optional<Attempt> note(Attempt attempt, String note, byte @Nullable [] sealed) {
    return tables
        .held(attempt)
        .map(row -> {
          row.request = withFields(row.request, note);
          row.sealed = sealed == null ? row.sealed : sealed;
          return row.read();
        });
  }

  @Override
  public Optional<Attempt> takeOver(Attempt attempt, Instant leaseUntil) {
    return tables.held(attempt).map(row -> takenOver(row, leaseUntil));
  }

  private String withFields(String request, String note) {
    ObjectNode all = (ObjectNode) json.readTree(request);
    all.setAll((ObjectNode) json.readTree(note));
    return json.writeValueAsString(all);
  }

  private static Attempt takenOver(AttemptRow row, Instant leaseUntil) {
    row.fence++;
    row.dueAt = leaseUntil;
    row.answeredAt = null;
    return row.read();
  }

  @Override
  public void postpone(Attempt attempt, Instant now, Instant dueAt, String answer, String note) {
    tables
        .held(attempt)
        .ifPresent(row -> {
          row.dueAt = dueAt;
          row.answeredAt = now;
          row.answer = answer;
          row.request = withFields(row.request, note);
          row.unresolvedSince = row.unresolvedSince == null ? now : row.unresolvedSince;
        });
  }

  private Stream<AttemptRow> due(Instant now) {
    return tables.attempts().filter(row -> row.dueAt != null && !row.dueAt.isAfter(now));
  }

  @Override
  public Set<Lane> lanes(Instant now) {
    return due(now).map(row -> Lane.of(row.begun.merchantId())).collect(Collectors.toSet());
  }

  @Override
  public List<Attempt> takeOver(
      long merchantId, int most, Collection<Attempt> underWay, Instant now, Instant leaseUntil) {
    List<UUID> busy = underWay.stream().map(Attempt::id).toList();
    List<AttemptRow> rows =
        due(now)
            .filter(row -> row.begun.merchantId() == merchantId && !busy.contains(row.begun.id()))
            .sorted(comparing(row -> Objects.requireNonNull(row.dueAt)))
            .limit(most)
            .toList();
    return rows.stream().map(row -> takenOver(row, leaseUntil)).toList();
  }

  @Override
  public void giveBack(Attempt attempt, Instant dueAt) {
    tables.held(attempt).ifPresent(row -> row.dueAt = dueAt);
  }

  @Override
  public Optional<Instant> nextAfter(Instant after) {
    return tables
        .attempts()
        .map(row -> row.dueAt)
        .filter(Objects::nonNull)
        .filter(due -> due.isAfter(after))
        .min(Instant::compareTo);
  }

  @Override
  public int makeAllDue(Instant now) {
    List<AttemptRow> rows =
        tables.attempts().filter(row -> row.dueAt != null && row.dueAt.isAfter(now)).toList();
    rows.forEach(row -> row.dueAt = now);
    return rows.size();
  }

  private Stream<AttemptRow> unresolved() {
    return tables.attempts().filter(AttemptRow::isUnresolved);
  }

  @Override
  public List<Line> list(@Nullable Long merchantId, int most) {
    return unresolved()
        .filter(row -> merchantId == null || row.begun.merchantId() == merchantId)
        .sorted(comparing(row -> Objects.requireNonNull(row.unresolvedSince)))
        .limit(most)
        .map(this::line)
        .toList();
  }

  @Override
  public Optional<Line> find(UUID id) {
    return unresolved().filter(row -> row.begun.id().equals(id)).findFirst().map(this::line);
  }

  private Line line(AttemptRow row) {
    PaymentRow payment =
        tables.payment(row.begun.merchantId(), row.begun.paymentNumber()).orElseThrow();
    return new Line(
        row.read(),
        payment.asked.orderNumber(),
        payment.entered.provider(),
        payment.asked.channel().config().mid(),
        payment.asked.channel().isTest(),
        payment.pgTid,
        payment.amount.currency(),
        row.answer == null ? "" : row.answer,
        row.unresolvedSince == null ? Instant.EPOCH : row.unresolvedSince,
        row.answeredAt,
        row.dueAt == null ? Instant.EPOCH : row.dueAt);
  }

  @Override
  public Optional<String> paymentOf(long merchantId, String orderNumber) {
    return tables
        .payments()
        .filter(row -> row.merchantId() == merchantId && row.holdsOrder)
        .filter(row -> row.asked.orderNumber().equals(orderNumber))
        .filter(row -> row.state == PaymentState.APPROVING)
        .findFirst()
        .map(row -> row.entered.paymentNumber());
  }

  private Stream<AttemptRow> unresolvedOf(long merchantId, String paymentNumber) {
    return unresolved()
        .filter(row -> row.begun.merchantId() == merchantId)
        .filter(row -> row.begun.paymentNumber().equals(paymentNumber));
  }

  @Override
  public boolean any(long merchantId, String paymentNumber) {
    return unresolvedOf(merchantId, paymentNumber).findAny().isPresent();
  }

  @Override
  public Optional<Attempt> open(long merchantId, String paymentNumber) {
    return unresolvedOf(merchantId, paymentNumber).findFirst().map(AttemptRow::read);
  }

  @Override
  public void tell(Attempt attempt, String note, Instant now) {
    tables
        .attempt(attempt)
        .ifPresent(row -> {
          row.request = withFields(row.request, note);
          if (row.answeredAt != null && row.dueAt != null && row.dueAt.isAfter(now)) {
            row.besides++;
            row.dueAt = now;
          }
        });
  }

  @Override
  public Optional<Attempt> takeOver(long merchantId, String paymentNumber, Instant leaseUntil) {
    return unresolvedOf(merchantId, paymentNumber)
        .filter(row -> row.answeredAt != null)
        .findFirst()
        .map(row -> {
          row.besides++;
          return takenOver(row, leaseUntil);
        });
  }

  @Override
  public boolean makeDue(long merchantId, String paymentNumber, Instant lookedBefore, Instant now) {
    List<AttemptRow> rows =
        unresolvedOf(merchantId, paymentNumber)
            .filter(row -> row.answeredAt != null && !row.answeredAt.isAfter(lookedBefore))
            .filter(row -> row.dueAt != null && row.dueAt.isAfter(now))
            .toList();
    rows.forEach(row -> {
      row.besides++;
      row.dueAt = now;
    });
    return !rows.isEmpty();
  }

  @Override
  public List<Count> counts() {
    return Arrays.stream(Attempt.Kind.values())
        .flatMap(kind -> {
          List<Instant> since =
              unresolved()
                  .filter(row -> row.begun.kind() == kind)
                  .map(row -> Objects.requireNonNull(row.unresolvedSince))
                  .sorted()
                  .toList();
          return since.isEmpty()
              ? Stream.empty()
              : Stream.of(new Count(kind, since.size(), since.getFirst()));
        })
        .toList();
  }
}
