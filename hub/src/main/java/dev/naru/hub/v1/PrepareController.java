package dev.naru.hub.v1;

import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.payment.PreparedAmounts;
import dev.naru.hub.payment.PreparedAmounts.Prepared;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Amounts registered before the window opens (spec/rest-api.md §4.2). */
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
  Answer register(Merchant merchant, Params params) {
    Prepared wanted = prepared(params);
    if (!merchant.settings().get(Setting.COMPAT_PREPARE_POST_ON_EXISTING).equals("reject")) {
      return told(amounts.put(merchant.id(), wanted));
    }
    return amounts.putIfAbsent(merchant.id(), wanted)
        ? told(wanted)
        : Answer.refused(Texts.PREPARED_ALREADY);
  }

  @PutMapping("/payments/prepare")
  Answer change(Merchant merchant, Params params) {
    Prepared wanted = prepared(params);
    return amounts.change(merchant.id(), wanted)
        ? told(wanted)
        : Answer.notFound(Texts.NOT_PREPARED);
  }

  @GetMapping("/payments/prepare/{orderNumber}")
  Answer read(Merchant merchant, @PathVariable String orderNumber) {
    Optional<Prepared> found =
        Params.isStorable(orderNumber)
            ? amounts.find(merchant.id(), orderNumber)
            : Optional.empty();
    return found.map(PrepareController::told).orElseGet(() -> Answer.notFound(Texts.NOT_PREPARED));
  }

  /** Otherwise {@code GET /payments/{imp_uid}} would take it for a payment. */
  @RequestMapping("/payments/prepare")
  Answer otherMethods(HttpServletRequest request) throws HttpRequestMethodNotSupportedException {
    throw new HttpRequestMethodNotSupportedException(request.getMethod(), List.of("POST", "PUT"));
  }

  private static Prepared prepared(Params params) {
    String orderNumber = params.text("merchant_uid", MAX_MERCHANT_UID);
    BigDecimal amount = params.amount("amount");
    if (amount == null) {
      throw new Refusal(Answer.badRequest(Texts.missing("amount")));
    }
    if (amount.stripTrailingZeros().scale() > MAX_DECIMALS) {
      throw new Refusal(Answer.badRequest(Texts.malformed("amount")));
    }
    return new Prepared(orderNumber, amount, currency(params.text("currency")));
  }

  private static @Nullable String currency(@Nullable String currency) {
    if (currency == null) {
      return null;
    }
    String code = currency.strip().toUpperCase(Locale.ROOT);
    if (!CURRENCY.matcher(code).matches()) {
      throw new Refusal(Answer.badRequest(Texts.malformed("currency")));
    }
    return code;
  }

  private static Answer told(Prepared prepared) {
    return Answer.ok(
        out -> {
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
