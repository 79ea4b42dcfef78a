package dev.naru.hub.checkout;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the ready frame posts for a page that called {@code IMP.request_pay}.
 *
 * @param origin of the page, as the browser told the frame
 * @param hubOrigin the hub as this browser sees it
 */
record PaymentRequest(
    String requestId,
    String userCode,
    String origin,
    String hubOrigin,
    boolean mobile,
    @Nullable String userAgent,
    RequestPayParam param) {

  static PaymentRequest of(JsonNode body, String hubOrigin, @Nullable String userAgent) {
    ParamReader read = new ParamReader(body);
    String requestId = read.text("request_id", 64);
    String userCode = read.text("userCode");
    String origin = read.text("origin");
    return new PaymentRequest(
        requestId == null ? "" : requestId,
        userCode == null ? "" : userCode,
        origin == null ? "" : origin,
        hubOrigin,
        Boolean.TRUE.equals(read.bool("mobile")),
        userAgent == null ? null : ParamReader.cut(userAgent, 500),
        RequestPayParam.of(read.at("param")));
  }
}
