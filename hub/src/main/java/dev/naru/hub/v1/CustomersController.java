package dev.naru.hub.v1;

import dev.naru.hub.billing.BillingKey;
import dev.naru.hub.billing.BillingKeys;
import dev.naru.hub.billing.BillingKeys.Deletion;
import dev.naru.hub.billing.BillingKeys.Issue;
import dev.naru.hub.billing.BillingKeys.NewKey;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.payment.KeyPayments;
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

/** Billing keys (spec/rest-api.md §4.4.1-4.4.5). Somebody else's is as unknown as none (G31). */
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
  Answer issue(
      Merchant merchant,
      Params params,
      @PathVariable String customerKey,
      HttpServletRequest request) {
    NewKey wanted = KeyParams.newKey(KeyParams.customerKey(customerKey), params);
    try (CardData card = CardParams.card(params)) {
      return switch (keys.issue(merchant, wanted, card, request.getRemoteAddr())) {
        case Issue.Issued(BillingKey key) -> Answer.ok(new CustomerJson(key));
        case Issue.Refused(var error) -> Answer.failed(Texts.keyRefused(error));
        case Issue.NotSent() -> Answer.error(503, Texts.CARD_NOT_SENT);
        case Issue.NoAnswer() -> Answer.failed(Texts.NO_ANSWER_ABOUT_CARD);
        case Issue.NoApiChannel() -> Answer.refused(Texts.NO_API_CHANNEL);
        case Issue.UnknownChannelKey() -> Answer.refused(Texts.UNKNOWN_CHANNEL_KEY);
        case Issue.Throttled() -> Answer.error(429, Texts.ofStatus(429));
      };
    }
  }

  @GetMapping("/subscribe/customers/{customerKey}")
  Answer one(Merchant merchant, @PathVariable String customerKey) {
    return find(merchant, customerKey)
        .map(key -> Answer.ok(new CustomerJson(key)))
        .orElseGet(() -> unknown(merchant, customerKey));
  }

  @GetMapping("/subscribe/customers")
  Answer several(Merchant merchant, Params params) {
    List<String> wanted = params.list("customer_uid").stream().distinct().toList();
    if (wanted.isEmpty()) {
      throw params.missing("customer_uid");
    }
    List<BillingKey> found = keys.findAll(merchant.id(), wanted);
    if (found.isEmpty()) {
      return Answer.notFound(Texts.NO_SUCH_KEYS);
    }
    Json list = Json.array(found.stream().map(CustomerJson::new).toList());
    return found.size() == wanted.size() ? Answer.ok(list) : Answer.partly(list);
  }

  @DeleteMapping("/subscribe/customers/{customerKey}")
  Answer delete(Merchant merchant, @PathVariable String customerKey) {
    Deletion deletion =
        Params.isStorable(customerKey)
            ? keys.delete(merchant, customerKey)
            : new Deletion.Unknown();
    return switch (deletion) {
      case Deletion.Deleted(BillingKey key) -> Answer.ok(new CustomerJson(key));
      case Deletion.Unknown() -> unknown(merchant, customerKey);
      case Deletion.HasPendingSchedules() -> Answer.refused(Texts.KEY_HAS_SCHEDULES);
    };
  }

  @GetMapping("/subscribe/customers/{customerKey}/payments")
  Answer payments(Merchant merchant, Params params, @PathVariable String customerKey) {
    int page = PageJson.pageOf(params);
    Instant from = params.time("from");
    Instant to = params.time("to");
    if (from != null && to != null && from.isAfter(to)) {
      return Answer.badRequest(Texts.BAD_RANGE);
    }
    if (find(merchant, customerKey).isEmpty()) {
      return unknown(merchant, customerKey);
    }
    KeyPayments.Page found =
        payments.ofKey(merchant.id(), customerKey, from, to, page, PAYMENTS_A_PAGE);
    return Answer.ok(
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

  /** The schema says 404 and the wire said 200 (§1.5). */
  private static Answer unknown(Merchant merchant, String customerKey) {
    String text = Texts.noSuchKey(customerKey);
    return merchant.settings().get(Setting.COMPAT_CUSTOMER_NOT_FOUND_HTTP_STATUS).equals("404")
        ? Answer.notFound(text)
        : Answer.refused(text);
  }
}
