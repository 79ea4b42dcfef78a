package dev.naru.hub.payment;

import dev.naru.hub.payment.PaymentSearch.Filter;
import dev.naru.hub.payment.PaymentSearch.Page;
import dev.naru.hub.text.SpreadsheetText;
import dev.naru.hub.time.Korea;
import dev.naru.pg.spi.Outcome.CardUsed;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes the payments of a search as CSV (RFC 4180), the newest first, for a spreadsheet: UTF-8
 * with a byte order mark, times in Korea, amounts in minor units. A text that a spreadsheet would
 * take for a formula begins with an apostrophe. Reads page by page, so any number takes little
 * memory. Thread-safe.
 */
public final class PaymentCsv {

  /** The most rows: a spreadsheet has 1,048,576. */
  public static final int MAX_ROWS = 1_000_000;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(Korea.ZONE);

  private final PaymentSearch search;

  public PaymentCsv(PaymentSearch search) {
    this.search = search;
  }

  /** The columns, from left to right. */
  public enum Column {
    PAYMENT_NUMBER(Payment::paymentNumber),
    ORDER_NUMBER(Payment::orderNumber),
    STATUS(payment -> payment.state().v1Status()),
    STARTED_AT(payment -> time(payment.startedAt())),
    PAID_AT(payment -> time(payment.paidAt())),
    FAILED_AT(payment -> time(payment.failedAt())),
    CANCELLED_AT(payment -> time(payment.cancelledAt())),
    AMOUNT(payment -> String.valueOf(payment.amount().minor())),
    CANCELLED_AMOUNT(payment -> String.valueOf(payment.cancelledMinor())),
    CURRENCY(payment -> payment.amount().currency()),
    METHOD(payment -> payment.method().code()),
    PG(Payment::provider),
    MID(Payment::mid),
    TEST(payment -> String.valueOf(payment.test())),
    PG_TID(payment -> text(payment.pgTid())),
    NAME(payment -> text(payment.name())),
    BUYER_NAME(payment -> text(payment.buyer().name())),
    BUYER_EMAIL(payment -> text(payment.buyer().email())),
    BUYER_TEL(payment -> text(payment.buyer().tel())),
    CARD_NAME(payment -> card(payment.card(), CardUsed::name)),
    CARD_NUMBER(payment -> card(payment.card(), CardUsed::maskedNumber)),
    APPLY_NUMBER(Payment::applyNum),
    FAIL_REASON(payment -> text(payment.failReason())),
    CANCEL_REASON(payment -> text(payment.cancelReason()));

    private final Function<Payment, String> value;

    Column(Function<Payment, String> value) {
      this.value = value;
    }

    private static String text(@Nullable String value) {
      return value == null ? "" : value;
    }

    private static String time(@Nullable Instant at) {
      return at == null ? "" : TIME.format(at);
    }

    private static String card(
        @Nullable CardUsed card, Function<CardUsed, @Nullable String> value) {
      return card == null ? "" : text(value.apply(card));
    }
  }

  /**
   * Writes the payments that match, at most {@value #MAX_ROWS}.
   *
   * @param head gives the heading of a column
   * @return false if more payments match than were written
   * @throws IOException when the output takes no more
   * @throws org.springframework.dao.DataAccessException when the database is away
   */
  public boolean write(
      long merchantId, Filter filter, Function<Column, String> head, Appendable out)
      throws IOException {
    out.append('\uFEFF');
    line(out, head);
    PageMark next = null;
    int rows = 0;
    do {
      Page page = search.find(merchantId, filter, next, PaymentSearch.MAX_SIZE);
      for (Payment payment : page.list()) {
        line(out, column -> column.value.apply(payment));
      }
      rows += page.list().size();
      next = page.next();
    } while (next != null && rows < MAX_ROWS);
    return next == null;
  }

  private static void line(Appendable out, Function<Column, String> value) throws IOException {
    out.append(
        Arrays.stream(Column.values())
            // Numbers of our own are never negative: a text that begins with a sign is somebody's.
            .map(column -> SpreadsheetText.cell(value.apply(column)))
            .collect(Collectors.joining(",", "", "\r\n")));
  }
}
