package dev.naru.hub.checkout;

import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Setting;
import dev.naru.pg.spi.PayMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The checks that come after the order number, in the order of spec/javascript-sdk.md §8.1. */
final class RequestChecks {

  private static final int MAX_NOTICE_URLS = 5;
  private static final int MAX_URL_LENGTH = 2000;
  private static final int MIN_MONTHS = 2;
  private static final int MAX_MONTHS = 36;

  private final Merchant merchant;
  private final PaymentRequest request;
  private final RequestPayParam param;
  private final PayMethod method;

  RequestChecks(Merchant merchant, PaymentRequest request, PayMethod method) {
    this.merchant = merchant;
    this.request = request;
    this.param = request.param();
    this.method = method;
  }

  /** Why it can't go on; empty when it can. */
  Optional<Refusal> refusal() {
    return Stream.<Supplier<Optional<Refusal>>>of(
            this::amount,
            this::taxes,
            this::digital,
            this::buyerTel,
            this::quota,
            this::addresses,
            this::billing)
        .map(Supplier::get)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<Refusal> amount() {
    boolean strict = merchant.settings().is(Setting.SDK_STRICT_AMOUNT_TYPE);
    Refusal refusal =
        switch (param.amount()) {
          case RequestedAmount.Absent() -> Refusal.AMOUNT_MISSING;
          case RequestedAmount.Malformed() -> Refusal.AMOUNT_MALFORMED;
          case RequestedAmount.Whole(long minor, boolean wasText) ->
              minor == 0 || (strict && wasText) ? Refusal.AMOUNT_MALFORMED : null;
        };
    if (refusal == null && !param.currency().equals("KRW")) {
      refusal = Refusal.CURRENCY_NOT_SUPPORTED;
    }
    return Optional.ofNullable(refusal);
  }

  private Optional<Refusal> taxes() {
    return Stream.of("tax_free", "vat_amount")
        .filter(name -> !isPart(name.equals("tax_free") ? param.taxFree() : param.vatAmount()))
        .map(Refusal::malformed)
        .findFirst();
  }

  private boolean isPart(RequestedAmount part) {
    return switch (part) {
      case RequestedAmount.Absent() -> true;
      case RequestedAmount.Malformed() -> false;
      case RequestedAmount.Whole(long minor, _) ->
          param.amount() instanceof RequestedAmount.Whole(long all, _) && minor <= all;
    };
  }

  private Optional<Refusal> digital() {
    boolean required =
        method == PayMethod.PHONE && merchant.settings().is(Setting.SDK_REQUIRE_DIGITAL_FOR_PHONE);
    return required && param.digital() == null
        ? Optional.of(Refusal.DIGITAL_MISSING)
        : Optional.empty();
  }

  private Optional<Refusal> buyerTel() {
    boolean required = merchant.settings().get(Setting.SDK_REQUIRE_BUYER_TEL).equals("reject");
    return required && param.buyer().tel() == null
        ? Optional.of(Refusal.BUYER_TEL_MISSING)
        : Optional.empty();
  }

  private Optional<Refusal> quota() {
    JsonNode given = param.cardQuota();
    boolean readable =
        given.isMissingNode()
            || given.isNull()
            || (given.isArray()
                && given.valueStream().mapToInt(RequestChecks::months).allMatch(m -> m >= 0));
    return readable ? Optional.empty() : Optional.of(Refusal.malformed("display.card_quota"));
  }

  /** -1 when it can't be a number of months. */
  private static int months(JsonNode given) {
    return RequestedAmount.of(given) instanceof RequestedAmount.Whole(long months, _)
            && months <= MAX_MONTHS
        ? (int) months
        : -1;
  }

  private Optional<Refusal> addresses() {
    if (param.noticeUrls().size() > MAX_NOTICE_URLS
        || !param.noticeUrls().stream().allMatch(RequestChecks::isHttp)) {
      return Optional.of(Refusal.malformed("notice_url"));
    }
    String confirmUrl = confirmUrl();
    if (confirmUrl != null && !isHttp(confirmUrl)) {
      return Optional.of(Refusal.malformed("confirm_url"));
    }
    // On a PC it is not used, and pages carry the guides' placeholder there.
    boolean wanted = request.mobile() && param.mRedirectUrl() != null;
    return wanted && mRedirectUrl() == null
        ? Optional.of(Refusal.malformed("m_redirect_url"))
        : Optional.empty();
  }

  private static boolean isHttp(String address) {
    return address.length() <= MAX_URL_LENGTH && AllowedOrigins.originOf(address).isPresent();
  }

  private Optional<Refusal> billing() {
    return param.customerUid() == null
        ? Optional.empty()
        : Optional.of(Refusal.BILLING_NOT_SUPPORTED);
  }

  /** Null when the merchant has switched the confirm process off, or didn't ask for it. */
  @Nullable String confirmUrl() {
    return merchant.settings().is(Setting.CONFIRM_ENABLED) ? param.confirmUrl() : null;
  }

  /** Null when there is none that is allowed. */
  @Nullable String mRedirectUrl() {
    String wanted = param.mRedirectUrl();
    return wanted == null
        ? null
        : RedirectUrl.allowed(wanted, AllowedOrigins.of(merchant)).orElse(null);
  }

  /** The months offered beside lump sum; null for the PG's own list (spec/pg-rules.md §2.5). */
  @Nullable List<Integer> cardQuota() {
    if (!param.cardQuota().isArray()) {
      return null;
    }
    List<Integer> months = new ArrayList<>();
    param.cardQuota().valueStream().map(RequestChecks::months).distinct().forEach(months::add);
    months.removeIf(each -> each < MIN_MONTHS);
    boolean upTo = merchant.settings().get(Setting.INICIS_CARD_QUOTA_SINGLE_VALUE).equals("up_to");
    return upTo && months.size() == 1
        ? IntStream.rangeClosed(MIN_MONTHS, months.getFirst()).boxed().toList()
        : List.copyOf(months);
  }
}
