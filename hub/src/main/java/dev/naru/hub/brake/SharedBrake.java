package dev.naru.hub.brake;

import static dev.naru.hub.database.Columns.utc;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A limit on refused tries, such as wrong passwords, that all nodes share. A try takes a place in
 * each of its counters before it is made, and gives the places back unless it was refused; so tries
 * at the same time count too. While open tries fill a counter, a further caller waits a short time
 * for their outcome, since they may not be refused. Thread-safe.
 */
public final class SharedBrake {

  private static final Logger log = LoggerFactory.getLogger(SharedBrake.class);

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /**
   * How often to look whether open tries have ended: nobody tells this node of the ends of other
   * nodes' tries.
   */
  private static final Duration LOOK = Duration.ofMillis(200);

  /**
   * After this time an open try no longer counts: its process has died. It is longer than any try
   * takes.
   */
  private static final Duration STALE = Duration.ofMinutes(2);

  private final JdbcClient db;
  private final MeterRegistry meters;
  private final InstantSource time;
  private final Object ends = new Object();

  public SharedBrake(JdbcClient db, MeterRegistry meters, InstantSource time) {
    this.db = db;
    this.meters = meters;
    this.time = time;
  }

  /**
   * A counter of refused tries, for example of one caller, card or email.
   *
   * @param what the kind of counter, such as {@code card caller}
   * @param who a keyed digest, in hexadecimal digits, of the caller or thing whose tries are
   *     counted, so that the table holds no names
   * @param most how many refusals a window may have
   * @param window the length of a window, which begins with its first refusal
   */
  public record Counter(String what, String who, int most, Duration window) {}

  /** Whether a try may be made. */
  public sealed interface Answer {

    /** The try may be made. {@link Try#close} must be called afterwards. */
    record Go(Try made) implements Answer {}

    /**
     * The try may not be made.
     *
     * @param after how long until another try makes sense
     */
    record Wait(Duration after) implements Answer {}
  }

