package dev.naru.hub.checkout;

import dev.naru.hub.text.CodePoints;
import dev.naru.hub.text.UnstorableText;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The request that the SDK's hidden frame posts when a shop's page calls {@code IMP.request_pay}.
 *
 * @param requestId the SDK's id of the request; empty when no SDK makes such an id
 * @param userCode the merchant's user code; empty when the text can't be one
 * @param tierCode the sub-merchant's code; null for the merchant itself
 * @param unstorable the path in {@code param} of the first text that the database can't store; null
 *     when there is none
 * @param origin the origin of the shop's page, as the browser told the frame
 * @param hubOrigin the hub's origin as this browser sees it
 */
record PaymentRequest(
    String requestId,
    String userCode,
    @Nullable String tierCode,
    String origin,
    String hubOrigin,
    boolean mobile,
    @Nullable String userAgent,
    RequestPayParam param,
    @Nullable String unstorable) {

  private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern USER_CODE = Pattern.compile("[A-Za-z0-9_-]{1,40}");

  static PaymentRequest of(JsonNode body, String hubOrigin, @Nullable String userAgent) {
    ParamReader read = new ParamReader(body);
    String origin = read.text("origin");
    return new PaymentRequest(
        matching(REQUEST_ID, read.text("request_id")),
        userCode(read.text("userCode")),
        read.text("tierCode"),
        origin == null ? "" : origin,
        hubOrigin,
        Boolean.TRUE.equals(read.bool("mobile")),
        userAgent == null ? null : CodePoints.cut(userAgent, 500),
        RequestPayParam.of(read.at("param")),
        UnstorableText.in(read.at("param")).orElse(null));
  }

  /** The user code; empty when the text can't be one, which saves a look into the database. */
  static String userCode(@Nullable String given) {
    return matching(USER_CODE, given);
  }

  private static String matching(Pattern form, @Nullable String given) {
    return given != null && form.matcher(given).matches() ? given : "";
  }
}
