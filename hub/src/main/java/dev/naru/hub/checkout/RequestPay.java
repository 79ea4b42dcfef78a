package dev.naru.hub.checkout;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.channel.Channels;
import dev.naru.hub.channel.PayMethodCodes;
import dev.naru.hub.channel.PgRules;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.merchant.Tiers;
import dev.naru.hub.payment.CreatePayment;
import dev.naru.hub.payment.OrderRule;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.payment.Payments;
import dev.naru.hub.text.CodePoints;
import dev.naru.hub.vault.Vault;
import dev.naru.pg.spi.Capabilities.Operation;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.OpensWindow;
import dev.naru.pg.spi.PayMethod;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Handles {@code IMP.request_pay} up to the window: it makes every check in the order of
 * spec/javascript-sdk.md §8.1, creates the payment, and creates the session of its window.
 */
@Component
class RequestPay {

  private static final int MERCHANT_UID_MAX = 40;

  private final Merchants merchants;
  private final Tiers tiers;
  private final Channels channels;
  private final Payments payments;
  private final CreatePayment opening;
  private final CheckoutSessions sessions;
  private final InstantSource time;
  private final RequestTokens tokens;

  RequestPay(
      Merchants merchants,
      Tiers tiers,
      Channels channels,
      Payments payments,
      CreatePayment opening,
      CheckoutSessions sessions,
      InstantSource time,
      Vault vault) {
    this.merchants = merchants;
    this.tiers = tiers;
    this.channels = channels;
    this.payments = payments;
    this.opening = opening;
    this.sessions = sessions;
    this.time = time;
    this.tokens = new RequestTokens(vault);
  }

  /** The answer to the SDK. */
  sealed interface Answer {

    /** How the SDK shows the window. */
    enum Mode {
      OVERLAY,
      POPUP,
      REDIRECT
    }

    /**
     * @param warning a text for the page's developer, null for none
     */
    record Open(Mode mode, String url, String paymentNumber, @Nullable String warning)
        implements Answer {

      /** Leaves the address out, because it holds the token. */
      @Override
      public String toString() {
        return "Open[" + mode + ", " + paymentNumber + "]";
      }
    }

    /**
     * The SDK opens nothing and hands the page this result.
     *
     * @param location the address that a phone's page without a callback goes to, null for none
     */
    record Refused(SdkResult result, @Nullable String location) implements Answer {}
  }

  /**
   * Handles one request.
   *
   * @throws org.springframework.dao.DataAccessException when the database is away
   */
  Answer answer(PaymentRequest request) {
    RequestPayParam param = request.param();
    Optional<Merchant> known = merchants.byUserCode(request.userCode());
    if (known.isEmpty()) {
      String order = Objects.requireNonNullElse(param.orderNumber(), "");
      return new Answer.Refused(
          SdkResult.refused(null, param, order, null, Refusal.UNKNOWN_USER_CODE), null);
    }
    String tierCode = request.tierCode();
    Optional<Merchant> member =
        tierCode == null ? known : tiers.find(known.get().id(), tierCode).map(Tiers.Tier::member);
    Merchant merchant = member.orElse(known.get());
    String order = param.orderNumber() == null ? "nobody_" + time.millis() : param.orderNumber();
    if (!AllowedOrigins.of(merchant).allows(request.origin())) {
      return refused(merchant, request, order, null, Refusal.ORIGIN_NOT_ALLOWED);
    }
    if (request.unstorable() != null) {
      return refused(merchant, request, order, null, Refusal.malformed(request.unstorable()));
    }
    if (member.isEmpty()) {
      // The parent must not get a sub-merchant's money.
      return refused(merchant, request, order, null, Refusal.UNKNOWN_TIER);
    }
    CheckoutToken token = tokens.of(merchant, request);
    Optional<CheckoutSession> before = sessions.find(token);
    if (before.isPresent()) {
      return again(merchant, token, before.get());
    }
    if (param.channelGroupId() != null) {
      // spec/javascript-sdk.md §4 row 1. Channel groups don't exist yet, and the hub uses no other
      // channel than the requested one.
      return refused(merchant, request, order, null, Refusal.UNKNOWN_CHANNEL_KEY);
    }
    Channels.ChannelRequest wanted =
        new Channels.ChannelRequest(param.channelKey(), param.pg(), param.customerKey() != null);
    return switch (channels.choose(merchant, wanted)) {
      case Channels.Choice.NoChannel() ->
          refused(merchant, request, order, null, Refusal.NO_CHANNEL);
      case Channels.Choice.UnknownChannelKey() ->
          refused(merchant, request, order, null, Refusal.UNKNOWN_CHANNEL_KEY);
      case Channels.Choice.Chosen(Channel channel) ->
          open(merchant, request, order, channel, token);
    };
  }

  /**
   * Answers a request whose first answer was lost with the same window, which shows the payment's
   * present state.
   */
  private Answer again(Merchant merchant, CheckoutToken token, CheckoutSession session) {
    Payment payment = payments.find(merchant.id(), session.paymentNumber()).orElseThrow();
    Channel channel = channels.byId(merchant.id(), payment.channelId()).orElseThrow();
    return window(session, channel, token, null);
  }

