package dev.naru.hub.simulation;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.channel.Channels;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.merchant.Settings;
import dev.naru.hub.payment.Charges.ChargeContext;
import dev.naru.hub.payment.Charges.NewCharge;
import dev.naru.hub.payment.Charges.Precondition;
import dev.naru.hub.payment.CreatePayment.NewPayment;
import dev.naru.hub.payment.Payment;
import dev.naru.pg.spi.ChannelConfig;
import dev.naru.pg.spi.ChargeOrder;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.Outcome.IssuedKey;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PgConnector;
import dev.naru.pg.spi.SettingField;
import dev.naru.pg.spi.WindowRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The merchants of a run, and their channels. */
final class Merchants implements dev.naru.hub.merchant.Merchants {

  static final IssuedKey KEY = new IssuedKey(Map.of(SilentPg.KEY, "key"));
  private final List<Merchant> merchants = new ArrayList<>();
  private final List<Channel> channels = new ArrayList<>();

  /** Two merchants; the second may have an order paid again that was given back. */
  Merchants(List<PgConnector> connectors, long firstId) {
    for (int number = 0; number < 2; number++) {
      long id = firstId + number;
      merchants.add(
          new Merchant(
              id,
              "imp%08d".formatted(number),
              "상점",
              Settings.of(
                  Map.of(Setting.WEBHOOK_URL, "https://shop%d.example/hook".formatted(number)))));
      for (int pg = 0; pg < connectors.size(); pg++) {
        channels.add(
            new Channel(
                id,
                10 * id + pg,
                "channel-key-" + (10 * id + pg),
                connectors.get(pg),
                new ChannelConfig("MID" + pg, ChannelConfig.Mode.TEST, Map.of(), null),
                pg == 0,
                false));
      }
    }
  }

  List<Merchant> all() {
    return merchants;
  }

  List<Channel> allChannels() {
    return channels;
  }

  boolean allowsReuse(long merchantId) {
    return merchantId != merchants.getFirst().id();
  }

  NewPayment payment(
      Channel channel, String orderNumber, PayMethod method, String device, long amount) {
    boolean confirms = device.equals("pc") && orderNumber.endsWith("c");
    return new NewPayment(
        channel,
        orderNumber,
        method,
        device,
        "티셔츠",
        Money.krw(amount),
        null,
        null,
        false,
        Payment.Buyer.NOBODY,
        null,
        null,
        orderNumber.endsWith("n") ? List.of("https://other.example/hook") : List.of(),
        confirms ? "https://shop.example/confirm" : null,
        null,
        allowsReuse(channel.merchantId()));
  }

  NewCharge charge(
      Merchant merchant,
      Channel channel,
      String orderNumber,
      long amount,
      @Nullable Precondition precondition) {
    return new NewCharge(
        merchant,
        payment(channel, orderNumber, PayMethod.CARD, "api", amount),
        new ChargeOrder(
            orderNumber,
            "티셔츠",
            new WindowRequest.Buyer("구매자", "010-0000-0000", "buyer@example.com"),
            0,
            null,
            null),
        channel.provider(),
        new ChargeContext("payment", precondition != null, null, precondition));
  }

  @Override
  public Optional<Merchant> byUserCode(String userCode) {
    return merchants.stream().filter(it -> it.userCode().equals(userCode)).findFirst();
  }

  @Override
  public Optional<Merchant> byId(long merchantId) {
    return merchants.stream().filter(it -> it.id() == merchantId).findFirst();
  }

  @Override
  public Created create(NewMerchant merchant) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String putSetting(long merchantId, Setting setting, String value) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String putSetting(long merchantId, SettingField setting, String value) {
    throw new UnsupportedOperationException();
  }

  Channels channels() {
    return new Channels() {
      @Override
      public List<Channel> of(long merchantId) {
        return channels.stream().filter(it -> it.merchantId() == merchantId).toList();
      }

      @Override
      public Optional<Channel> byId(long merchantId, long channelId) {
        return of(merchantId).stream().filter(it -> it.id() == channelId).findFirst();
      }

      @Override
      public Choice choose(Merchant merchant, ChannelRequest request) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Channel add(NewChannel channel) {
        throw new UnsupportedOperationException();
      }
    };
  }
}
