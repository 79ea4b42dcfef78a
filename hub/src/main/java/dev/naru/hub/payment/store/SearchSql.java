package dev.naru.hub.payment.store;

import dev.naru.hub.database.Columns;
import dev.naru.hub.payment.PageMark;
import dev.naru.hub.payment.PaymentSearch.Filter;
import dev.naru.hub.payment.PaymentSearch.Key;
import dev.naru.hub.payment.PaymentState;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The SQL statement of a search. It names the merchant first and reads one index in the order of
 * the list. Values from outside are parameters and never part of the SQL text.
 *
 * @param text the SQL without its {@code order by} and {@code limit}
 * @param params the parameters by name, without {@code most}, the limit
 */
record SearchSql(String text, Map<String, Object> params) {

  /**
   * Makes the statement for any key except a buyer. Its conditions on {@code infinity} and on empty
   * texts are always true; without them PostgreSQL couldn't use the partial indexes that have these
   * conditions.
   *
   * @param from the earliest beginning of a payment, included; null for any
   * @param to the latest beginning, excluded; null for any
   * @param after the last payment of the page before; null for the first page
   * @throws IllegalArgumentException when the key is a buyer
   */
  static SearchSql of(
      long merchantId,
      Filter filter,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable PageMark after) {
    Map<String, Object> params = new HashMap<>(Map.of("merchant", merchantId));
    StringBuilder text =
        new StringBuilder("select p.payment_number, p.started_at from payment p")
            .append(" where p.merchant_id = :merchant");
    switch (filter.key()) {
      case null -> text.append(" and p.started_at < 'infinity'");
      case Key.PaymentNumber(String number) -> {
        text.append(" and p.payment_number = :key");
        params.put("key", Columns.storable(number));
      }
      case Key.OrderNumber(String number) -> {
        text.append(" and p.order_number = :key");
        params.put("key", Columns.storable(number));
      }
      case Key.PgTid(String tid) -> {
        text.append(" and p.pg_tid = :key and p.pg_tid > ''");
        params.put("key", Columns.storable(tid));
      }
      case Key.Card(String firstSix, String last) -> {
        text.append(" and left(p.card ->> 'maskedNumber', 6) = :key")
            .append(" and p.card ->> 'maskedNumber' > ''");
        params.put("key", firstSix);
        if (!last.isEmpty()) {
          text.append(" and right(p.card ->> 'maskedNumber', length(:last)) = :last");
          params.put("last", last);
        }
      }
      case Key.Buyer _ -> throw new IllegalArgumentException("buyers are found by their digest");
    }
    window(text, params, "p", from, to, after);
    filter(text, params, filter);
    return new SearchSql(text.toString(), params);
  }

  /**
   * Makes the statement that finds a buyer's payments. It applies only the filter's times; {@link
   * #among} applies its other conditions to what was found.
   */
  static SearchSql ofBuyer(long merchantId, long digest, Filter filter, @Nullable PageMark after) {
    Map<String, Object> params = new HashMap<>(Map.of("merchant", merchantId, "digest", digest));
    StringBuilder text =
        new StringBuilder("select p.payment_number, p.started_at from payment_buyer p")
            .append(" where p.merchant_id = :merchant and p.digest = :digest");
    window(text, params, "p", filter.from(), filter.to(), after);
    return new SearchSql(text.toString(), params);
  }

  /** Makes the statement that finds those of the given payments that match the filter. */
  static SearchSql among(long merchantId, String[] numbers, Filter filter) {
    Map<String, Object> params = new HashMap<>(Map.of("merchant", merchantId, "numbers", numbers));
    StringBuilder text =
        new StringBuilder("select p.payment_number, p.started_at from payment p")
            .append(" where p.merchant_id = :merchant and p.payment_number = any(:numbers)");
    filter(text, params, filter);
    return new SearchSql(text.toString(), params);
  }

  String newest() {
    return text + " order by p.started_at desc, p.payment_number desc limit :most";
  }

  private static void window(
      StringBuilder text,
      Map<String, Object> params,
      String table,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable PageMark after) {
    if (from != null) {
      text.append(" and ").append(table).append(".started_at >= :from");
      params.put("from", Columns.utc(from));
    }
    if (to != null) {
      text.append(" and ").append(table).append(".started_at < :to");
      params.put("to", Columns.utc(to));
    }
    if (after != null) {
      text.append(
          " and (%1$s.started_at, %1$s.payment_number) < (:afterAt, :afterNumber)"
              .formatted(table));
      params.put("afterAt", Columns.utc(after.startedAt()));
      params.put("afterNumber", after.paymentNumber());
    }
  }

  private static void filter(StringBuilder text, Map<String, Object> params, Filter filter) {
    if (!filter.states().isEmpty()) {
      text.append(" and p.state = any(:states)");
      params.put("states", filter.states().stream().map(PaymentState::name).toArray(String[]::new));
    }
    if (filter.method() != null) {
      String code = filter.method().code();
      // Older rows hold the code in capitals.
      text.append(" and p.method = any(:methods)");
      params.put("methods", new String[] {code, code.toUpperCase(Locale.ROOT)});
    }
    if (filter.channelId() != null) {
      text.append(" and p.channel_id = :channel");
      params.put("channel", filter.channelId());
    }
    if (filter.leastMinor() != null) {
      text.append(" and p.amount >= :least");
      params.put("least", filter.leastMinor());
    }
    if (filter.mostMinor() != null) {
      text.append(" and p.amount <= :mostAmount");
      params.put("mostAmount", filter.mostMinor());
    }
    if (filter.cardIssuer() != null) {
      text.append(" and p.card ->> 'code' = :issuer");
      params.put("issuer", Columns.storable(filter.cardIssuer()));
    }
  }
}
