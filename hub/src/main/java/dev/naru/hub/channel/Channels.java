package dev.naru.hub.channel;

import dev.naru.hub.merchant.Merchant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The channels of a merchant, and which of them a request means. */
public interface Channels {

  /** All of a merchant's, oldest first. */
  List<Channel> of(long merchantId);

  Optional<Channel> byId(long merchantId, long channelId);

  /** Chooses by spec/javascript-sdk.md §4. */
  Choice choose(Merchant merchant, ChannelRequest wish);

  /**
   * What a request says about its channel; null for what it doesn't say.
   *
   * @param billing true when the request wants a billing key
   */
  record ChannelRequest(@Nullable String channelKey, @Nullable String pg, boolean billing) {}

  /** The chosen channel, or why there is none. */
  sealed interface Choice {
    record Chosen(Channel channel) implements Choice {}

    /** No channel at all, or {@code pg} matches none and the merchant wants that refused. */
    record NoChannel() implements Choice {}

    /** A {@code channelKey} that isn't the merchant's. */
    record UnknownChannelKey() implements Choice {}
  }

  /**
   * Adds a channel.
   *
   * @param settings of {@link dev.naru.pg.spi.PgConnector#settings()}; sealed before they are
   *     stored
   * @throws IllegalArgumentException names an unknown provider, or a missing or unknown setting, or
   *     a value that a setting does not allow
   */
  Channel add(NewChannel channel);

  /**
   * @param provider V1 code or alias
   * @param mode what world the MID belongs to
   */
  record NewChannel(
      long merchantId,
      String provider,
      String mid,
      dev.naru.pg.spi.ChannelConfig.Mode mode,
      Map<String, String> settings,
      boolean isDefault,
      boolean forBilling) {

    @Override
    public String toString() {
      return "NewChannel[" + provider + "." + mid + ", " + mode + "]";
    }
  }
}
