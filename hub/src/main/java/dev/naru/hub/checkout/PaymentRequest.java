package dev.naru.hub.checkout;

import dev.naru.hub.text.CodePoints;
import dev.naru.hub.text.UnstorableText;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The request that the SDK's hidden frame posts when a shop's page calls {@code IMP.request_pay}.
 *
 * @param requestId empty for one that no SDK makes
 * @param userCode empty for what can't be one
 * @param tierCode null for the merchant itself
 * @param unstorable where in {@code param} the first text is that can't be kept, null for nowhere
 * @param origin of the page, as the browser told the frame
 * @param hubOrigin the hub as this browser sees it
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

  /** Empty for what can't be one, and so needs no look into the database. */
  static String userCode(@Nullable String given) {
    return matching(USER_CODE, given);
  }

  private static String matching(Pattern form, @Nullable String given) {
    return given != null && form.matcher(given).matches() ? given : "";
  }
}
