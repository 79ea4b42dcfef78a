package dev.naru.hub.checkout;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.channel.PgRules;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.text.WebAddress;
import dev.naru.hub.time.Korea;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.WindowRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks a payment request, in the order of spec/javascript-sdk.md §8.1 from the amount on. {@link
 * RequestPay} makes the checks before the amount.
 */
final class RequestChecks {

  private static final int MAX_NOTICE_URLS = 5;
  private static final Set<String> CARRIERS = Set.of("SKT", "KTF", "LGT", "CJH", "KCT", "SKL");

  private final Merchant merchant;
  private final PaymentRequest request;
  private final RequestPayParam param;
  private final PayMethod method;
  private final PgRules rules;
  private final KeyWindow keyWindow;
  private final CardTerms cards;
  private final Instant now;

  RequestChecks(
      Merchant merchant, Channel channel, PaymentRequest request, PayMethod method, Instant now) {
    this.merchant = merchant;
    this.request = request;
    this.param = request.param();
    this.method = method;
    this.rules = new PgRules(merchant, channel);
    this.keyWindow = new KeyWindow(channel, rules, method);
    this.cards = new CardTerms(param, rules.is("card_quota_single_value", "up_to"));
    this.now = now;
  }

  /** The first reason to refuse the request; empty when there is none. */
  Optional<Refusal> refusal() {
    return Stream.<Supplier<Optional<Refusal>>>of(
            this::amount,
            this::taxes,
            this::digital,
            this::vbankDue,
            this::buyerTel,
            cards::refusal,
            this::details,
            this::addresses,
            this::billing)
        .map(Supplier::get)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<Refusal> amount() {
    boolean strict = merchant.settings().is(Setting.SDK_STRICT_AMOUNT_TYPE);
    // A key can be issued without a charge; KeyWindow knows which keys can.
    boolean mayBeZero = param.customerKey() != null;
    Refusal refusal =
        switch (param.amount()) {
          case RequestedAmount.Absent() -> Refusal.AMOUNT_MISSING;
          case RequestedAmount.Malformed() -> Refusal.AMOUNT_MALFORMED;
          case RequestedAmount.Whole(long minor, boolean wasText) ->
              (minor == 0 && !mayBeZero) || (strict && wasText) ? Refusal.AMOUNT_MALFORMED : null;
        };
    if (refusal == null && !param.currency().equals("KRW")) {
      refusal = Refusal.CURRENCY_NOT_SUPPORTED;
    }
    return Optional.ofNullable(refusal);
  }

  private Optional<Refusal> taxes() {
    return Stream.of("tax_free", "vat_amount")
        .filter(name -> !isPart(name.equals("tax_free") ? param.taxFree() : param.vatAmount()))
        .findFirst()
        .or(() -> Optional.of("vat_amount").filter(_ -> !fitTogether()))
        .map(Refusal::malformed);
  }

  /** Whether the parts of the amount fit together: the VAT is a part of the taxed part. */
  private boolean fitTogether() {
    Long taxFree = RequestedAmount.minor(param.taxFree());
    Long vat = RequestedAmount.minor(param.vatAmount());
    Long all = RequestedAmount.minor(param.amount());
    return taxFree == null || vat == null || all == null || taxFree + vat <= all;
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
        method.equals(PayMethod.PHONE)
            && merchant.settings().is(Setting.SDK_REQUIRE_DIGITAL_FOR_PHONE);
    return required && param.digital() == null
        ? Optional.of(Refusal.DIGITAL_MISSING)
        : Optional.empty();
  }

  /**
   * Checks the deadline. Many shops send {@code vbank_due} with every payment; it counts for
   * virtual accounts alone.
   */
  private Optional<Refusal> vbankDue() {
    if (!method.equals(PayMethod.VBANK) || param.vbankDue() == null) {
      return Optional.empty();
    }
    LocalDateTime due = due();
    if (due == null) {
      return Optional.of(Refusal.malformed("vbank_due"));
    }
    return due.atZone(Korea.ZONE).toInstant().isAfter(now)
        ? Optional.empty()
        : Optional.of(Refusal.VBANK_DUE_PAST);
  }

  private Optional<Refusal> buyerTel() {
    // Two settings can make the telephone number optional: the PG's own, and the one for all PGs
    // (spec/javascript-sdk.md §8.2).
    boolean required =
        merchant.settings().get(Setting.SDK_REQUIRE_BUYER_TEL).equals("reject")
            && !rules.is("require_buyer_tel", "placeholder");
    return required && param.buyer().tel() == null
        ? Optional.of(Refusal.BUYER_TEL_MISSING)
        : Optional.empty();
  }

  private Optional<Refusal> details() {
    if (param.carrier() != null && carrier() == null) {
      return Optional.of(Refusal.malformed("phone.carrier"));
    }
    boolean said = param.period().isObject() && !param.period().isEmpty();
    return said && period() == null ? Optional.of(Refusal.malformed("period")) : Optional.empty();
  }

  private Optional<Refusal> addresses() {
    if (param.noticeUrls().size() > MAX_NOTICE_URLS
        || param.noticeUrls().stream().anyMatch(url -> WebAddress.of(url).isEmpty())) {
      return Optional.of(Refusal.malformed("notice_url"));
    }
    String confirmUrl = confirmUrl();
    if (confirmUrl != null && WebAddress.of(confirmUrl).isEmpty()) {
      return Optional.of(Refusal.malformed("confirm_url"));
    }
    // A PC doesn't use it, and PC pages often carry the guides' placeholder there.
    boolean wanted = request.mobile() && param.mRedirectUrl() != null;
    return wanted && mRedirectUrl() == null
        ? Optional.of(Refusal.malformed("m_redirect_url"))
        : Optional.empty();
  }

  private Optional<Refusal> billing() {
    return param.customerKey() == null
        ? Optional.empty()
        : keyWindow.refusal(param.customerKey(), amountMinor());
  }

  /** The amount in won; only to be called when {@link #refusal} is empty. */
  long amountMinor() {
    return Objects.requireNonNull(RequestedAmount.minor(param.amount()));
  }

  /**
   * The confirm URL; null when the page sent none, or the merchant has switched the confirm process
   * off.
   */
  @Nullable String confirmUrl() {
    return merchant.settings().is(Setting.CONFIRM_ENABLED) ? param.confirmUrl() : null;
  }

  /** The page's {@code m_redirect_url}; null when it sent none, or one that isn't allowed. */
  @Nullable String mRedirectUrl() {
    String wanted = param.mRedirectUrl();
    return wanted == null
        ? null
        : RedirectUrl.allowed(wanted, AllowedOrigins.of(merchant)).orElse(null);
  }

  /**
   * Whether the shop's page itself goes to the PG and ends at {@code m_redirect_url}. If not, the
   * page stays and is called back as on a PC (spec/javascript-sdk.md §6, spec/pg-rules.md §5).
   */
  boolean redirects() {
    boolean billing = param.customerKey() != null;
    String way = rules.get("mobile_result").orElse(billing ? "auto" : "redirect");
    return request.mobile()
        && (way.equals("redirect") || (way.equals("auto") && mRedirectUrl() != null));
  }

  WindowRequest.Cards cards() {
    return cards.cards();
  }

  WindowRequest.@Nullable KeyIssue key() {
    return param.customerKey() == null
        ? null
        : new WindowRequest.KeyIssue(param.customerKey(), keyWindow.charges(amountMinor()));
  }

  /** The virtual account's deadline in Korean time; null when there is none or it is unreadable. */
  @Nullable LocalDateTime due() {
    return !method.equals(PayMethod.VBANK) || param.vbankDue() == null
        ? null
        : VbankDue.of(param.vbankDue()).orElse(null);
  }

  @Nullable String carrier() {
    String wanted = param.carrier() == null ? "" : param.carrier().toUpperCase(Locale.ROOT);
    return CARRIERS.contains(wanted) ? wanted : null;
  }

  WindowRequest.@Nullable Period period() {
    ParamReader read = new ParamReader(param.period());
    String from = read.text("from");
    String to = read.text("to");
    Optional<LocalDate> first = from == null ? Optional.empty() : VbankDue.day(from);
    Optional<LocalDate> last = to == null ? Optional.empty() : VbankDue.day(to);
    boolean readable =
        first.isPresent()
            && (to == null || last.filter(day -> !day.isBefore(first.get())).isPresent());
    return readable ? new WindowRequest.Period(first.get(), last.orElse(null)) : null;
  }
}
