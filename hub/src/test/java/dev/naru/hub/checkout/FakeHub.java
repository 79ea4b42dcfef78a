package dev.naru.hub.checkout;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.channel.Channels;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.merchant.Settings;
import dev.naru.hub.payment.Approval;
import dev.naru.hub.payment.CreatePayment;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.payment.Payments;
import dev.naru.hub.testing.MemoryPayments;
import dev.naru.pg.spi.AuthResult;
import dev.naru.pg.spi.ChannelConfig;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.OpensWindow.WindowOpening;
import dev.naru.pg.spi.Outcome;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.ReturnMessage;
import dev.naru.pg.spi.SettingField;
import dev.naru.pg.spi.WindowRequest;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The modules that the checkout uses, in memory: one merchant, one channel, and the payments that
 * were created.
 */
final class FakeHub implements Merchants, Channels, Payments, CreatePayment, Approval {

  static final String USER_CODE = "imp00000000";
  static final Instant NOW = Instant.parse("2026-01-15T01:26:01Z");

  /** What the merchant has set for a PG, by key. */
  final Map<String, String> pgSettings = new HashMap<>();

  final Map<Setting, String> settings =
      new EnumMap<>(Map.of(Setting.SDK_ALLOWED_ORIGINS, "https://shop.example loopback"));
  final Map<String, String> channelSettings = new HashMap<>();
  final Map<String, Payment> payments = new LinkedHashMap<>();
  final List<NewPayment> opened = new ArrayList<>();
  final InMemorySessions sessions = new InMemorySessions();
  final URI pgBase;
  FakePg pg;
  Choice nextChoice = new Choice.NoChannel();
  boolean chooses = true;
  @Nullable ChannelRequest requested;
  @Nullable Long preparedMinor;
  Decision decision = Decision.APPROVE;
  int approvals;

  enum Decision {
    APPROVE,
    ISSUE_ACCOUNT,
    ISSUE_KEY,
    BANK,
    DECLINE,
    UNKNOWN,
    CRASH
  }

  FakeHub(URI pgBase) {
    this.pgBase = pgBase;
    this.pg = new FakePg(pgBase);
  }

  FakeHub() {
    this(URI.create("https://stdpay.pg.example/"));
  }

  /** Clears everything, for a server that several tests share. */
  void reset() {
    payments.clear();
    opened.clear();
    sessions.clear();
    pg = new FakePg(pgBase);
    decision = Decision.APPROVE;
    approvals = 0;
    settings.keySet().removeIf(setting -> setting != Setting.SDK_ALLOWED_ORIGINS);
    pgSettings.clear();
  }

  Merchant merchant() {
    Map<String, String> all = new HashMap<>(Settings.of(settings).values());
    all.putAll(pgSettings);
    return new Merchant(1, USER_CODE, "shop", new Settings(all));
  }

  Channel channel() {
    ChannelConfig config =
        new ChannelConfig("INIpayTest", ChannelConfig.Mode.TEST, channelSettings, null);
    return new Channel(1, 7, "channel-key-1", pg, config, true, false);
  }

  @Override
  public Optional<Merchant> byUserCode(String userCode) {
    return userCode.equals(USER_CODE) ? Optional.of(merchant()) : Optional.empty();
  }

  @Override
  public Optional<Merchant> byId(long merchantId) {
    return merchantId == 1 ? Optional.of(merchant()) : Optional.empty();
  }

  @Override
  public Created create(NewMerchant merchant) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String putSetting(long merchantId, SettingField setting, String value) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String putSetting(long merchantId, Setting setting, String value) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Channel> of(long merchantId) {
    return List.of(channel());
  }

  @Override
  public Optional<Channel> byId(long merchantId, long channelId) {
    return Optional.of(channel());
  }

  @Override
  public Choice choose(Merchant merchant, ChannelRequest request) {
    requested = request;
    return chooses ? new Choice.Chosen(channel()) : nextChoice;
  }

  @Override
  public Channel add(NewChannel channel) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Payment> find(long merchantId, String paymentNumber) {
    return new MemoryPayments(payments.values()).find(merchantId, paymentNumber);
  }

  @Override
  public Optional<Payment> findByOrderNumber(
      long merchantId, String orderNumber, Set<PaymentState> states, Sorting sorting) {
    return new MemoryPayments(payments.values())
        .findByOrderNumber(merchantId, orderNumber, states, sorting);
  }

