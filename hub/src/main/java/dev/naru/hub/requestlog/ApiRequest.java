package dev.naru.hub.requestlog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A REST call of a merchant. It holds nothing of what was sent or answered.
 *
 * @param at when it came
 * @param path the route, such as {@code /payments/{imp_uid}}; of an unknown one what was called,
 *     its numbers masked
 * @param status of HTTP
 * @param code V1's {@code code}; null where the hub sent none
 * @param paymentNumber the payment that it was about; null for none, or for many
 * @param tookMs until the answer was written
 */
public record ApiRequest(
    long merchantId,
    Instant at,
    String method,
    String path,
    int status,
    @Nullable Integer code,
    @Nullable String paymentNumber,
    int tookMs) {

  /** Whether it was refused, or failed. */
  public boolean isRefused() {
    return status >= 400 || (code != null && code != 0);
  }
}
