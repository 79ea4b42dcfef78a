package dev.naru.playground.shop;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** The shop's orders, in memory and in a file that survives a restart. Safe for concurrent use. */
final class Orders {

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneId.of("Asia/Seoul"));

  private final OrderFile file;
  private final InstantSource time;
  private final RandomGenerator random;
  private final Map<String, ShopOrder> byNumber;

  Orders(OrderFile file, InstantSource time, RandomGenerator random) {
    this.file = file;
    this.time = time;
    this.random = random;
    this.byNumber = new LinkedHashMap<>(file.read());
  }

  /**
   * Places an order with a new number, which has at most the 40 characters that PGs accept.
   *
   * @param amount in won
   */
  synchronized ShopOrder place(String name, long amount) {
    Instant now = time.instant();
    String number;
    do {
      String tail = Long.toString(random.nextLong(36L * 36 * 36 * 36 * 36), 36);
      number = "order_no_" + STAMP.format(now) + "_" + tail;
    } while (byNumber.containsKey(number));
    return keep(ShopOrder.placed(number, name, amount, now));
  }

  synchronized Optional<ShopOrder> find(String merchantUid) {
    return Optional.ofNullable(byNumber.get(merchantUid));
  }

  /** The newest orders, newest first. */
  synchronized List<ShopOrder> newest(int limit) {
    return List.copyOf(byNumber.values()).reversed().stream().limit(limit).toList();
  }

  /**
   * Changes an order; the change is in the file when this returns.
   *
   * @return the order after the change; empty when there is no such order
   */
  synchronized Optional<ShopOrder> change(String merchantUid, UnaryOperator<ShopOrder> change) {
    return find(merchantUid).map(change).map(this::keep);
  }

  private ShopOrder keep(ShopOrder order) {
    file.append(order);
    byNumber.put(order.merchantUid(), order);
    return order;
  }
}
