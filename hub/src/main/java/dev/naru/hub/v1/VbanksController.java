package dev.naru.hub.v1;

import dev.naru.hub.billing.ApiOrder;
import dev.naru.hub.channel.Channels.ChannelRequest;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.payment.Payments;
import dev.naru.hub.payment.VirtualAccounts;
import dev.naru.hub.payment.VirtualAccounts.Issue;
import dev.naru.hub.payment.VirtualAccounts.NewAccount;
import dev.naru.hub.payment.VirtualAccounts.Revocation;
import dev.naru.hub.v1.wire.ApiResponse;
import dev.naru.hub.v1.wire.ApiTexts;
import dev.naru.hub.v1.wire.Params;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;

/** Opens and closes virtual accounts without a window (spec/rest-api.md §4.8). */
@Controller
final class VbanksController {

  private static final int MAX_HOLDER = 16;
  private static final String PG_API_KEY = "pg_api_key";

  private final VirtualAccounts accounts;
  private final Payments payments;
  private final InstantSource time;

  VbanksController(VirtualAccounts accounts, Payments payments, InstantSource time) {
    this.accounts = accounts;
    this.payments = payments;
    this.time = time;
  }

  @PostMapping("/vbanks")
  ApiResponse issue(Merchant merchant, Params params, HttpServletRequest request) {
    return switch (accounts.issue(merchant, wanted(params, request))) {
      case Issue.Issued(Payment payment) -> ApiResponse.ok(new PaymentJson(payment));
      case Issue.Declined(String text) -> ApiResponse.failed(text);
      case Issue.NotSent() -> ApiResponse.error(503, ApiTexts.ACCOUNT_NOT_SENT);
      case Issue.Unresolved() -> ApiResponse.failed(ApiTexts.ACCOUNT_UNRESOLVED);
      case Issue.OrderTaken() -> ApiResponse.refused(ApiTexts.ORDER_TAKEN);
      case Issue.NoContract() -> ApiResponse.failed(ApiTexts.needsContract("가상계좌 발급 API"));
      case Issue.UnknownChannelKey() -> ApiResponse.refused(ApiTexts.UNKNOWN_CHANNEL_KEY);
      case Issue.WrongApiKey() -> ApiResponse.failed(ApiTexts.WRONG_PG_API_KEY);
    };
  }

  private NewAccount wanted(Params params, HttpServletRequest request) {
    ApiOrder order = OrderParams.order(params);
    String given = params.label("vbank_holder", MAX_HOLDER);
    String holder = given == null ? order.buyer().name() : given;
    if (holder == null) {
      throw params.missing("vbank_holder");
    }
    return new NewAccount(
        new ChannelRequest(params.anyText("channel_key", "channelKey"), params.text("pg"), false),
        order.orderNumber(),
        order.amount(),
        order.taxFreeMinor(),
        order.vatMinor(),
        order.name(),
        order.buyer(),
        bank(params),
        holder,
        due(params),
        order.customData(),
        request.getHeader("User-Agent"),
        order.noticeUrls(),
        Params.ofQuery(request).text(PG_API_KEY));
  }

  private static String bank(Params params) {
    String given = params.text("vbank_code");
    if (given == null) {
      throw params.missing("vbank_code");
    }
    String code = StandardCode.threeDigits(given.strip());
    if (StandardCode.BANKS.stream().noneMatch(bank -> bank.code().equals(code))) {
      throw params.malformed("vbank_code");
    }
    return code;
  }

  private Instant due(Params params) {
    Instant due = params.time("vbank_due");
    if (due == null) {
      throw params.missing("vbank_due");
    }
    if (!due.isAfter(time.instant())) {
      throw params.malformed("vbank_due");
    }
    return due;
  }

  /** Changes nothing: neither PG can change an account that is open (spec/rest-api.md §4.8.2). */
  @PutMapping("/vbanks/{paymentNumber}")
  ApiResponse change(Merchant merchant, Params params, @PathVariable String paymentNumber) {
    params.won("amount");
    params.time("vbank_due");
    ApiResponse refusal = refusal(merchant, paymentNumber);
    return refusal == null ? ApiResponse.badRequest(ApiTexts.OTHER_PG) : refusal;
  }

  @DeleteMapping("/vbanks/{paymentNumber}")
  ApiResponse revoke(
      Merchant merchant, @PathVariable String paymentNumber, HttpServletRequest request) {
    ApiResponse refusal = refusal(merchant, paymentNumber);
    if (refusal != null) {
      return refusal;
    }
    String apiKey = Params.ofQuery(request).text(PG_API_KEY);
    return switch (accounts.revoke(merchant, paymentNumber, apiKey)) {
      case Revocation.Revoked(Payment payment) -> ApiResponse.ok(new PaymentJson(payment));
      case Revocation.NotFound() -> ApiResponse.notFound(ApiTexts.NO_PAYMENT);
      case Revocation.NotWaiting() -> ApiResponse.badRequest(ApiTexts.NOT_WAITING);
      case Revocation.Refused(String text) -> ApiResponse.failed(text);
      case Revocation.NotSent() -> ApiResponse.error(503, ApiTexts.ACCOUNT_NOT_SENT);
      case Revocation.Unresolved() -> ApiResponse.failed(ApiTexts.REVOCATION_UNRESOLVED);
      case Revocation.WrongApiKey() -> ApiResponse.failed(ApiTexts.WRONG_PG_API_KEY);
    };
  }

  /** The response that refuses a change of this account; null when nothing speaks against it. */
  private @Nullable ApiResponse refusal(Merchant merchant, String paymentNumber) {
    Optional<Payment> found =
        Params.isStorable(paymentNumber)
            ? payments.find(merchant.id(), paymentNumber)
            : Optional.empty();
    if (found.isEmpty()) {
      return ApiResponse.notFound(ApiTexts.NO_PAYMENT);
    }
    if (found.get().account() == null) {
      return ApiResponse.badRequest(ApiTexts.NOT_A_VBANK);
    }
    return found.get().state() == PaymentState.AWAITING_DEPOSIT
        ? null
        : ApiResponse.badRequest(ApiTexts.NOT_WAITING);
  }

  /** Refuses to name an account's holder: no PG of this hub tells it (spec/rest-api.md §4.8.4). */
  @GetMapping("/vbanks/holder")
  ApiResponse holder(Merchant merchant, Params params) {
    for (String name : new String[] {"bank_code", "bank_num"}) {
      if (params.text(name) == null) {
        throw params.missing(name);
      }
    }
    return ApiResponse.error(501, ApiTexts.NO_HOLDER_CHECK);
  }
}
