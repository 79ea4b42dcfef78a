package dev.naru.hub.payment;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Amounts that a merchant registers before the window opens (spec/rest-api.md §4.2). They are
 * compared when the window opens, and again before the PG is asked for the money.
 */
public interface PreparedAmounts {

  /**
   * The {@code error_code} of a payment whose amount isn't the prepared one; {@code error_msg}
   * follows.
   */
  String DIFFERS_CODE = "F1003";

  String DIFFERS = "결제요청금액이 사전등록된 금액과 일치하지 않습니다.";

  /** Registers an order's amount, or changes the registered one. */
  Prepared put(long merchantId, Prepared prepared);

  /**
   * Changes an order's registered amount.
   *
   * @return false, with nothing changed, when the order has no registered amount
   */
  boolean change(long merchantId, Prepared prepared);

  /**
   * Registers an order's amount.
   *
   * @return false, with nothing changed, when the order has a registered amount already
   */
  boolean putIfAbsent(long merchantId, Prepared prepared);

  Optional<Prepared> find(long merchantId, String orderNumber);

  /**
   * A registered amount.
   *
   * @param amount as the merchant sent it, in major units (won for KRW)
   * @param currency null if the currency isn't compared
   */
  record Prepared(String orderNumber, BigDecimal amount, @Nullable String currency) {

    /**
     * Whether the amounts are equal as decimal numbers: {@code 1000}, {@code "1000"} and {@code
     * 1000.00} are the same.
     */
    public boolean agreesWith(dev.naru.pg.spi.Money money) {
      return amount.compareTo(BigDecimal.valueOf(money.minor())) == 0
          && (currency == null || currency.equals(money.currency()));
    }
  }
}
