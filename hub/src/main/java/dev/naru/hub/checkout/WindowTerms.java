package dev.naru.hub.checkout;

import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.WindowRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/**
 * A {@link WindowRequest} without its addresses, as it is kept with the session: the addresses hold
 * the token, which is never stored.
 *
 * @param customDataWasText false when the callback gets {@code custom_data} back parsed
 */
record WindowTerms(
    PayMethod method,
    boolean mobile,
    String merchantUid,
    String name,
    String buyerName,
    String buyerTel,
    String buyerEmail,
    String language,
    @Nullable Long taxFree,
    @Nullable Long vatAmount,
    @Nullable List<Integer> cardQuota,
    boolean escrow,
    @Nullable String appScheme,
    Map<String, Object> bypass,
    boolean customDataWasText) {

  private static final TypeReference<WindowTerms> TYPE = new TypeReference<>() {};

  WindowRequest at(URI returnUrl, URI closeUrl) {
    return new WindowRequest(
        method,
        mobile,
        merchantUid,
        name,
        new WindowRequest.Buyer(buyerName, buyerTel, buyerEmail),
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
