package dev.naru.hub.channel;

import dev.naru.hub.channel.Channels.ChannelRequest;
import dev.naru.hub.channel.Channels.Choice;
import dev.naru.pg.spi.Capabilities.Operation;
import dev.naru.pg.spi.KeysIn;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PgConnector;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Chooses the channel for a request with card data (spec/rest-api.md §4.4.1). It considers only
 * channels whose PG accepts card data. A request that names none of these gets the default one.
 */
public final class CardChannels {

  private CardChannels() {}

  /**
   * Chooses the channel.
   *
   * @param oldestFirst all of the merchant's channels
   */
  public static Choice choose(List<Channel> oldestFirst, ChannelRequest request) {
    if (request.channelKey() != null) {
      Optional<Channel> named =
          first(oldestFirst, channel -> channel.channelKey().equals(request.channelKey()));
      return named.isEmpty()
          ? new Choice.UnknownChannelKey()
          : chosen(named.filter(CardChannels::takesCards));
    }
    List<Channel> able = oldestFirst.stream().filter(CardChannels::takesCards).toList();
    String pg = request.pg() == null ? "" : request.pg();
    return chosen(named(able, pg).or(() -> best(able, _ -> true)));
  }

  private static Optional<Channel> named(List<Channel> able, String pg) {
    int dot = pg.indexOf('.');
    Predicate<Channel> ofPg = channel -> isOf(channel, dot < 0 ? pg : pg.substring(0, dot));
    return dot < 0
        ? best(able, ofPg)
        : first(able, ofPg.and(channel -> channel.config().mid().equals(pg.substring(dot + 1))));
  }

  private static boolean isOf(Channel channel, String code) {
    PgConnector connector = channel.connector();
    return connector.provider().equals(code) || connector.aliases().contains(code);
  }

  /** Prefers channels for billing, and among equals the default one. */
  private static Optional<Channel> best(List<Channel> able, Predicate<Channel> wanted) {
    return first(able, wanted.and(Channel::forBilling).and(Channel::isDefault))
        .or(() -> first(able, wanted.and(Channel::forBilling)))
        .or(() -> first(able, wanted.and(Channel::isDefault)))
        .or(() -> first(able, wanted));
  }

  private static boolean takesCards(Channel channel) {
    return channel.able(KeysIn.class, PayMethod.CARD, Operation.KEY_IN).isPresent();
  }

  private static Optional<Channel> first(List<Channel> channels, Predicate<Channel> wanted) {
    return channels.stream().filter(wanted).findFirst();
  }

  private static Choice chosen(Optional<Channel> channel) {
    return channel.<Choice>map(Choice.Chosen::new).orElseGet(Choice.NoChannel::new);
  }
}
