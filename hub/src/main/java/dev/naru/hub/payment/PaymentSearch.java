package dev.naru.hub.payment;

import dev.naru.pg.spi.PayMethod;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks a merchant's payments up, a page at a time, by the time at which they began, the newest
 * first. A merchant sees only its own (G31). Every method throws {@link
 * org.springframework.dao.DataAccessException} when the database is away. Thread-safe.
 *
 * <p>A page begins after the last payment of the page before, so that every page costs the same. If
 * few payments match, a call ends after a limited time and tells how far it came. So a page may
 * hold fewer payments than requested and still be followed by another one.
 */
public interface PaymentSearch {

  /** The most payments on a page. */
  int MAX_SIZE = 100;

  /** Up to how many payments are counted. */
  int MAX_COUNT = 1_000;

  /**
   * A page of the payments that match.
   *
   * @param after the page before; null for the first one
   * @param size how many payments at most, 1 to {@value #MAX_SIZE}
   */
  Page find(long merchantId, Filter filter, @Nullable PageMark after, int size);

  /**
   * Chooses payments; a null or empty value chooses all.
   *
   * @param from the earliest beginning, included
   * @param to the latest beginning, excluded
   * @param leastMinor the smallest amount in minor units, included
   * @param mostMinor the largest amount in minor units, included
   * @param cardIssuer V1's {@code card_code}
   */
  record Filter(
      @Nullable Key key,
      @Nullable Instant from,
      @Nullable Instant to,
      Set<PaymentState> states,
      @Nullable PayMethod method,
      @Nullable Long channelId,
      @Nullable Long leastMinor,
      @Nullable Long mostMinor,
      @Nullable String cardIssuer) {

    /** A filter that chooses all payments. */
    public static final Filter ANY =
        new Filter(null, null, null, Set.of(), null, null, null, null, null);

    public Filter {
      states = Set.copyOf(states);
    }

    /** The same filter with another key. */
    public Filter withKey(@Nullable Key other) {
      return new Filter(
          other, from, to, states, method, channelId, leastMinor, mostMinor, cardIssuer);
    }
  }

  /** A value by which a payment can be found. */
  sealed interface Key {
    record PaymentNumber(String number) implements Key {}

    record OrderNumber(String number) implements Key {}

    /** The PG's number of the charge. */
    record PgTid(String tid) implements Key {}

    record Buyer(BuyerWord word) implements Key {}

    /**
     * The part of a card number that is stored.
     *
     * @param firstSix digits
     * @param last the last digits, as many as are shown; empty for any
     */
    record Card(String firstSix, String last) implements Key {

      private static final int FIRST = 6;

      /**
       * Reads a card number or its beginning, in which stars or other signs stand for unknown
       * digits; empty when the text doesn't begin with six digits.
       */
      public static Optional<Card> typed(String text) {
        String number = text.replaceAll("[\\s-]", "");
        if (!number.matches("[0-9]{6}.{0,20}")) {
          return Optional.empty();
        }
        String rest = number.substring(FIRST);
        String last = rest.matches("[0-9]*") ? "" : rest.replaceAll(".*[^0-9]", "");
        return Optional.of(new Card(number.substring(0, FIRST), last));
      }
    }
  }

  /**
   * A page.
   *
   * @param next where the next page begins; null when there is none
   * @param count how many match, {@value #MAX_COUNT} at most
   * @param countIsLeast whether there may be more than {@code count}
   * @param lookedBackTo how far the call came before its time was over; null when it came to the
   *     page's end
   */
  record Page(
      List<Payment> list,
      @Nullable PageMark next,
      int count,
      boolean countIsLeast,
      @Nullable Instant lookedBackTo) {}
}
