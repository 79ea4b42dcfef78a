package dev.naru.hub.crash;

import dev.naru.hub.testing.World;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What hubs and PGs have still to do: it is ended by moving the time on. */
public final class OpenWork {

  /** The pauses after which what is open is asked about again, until nothing is. */
  private static final List<Duration> LOOKS =
      List.of(
          Duration.ofSeconds(3),
          Duration.ofSeconds(45),
          Duration.ofSeconds(45),
          Duration.ofMinutes(2),
          Duration.ofMinutes(11),
          Duration.ofHours(1),
          Duration.ofHours(6),
          Duration.ofHours(25));

  private static final int LOOKS_BEFORE_A_PERSON = 3;
  private static final Duration NOTICES_WITHIN = Duration.ofSeconds(20);
  private static final Duration LOOK = Duration.ofMillis(20);

  private final World world;
  private final Supplier<List<? extends Steered>> hubs;
  private int personsWords;

  /** A hub that does what it is told by a line, as {@link HubProgram} has them. */
  @FunctionalInterface
  public interface Steered {
    String ask(String line);
  }

  /**
   * @param hubs those that run
   */
  public OpenWork(World world, Supplier<List<? extends Steered>> hubs) {
    this.world = world;
    this.hubs = hubs;
  }

  /** Moves the PGs' clock and the hubs'. */
  public void advance(Duration by) {
    world.time.advance(by);
    hubs.get().forEach(hub -> hub.ask("advance " + by));
  }

  private void settleAll() {
    hubs.get().forEach(hub -> hub.ask("settle"));
  }

  /**
   * Lets the hub and the PGs end what is under way, and moves the time on until nothing is open.
   *
   * @return what is open all the same
   */
  public Optional<String> settle() {
    settleAll();
    int looks = 0;
    for (Duration pause : LOOKS) {
      awaitNotices();
      if (open().isEmpty()) {
        return Optional.empty();
      }
      if (looks++ == LOOKS_BEFORE_A_PERSON) {
        aPersonLooks();
      }
      advance(pause);
      settleAll();
    }
    awaitNotices();
    return open();
  }

  /**
   * A part of a charge that is cancelled at a PG without an inquiry can neither be asked about nor
   * repeated: a person says what the PG's console shows.
   */
  private void aPersonLooks() {
    record Open(String paymentNumber, long cancelled) {}
    List<Open> cancels =
        JdbcClient.create(world.database)
            .sql(
                """
                select p.payment_number, p.cancelled
                  from attempt a join payment p using (merchant_id, payment_number)
                 where a.due_at is not null and a.kind = 'CANCEL' and p.provider like 'mobilians%'
                """)
            .query((row, number) -> new Open(row.getString(1), row.getLong(2)))
            .list();
    for (Open open : cancels) {
      long atPg =
          world.chargesOf(open.paymentNumber()).stream()
              .mapToLong(World.Charge::cancelled_amount)
              .sum();
      String verdict = atPg > open.cancelled() ? "CANCELLED" : "NOT_CANCELLED";
      hubs.get().getFirst().ask("word " + open.paymentNumber() + " " + verdict);
      personsWords++;
    }
  }

  /** How often a person was needed. */
  public int personsWords() {
    return personsWords;
  }

  /** Waits for notices that are on their way; those that rest until later are not waited for. */
  private void awaitNotices() {
    long end = System.nanoTime() + NOTICES_WITHIN.toNanos();
    while (world.noticesDue() > 0 && System.nanoTime() < end) {
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private Optional<String> open() {
    String open =
        JdbcClient.create(world.database)
            .sql(
                """
                select concat_ws(', ',
                  (select 'attempts: ' || string_agg(payment_number || ' ' || kind, ', ')
                     from attempt where due_at is not null),
                  (select 'schedules: ' || count(*) from schedule
                    where status = 'scheduled' and schedule_at <= :now having count(*) > 0),
                  (select 'webhooks: ' || count(*) from webhook_task
                    where state = 'pending' having count(*) > 0))
                """)
            .param("now", world.time.instant().atOffset(ZoneOffset.UTC))
            .query(String.class)
            .single();
    long notices = world.noticesUnderWay();
    String all = notices == 0 ? open : open + ", notices: " + notices;
    return all.isEmpty() ? Optional.empty() : Optional.of(all);
  }
}
