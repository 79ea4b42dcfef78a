package dev.naru.hub.v1;

import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.payment.PreparedAmounts;
import dev.naru.hub.payment.PreparedAmounts.Prepared;
import dev.naru.hub.v1.wire.ApiException;
import dev.naru.hub.v1.wire.ApiResponse;
import dev.naru.hub.v1.wire.ApiTexts;
import dev.naru.hub.v1.wire.Params;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Registers the amount of an order before its window opens (spec/rest-api.md §4.2). */
@Controller
final class PrepareController {

  private static final int MAX_MERCHANT_UID = 40;
  private static final int MAX_DECIMALS = 2;
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

  private final PreparedAmounts amounts;

  PrepareController(PreparedAmounts amounts) {
    this.amounts = amounts;
  }

  @PostMapping("/payments/prepare")
  ApiResponse register(Merchant merchant, Params params) {
    Prepared wanted = prepared(params);
    if (!merchant.settings().get(Setting.COMPAT_PREPARE_POST_ON_EXISTING).equals("reject")) {
      return response(amounts.put(merchant.id(), wanted));
    }
    return amounts.putIfAbsent(merchant.id(), wanted)
        ? response(wanted)
        : ApiResponse.refused(ApiTexts.PREPARED_ALREADY);
  }

  @PutMapping("/payments/prepare")
  ApiResponse change(Merchant merchant, Params params) {
    Prepared wanted = prepared(params);
    return amounts.change(merchant.id(), wanted)
        ? response(wanted)
        : ApiResponse.notFound(ApiTexts.NOT_PREPARED);
  }

  @GetMapping("/payments/prepare/{orderNumber}")
  ApiResponse read(Merchant merchant, @PathVariable String orderNumber) {
    Optional<Prepared> found =
        Params.isStorable(orderNumber)
            ? amounts.find(merchant.id(), orderNumber)
            : Optional.empty();
    return found
        .map(PrepareController::response)
        .orElseGet(() -> ApiResponse.notFound(ApiTexts.NOT_PREPARED));
  }

  /**
   * Answers 405; without this route, {@code GET /payments/{imp_uid}} would take "prepare" for a
   * payment number.
   */
  @RequestMapping("/payments/prepare")
  ApiResponse otherMethods() {
    return ApiResponse.methodNotAllowed("POST, PUT");
  }

  private static Prepared prepared(Params params) {
    String orderNumber = params.identifier("merchant_uid", MAX_MERCHANT_UID);
    BigDecimal amount = params.amount("amount");
    if (amount == null) {
      throw new ApiException(ApiResponse.badRequest(ApiTexts.missing("amount")));
    }
    if (amount.stripTrailingZeros().scale() > MAX_DECIMALS) {
      throw new ApiException(ApiResponse.badRequest(ApiTexts.malformed("amount")));
    }
    return new Prepared(orderNumber, amount, currency(params.text("currency")));
  }

  private static @Nullable String currency(@Nullable String currency) {
    if (currency == null) {
      return null;
    }
    String code = currency.toUpperCase(Locale.ROOT);
    if (!CURRENCY.matcher(code).matches()) {
      throw new ApiException(ApiResponse.badRequest(ApiTexts.malformed("currency")));
    }
    return code;
  }

  private static ApiResponse response(Prepared prepared) {
    return ApiResponse.ok(out -> {
      BigDecimal amount = prepared.amount().stripTrailingZeros();
      out.writeStartObject();
      out.writeName("amount");
      out.writeNumber(amount.scale() < 0 ? amount.setScale(0) : amount);
      out.writeStringProperty("currency", prepared.currency());
      out.writeStringProperty("merchant_uid", prepared.orderNumber());
      out.writeEndObject();
    });
  }
}
