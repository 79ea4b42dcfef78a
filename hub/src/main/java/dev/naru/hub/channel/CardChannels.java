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
 * Which channel a request with card data means (spec/rest-api.md §4.4.1): only those of a PG that
 * takes card data count, and what names none of them means the default one.
 */
public final class CardChannels {

  private CardChannels() {}

  /**
   * @param oldestFirst all of the merchant's
   */
  public static Choice choose(List<Channel> oldestFirst, ChannelRequest wish) {
    if (wish.channelKey() != null) {
      Optional<Channel> named =
          first(oldestFirst, channel -> channel.channelKey().equals(wish.channelKey()));
      return named.isEmpty()
          ? new Choice.UnknownChannelKey()
          : chosen(named.filter(CardChannels::takesCards));
    }
    List<Channel> able = oldestFirst.stream().filter(CardChannels::takesCards).toList();
    String pg = wish.pg() == null ? "" : wish.pg();
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

  /** The one flagged for billing before the others, the default one before those. */
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
