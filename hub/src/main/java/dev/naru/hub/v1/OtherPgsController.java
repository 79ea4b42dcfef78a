package dev.naru.hub.v1;

import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.payment.Payments;
import dev.naru.hub.v1.wire.ApiException;
import dev.naru.hub.v1.wire.ApiResponse;
import dev.naru.hub.v1.wire.ApiTexts;
import dev.naru.hub.v1.wire.Params;
import dev.naru.hub.v1.wire.WritesJson;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;

/**
 * Refuses the operations that only PGs outside this hub have (spec/rest-api.md §5). It first checks
 * the token, then whether the payment exists, and then says which contract is missing.
 */
@Controller
final class OtherPgsController {

  private final Payments payments;

  OtherPgsController(Payments payments) {
    this.payments = payments;
  }

  @PostMapping({
    "/payments/{paymentNumber}/naver/cancel",
    "/payments/{paymentNumber}/naver/approve-cancel",
    "/payments/{paymentNumber}/naver/ship",
    "/payments/{paymentNumber}/naver/ship-exchanged",
    "/payments/{paymentNumber}/naver/collect-exchanged",
    "/payments/{paymentNumber}/naver/place",
    "/payments/{paymentNumber}/naver/request-return",
    "/payments/{paymentNumber}/naver/approve-return",
    "/payments/{paymentNumber}/naver/reject-return",
    "/payments/{paymentNumber}/naver/withhold-return",
    "/payments/{paymentNumber}/naver/resolve-return",
    "/payments/{paymentNumber}/naver/point",
    "/payments/{paymentNumber}/naver/confirm",
  })
  ApiResponse naverOrder(Merchant merchant, @PathVariable String paymentNumber) {
    payment(merchant, paymentNumber);
    return ApiResponse.badRequest(ApiTexts.OTHER_PG);
  }

  @GetMapping("/payments/{paymentNumber}/naver/cash-amount")
  ApiResponse naverCashAmount(Merchant merchant, @PathVariable String paymentNumber) {
    payment(merchant, paymentNumber);
    return ApiResponse.badRequest(ApiTexts.OTHER_PG);
  }

  @GetMapping("/payments/{paymentNumber}/naver/product-orders")
  ApiResponse naverOrdersOf(Merchant merchant, @PathVariable String paymentNumber) {
    payment(merchant, paymentNumber);
    return ApiResponse.notFound(ApiTexts.NO_PRODUCT_ORDER);
  }

  @GetMapping("/naver/product-orders/{productOrderId}")
  ApiResponse naverOrder(Merchant merchant) {
    return ApiResponse.notFound(ApiTexts.NO_PRODUCT_ORDER);
  }

  @GetMapping("/naver/reviews")
  ApiResponse naverReviews(Merchant merchant) {
    return ApiResponse.ok(WritesJson.array(List.of()));
  }

  @PostMapping("/payco/orders/status/{paymentNumber}")
  ApiResponse paycoOrder(Merchant merchant, @PathVariable String paymentNumber) {
    payment(merchant, paymentNumber);
    return ApiResponse.badRequest(ApiTexts.OTHER_PG);
  }

  @PostMapping("/paymentwall/delivery")
  ApiResponse paymentwallDelivery(Merchant merchant, Params params) {
    String paymentNumber = params.text("imp_uid");
    if (paymentNumber != null) {
      payment(merchant, paymentNumber);
    }
    return ApiResponse.badRequest(ApiTexts.OTHER_PG);
  }

  @PostMapping({
    "/kcpquick/payment/money",
    "/kcpquick/payment/autopay",
    "/kcpquick/prepare/{orderNumber}",
    "/kcpquick/members/{member}/fido/release",
  })
  ApiResponse kcpQuick(Merchant merchant) {
    return ApiResponse.badRequest(ApiTexts.OTHER_PG);
  }

  @PutMapping("/kcpquick/prepare/{orderNumber}")
  ApiResponse kcpQuickPrepared(Merchant merchant) {
    return ApiResponse.badRequest(ApiTexts.OTHER_PG);
  }

  @DeleteMapping({"/kcpquick/members/{member}", "/kcpquick/autopay/{customerKey}"})
  ApiResponse kcpQuickMember(Merchant merchant) {
    return ApiResponse.notFound(ApiTexts.NO_MEMBER);
  }

  @PostMapping({"/benepia/point", "/benepia/payment"})
  ApiResponse benepia(Merchant merchant) {
    return ApiResponse.error(500, ApiTexts.needsContract("베네피아"));
  }

  @GetMapping("/kakao/payment/orders")
  ApiResponse kakaoOrders(Merchant merchant) {
    return ApiResponse.badRequest(ApiTexts.OTHER_PG);
  }

  /** Refuses payments in a convenience store (spec/rest-api.md §4.13). */
  @PostMapping("/cvs")
  ApiResponse payInStore(Merchant merchant, Params params) {
    OrderParams.order(params);
    return ApiResponse.failed(ApiTexts.needsContract("편의점결제"));
  }

  @DeleteMapping("/cvs/{paymentNumber}")
  ApiResponse revokeInStore(Merchant merchant) {
    return ApiResponse.notFound(ApiTexts.NO_PAYMENT);
  }

  /** Receipts for the partners of a marketplace (spec/rest-api.md §4.14). */
  @PostMapping("/partners/receipts/{paymentNumber}")
  ApiResponse partnerReceipts(
      Merchant merchant, Params params, @PathVariable String paymentNumber) {
    Payment payment = payment(merchant, paymentNumber);
    if (params.objects("data").isEmpty()) {
      throw params.missing("data");
    }
    if (payment.state() != PaymentState.PAID) {
      return ApiResponse.badRequest(ApiTexts.NOT_PAID);
    }
    return ApiResponse.error(501, ApiTexts.OTHER_PG);
  }

  private Payment payment(Merchant merchant, String paymentNumber) {
    @Nullable Payment found =
        Params.isStorable(paymentNumber)
            ? payments.find(merchant.id(), paymentNumber).orElse(null)
            : null;
    if (found == null) {
      throw new ApiException(ApiResponse.notFound(ApiTexts.NO_PAYMENT));
    }
    return found;
  }
}
