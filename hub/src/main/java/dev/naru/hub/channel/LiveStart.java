package dev.naru.hub.channel;

import dev.naru.hub.start.RefusedStartException;
import dev.naru.pg.spi.ChannelConfig.Mode;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Refuses the hub's start when its database has a channel that would mix tests and real money
 * (G40), or when the key ring opens the settings of no channel. The check of the ring's fingerprint
 * can't notice a lost or damaged key.
 */
final class LiveStart implements SmartInitializingSingleton {

  private static final Logger log = LoggerFactory.getLogger(LiveStart.class);

  private final Supplier<List<Stored>> channels;
  private final Connectors connectors;
  private final LiveRules rules;

  /**
   * A channel with its settings.
   *
   * @param settings null where no key of the ring opens them
   */
  record Stored(ChannelAdministration.Entry entry, @Nullable Map<String, String> settings) {
    @Override
    public String toString() {
      return entry.channelKey();
    }
  }

  LiveStart(Supplier<List<Stored>> channels, Connectors connectors, LiveRules rules) {
    this.channels = channels;
    this.connectors = connectors;
    this.rules = rules;
  }

  /**
   * @throws RefusedStartException says what is wrong and what to do
   */
  @Override
  public void afterSingletonsInstantiated() {
    List<Stored> all = channels.get();
    List<Stored> closed = all.stream().filter(channel -> channel.settings() == null).toList();
    if (!closed.isEmpty() && closed.size() == all.size()) {
      throw new RefusedStartException(
          "The key ring opens the settings of none of the %d channels: it lacks the key that sealed them, or is damaged; put its backup back."
              .formatted(all.size()));
    }
    // If one row was damaged, only its merchant is affected.
    closed.forEach(channel ->
        log.error(
            "channel {} takes no payments: its settings can't be opened, so the key ring lacks a key or the row was changed",
            channel.entry().channelKey()));
    all.forEach(this::refuseMixing);
  }

  private void refuseMixing(Stored stored) {
    ChannelAdministration.Entry channel = stored.entry();
    // A disabled live channel still takes cancels, and so moves real money.
    if (channel.mode() == Mode.LIVE || channel.disabledAt() == null) {
      Map<String, String> settings = stored.settings();
      connectors
          .of(channel.provider())
          .flatMap(connector ->
              rules.refusal(
                  connector, channel.mid(), channel.mode(), settings == null ? Map.of() : settings))
          .ifPresent(mixing -> {
            throw new RefusedStartException(mixing.sentence());
          });
    }
  }
}
