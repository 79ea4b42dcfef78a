package dev.naru.pg.mobilians;

import dev.naru.pg.spi.ChannelConfig;
import dev.naru.pg.spi.ChannelConfig.Mode;
import java.util.Set;

/**
 * Where notices of a channel may come from (protocols/mobilians.md §7 item 3). A deposit notice
 * isn't signed: beside the unguessable address it is sent to, this is all that tells KG from
 * anybody.
 */
final class NoticeSources {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "0:0:0:0:0:0:0:1");

  private NoticeSources() {}

  static boolean contain(Generation generation, ChannelConfig channel, String remoteAddress) {
    String plain = remoteAddress.startsWith("::ffff:") ? remoteAddress.substring(7) : remoteAddress;
    return channel.mode() == Mode.SANDBOX
        ? LOOPBACK.contains(plain)
        : MobiliansSettings.of(generation, channel).sourceAddresses().contains(plain);
  }
}
