package dev.naru.hub.channel;

import dev.naru.hub.channel.Channels.ChannelRequest;
import dev.naru.hub.channel.Channels.Choice;
import dev.naru.pg.spi.PgConnector;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Chooses the channel for a call of the merchant's server that not every PG can carry out. Only
 * channels that can do it count, and a request that names none of these gets the default one.
 *
 * @param able whether a channel can do it
 * @param preferred whether a channel is chosen before the others; among equals the merchant's
 *     default channel is chosen
 */
public record AbleChannels(Predicate<Channel> able, Predicate<Channel> preferred) {

  /**
   * Chooses the channel.
   *
   * @param oldestFirst all of the merchant's channels
   */
  public Choice choose(List<Channel> oldestFirst, ChannelRequest request) {
    if (request.channelKey() != null) {
      Optional<Channel> named =
          first(oldestFirst, channel -> channel.channelKey().equals(request.channelKey()));
      return named.isEmpty() ? new Choice.UnknownChannelKey() : chosen(named.filter(able));
    }
    List<Channel> those = oldestFirst.stream().filter(able).toList();
    String pg = request.pg() == null ? "" : request.pg();
    return chosen(named(those, pg).or(() -> best(those, _ -> true)));
  }

  private Optional<Channel> named(List<Channel> those, String pg) {
    int dot = pg.indexOf('.');
    Predicate<Channel> ofPg = channel -> isOf(channel, dot < 0 ? pg : pg.substring(0, dot));
    return dot < 0
        ? best(those, ofPg)
        : first(those, ofPg.and(channel -> channel.config().mid().equals(pg.substring(dot + 1))));
  }

  private static boolean isOf(Channel channel, String code) {
    PgConnector connector = channel.connector();
    return connector.provider().equals(code) || connector.aliases().contains(code);
  }

  private Optional<Channel> best(List<Channel> those, Predicate<Channel> wanted) {
    return first(those, wanted.and(preferred).and(Channel::isDefault))
        .or(() -> first(those, wanted.and(preferred)))
        .or(() -> first(those, wanted.and(Channel::isDefault)))
        .or(() -> first(those, wanted));
  }

  private static Optional<Channel> first(List<Channel> channels, Predicate<Channel> wanted) {
    return channels.stream().filter(wanted).findFirst();
  }

  private static Choice chosen(Optional<Channel> channel) {
    return channel.<Choice>map(Choice.Chosen::new).orElseGet(Choice.NoChannel::new);
  }
}
