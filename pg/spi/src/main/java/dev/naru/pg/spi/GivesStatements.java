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
   * Asks the PG once for a day's list. Only called for a form that {@link StatementForm#called()}.
   *
   * @param day in Korea: of the transactions, or of the payout
   */
  Obtained obtainStatement(ChannelConfig channel, StatementForm form, LocalDate day);

  /**
   * Reads a list, from a call or a file, and opens no connection. The same bytes always give the
   * same rows. It keeps no more than a row in memory.
   *
   * @param day that the list was asked for: rows of another day make it unreadable
   * @param raw the bytes as they came; the caller closes it
   * @param rows takes each row, in the order of the list; rows that it was given count only if this
   *     method returns
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
   * @param code names it in settings, commands and tables: lower-case letters and hyphens
   * @param kind what the list's rows are
   * @param called whether the PG can be asked for it; else a person brings it as a file
   */
  record StatementForm(String code, Kind kind, boolean called, Bilingual name) {}

  /** What a list's rows are. */
  enum Kind {
    /** What happened on a day: charges, deposits and cancels. */
    TRANSACTIONS,
    /** What is paid out to the merchant on a day, with the fees. */
    PAYOUTS
  }

  /** What came of asking for a list. */
  sealed interface Obtained {

    /** The list as the PG sent it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Bytes(byte[] raw) implements Obtained {}

    /** The PG says that the day has no rows. */
    record Nothing() implements Obtained {}

    /** The PG refuses, for example for a wrong password. */
    record Refused(String code) implements Obtained {}

    /** The channel has no access to lists: a setting is missing. */
    record NotConfigured(String setting) implements Obtained {}

    /** No answer, or none that is a list; ask again later. */
    record Unclear(String why) implements Obtained {}
  }

  /** A list can't be believed as a whole. */
  final class UnreadableStatementException extends Exception {

    private final long line;

    /**
     * @param line the row at which it was seen, from 1; 0 for the list as a whole
     * @param why in a sentence, without anything that a buyer typed
     */
    public UnreadableStatementException(long line, String why) {
      super(why);
      this.line = line;
    }

    /** The row at which it was seen, from 1; 0 for the list as a whole. */
    public long line() {
      return line;
    }
  }
}
