package dev.naru.hub.log;

import java.util.function.Supplier;
import org.slf4j.MDC;

/**
 * The fields of log lines (docs/reference/metrics.md): {@code trace_id}, {@code merchant}, {@code
 * merchant_id}, {@code imp_uid}. They are set for the current thread, and only the log's JSON form
 * shows them.
 */
public final class LogFields {

  static final String TRACE = "trace_id";
  static final String MERCHANT = "merchant";
  static final String MERCHANT_ID = "merchant_id";
  static final String PAYMENT = "imp_uid";

  private LogFields() {}

  /**
   * Sets the merchant's fields for the rest of this request.
   *
   * @param userCode the merchant's code
   */
  public static void merchant(String userCode) {
    MDC.put(MERCHANT, userCode);
  }

  /**
   * Runs code with the payment's fields set on every line that it logs.
   *
   * @return what the code returned
   */
  public static <T> T ofPayment(long merchantId, String paymentNumber, Supplier<T> does) {
    try (var _ = MDC.putCloseable(MERCHANT_ID, String.valueOf(merchantId));
        var _ = MDC.putCloseable(PAYMENT, paymentNumber)) {
      return does.get();
    }
  }
}
