package dev.naru.hub.channel;

import dev.naru.hub.channel.Channels.ChannelRequest;
import dev.naru.hub.channel.Channels.Choice;
import dev.naru.pg.spi.Capabilities.Operation;
import dev.naru.pg.spi.KeysIn;
import dev.naru.pg.spi.PayMethod;
import java.util.List;

/**
 * Chooses the channel for a request with card data (spec/rest-api.md §4.4.1). It considers only
 * channels whose PG accepts card data, those for billing first.
 */
public final class CardChannels {

  private static final AbleChannels ABLE =
      new AbleChannels(
          channel -> channel.able(KeysIn.class, PayMethod.CARD, Operation.KEY_IN).isPresent(),
          Channel::forBilling);

  private CardChannels() {}

  /**
   * Chooses the channel.
   *
   * @param oldestFirst all of the merchant's channels
   */
  public static Choice choose(List<Channel> oldestFirst, ChannelRequest request) {
    return ABLE.choose(oldestFirst, request);
  }
}
