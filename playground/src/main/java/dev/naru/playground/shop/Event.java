package dev.naru.playground.shop;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * Something the shop heard about an order.
 *
 * @param content exactly what arrived
 */
record Event(Kind kind, Instant at, JsonNode content) {

  /** The ways to hear of a payment; only {@link #TRUTH} is believed. */
  enum Kind {
    /** What the browser's {@code IMP.request_pay} callback was given. */
    CALLBACK,
    /** What the browser brought to {@code m_redirect_url}. */
    REDIRECT,
    WEBHOOK,
    /** What {@code GET /payments/{imp_uid}} answered. */
    TRUTH,
    /** What {@code POST /payments/cancel} answered. */
    CANCEL
  }
}
