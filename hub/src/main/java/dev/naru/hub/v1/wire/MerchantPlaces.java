package dev.naru.hub.v1.wire;

import dev.naru.hub.work.Bulkhead;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;

/**
 * Limits how many requests of one merchant are worked on at a time, so that a merchant whose PG is
 * slow doesn't fill the hub (G39). A further request is answered 429 at once. Thread-safe.
 */
final class MerchantPlaces {

  private static final String TAKEN = MerchantPlaces.class.getName();

  private final Bulkhead<Long> places;

  /**
   * @param perMerchant how many requests of one merchant may be worked on at a time
   */
  MerchantPlaces(int perMerchant) {
    this.places = new Bulkhead<>(perMerchant);
  }

  /**
   * Takes a place for this request, once; {@link #leave} gives it back.
   *
   * @throws ApiException 429 when the merchant has none left
   */
  void enter(HttpServletRequest request, long merchantId) {
    if (request.getAttribute(TAKEN) != null) {
      return;
    }
    try {
      if (!places.enter(merchantId, Duration.ZERO)) {
        throw new ApiException(ApiResponse.error(429, ApiTexts.ofStatus(429)));
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new ApiException(ApiResponse.error(503, ApiTexts.ofStatus(503)));
    }
    request.setAttribute(TAKEN, merchantId);
  }

  void leave(HttpServletRequest request) {
    if (request.getAttribute(TAKEN) instanceof Long merchantId) {
      request.removeAttribute(TAKEN);
      places.leave(merchantId);
    }
  }
}
