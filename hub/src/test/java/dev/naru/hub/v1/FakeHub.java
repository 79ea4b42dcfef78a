package dev.naru.hub.v1;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.channel.Channels;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.merchant.Settings;
import dev.naru.hub.merchant.Tokens;
import dev.naru.hub.payment.Cancellation;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.payment.Payments;
import dev.naru.hub.payment.PreparedAmounts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

/** The modules that V1 uses, in memory: two merchants, and the payments that a test puts in. */
final class FakeHub {

  static final String KEY = "naru_demo_key";
  static final String SECRET = "naru_demo_secret";
  static final String TOKEN = "0123456789abcdef0123456789abcdef01234567";
  static final String OTHER_TOKEN = "f".repeat(40);
  static final long MERCHANT = 1;
  static final long OTHER_MERCHANT = 2;
  static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");

  final List<Payment> payments = new CopyOnWriteArrayList<>();
  final Map<String, PreparedAmounts.Prepared> prepared = new ConcurrentHashMap<>();
  final Map<Setting, String> settings = new ConcurrentHashMap<>();
  final List<Channel> channels = new CopyOnWriteArrayList<>();
  final List<Cancellation.Command> cancels = new CopyOnWriteArrayList<>();
  volatile Function<Cancellation.Command, Cancellation.Result> onCancel =
      _ -> new Cancellation.Result.NotFound();

  void clear() {
    payments.clear();
    prepared.clear();
    settings.clear();
    channels.clear();
    cancels.clear();
    onCancel = _ -> new Cancellation.Result.NotFound();
  }

  final class MemoryTokens implements Tokens {

    @Override
    public Optional<Issued> issue(String apiKey, String apiSecret) {
      return apiKey.equals(KEY) && apiSecret.equals(SECRET)
          ? Optional.of(new Issued(TOKEN, NOW.plusSeconds(1800), NOW))
          : Optional.empty();
    }

    @Override
    public Optional<Merchant> authenticate(String token) {
      return switch (token) {
        case TOKEN -> Optional.of(merchant(MERCHANT));
        default ->
            token.equals(OTHER_TOKEN) ? Optional.of(merchant(OTHER_MERCHANT)) : Optional.empty();
      };
    }

    private Merchant merchant(long id) {
      return new Merchant(id, "imp0000000" + id, "Shop " + id, Settings.of(settings));
    }
  }

  final class MemoryPayments implements Payments {

    private final Payments stored = new dev.naru.hub.testing.MemoryPayments(payments);

    @Override
    public Optional<Payment> find(long merchantId, String paymentNumber) {
      if (paymentNumber.equals("imp_broken")) {
        throw new IllegalStateException("select secret_column from somewhere");
      }
      if (paymentNumber.equals("imp_nodatabase")) {
        throw new CannotGetJdbcConnectionException("no connection");
      }
      return stored.find(merchantId, paymentNumber);
    }

    @Override
    public Optional<Payment> findByOrderNumber(
        long merchantId, String orderNumber, Set<PaymentState> states, Sorting sorting) {
      return stored.findByOrderNumber(merchantId, orderNumber, states, sorting);
    }
  }

  final class RecordedCancels implements Cancellation {

    @Override
    public Result cancel(Command command) {
      cancels.add(command);
      return onCancel.apply(command);
    }

    @Override
    public Optional<Terms> terms(long merchantId, String paymentNumber) {
      throw new UnsupportedOperationException("the API asks for no terms");
    }
  }

  final class MemoryPrepared implements PreparedAmounts {

    @Override
    public Prepared put(long merchantId, Prepared wanted) {
      prepared.put(key(merchantId, wanted.orderNumber()), wanted);
      return wanted;
    }

    @Override
    public boolean change(long merchantId, Prepared wanted) {
      return prepared.replace(key(merchantId, wanted.orderNumber()), wanted) != null;
    }

    @Override
    public boolean putIfAbsent(long merchantId, Prepared wanted) {
      return prepared.putIfAbsent(key(merchantId, wanted.orderNumber()), wanted) == null;
    }

    @Override
    public Optional<Prepared> find(long merchantId, String orderNumber) {
      return Optional.ofNullable(prepared.get(key(merchantId, orderNumber)));
    }

    private static String key(long merchantId, String orderNumber) {
      return merchantId + "/" + orderNumber;
    }
  }

  final class MemoryChannels implements Channels {

    @Override
    public List<Channel> of(long merchantId) {
      return channels.stream().filter(channel -> channel.merchantId() == merchantId).toList();
    }

    @Override
    public Optional<Channel> byId(long merchantId, long channelId) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Choice choose(Merchant merchant, ChannelRequest request) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Channel add(NewChannel channel) {
      throw new UnsupportedOperationException();
    }
  }
}
