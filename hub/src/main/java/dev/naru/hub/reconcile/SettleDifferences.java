package dev.naru.hub.reconcile;

import dev.naru.hub.payment.Adoption;
import dev.naru.hub.payment.Adoption.Charge;
import dev.naru.hub.payment.Adoption.Decision;
import dev.naru.hub.payment.Adoption.Result;
import dev.naru.hub.payment.Obstacle;
import dev.naru.hub.payment.Obstacle.Kind;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Settles differences as a person decided, and records who it was. */
final class SettleDifferences implements Differences {

  private static final int MOST = 10_000;

  /**
   * How many are settled at a time. Each may call the PG, and takes a database connection for a
   * moment.
   */
  private static final int AT_A_TIME = 4;

  private static final int TOLD = 100;

  private final DifferenceRows rows;
  private final Adoption adoption;
  private final InstantSource time;

  SettleDifferences(DifferenceRows rows, Adoption adoption, InstantSource time) {
    this.rows = rows;
    this.adoption = adoption;
    this.time = time;
  }

  @Override
  public List<Difference> list(Filter filter, int most) {
    if (most < 1 || most > MOST) {
      throw new IllegalArgumentException("from 1 to " + MOST + " can be listed, not " + most);
    }
    return rows.list(filter, most);
  }

  @Override
  public void each(Filter filter, Consumer<Difference> consumer) {
    rows.each(filter, consumer);
  }

  @Override
  public Map<DifferenceClass, Sum> open(@Nullable Long merchantId) {
    return rows.open(merchantId);
  }

  @Override
  public Optional<Difference> find(long merchantId, UUID id) {
    return rows.find(merchantId, id);
  }

  @Override
  public Settled settle(
      long merchantId,
      UUID id,
      Action action,
      @Nullable String orderNumber,
      String reason,
      String who) {
    if (reason.isBlank() || who.isBlank()) {
      return new Settled.Refused(Obstacle.of(Kind.NO_REASON));
    }
    Difference open = rows.find(merchantId, id).filter(Difference::isOpen).orElse(null);
    if (open == null) {
      return new Settled.NotOpen();
    }
    if (!open.of().actions().contains(action)) {
      return new Settled.Refused(
          Obstacle.of(Kind.NOT_THIS_WAY, open.of(), action, open.of().actions()));
    }
    Decision decision = new Decision(reason.strip(), who.strip());
    Result result =
        switch (action) {
          case ADOPT -> adopted(open, orderNumber, decision);
          case RECORD_CANCEL ->
              cancelRecorded(open, Objects.requireNonNull(open.paymentNumber()), decision);
          case ACCEPT -> new Result.Done(Objects.requireNonNullElse(open.paymentNumber(), ""));
        };
    return switch (result) {
      case Result.Done(String payment) -> settled(open, action, decision, payment);
      case Result.Already(String payment) -> settled(open, action, decision, payment);
      case Result.Refused(Obstacle why) -> new Settled.Refused(why);
      case Result.Unclear(String why) -> new Settled.Unclear(why);
    };
  }

  @Override
  public SettledAll settleAll(
      Filter filter,
      Action action,
      Map<String, String> orderNumbers,
      String reason,
      String who,
      IntConsumer progress) {
    List<Difference> all =
        rows.list(
            new Filter(
                filter.merchantId(),
                filter.channelId(),
                filter.from(),
                filter.to(),
                filter.of(),
                true),
            MOST);
    Map<String, Obstacle> left = new ConcurrentSkipListMap<>();
    AtomicInteger done = new AtomicInteger();
    AtomicInteger ended = new AtomicInteger();
    Semaphore places = new Semaphore(AT_A_TIME);
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Difference each : all) {
        places.acquireUninterruptibly();
        workers.execute(() -> {
          try {
            Settled settled =
                settle(
                    each.merchantId(),
                    each.id(),
                    action,
                    orderNumbers.get(each.pgOrderNumber()),
                    reason,
                    who);
            switch (settled) {
              case Settled.Done _, Settled.NotOpen _ -> done.incrementAndGet();
              case Settled.Refused(Obstacle why) -> left.put(each.pgOrderNumber(), why);
              case Settled.Unclear(String why) ->
                  left.put(each.pgOrderNumber(), Obstacle.of(Kind.PG_UNCLEAR, why));
            }
          } catch (RuntimeException trouble) {
            left.put(
                each.pgOrderNumber(),
                Obstacle.of(Kind.HUB_FAILED, trouble.getClass().getSimpleName()));
          } finally {
            progress.accept(ended.incrementAndGet());
            places.release();
          }
        });
      }
    }
    Map<String, Obstacle> told = new LinkedHashMap<>();
    left.entrySet().stream().limit(TOLD).forEach(each -> told.put(each.getKey(), each.getValue()));
    return new SettledAll(done.get(), all.size() - done.get(), told);
  }

  private Settled settled(Difference open, Action action, Decision decision, String payment) {
    rows.settle(
        open.merchantId(),
        open.id(),
        action.name(),
        decision.who(),
        decision.reason(),
        payment.isEmpty() ? null : payment,
        time.instant());
    return new Settled.Done(rows.find(open.merchantId(), open.id()).orElseThrow());
  }

  /** Enters the charge that the PG's list shows, and what the PG has refunded of it. */
  private Result adopted(Difference open, @Nullable String orderNumber, Decision decision) {
    Long there = open.thereMinor();
    if (there == null) {
      return new Result.Refused(Obstacle.of(Kind.NOT_LISTED, open.pgOrderNumber()));
    }
    Instant now = time.instant();
    Result charged =
        adoption.adopt(
            new Charge(
                open.id(),
                open.merchantId(),
                open.channelId(),
                open.pgTid(),
                open.pgOrderNumber(),
                orderNumber,
                there,
                open.currency(),
                open.method(),
                Objects.requireNonNullElse(open.occurredAt(), now),
                open.approvalNumber()),
            decision);
    return open.thereCancelledMinor() == 0
            || charged instanceof Result.Refused
            || charged instanceof Result.Unclear
        ? charged
        : cancelRecorded(open, open.pgOrderNumber(), decision);
  }

  private Result cancelRecorded(Difference open, String payment, Decision decision) {
    return adoption.recordCancel(
        open.id(),
        open.merchantId(),
        payment,
        open.thereCancelledMinor(),
        open.cancelTid(),
        Objects.requireNonNullElse(open.cancelledAt(), time.instant()),
        decision);
  }
}
