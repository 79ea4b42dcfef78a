package dev.naru.hub.checkout;

import dev.naru.hub.payment.Payment;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.WindowRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/**
 * A {@link WindowRequest} as it is kept with the session: without its addresses, which hold the
 * token, and without the buyer, whom the payment keeps sealed.
 *
 * @param customDataWasText false when the callback gets {@code custom_data} back parsed
 */
record WindowTerms(
    PayMethod method,
    boolean mobile,
    String merchantUid,
    String name,
    String language,
    @Nullable Long taxFree,
    @Nullable Long vatAmount,
    @Nullable List<Integer> cardQuota,
    boolean escrow,
    @Nullable String appScheme,
    Map<String, Object> bypass,
    boolean customDataWasText) {

  private static final String PLACEHOLDER_TEL = "000-0000-0000";
  private static final TypeReference<WindowTerms> TYPE = new TypeReference<>() {};

  WindowRequest of(Payment.Buyer buyer, URI returnUrl, URI closeUrl) {
    return new WindowRequest(
        method,
        mobile,
        merchantUid,
        name,
        new WindowRequest.Buyer(
            Objects.requireNonNullElse(buyer.name(), ""),
            // Only a merchant whose setting says so gets this far without one (§8.2).
            Objects.requireNonNullElse(buyer.tel(), PLACEHOLDER_TEL),
            Objects.requireNonNullElse(buyer.email(), "")),
        language,
        returnUrl,
        closeUrl,
        taxFree,
        vatAmount,
        cardQuota,
        escrow,
        appScheme,
        bypass);
  }

  String toJson() {
    return ParamReader.JSON.writeValueAsString(this);
  }

  static WindowTerms ofJson(String json) {
    return ParamReader.JSON.readValue(json, TYPE);
  }

  @Override
  public String toString() {
    return "WindowTerms[" + merchantUid + ", " + method + "]";
  }
}
