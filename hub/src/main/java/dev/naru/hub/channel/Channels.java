package dev.naru.hub.channel;

import dev.naru.hub.merchant.Merchant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The merchants' channels. Every method throws {@link org.springframework.dao.DataAccessException}
 * when the database is away.
 */
public interface Channels {

  /** The channels of a merchant that take new payments, oldest first. */
  List<Channel> of(long merchantId);

  /** One channel of a merchant, also a disabled one; empty when there is none. */
  Optional<Channel> byId(long merchantId, long channelId);

  /** Chooses the channel for a request, by the table of spec/javascript-sdk.md §4. */
  Choice choose(Merchant merchant, ChannelRequest request);

  /**
   * What a request says about the channel to use.
   *
   * @param channelKey null when the request names none
   * @param pg a PG's code or alias, with or without {@code .MID}; null when the request names none
   * @param billing whether the request wants a billing key
   */
  record ChannelRequest(@Nullable String channelKey, @Nullable String pg, boolean billing) {}

  /** The chosen channel, or the reason why none is chosen. */
  sealed interface Choice {

    /** The channel to use. */
    record Chosen(Channel channel) implements Choice {}

    /** The merchant has no channel, or none matches {@code pg} and a setting refuses that. */
    record NoChannel() implements Choice {}

    /** No channel of the merchant has this {@code channelKey}. */
    record UnknownChannelKey() implements Choice {}
  }

  /**
   * Adds a channel and seals its settings.
   *
   * @throws IllegalArgumentException when the provider is unknown, or a setting is missing, unknown
   *     or not allowed, or when it would mix tests and real money (G40); the text says which
   */
  Channel add(NewChannel channel);

  /**
   * A channel to add.
   *
   * @param provider the PG's V1 code or an alias of it
   * @param mode whether the MID is real, for tests at the PG, or for the sandbox
   * @param settings the values of {@link dev.naru.pg.spi.PgConnector#settings()}
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
