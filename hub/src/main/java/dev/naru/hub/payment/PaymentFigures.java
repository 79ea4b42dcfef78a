package dev.naru.hub.payment;

import java.time.LocalDate;
import java.util.List;

/**
 * The sums of a merchant's payments by day. The figures of today and yesterday are at most half a
 * minute old, those of earlier days ten minutes, so that frequent looks don't add everything up
 * again. Every method throws {@link org.springframework.dao.DataAccessException} when the database
 * is away. Thread-safe.
 */
public interface PaymentFigures {

  /** The most days of one request. */
  int MAX_DAYS = 92;

  /**
   * The figures of some days, by the day (in Korea) on which a payment began.
   *
   * @param from the first day
   * @param to the last day, at most {@value #MAX_DAYS} days later
   * @return the first day first; nothing for a day without payments
   */
  List<Line> perDay(long merchantId, LocalDate from, LocalDate to);

  /**
   * The figures as they were last added up, however long ago; nothing for a day that was never
   * added up. The method answers at once, without the database.
   */
  List<Line> kept(long merchantId, LocalDate from, LocalDate to);

  /**
   * Payments of one day, channel, method, state and currency.
   *
   * @param method the method's code
   * @param amountMinor what was paid or asked for, in minor units, without records of billing keys
   * @param cancelledMinor what was given back of it since
   */
  record Line(
      LocalDate day,
      long channelId,
      String method,
      PaymentState state,
      String currency,
      long count,
      long amountMinor,
      long cancelledMinor) {}
}