  /**
   * Takes a place in each counter of the merchant, or in none.
   *
   * @throws DataAccessException when the database is away
   */
  public Answer take(long merchantId, List<Counter> counters) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      List<String> taken = taken(merchantId, counters);
      if (taken.size() == counters.size()) {
        return new Answer.Go(new Try(merchantId, counters));
      }
      giveBack(
          merchantId, counters.stream().filter(counter -> taken.contains(counter.what())).toList());
      Optional<Duration> until = refusedUntil(merchantId, counters);
      if (until.isPresent()) {
        countRefused(counters, taken);
        return new Answer.Wait(until.get());
      }
      if (System.nanoTime() >= end || !awaitAnEnd()) {
        return new Answer.Wait(Duration.ofSeconds(1));
      }
    }
  }

  private void countRefused(List<Counter> counters, List<String> taken) {
    for (Counter counter : counters) {
      if (!taken.contains(counter.what())) {
        io.micrometer.core.instrument.Counter.builder("naru.brake.refusals")
            .description("Tries that a brake refused before the PG was asked")
            .tag("what", counter.what())
            .register(meters)
            .increment();
      }
    }
  }

  @SuppressWarnings("WaitNotInLoop") // Woken for nothing, it only looks once more.
  private boolean awaitAnEnd() {
    synchronized (ends) {
      try {
        ends.wait(LOOK.toMillis());
        return true;
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }

  /** A try under way. */
  public final class Try implements AutoCloseable {
    private final long merchantId;
    private final List<Counter> counters;
    private boolean refused;

    private Try(long merchantId, List<Counter> counters) {
      this.merchantId = merchantId;
      this.counters = counters;
    }

    /** Says that the try was refused. */
    public void refused() {
      refused = true;
    }

    /**
     * Ends the try: gives its places back, or keeps them as refusals. If the database is away, they
     * stay taken as an open try's.
     */
    @Override
    public void close() {
      try {
        if (refused) {
          countRefusal(merchantId, counters);
        } else {
          giveBack(merchantId, counters);
        }
      } catch (DataAccessException away) {
        log.warn("a try stays open for {}: {}", STALE, away.toString());
      }
    }
  }

  /**
   * The database need not wait for its disk when it commits these rows; a few lost counts do no
   * harm.
   */
  private static final String NO_WAIT =
      "quickly as (select set_config('synchronous_commit', 'off', true) as off)";

  /**
   * Takes a place in each counter that has one free.
   *
   * @return the counters in which a place was taken
   */
  private List<String> taken(long merchantId, List<Counter> counters) {
    Instant now = time.instant();
    return db.sql(
            """
            with %s, wanted as (%s)
            insert into brake as b
              (merchant_id, what, who, most, refused, asking, asked_at, ends_at)
            select :merchant, what, decode(who, 'hex'), most, 0, 1, cast(:now as timestamptz),
                   ends_at
              from wanted, quickly
             order by what
            on conflict (merchant_id, what, who) do update set
              refused = case when b.ends_at <= excluded.asked_at then 0 else b.refused end,
              asking = case when b.asked_at <= :stale then 1 else b.asking + 1 end,
              ends_at = case when b.ends_at <= excluded.asked_at
                        then excluded.ends_at else b.ends_at end,
              asked_at = excluded.asked_at
            where case when b.ends_at <= excluded.asked_at then 0 else b.refused end
                + case when b.asked_at <= :stale then 0 else b.asking end < excluded.most
            returning what
            """
                .formatted(NO_WAIT, wanted(counters, now)))
        .params(names(counters))
        .param("merchant", merchantId)
        .param("now", utc(now))
        .param("stale", utc(now.minus(STALE)))
        .query((row, number) -> row.getString("what"))
        .list();
  }

  private static Map<String, Object> names(List<Counter> counters) {
    Map<String, Object> names = new HashMap<>();
    for (int i = 0; i < counters.size(); i++) {
      names.put("what" + i, counters.get(i).what());
      names.put("who" + i, counters.get(i).who());
    }
    return names;
  }

  private static String wanted(List<Counter> counters, Instant now) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < counters.size(); i++) {
      Counter counter = counters.get(i);
      rows.add(
          "select cast(:what%d as text) as what, cast(:who%d as text) as who, %d as most,"
                  .formatted(i, i, counter.most())
              + " timestamptz '%s' as ends_at".formatted(now.plus(counter.window())));
    }
    return String.join(" union all ", rows);
  }

  private void giveBack(long merchantId, List<Counter> counters) {
    if (!counters.isEmpty()) {
      update(merchantId, counters, "asking = greatest(asking - 1, 0)");
    }
  }

  private void countRefusal(long merchantId, List<Counter> counters) {
    update(
        merchantId,
        counters,
        """
        asking = greatest(asking - 1, 0),
        refused = case when b.ends_at <= :now then 1 else b.refused + 1 end,
        ends_at = case when b.refused = 0 or b.ends_at <= :now
                  then wanted.ends_at else b.ends_at end
        """);
  }

  private void update(long merchantId, List<Counter> counters, String how) {
    Instant now = time.instant();
    db.sql(
            """
            with %s, wanted as (%s), locked as (
              select b.what, b.who, wanted.ends_at
                from brake b join wanted
                  on b.what = wanted.what and b.who = decode(wanted.who, 'hex'), quickly
               where b.merchant_id = :merchant
               order by b.what
                 for update of b)
            update brake b set %s
              from locked wanted
             where b.merchant_id = :merchant and b.what = wanted.what and b.who = wanted.who
            """
                .formatted(NO_WAIT, wanted(counters, now), how))
        .params(names(counters))
        .param("merchant", merchantId)
        .param("now", utc(now))
        .update();
    synchronized (ends) {
      ends.notifyAll();
    }
  }

  /** How long refusals alone fill a counter; empty when open tries fill it. */
  private Optional<Duration> refusedUntil(long merchantId, List<Counter> counters) {
    Instant now = time.instant();
    @Nullable OffsetDateTime until =
        db.sql(
                """
                with wanted as (%s)
                select max(b.ends_at) from brake b join wanted
                  on b.what = wanted.what and b.who = decode(wanted.who, 'hex')
                 where b.merchant_id = :merchant and b.refused >= wanted.most and b.ends_at > :now
                """
                    .formatted(wanted(counters, now)))
            .params(names(counters))
            .param("merchant", merchantId)
            .param("now", utc(now))
            .query((row, number) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
            .single()
            .orElse(null);
    return Optional.ofNullable(until).map(end -> Duration.between(now, end.toInstant()));
  }

  /** Writes a digest in the form of {@link Counter#who}. */
  public static String who(byte[] digest) {
    return HexFormat.of().formatHex(digest, 0, 16);
  }
}
