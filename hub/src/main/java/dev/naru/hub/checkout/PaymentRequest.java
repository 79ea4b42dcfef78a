package dev.naru.hub.checkout;

import dev.naru.hub.text.CodePoints;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The request that the SDK's hidden frame posts when a shop's page calls {@code IMP.request_pay}.
 *
 * @param origin the origin of the shop's page, as the browser reported it to the frame
 * @param hubOrigin the hub's origin as this browser sees it
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
        userAgent == null ? null : CodePoints.cut(userAgent, 500),
        RequestPayParam.of(read.at("param")));
  }
}