  @Override
  public Result open(NewPayment wanted) {
    if (payments.values().stream()
        .anyMatch(payment ->
            payment.orderNumber().equals(wanted.orderNumber())
                && (payment.state() == PaymentState.PAID
                    || payment.state() == PaymentState.CANCELLED))) {
      return new Result.AlreadyPaid();
    }
    if (preparedMinor != null && preparedMinor != wanted.amount().minor()) {
      return new Result.PreparedAmountDiffers();
    }
    opened.add(wanted);
    String paymentNumber = "imp_%012d".formatted(opened.size());
    payments.put(paymentNumber, payment(paymentNumber, wanted));
    return new Result.Opened(paymentNumber);
  }

  @Override
  public InWindow inWindow(Merchant merchant, String paymentNumber) {
    Payment payment = find(merchant.id(), paymentNumber).orElseThrow(NoSuchElementException::new);
    var attempt = new PersistedAttempt("a1", paymentNumber, channel().config(), payment.amount());
    return new InWindow() {
      @Override
      public Payment payment() {
        return payment;
      }

      @Override
      public WindowOpening open(WindowRequest request) {
        return pg.open(attempt, request);
      }

      @Override
      public AuthResult read(Map<String, String> memo, ReturnMessage message) {
        return pg.readReturn(attempt, memo, message);
      }

      @Override
      public Payment proceed(AuthResult result) {
        return FakeHub.this.proceed(merchant.id(), paymentNumber, result);
      }
    };
  }

  private Payment proceed(long merchantId, String paymentNumber, AuthResult result) {
    Payment before = find(merchantId, paymentNumber).orElseThrow();
    if (before.state() != PaymentState.READY || result instanceof AuthResult.Forged) {
      return before;
    }
    if (result instanceof AuthResult.Refused refused) {
      return fail(before, refused.error().code(), refused.error().text());
    }
    approvals++;
    return switch (decision) {
      case APPROVE -> paid(before);
      case ISSUE_ACCOUNT -> put(waiting(before));
      case ISSUE_KEY -> put(keyIssued(before));
      case BANK -> put(byBank(before));
      case DECLINE -> fail(before, "R301", "한도초과");
      case UNKNOWN -> put(with(before, PaymentState.APPROVING, null, null));
      case CRASH -> throw new IllegalStateException("the database is away");
    };
  }

  @Override
  public Payment leave(long merchantId, String paymentNumber) {
    Payment before = find(merchantId, paymentNumber).orElseThrow();
    return before.state() == PaymentState.READY
        ? fail(before, Approval.LEFT_BY_BUYER, SdkResult.LEFT_BY_BUYER)
        : before;
  }

  Payment only() {
    return payments.values().iterator().next();
  }

  Payment paid(Payment before) {
    return put(with(before, PaymentState.PAID, null, null));
  }

  Payment fail(Payment before, String code, String text) {
    return put(with(before, PaymentState.FAILED, code, text));
  }

  Payment put(Payment payment) {
    payments.put(payment.paymentNumber(), payment);
    return payment;
  }

  static Payment payment(String paymentNumber, NewPayment wanted) {
    return new Payment(
        1,
        paymentNumber,
        wanted.orderNumber(),
        PaymentState.READY,
        7,
        wanted.channel().provider(),
        "INIpayTest",
        true,
        wanted.escrow(),
        wanted.method(),
        wanted.device(),
        null,
        null,
        "",
        null,
        null,
        null,
        wanted.name(),
        wanted.amount(),
        0,
        wanted.buyer(),
        wanted.customData(),
        wanted.userAgent(),
        NOW,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        wanted.customerKey(),
        null,
        true,
        false,
        List.of());
  }

  static Payment with(
      Payment p, PaymentState state, @Nullable String failCode, @Nullable String failReason) {
    boolean paid = state == PaymentState.PAID || state == PaymentState.CANCELLED;
    return new Payment(
        p.merchantId(),
        p.paymentNumber(),
        p.orderNumber(),
        state,
        p.channelId(),
        p.provider(),
        p.mid(),
        p.test(),
        p.escrow(),
        p.method(),
        p.device(),
        p.embPgProvider(),
        paid || state == PaymentState.AWAITING_DEPOSIT
            ? "StdpayCARDINIpayTest20260115102601000001"
            : null,
        paid && p.method().equals(PayMethod.CARD) && p.charged() ? "30012345" : "",
        paid && p.method().equals(PayMethod.CARD) && p.charged()
            ? new Outcome.CardUsed("366", "신한카드", "400933*********7", 0, 0)
            : null,
        p.bank(),
        p.account(),
        p.name(),
        p.amount(),
        p.cancelledMinor(),
        p.buyer(),
        p.customData(),
        p.userAgent(),
        p.startedAt(),
        paid ? NOW : null,
        state == PaymentState.FAILED ? NOW : null,
        p.cancelledAt(),
        failCode,
        failReason,
        p.cancelReason(),
        p.receiptUrl(),
        p.customerKey(),
        p.customerKeyUsage(),
        p.charged(),
        false,
        p.cancels());
  }

