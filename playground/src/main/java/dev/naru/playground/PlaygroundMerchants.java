package dev.naru.playground;

import dev.naru.hub.channel.ChannelAdministration;
import dev.naru.hub.channel.Channels;
import dev.naru.hub.channel.Channels.NewChannel;
import dev.naru.hub.channel.Connectors;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.merchant.Merchants.Created;
import dev.naru.hub.merchant.Merchants.NewMerchant;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.merchant.Settings;
import dev.naru.pg.spi.ChannelConfig;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The playground's merchants: the one that every example uses, and further ones for tests. Unlike
 * merchants in production, they may use windows and notification addresses on this machine.
 */
final class PlaygroundMerchants {

  static final String USER_CODE = "imp00000000";
  static final String API_KEY = "naru_demo_key";
  static final String API_SECRET = "naru_demo_secret";

  private static final String WEBHOOK_PATH = "/webhook";
  private static final Pattern OUR_SHOP = Pattern.compile("http://localhost:\\d+" + WEBHOOK_PATH);

  private static final String LOOPBACK = "loopback";

  private final Merchants merchants;
  private final Channels channels;
  private final ChannelAdministration administration;
  private final Connectors connectors;

  private PlaygroundMerchants(
      Merchants merchants,
      Channels channels,
      ChannelAdministration administration,
      Connectors connectors) {
    this.merchants = merchants;
    this.channels = channels;
    this.administration = administration;
    this.connectors = connectors;
  }

  static PlaygroundMerchants of(Hub hub) {
    return new PlaygroundMerchants(
        hub.context().getBean(Merchants.class),
        hub.context().getBean(Channels.class),
        hub.context().getBean(ChannelAdministration.class),
        hub.context().getBean(Connectors.class));
  }

  /**
   * Creates the parts of the demo merchant that are missing. This completes a start that was
   * interrupted half-way, and follows a shop that moved to another port or address.
   *
   * @param shop the address at which the hub finds the shop
   * @param forBrowsers the address at which browsers find the shop
   */
  void seedDemo(URI shop, URI forBrowsers) {
    Merchant demo =
        merchants
            .byUserCode(USER_CODE)
            .orElseGet(() ->
                create(USER_CODE, "나루터 상점", API_KEY, API_SECRET, Optional.of(shop)).merchant());
    String webhook = demo.settings().get(Setting.WEBHOOK_URL);
    if (OUR_SHOP.matcher(webhook).matches() && !webhook.equals(shop + WEBHOOK_PATH)) {
      merchants.putSetting(demo.id(), Setting.WEBHOOK_URL, shop + WEBHOOK_PATH);
    }
    String origins = demo.settings().get(Setting.SDK_ALLOWED_ORIGINS);
    String wanted = forBrowsers.equals(shop) ? LOOPBACK : LOOPBACK + " " + forBrowsers;
    // Origins that a user has added stay.
    boolean ours = origins.matches(LOOPBACK + "( http://[^ /]+:" + forBrowsers.getPort() + ")?");
    if (ours && !origins.equals(wanted)) {
      merchants.putSetting(demo.id(), Setting.SDK_ALLOWED_ORIGINS, wanted);
    }
    for (TestChannel channel : TestChannel.ofDemo()) {
      boolean there =
          administration.all(demo.id()).stream()
              .anyMatch(entry -> entry.mid().equals(channel.mid()));
      if (!there) {
        add(demo, channel);
      }
    }
  }

  Merchant demo() {
    return merchants.byUserCode(USER_CODE).orElseThrow();
  }

  /** Creates a further merchant with its own codes; the first channel is its default. */
  Created newMerchant(List<TestChannel> wanted) {
    Created created = create(null, "시험 상점", null, null, Optional.empty());
    wanted.forEach(channel -> add(created.merchant(), channel));
    return created;
  }

  /**
   * Sets a setting of the demo merchant.
   *
   * @return the previous value
   * @throws IllegalArgumentException when the setting or the value is unknown; the text names it
   */
  String putDemoSetting(String name, String value) {
    return Setting.of(name)
        .map(setting -> merchants.putSetting(demo().id(), setting, value))
        .or(() ->
            connectors
                .merchantSetting(name)
                .map(setting -> merchants.putSetting(demo().id(), setting, value)))
        .orElseThrow(() -> new IllegalArgumentException("unknown setting: " + name));
  }

  private Created create(
      @Nullable String userCode,
      String name,
      @Nullable String key,
      @Nullable String secret,
      Optional<URI> shop) {
    Map<Setting, String> settings = new HashMap<>();
    settings.put(Setting.SDK_ALLOWED_ORIGINS, LOOPBACK);
    settings.put(Setting.WEBHOOK_ALLOW_PRIVATE_TARGETS, "true");
    shop.ifPresent(base -> settings.put(Setting.WEBHOOK_URL, base + WEBHOOK_PATH));
    return merchants.create(new NewMerchant(userCode, name, key, secret, Settings.of(settings)));
  }

  private void add(Merchant merchant, TestChannel channel) {
    channels.add(
        new NewChannel(
            merchant.id(),
            channel.provider(),
            channel.mid(),
            ChannelConfig.Mode.SANDBOX,
            channel.settings(),
            channel.isDefault(),
            channel.billing()));
  }
}
