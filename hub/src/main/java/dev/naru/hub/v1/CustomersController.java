package dev.naru.hub.v1;

import dev.naru.hub.billing.BillingKey;
import dev.naru.hub.billing.BillingKeys;
import dev.naru.hub.billing.BillingKeys.Deletion;
import dev.naru.hub.billing.BillingKeys.Issue;
import dev.naru.hub.billing.BillingKeys.NewKey;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.payment.KeyPayments;
import dev.naru.hub.v1.wire.ApiResponse;
import dev.naru.hub.v1.wire.ApiTexts;
import dev.naru.hub.v1.wire.Params;
import dev.naru.hub.v1.wire.WritesJson;
import dev.naru.pg.spi.CardData;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Issues, looks up and deletes billing keys (spec/rest-api.md §4.4.1-4.4.5). Another merchant's key
 * is answered exactly like one that doesn't exist (G31).
 */
@Controller
final class CustomersController {

  private static final int PAYMENTS_A_PAGE = 20;

  private final BillingKeys keys;
  private final KeyPayments payments;

  CustomersController(BillingKeys keys, KeyPayments payments) {
    this.keys = keys;
    this.payments = payments;
  }

  @PostMapping("/subscribe/customers/{customerKey}")
  ApiResponse issue(
      Merchant merchant,
      Params params,
      @PathVariable String customerKey,
      HttpServletRequest request) {
    NewKey wanted = KeyParams.newKey(KeyParams.customerKey(customerKey), params);
    try (CardData card = CardParams.card(params)) {
      return switch (keys.issue(merchant, wanted, card, request.getRemoteAddr())) {
        case Issue.Issued(BillingKey key) -> ApiResponse.ok(new CustomerJson(key));
        case Issue.Refused(var error) -> ApiResponse.failed(ApiTexts.keyRefused(error));
        case Issue.NotSent() -> ApiResponse.error(503, ApiTexts.CARD_NOT_SENT);
        case Issue.NoAnswer() -> ApiResponse.failed(ApiTexts.NO_ANSWER_ABOUT_CARD);
        case Issue.NoApiChannel() -> ApiResponse.refused(ApiTexts.NO_API_CHANNEL);
        case Issue.UnknownChannelKey() -> ApiResponse.refused(ApiTexts.UNKNOWN_CHANNEL_KEY);
        case Issue.Throttled(var retryAfter) -> ApiResponse.tooMany(ApiTexts.TOO_MANY, retryAfter);
      };
    }
  }

  @GetMapping("/subscribe/customers/{customerKey}")
  ApiResponse one(Merchant merchant, @PathVariable String customerKey) {
    return find(merchant, customerKey)
        .map(key -> ApiResponse.ok(new CustomerJson(key)))
        .orElseGet(() -> unknown(merchant, customerKey));
  }

  @GetMapping("/subscribe/customers")
  ApiResponse several(Merchant merchant, Params params) {
    List<String> wanted = params.list("customer_uid").stream().distinct().toList();
    if (wanted.isEmpty()) {
      throw params.missing("customer_uid");
    }
    List<BillingKey> found = keys.findAll(merchant.id(), wanted);
    if (found.isEmpty()) {
      return ApiResponse.notFound(ApiTexts.NO_SUCH_KEYS);
    }
    WritesJson list = WritesJson.array(found.stream().map(CustomerJson::new).toList());
    return found.size() == wanted.size() ? ApiResponse.ok(list) : ApiResponse.partly(list);
  }

  @DeleteMapping("/subscribe/customers/{customerKey}")
  ApiResponse delete(Merchant merchant, @PathVariable String customerKey) {
    Deletion deletion =
        Params.isStorable(customerKey)
            ? keys.delete(merchant, customerKey)
            : new Deletion.Unknown();
    return switch (deletion) {
      case Deletion.Deleted(BillingKey key) -> ApiResponse.ok(new CustomerJson(key));
      case Deletion.Unknown() -> unknown(merchant, customerKey);
      case Deletion.HasPendingSchedules() -> ApiResponse.refused(ApiTexts.KEY_HAS_SCHEDULES);
    };
  }

  @GetMapping("/subscribe/customers/{customerKey}/payments")
  ApiResponse payments(Merchant merchant, Params params, @PathVariable String customerKey) {
    int page = PageJson.pageOf(params);
    Instant from = params.time("from");
    Instant to = params.time("to");
    if (from != null && to != null && from.isAfter(to)) {
      return ApiResponse.badRequest(ApiTexts.BAD_RANGE);
    }
    if (find(merchant, customerKey).isEmpty()) {
      return unknown(merchant, customerKey);
    }
    KeyPayments.Page found =
        payments.ofKey(merchant.id(), customerKey, from, to, page, PAYMENTS_A_PAGE);
    return ApiResponse.ok(
        new PageJson(
            found.total(),
            page,
            PAYMENTS_A_PAGE,
            found.list().stream().map(PaymentJson::new).toList()));
  }

  private Optional<BillingKey> find(Merchant merchant, String customerKey) {
    return Params.isStorable(customerKey)
        ? keys.find(merchant.id(), customerKey)
        : Optional.empty();
  }

  /**
   * V1's published schema says 404, but V1 answered 200; a setting of the merchant chooses
   * (spec/rest-api.md §1.5).
   */
  private static ApiResponse unknown(Merchant merchant, String customerKey) {
    String text = ApiTexts.noSuchKey(customerKey);
    return merchant.settings().get(Setting.COMPAT_CUSTOMER_NOT_FOUND_HTTP_STATUS).equals("404")
        ? ApiResponse.notFound(text)
        : ApiResponse.refused(text);
  }
}
