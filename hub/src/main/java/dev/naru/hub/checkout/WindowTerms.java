package dev.naru.hub.checkout;

import dev.naru.hub.payment.Payment;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.WindowRequest;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/**
 * The part of a {@link WindowRequest} that is stored with the session. It leaves out the addresses,
 * which hold the token, and the buyer, whose data is sealed with the payment.
 *
 * @param customDataWasText whether the page sent {@code custom_data} as a text
 */
record WindowTerms(
    PayMethod method,
    boolean mobile,
    String orderNumber,
    String name,
    String language,
    @Nullable Long taxFree,
    @Nullable Long vatAmount,
    WindowRequest.Cards cards,
    boolean escrow,
    WindowRequest.@Nullable KeyIssue key,
    @Nullable Boolean digital,
    @Nullable LocalDateTime vbankDue,
    @Nullable String carrier,
    @Nullable String customerId,
    WindowRequest.@Nullable Period period,
    @Nullable String appScheme,
    Map<String, Object> bypass,
    boolean customDataWasText) {

  private static final String PLACEHOLDER_TEL = "000-0000-0000";
  private static final TypeReference<WindowTerms> TYPE = new TypeReference<>() {};

  /**
   * Writes a pay method as its code. A session that an older version stored may hold the code in
   * capitals.
   */
  private static final JsonMapper JSON =
      ParamReader.JSON
          .rebuild()
          .addModule(
              new SimpleModule()
                  .addSerializer(PayMethod.class, ToStringSerializer.instance)
                  .addDeserializer(
                      PayMethod.class,
                      new StdDeserializer<PayMethod>(PayMethod.class) {
                        @Override
                        public PayMethod deserialize(
                            JsonParser text, DeserializationContext context) {
                          return new PayMethod(text.getString().toLowerCase(Locale.ROOT));
                        }
                      }))
          .build();

  WindowTerms {
    // A session that an older version stored has no cards.
    cards = Objects.requireNonNullElse(cards, WindowRequest.Cards.UNSAID);
  }

  /** The whole request, with the parts that aren't stored here. */
  WindowRequest of(Payment.Buyer buyer, WindowRequest.Addresses addresses) {
    return new WindowRequest(
        method,
        mobile,
        orderNumber,
        name,
        new WindowRequest.Buyer(
            Objects.requireNonNullElse(buyer.name(), ""),
            // A request without a telephone number gets here only if a setting allows it
            // (spec/javascript-sdk.md §8.2).
            Objects.requireNonNullElse(buyer.tel(), PLACEHOLDER_TEL),
            Objects.requireNonNullElse(buyer.email(), "")),
        language,
        addresses,
        taxFree,
        vatAmount,
        cards,
        escrow,
        key,
        digital,
        vbankDue,
        carrier,
        customerId,
        period,
        appScheme,
        bypass);
  }

  String toJson() {
    return JSON.writeValueAsString(this);
  }

  static WindowTerms ofJson(String json) {
    return JSON.readValue(json, TYPE);
  }

  @Override
  public String toString() {
    return "WindowTerms[" + orderNumber + ", " + method + "]";
  }
}
