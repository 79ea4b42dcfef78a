package dev.naru.hub.v1;

import dev.naru.hub.escrow.Deliveries;
import dev.naru.hub.escrow.Deliveries.Result;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.v1.wire.ApiResponse;
import dev.naru.hub.v1.wire.ApiTexts;
import dev.naru.hub.v1.wire.Params;
import dev.naru.pg.spi.RegistersDelivery.Delivery;
import dev.naru.pg.spi.RegistersDelivery.Party;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;

/** Registers the delivery of escrow payments (spec/rest-api.md §4.10). */
@Controller
final class EscrowsController {

  private static final String ONE = "/escrows/logis/{paymentNumber}";

  /** V1's courier codes (spec/rest-api.md §6.3); every other courier is {@code ETC}. */
  private static final Set<String> COURIERS =
      Set.of(
          "LOGEN",
          "KOREX",
          "HYUNDAI",
          "HANARO",
          "SAGAWA",
          "KGB",
          "YELLOWCAP",
          "DONGBU",
          "EPOST",
          "CJGLS",
          "HANJIN",
          "DAESIN",
          "REGISTPOST",
          "CHUNIL",
          "ILYANG",
          "CVSNET",
          "KDEXP",
          "HONAM",
          "HDEXP");

  private final Deliveries deliveries;

  EscrowsController(Deliveries deliveries) {
    this.deliveries = deliveries;
  }

  @PostMapping(ONE)
  ApiResponse register(Merchant merchant, Params params, @PathVariable String paymentNumber) {
    Delivery delivery = delivery(params);
    return response(
        Params.isStorable(paymentNumber)
            ? deliveries.register(merchant, paymentNumber, delivery)
            : new Result.NoPayment());
  }

  @PutMapping(ONE)
  ApiResponse change(Merchant merchant, Params params, @PathVariable String paymentNumber) {
    Delivery delivery = delivery(params);
    return response(
        Params.isStorable(paymentNumber)
            ? deliveries.change(merchant, paymentNumber, delivery)
            : new Result.NoPayment());
  }

  @GetMapping(ONE)
  ApiResponse one(Merchant merchant, @PathVariable String paymentNumber) {
    return response(
        Params.isStorable(paymentNumber)
            ? deliveries.find(merchant, paymentNumber)
            : new Result.NoPayment());
  }

  private static Delivery delivery(Params params) {
    Party sender = party(params, "sender");
    Party receiver = party(params, "receiver");
    Params logis = part(params, "logis");
    String company = logis.text("company", 40).strip().toUpperCase(Locale.ROOT);
    String invoice = logis.text("invoice", 40);
    Instant sentAt = logis.time("sent_at");
    if (sentAt == null) {
      throw logis.missing("sent_at");
    }
    return new Delivery(
        sender, receiver, COURIERS.contains(company) ? company : "ETC", invoice, sentAt);
  }

  private static Party party(Params params, String name) {
    Params party = part(params, name);
    return new Party(
        party.text("name", 40),
        party.text("tel", 40),
        party.text("addr", 200),
        party.text("postcode", 10));
  }

  private static Params part(Params params, String name) {
    List<Params> parts = params.objects(name);
    if (parts.isEmpty()) {
      throw params.missing(name);
    }
    return parts.getFirst();
  }

  private static ApiResponse response(Result result) {
    return switch (result) {
      case Result.Told told ->
          ApiResponse.ok(out -> {
            out.writeStartObject();
            out.writeNumberProperty("applied_at", PaymentJson.seconds(told.appliedAt()));
            out.writeStringProperty("company", told.courier());
            out.writeStringProperty("invoice", told.invoice());
            out.writeNumberProperty("sent_at", PaymentJson.seconds(told.sentAt()));
            out.writeEndObject();
          });
      case Result.NoPayment() -> ApiResponse.notFound(ApiTexts.NO_PAYMENT);
      case Result.Conflict() -> ApiResponse.error(409, ApiTexts.NO_DELIVERY);
      case Result.NotSupported() -> ApiResponse.badRequest(ApiTexts.OTHER_PG);
      case Result.Refused(String text) -> ApiResponse.error(500, text);
      case Result.NoAnswer() -> ApiResponse.error(500, ApiTexts.NO_ANSWER);
    };
  }
}
