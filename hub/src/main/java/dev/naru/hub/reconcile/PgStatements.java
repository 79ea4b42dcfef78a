package dev.naru.hub.reconcile;

import dev.naru.pg.spi.GivesStatements.StatementForm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lists that PGs give of their transactions and payouts, stores their rows, and compares
 * each list with the hub's payments as soon as it is read. Every method throws {@link
 * org.springframework.dao.DataAccessException} when the database is away. Thread-safe, also beside
 * other processes on the same database.
 */
public interface PgStatements {

  /** The kinds of lists that a channel's PG gives; empty when it gives none. */
  List<StatementForm> forms(long merchantId, long channelId);

  /**
   * Asks the PG for a day's list, reads it and compares it. Waits up to 2 minutes for the PG;
   * comparing takes some seconds for each million rows.
   *
   * @param day the list's day in Korea
   * @param who the person or program that asks, which is stored with the list
   * @throws IllegalArgumentException if the channel's PG can't be asked for this form
   */
  Outcome fetch(long merchantId, long channelId, String form, LocalDate day, String who);

  /**
   * Reads a list from a file and compares it. The file is read twice. No more than one of its rows
   * is in memory at a time.
   *
   * @param progress is called from time to time with the number of rows read
   * @throws IllegalArgumentException if the channel's PG has no such form
   * @throws IOException if the file can't be read
   */
  Outcome read(
      long merchantId,
      long channelId,
      String form,
      LocalDate day,
      Path file,
      String who,
      LongConsumer progress)
      throws IOException;

  /**
   * Compares a day's newest list with the hub's payments again.
   *
   * @return false when there is no such list
   */
  boolean compare(long merchantId, long channelId, String form, LocalDate day);

  /**
   * The lists, newest first, at most {@code most}.
   *
   * @param channelId null for all channels
   */
  List<Statement> list(long merchantId, @Nullable Long channelId, int most);

  /** The merchant's list with this id; empty when there is none. */
  java.util.Optional<Statement> find(long merchantId, UUID id);

  /**
   * A list.
   *
   * @param kind {@code TRANSACTIONS} or {@code PAYOUTS}
   * @param sha256 the digest of its bytes as they came, in hexadecimal; the bytes themselves aren't
   *     stored
   * @param source {@code FETCHED} or {@code FILE}
   * @param refusal why the list can't be believed; null if it can
   * @param isCurrent whether it is the newest believed list of its day
   * @param chargedMinor the sum of its charges, in minor units
   */
  record Statement(
      UUID id,
      long merchantId,
      long channelId,
      String provider,
      String mid,
      boolean test,
      String form,
      String kind,
      LocalDate day,
      String sha256,
      String source,
      String broughtBy,
      @Nullable String refusal,
      boolean isCurrent,
      long rows,
      long chargedMinor,
      long cancelledMinor,
      long feeMinor,
      long feeVatMinor,
      long netMinor,
      Instant at) {}

  /** The result of fetching or reading a list. */
  sealed interface Outcome {

    /**
     * The list was read and compared.
     *
     * @param open how many differences of its day are open now
     */
    record Read(Statement statement, long open) implements Outcome {}

    /** A list with the same bytes was read before; the comparison was made again. */
    record AlreadyRead(Statement statement, long open) implements Outcome {}

    /**
     * The list can't be believed as a whole, and counts as absent.
     *
     * @param line the row that shows it; 0 for the list as a whole
     */
    record Unreadable(long line, String why) implements Outcome {}

    /** The PG says that the day has no rows, or that it isn't over yet. */
    record Nothing() implements Outcome {}

    /** The PG refuses with this code. */
    record Refused(String code) implements Outcome {}

    /** The channel lacks this setting. */
    record NotConfigured(String setting) implements Outcome {}

    /** The PG gave no usable answer; try again later. */
    record Unclear(String why) implements Outcome {}
  }
}
