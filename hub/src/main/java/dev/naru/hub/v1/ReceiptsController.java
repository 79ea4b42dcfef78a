package dev.naru.hub.v1;

import dev.naru.hub.channel.Channels.ChannelRequest;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.receipt.Receipt;
import dev.naru.hub.receipt.Receipt.Subject;
import dev.naru.hub.receipt.Receipts;
import dev.naru.hub.receipt.Receipts.Result;
import dev.naru.hub.receipt.Receipts.Wanted;
import dev.naru.hub.text.CodePoints;
import dev.naru.hub.v1.wire.ApiResponse;
import dev.naru.hub.v1.wire.ApiTexts;
import dev.naru.hub.v1.wire.Params;
import dev.naru.pg.spi.Sensitive;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Issues, looks up and cancels cash receipts (spec/rest-api.md §4.9). */
@Controller
final class ReceiptsController {

  private static final String OF_PAYMENT = "/receipts/{paymentNumber}";
  private static final String OF_ORDER = "/receipts/external/{orderNumber}";
  private static final int MAX_MERCHANT_UID = 40;
  private static final int MAX_NAME = 40;
  private static final Pattern IDENTIFIER = Pattern.compile("[0-9]{10,19}");
  private static final Set<String> IDENTIFIER_TYPES =
      Set.of("person", "business", "phone", "taxcard");

  private final Receipts receipts;

  ReceiptsController(Receipts receipts) {
    this.receipts = receipts;
  }

  @PostMapping(OF_PAYMENT)
  ApiResponse issue(Merchant merchant, Params params, @PathVariable String paymentNumber) {
    return wanted(
        params,
        wanted ->
            Params.isStorable(paymentNumber)
                ? receipts.issue(merchant, paymentNumber, wanted)
                : new Result.NoPayment());
  }

  @PostMapping(OF_ORDER)
  ApiResponse issueExternal(Merchant merchant, Params params, @PathVariable String orderNumber) {
    if (!Params.isIdentifier(orderNumber) || CodePoints.count(orderNumber) > MAX_MERCHANT_UID) {
      throw params.malformed("merchant_uid");
    }
    String name = params.label("name", MAX_NAME);
    if (name == null) {
      throw params.missing("name");
    }
    Long amount = params.won("amount");
    if (amount == null) {
      throw params.missing("amount");
    }
    if (amount == 0) {
      throw params.malformed("amount");
    }
    ChannelRequest channel =
        new ChannelRequest(params.anyText("channel_key", "channelKey"), params.text("pg"), false);
    return wanted(
        params,
        wanted ->
            receipts.issue(
                merchant, new Receipts.Deal(orderNumber, name, amount, channel), wanted));
  }

  private static ApiResponse wanted(Params params, Function<Wanted, Result> issue) {
    String given = params.text("identifier");
    if (given == null) {
      throw params.missing("identifier");
    }
    String digits = given.replaceAll("[-\\s]", "");
    if (!IDENTIFIER.matcher(digits).matches()) {
      throw params.malformed("identifier");
    }
    String type = params.text("identifier_type");
    if (type != null && !IDENTIFIER_TYPES.contains(type)) {
      throw params.malformed("identifier_type");
    }
    boolean forCompany = isForCompany(params);
    Long taxFree = params.won("tax_free");
    Long vat = params.won(params.text("vat_amount") != null ? "vat_amount" : "vat");
    Payment.Buyer buyer =
        new Payment.Buyer(
            params.label("buyer_name", 16),
            params.label("buyer_email", 64),
            params.label("buyer_tel", 16),
            null,
            null);
    try (Sensitive identifier = Sensitive.of(digits)) {
      return response(
          issue.apply(
              new Wanted(identifier, forCompany, buyer, taxFree == null ? 0 : taxFree, vat)));
    }
  }

  private static boolean isForCompany(Params params) {
    return switch (params.text("type")) {
      case null -> false;
      case "person" -> false;
      case "company" -> true;
      default -> throw params.malformed("type");
    };
  }

  @GetMapping(OF_PAYMENT)
  ApiResponse one(Merchant merchant, @PathVariable String paymentNumber) {
    return find(merchant, Subject.ofPayment(paymentNumber));
  }

  @GetMapping(OF_ORDER)
  ApiResponse oneExternal(Merchant merchant, @PathVariable String orderNumber) {
    return find(merchant, Subject.ofOrder(orderNumber));
  }

  private ApiResponse find(Merchant merchant, Subject subject) {
    if (!Params.isStorable(subject.number())) {
      return ApiResponse.notFound(ApiTexts.NO_RECEIPT);
    }
    return receipts
        .find(merchant.id(), subject)
        .map(receipt -> response(new Result.Done(receipt)))
        .orElseGet(() -> ApiResponse.notFound(ApiTexts.NO_RECEIPT));
  }

  @DeleteMapping(OF_PAYMENT)
  ApiResponse cancel(Merchant merchant, @PathVariable String paymentNumber) {
    return cancel(merchant, Subject.ofPayment(paymentNumber));
  }

  @DeleteMapping(OF_ORDER)
  ApiResponse cancelExternal(Merchant merchant, @PathVariable String orderNumber) {
    return cancel(merchant, Subject.ofOrder(orderNumber));
  }

  private ApiResponse cancel(Merchant merchant, Subject subject) {
    return response(
        Params.isStorable(subject.number())
            ? receipts.cancel(merchant, subject)
            : new Result.NoReceipt());
  }

  private static ApiResponse response(Result result) {
    return switch (result) {
      case Result.Done(Receipt receipt) -> ApiResponse.ok(out -> write(out, receipt));
      case Result.NoPayment() -> ApiResponse.notFound(ApiTexts.NO_PAYMENT);
      case Result.NotPaid() -> ApiResponse.badRequest(ApiTexts.NO_RECEIPT_FOR_IT);
      case Result.BadParts() -> ApiResponse.badRequest(ApiTexts.malformed("tax_free, vat_amount"));
      case Result.Already() -> ApiResponse.badRequest(ApiTexts.RECEIPT_ALREADY);
      case Result.NoReceipt() -> ApiResponse.badRequest(ApiTexts.NO_RECEIPT);
      case Result.NotSupported() -> ApiResponse.error(501, ApiTexts.OTHER_PG);
      case Result.UnknownChannelKey() -> ApiResponse.badRequest(ApiTexts.UNKNOWN_CHANNEL_KEY);
      case Result.Refused(String text) -> ApiResponse.error(500, text);
      case Result.NoAnswer() -> ApiResponse.error(500, ApiTexts.NO_ANSWER);
    };
  }

  private static void write(tools.jackson.core.JsonGenerator out, Receipt receipt) {
    boolean external = receipt.subject().kind() == Receipt.Kind.ORDER;
    out.writeStartObject();
    out.writeNumberProperty("amount", receipt.amountMinor());
    out.writeNumberProperty("applied_at", PaymentJson.seconds(receipt.appliedAt()));
    out.writeStringProperty("apply_num", receipt.applyNum());
    out.writeNumberProperty("cancelled_at", PaymentJson.seconds(receipt.cancelledAt()));
    if (!external) {
      out.writeStringProperty("imp_uid", receipt.subject().number());
    } else {
      out.writeStringProperty("merchant_uid", receipt.subject().number());
    }
    out.writeStringProperty("receipt_tid", receipt.receiptTid());
    @Nullable String url = receipt.url();
    out.writeStringProperty("receipt_url", url);
    out.writeStringProperty("type", receipt.forCompany() ? "company" : "person");
    out.writeNumberProperty("vat", receipt.vatMinor());
    out.writeEndObject();
  }
}
