package dev.naru.hub.payment;

import java.time.LocalDate;
import java.util.List;

/**
 * What a merchant's days were like. Figures of today and yesterday are half a minute old at most,
 * those of the days before ten minutes, so that whoever looks often doesn't have them added up
 * again each time. Every method throws {@link org.springframework.dao.DataAccessException} when the
 * database is away. Thread-safe.
 */
public interface PaymentFigures {

  /** The most days that are told of at once. */
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
   * The same as they were added up last, however long ago; nothing for a day of which none is kept.
   * It takes no time, and needs no database.
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
