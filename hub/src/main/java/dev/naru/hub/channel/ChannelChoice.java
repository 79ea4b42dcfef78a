package dev.naru.hub.channel;

import dev.naru.hub.channel.Channels.ChannelRequest;
import dev.naru.hub.channel.Channels.Choice;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Chooses the channel for a request by the table of spec/javascript-sdk.md §4 row by row. */
record ChannelChoice(List<Channel> oldestFirst, Connectors connectors, boolean rejectUnmatched) {

  Choice choose(ChannelRequest request) {
    if (request.channelKey() != null) { // rows 2 and 8: a channel key decides alone
      return first(channel -> channel.channelKey().equals(request.channelKey()))
          .<Choice>map(Choice.Chosen::new)
          .orElseGet(Choice.UnknownChannelKey::new);
    }
    if (oldestFirst.isEmpty()) { // row 7
      return new Choice.NoChannel();
    }
    if (request.pg() == null || request.pg().isEmpty()) { // row 3
      return new Choice.Chosen(defaultChannel());
    }
    return matching(request.pg(), request.billing())
        .<Choice>map(Choice.Chosen::new)
        .orElseGet(() ->
            rejectUnmatched
                ? new Choice.NoChannel()
                : new Choice.Chosen(defaultChannel())); // row 6
  }

  private Optional<Channel> matching(String pg, boolean billing) {
    int dot = pg.indexOf('.');
    String providerOrAlias = dot < 0 ? pg : pg.substring(0, dot);
    // Row 12: an alias means the PG. Row 10: upper and lower case differ.
    Optional<String> provider =
        connectors.of(providerOrAlias).map(connector -> connector.provider());
    if (provider.isEmpty()) {
      return Optional.empty();
    }
    Predicate<Channel> ofProvider = channel -> channel.provider().equals(provider.get());
    if (dot >= 0) { // row 5
      String mid = pg.substring(dot + 1);
      return first(ofProvider.and(channel -> channel.config().mid().equals(mid)));
    }
    Predicate<Channel> forPurpose = ofProvider.and(channel -> channel.forBilling() == billing);
    return first(forPurpose.and(Channel::isDefault)) // row 4, and row 11 for billing
        .or(() -> first(forPurpose))
        .or(() -> first(ofProvider));
  }

  private Channel defaultChannel() {
    return first(Channel::isDefault).orElseGet(oldestFirst::getFirst);
  }

  private Optional<Channel> first(Predicate<Channel> wanted) {
    return oldestFirst.stream().filter(wanted).findFirst();
  }
}
