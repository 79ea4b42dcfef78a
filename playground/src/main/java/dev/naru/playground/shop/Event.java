package dev.naru.playground.shop;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * A message that the shop received about an order.
 *
 * @param content exactly what arrived
 */
record Event(Kind kind, Instant at, JsonNode content) {

  /** Where a message came from; only {@link #TRUTH} is believed. */
  enum Kind {
    /** The result that the browser's {@code IMP.request_pay} callback got. */
    CALLBACK,
    /** The result that the browser brought to {@code m_redirect_url}. */
    REDIRECT,
    WEBHOOK,
    /** The answer to {@code GET /payments/{imp_uid}}. */
    TRUTH,
    /** The answer to {@code POST /payments/cancel}. */
    CANCEL
  }
}
