package dev.naru.pg.spi;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;

/**
 * A PG that says what it holds: lists of a day's transactions or of a payout, by a call or as a
 * file that a person exports (protocols/reconciliation.md §5). The hub compares them with its own
 * book.
 */
public interface GivesStatements {

  /** The forms of lists that this PG has. Every call returns an equal value. */
  List<StatementForm> statementForms();

  /**
   * Asks the PG once for a day's list. The hub calls this only for a form whose {@link
   * StatementForm#called()} is true.
   *
   * @param day the day of the transactions, or of the payout, in Korea
   */
  Obtained obtainStatement(ChannelConfig channel, StatementForm form, LocalDate day);

  /**
   * Reads a list, from a call or a file, and opens no connection. The same bytes always give the
   * same rows. No more than one row is kept in memory.
   *
   * @param day the day that was requested; rows of another day make the list unreadable
   * @param raw the bytes as they came; the caller closes it
   * @param rows takes each row, in the list's order. The rows count only if this method returns
   *     without an exception
   * @throws UnreadableStatementException if the list as a whole can't be believed: it is cut off,
   *     isn't of this form, channel or day, or its sums are wrong
   * @throws IOException if {@code raw} can't be read
   */
  void readStatement(
      ChannelConfig channel,
      StatementForm form,
      LocalDate day,
      InputStream raw,
      Consumer<StatementRow> rows)
      throws UnreadableStatementException, IOException;

  /**
   * A form of a list.
   *
   * @param code the form's name in settings, commands and tables: lower-case letters and hyphens
   * @param kind what the list's rows are
   * @param called whether the PG can be asked for the list; else a person brings it as a file
   */
  record StatementForm(String code, Kind kind, boolean called, Bilingual name) {}

  /** What a list's rows are. */
  enum Kind {
    /** The transactions of a day: charges, deposits and cancels. */
    TRANSACTIONS,
    /** The payouts to the merchant on a day, with the fees. */
    PAYOUTS
  }

  /** The result of asking for a list. */
  sealed interface Obtained {

    /** The list as the PG sent it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Bytes(byte[] raw) implements Obtained {}

    /** The PG says that the day has no rows. */
    record Nothing() implements Obtained {}

    /** The PG refuses, for example for a wrong password. */
    record Refused(String code) implements Obtained {}

    /**
     * The channel has no access to lists.
     *
     * @param setting the key of the setting that is missing
     */
    record NotConfigured(String setting) implements Obtained {}

    /** There was no answer, or none that is a list; ask again later. */
    record Unclear(String why) implements Obtained {}
  }

  /** Says that a list can't be believed as a whole. */
  final class UnreadableStatementException extends Exception {

    private final long line;

    /**
     * @param line the row that shows it, from 1; 0 for the list as a whole
     * @param why a sentence that repeats nothing that a buyer typed
     */
    public UnreadableStatementException(long line, String why) {
      super(why);
      this.line = line;
    }

    /** The row that shows the fault, from 1; 0 for the list as a whole. */
    public long line() {
      return line;
    }
  }
}