  static Payment waiting(Payment before) {
    Payment.Account account =
        new Payment.Account(
            new Outcome.Bank("088", "신한은행"),
            "56211012345678",
            "나루상점",
            Instant.parse("2026-01-20T14:59:59Z"),
            NOW);
    return as(with(before, PaymentState.AWAITING_DEPOSIT, null, null), null, account, true);
  }

  static Payment keyIssued(Payment before) {
    return with(as(before, null, null, false), PaymentState.PAID, null, null);
  }

  static Payment byBank(Payment before) {
    Outcome.Bank bank = new Outcome.Bank("004", "국민은행");
    return as(with(before, PaymentState.PAID, null, null), bank, null, true);
  }

  private static Payment as(
      Payment p, Outcome.@Nullable Bank bank, Payment.@Nullable Account account, boolean charged) {
    return new Payment(
        p.merchantId(),
        p.paymentNumber(),
        p.orderNumber(),
        p.state(),
        p.channelId(),
        p.provider(),
        p.mid(),
        p.test(),
        p.escrow(),
        p.method(),
        p.device(),
        bank == null ? null : "kakaopay",
        p.pgTid(),
        p.applyNum(),
        p.card(),
        bank,
        account,
        p.name(),
        p.amount(),
        p.cancelledMinor(),
        p.buyer(),
        p.customData(),
        p.userAgent(),
        p.startedAt(),
        p.paidAt(),
        p.failedAt(),
        p.cancelledAt(),
        p.failCode(),
        p.failReason(),
        p.cancelReason(),
        p.receiptUrl(),
        p.customerKey(),
        p.customerKey() == null ? null : "issue",
        charged,
        false,
        p.cancels());
  }

  static Payment paidOrder(String orderNumber) {
    NewPayment wanted =
        new NewPayment(
            new FakeHub().channel(),
            orderNumber,
            PayMethod.CARD,
            "pc",
            null,
            Money.krw(1000),
            null,
            null,
            false,
            Payment.Buyer.NOBODY,
            null,
            null,
            List.of(),
            null,
            null,
            false);
    return with(payment("imp_999999999999", wanted), PaymentState.PAID, null, null);
  }

  /** Sessions in memory, stored under the token's digest as in the database. */
  static final class InMemorySessions implements CheckoutSessions {

    private final Map<String, CheckoutSession> byHash = new HashMap<>();

    @Override
    public void add(CheckoutToken token, CheckoutSession session) {
      // Converted to JSON and back, as in the database.
      byHash.put(key(token), copy(session, session.window(), session.ending()));
    }

    @Override
    public Optional<CheckoutSession> find(CheckoutToken token) {
      return Optional.ofNullable(byHash.get(key(token)));
    }

    @Override
    public void end(CheckoutToken token, CheckoutSession.Ending ending) {
      byHash.computeIfPresent(
          key(token),
          (_, kept) -> kept.ending() == null ? copy(kept, kept.window(), ending) : kept);
    }

    @Override
    public void opened(CheckoutToken token, CheckoutSession.OpenedWindow window) {
      byHash.computeIfPresent(key(token), (_, kept) -> copy(kept, window, kept.ending()));
    }

    void clear() {
      byHash.clear();
    }

    List<CheckoutSession> all() {
      return List.copyOf(byHash.values());
    }

    private static String key(CheckoutToken token) {
      return token.merchantId() + java.util.HexFormat.of().formatHex(token.hash());
    }

    private static CheckoutSession copy(
        CheckoutSession s,
        CheckoutSession.@Nullable OpenedWindow window,
        CheckoutSession.@Nullable Ending ending) {
      return new CheckoutSession(
          s.merchantId(),
          s.paymentNumber(),
          s.requestId(),
          s.origin(),
          s.hubOrigin(),
          s.mobile(),
          s.redirects(),
          s.mRedirectUrl(),
          WindowTerms.ofJson(s.terms().toJson()),
          window,
          ending,
          s.createdAt());
    }
  }
}
