package dev.naru.hub.payment.store;

import dev.naru.hub.payment.PageMark;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentSearch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Searches a merchant's payments in the database. A search without a selective key starts with the
 * newest payments and looks back in windows of time, each at least as long as the one before. It
 * stops when the page is full or its time is used up, and then says how far back it has looked. So
 * a search takes about the same time however many payments a merchant has.
 */
public final class JdbcPaymentSearch implements PaymentSearch {

  /** A search begins no further window after this time. */
  static final Duration BUDGET = Duration.ofMillis(75);

  private static final Duration FIRST_WINDOW = Duration.ofHours(6);

  /** A time before all payments. */
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  private static final int MOST_OF_A_BUYER = 10_000;

  private static final Comparator<Found> NEWEST_FIRST =
      Comparator.comparing(Found::startedAt).thenComparing(Found::paymentNumber).reversed();

  private final JdbcClient db;
  private final IndexWalk walk;
  private final JdbcPayments payments;
  private final SealedBuyer buyers;
  private final InstantSource time;

  public JdbcPaymentSearch(
      DataSource database, JdbcPayments payments, SealedBuyer buyers, InstantSource time) {
    this.db = JdbcClient.create(database);
    this.walk = new IndexWalk(database);
    this.payments = payments;
    this.buyers = buyers;
    this.time = time;
  }

  private record Found(String paymentNumber, Instant startedAt) {
    PageMark mark(int count, boolean countIsLeast) {
      return new PageMark(startedAt, paymentNumber, count, countIsLeast);
    }
  }

  /**
   * What a search found.
   *
   * @param lookedBackTo the time up to which was searched when the time was used up; null when the
   *     search was complete
   */
  private record Walk(List<Found> found, @Nullable Instant lookedBackTo) {}

  @Override
  public Page find(long merchantId, Filter filter, @Nullable PageMark after, int size) {
    if (size < 1 || size > MAX_SIZE) {
      throw new IllegalArgumentException("a page has 1 to " + MAX_SIZE + " payments");
    }
    int most = after == null ? MAX_COUNT + 1 : size + 1;
    Walk walked =
        switch (filter.key()) {
          case null -> walk.read(() -> byTime(merchantId, filter, after, most));
          case Key.Card _ -> walk.read(() -> byTime(merchantId, filter, after, most));
          case Key.Buyer(var word) ->
              new Walk(
                  ofBuyer(merchantId, buyers.digest(merchantId, word), filter, after, most), null);
          default ->
              new Walk(
                  list(SearchSql.of(merchantId, filter, filter.from(), filter.to(), after), most),
                  null);
        };
    List<Found> all = walked.found();
    boolean givenUp = walked.lookedBackTo() != null;
    int count = after == null ? Math.min(all.size(), MAX_COUNT) : after.count();
    boolean countIsLeast = after == null ? all.size() > MAX_COUNT || givenUp : after.countIsLeast();
    List<Found> page = all.size() > size ? all.subList(0, size) : all;
    PageMark next = null;
    Instant lookedBackTo = null;
    if (all.size() > size) {
      next = page.getLast().mark(count, countIsLeast);
    } else if (walked.lookedBackTo() != null) {
      lookedBackTo = walked.lookedBackTo();
      next = new PageMark(lookedBackTo, "", count, countIsLeast);
    }
    return new Page(load(merchantId, page), next, count, countIsLeast, lookedBackTo);
  }

  private Walk byTime(long merchantId, Filter filter, @Nullable PageMark after, int most) {
    Instant begun = time.instant();
    Instant earliest = filter.from() == null ? EARLIEST : filter.from();
    Instant upper = upperEnd(filter, after);
    Instant high = filter.to();
    Duration length = FIRST_WINDOW;
    List<Found> found = new ArrayList<>();
    Instant low = later(upper.minus(length), earliest);
    while (true) {
      Instant windowBegun = time.instant();
      found.addAll(list(SearchSql.of(merchantId, filter, low, high, after), most - found.size()));
      if (found.size() >= most || !low.isAfter(earliest)) {
        return new Walk(found, null);
      }
      Instant now = time.instant();
      if (Duration.between(begun, now).compareTo(BUDGET) > 0) {
        return new Walk(found, low);
      }
      // A window that is longer by as much takes half of the time at most.
      if (Duration.between(windowBegun, now).multipliedBy(8).compareTo(BUDGET) < 0) {
        length = length.multipliedBy(4);
      }
      high = low;
      low = later(low.minus(length), earliest);
    }
  }

  /**
   * The time from which the first window's length is counted back. The window itself ends only
   * where the filter ends, because a node whose clock is ahead may have stored payments of a later
   * time.
   */
  private Instant upperEnd(Filter filter, @Nullable PageMark after) {
    Instant end = time.instant();
    if (filter.to() != null && filter.to().isBefore(end)) {
      end = filter.to();
    }
    return after != null && after.startedAt().isBefore(end) ? after.startedAt() : end;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private List<Found> ofBuyer(
      long merchantId, long digest, Filter filter, @Nullable PageMark after, int most) {
    List<Found> found = new ArrayList<>();
    PageMark from = after;
    int seen = 0;
    while (true) {
      List<Found> part = list(SearchSql.ofBuyer(merchantId, digest, filter, from), most);
      seen += part.size();
      found.addAll(matching(merchantId, part, filter));
      if (found.size() >= most || part.size() < most || seen >= MOST_OF_A_BUYER) {
        return found;
      }
      from = part.getLast().mark(0, false);
    }
  }

  private List<Found> matching(long merchantId, List<Found> part, Filter filter) {
    if (part.isEmpty()) {
      return part;
    }
    SearchSql sql = SearchSql.among(merchantId, numbers(part), filter);
    return db
        .sql(sql.text())
        .params(sql.params())
        .query((row, number) -> found(row))
        .list()
        .stream()
        .sorted(NEWEST_FIRST)
        .toList();
  }

  private List<Found> list(SearchSql sql, int most) {
    return db.sql(sql.newest())
        .params(sql.params())
        .param("most", most)
        .query((row, number) -> found(row))
        .list();
  }

  private static Found found(ResultSet row) throws SQLException {
    return new Found(row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant());
  }

  private static String[] numbers(List<Found> found) {
    return found.stream().map(Found::paymentNumber).toArray(String[]::new);
  }

  private List<Payment> load(long merchantId, List<Found> page) {
    if (page.isEmpty()) {
      return List.of();
    }
    var byNumber =
        db
            .sql(
                JdbcPayments.SELECT
                    + " where p.merchant_id = :merchant and p.payment_number = any(:numbers)")
            .param("merchant", merchantId)
            .param("numbers", numbers(page))
            .query(payments::read)
            .list()
            .stream()
            .collect(Collectors.toMap(Payment::paymentNumber, payment -> payment));
    return page.stream()
        .map(found -> byNumber.get(found.paymentNumber()))
        .filter(Objects::nonNull)
        .toList();
  }
}
