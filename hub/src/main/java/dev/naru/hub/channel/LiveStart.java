package dev.naru.hub.channel;

import dev.naru.hub.start.RefusedStartException;
import dev.naru.hub.vault.Vault.VaultException;
import dev.naru.pg.spi.ChannelConfig.Mode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Refuses the start of a hub whose database has a channel that it can't use without mixing tests
 * and real money (G40).
 */
final class LiveStart implements SmartInitializingSingleton {

  private final Supplier<List<ChannelAdministration.Entry>> channels;
  private final Function<ChannelAdministration.Entry, Map<String, String>> settings;
  private final Connectors connectors;
  private final LiveRules rules;

  LiveStart(
      Supplier<List<ChannelAdministration.Entry>> channels,
      Function<ChannelAdministration.Entry, Map<String, String>> settings,
      Connectors connectors,
      LiveRules rules) {
    this.channels = channels;
    this.settings = settings;
    this.connectors = connectors;
    this.rules = rules;
  }

  /**
   * @throws RefusedStartException says what is wrong and what to do
   */
  @Override
  public void afterSingletonsInstantiated() {
    for (ChannelAdministration.Entry channel : channels.get()) {
      // A disabled one still takes cancels, and so moves real money.
      if (channel.mode() == Mode.LIVE || channel.disabledAt() == null) {
        connectors
            .of(channel.provider())
            .flatMap(connector ->
                rules.refusal(connector, channel.mid(), channel.mode(), settingsOf(channel)))
            .ifPresent(mixing -> {
              throw new RefusedStartException(mixing.sentence());
            });
      }
    }
  }

  private Map<String, String> settingsOf(ChannelAdministration.Entry channel) {
    try {
      return channel.mode() == Mode.LIVE ? settings.apply(channel) : Map.of();
    } catch (VaultException damaged) {
      // Nothing can be paid through it, and the other merchants' channels aren't to blame.
      return Map.of();
    }
  }
}