  private Answer open(
      Merchant merchant,
      PaymentRequest request,
      String order,
      Channel channel,
      CheckoutToken token) {
    PgRules rules = new PgRules(merchant, channel);
    boolean billing = request.param().customerKey() != null;
    Optional<PayMethod> method =
        PayMethodCodes.ofV1(request.param().payMethod())
            .map(asked -> billing ? KeyWindow.methodOf(rules, asked) : asked)
            .filter(rules::isContracted)
            .filter(wanted -> canOpen(channel, wanted, request.mobile()));
    if (method.isEmpty()) {
      return refused(merchant, request, order, channel, Refusal.METHOD_NOT_SUPPORTED);
    }
    if (CodePoints.count(order) > MERCHANT_UID_MAX) {
      return refused(merchant, request, order, channel, Refusal.MERCHANT_UID_TOO_LONG);
    }
    if (order.chars().anyMatch(Character::isISOControl)) {
      return refused(merchant, request, order, channel, Refusal.malformed("merchant_uid"));
    }
    RequestChecks checks =
        new RequestChecks(merchant, channel, request, method.get(), time.instant());
    Optional<Refusal> refusal = checks.refusal();
    if (refusal.isPresent()) {
      // §8.1 checks for a paid order before the amount. A good request is checked by the statement
      // that creates the payment; only a refused one needs this look-up.
      Refusal first = isPaid(merchant, order) ? Refusal.ALREADY_PAID : refusal.get();
      return refused(merchant, request, order, channel, first);
    }
    CreatePayment.NewPayment payment =
        newPayment(merchant, request, order, channel, method.get(), checks);
    return switch (opening.open(payment)) {
      case CreatePayment.Result.AlreadyPaid() ->
          refused(merchant, request, order, channel, Refusal.ALREADY_PAID);
      case CreatePayment.Result.PreparedAmountDiffers() ->
          refused(merchant, request, order, channel, Refusal.PREPARED_AMOUNT_DIFFERS);
      case CreatePayment.Result.Opened(String paymentNumber) -> {
        CheckoutSession session =
            session(request, order, channel, method.get(), checks, paymentNumber);
        sessions.add(token, session);
        yield window(
            session,
            channel,
            token,
            PgCodes.warning(request.param(), channel, () -> channels.of(merchant.id())));
      }
    };
  }

  private static boolean canOpen(Channel channel, PayMethod method, boolean mobile) {
    Operation window = mobile ? Operation.MOBILE_WINDOW : Operation.PC_WINDOW;
    return channel.able(OpensWindow.class, method, window).isPresent();
  }

  private boolean isPaid(Merchant merchant, String order) {
    boolean reusable = merchant.settings().is(Setting.COMPAT_ALLOW_REUSE_AFTER_FULL_CANCEL);
    return payments
        .findByOrderNumber(
            merchant.id(),
            order,
            Set.of(PaymentState.PAID, PaymentState.CANCELLED),
            Payments.Sorting.NEWEST)
        .filter(payment -> OrderRule.isTakenBy(payment, reusable))
        .isPresent();
  }

  private static CreatePayment.NewPayment newPayment(
      Merchant merchant,
      PaymentRequest request,
      String order,
      Channel channel,
      PayMethod method,
      RequestChecks checks) {
    RequestPayParam param = request.param();
    return new CreatePayment.NewPayment(
        channel,
        order,
        method,
        request.mobile() ? "mobile" : "pc",
        param.name(),
        Money.krw(checks.amountMinor()),
        RequestedAmount.minor(param.taxFree()),
        RequestedAmount.minor(param.vatAmount()),
        param.escrow(),
        param.buyer(),
        param.customData(),
        request.userAgent(),
        param.noticeUrls(),
        checks.confirmUrl(),
        param.customerKey(),
        merchant.settings().is(Setting.COMPAT_ALLOW_REUSE_AFTER_FULL_CANCEL));
  }

  private CheckoutSession session(
      PaymentRequest request,
      String order,
      Channel channel,
      PayMethod method,
      RequestChecks checks,
      String paymentNumber) {
    return new CheckoutSession(
        channel.merchantId(),
        paymentNumber,
        request.requestId(),
        request.origin(),
        request.hubOrigin(),
        request.mobile(),
        checks.redirects(),
        checks.mRedirectUrl(),
        terms(request, order, method, checks),
        null,
        null,
        time.instant());
  }

  private static Answer window(
      CheckoutSession session, Channel channel, CheckoutToken token, @Nullable String warning) {
    boolean popup = !session.mobile() && PayView.isPopup(channel);
    Answer.Mode mode =
        session.redirects()
            ? Answer.Mode.REDIRECT
            : popup ? Answer.Mode.POPUP : Answer.Mode.OVERLAY;
    String url = session.hubOrigin() + "/checkout/" + token.text();
    return new Answer.Open(mode, url, session.paymentNumber(), warning);
  }

  private static WindowTerms terms(
      PaymentRequest request, String order, PayMethod method, RequestChecks checks) {
    RequestPayParam param = request.param();
    return new WindowTerms(
        method,
        request.mobile(),
        order,
        Objects.requireNonNullElse(param.name(), order),
        param.language(),
        RequestedAmount.minor(param.taxFree()),
        RequestedAmount.minor(param.vatAmount()),
        checks.cards(),
        param.escrow(),
        checks.key(),
        param.digital(),
        checks.due(),
        checks.carrier(),
        param.customerId(),
        checks.period(),
        param.appScheme(),
        param.bypass(),
        param.customDataWasText());
  }

  private static Answer refused(
      Merchant merchant,
      PaymentRequest request,
      String order,
      @Nullable Channel channel,
      Refusal refusal) {
    SdkResult result =
        SdkResult.refused(
            merchant, request.param(), order, channel == null ? null : channel.provider(), refusal);
    String wanted = request.mobile() ? request.param().mRedirectUrl() : null;
    String location =
        wanted == null
            ? null
            : RedirectUrl.allowed(wanted, AllowedOrigins.of(merchant))
                .map(url -> RedirectUrl.with(url, result.query()))
                .orElse(null);
    return new Answer.Refused(result, location);
  }
}
