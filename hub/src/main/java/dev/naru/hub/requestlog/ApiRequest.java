package dev.naru.hub.requestlog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A REST call of a merchant, without the bodies of request and response.
 *
 * @param at when the call arrived
 * @param path the route, such as {@code /payments/{imp_uid}}; for an unknown route the called path
 *     with its numbers masked
 * @param status the HTTP status
 * @param code V1's {@code code}; null if the response had none
 * @param paymentNumber the payment that the call was about; null for none or several
 * @param tookMs milliseconds until the response was written
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

  /** Whether the call was refused or failed. */
  public boolean isRefused() {
    return status >= 400 || (code != null && code != 0);
  }
}
