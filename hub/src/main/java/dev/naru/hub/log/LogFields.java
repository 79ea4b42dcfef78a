package dev.naru.hub.log;

import java.util.function.Supplier;
import org.slf4j.MDC;

/**
 * The fields of log lines (docs/reference/metrics.md): {@code trace_id}, {@code merchant}, {@code
 * merchant_id}, {@code imp_uid}. They belong to the thread, and only a log that prints JSON shows
 * them.
 */
public final class LogFields {

  static final String TRACE = "trace_id";
  static final String MERCHANT = "merchant";
  static final String MERCHANT_ID = "merchant_id";
  static final String PAYMENT = "imp_uid";

  private LogFields() {}

  /**
   * Says for the rest of this request whose it is.
   *
   * @param userCode the merchant's
   */
  public static void merchant(String userCode) {
    MDC.put(MERCHANT, userCode);
  }

  /** Does something about a payment; every line that is logged meanwhile says so. */
  public static <T> T ofPayment(long merchantId, String paymentNumber, Supplier<T> does) {
    try (var _ = MDC.putCloseable(MERCHANT_ID, String.valueOf(merchantId));
        var _ = MDC.putCloseable(PAYMENT, paymentNumber)) {
      return does.get();
    }
  }
}
