package dev.naru.playground;

import dev.naru.sandbox.DemoChannel;
import dev.naru.sandbox.Emulator;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * A channel of an emulated PG, with the test keys that the PG publishes for everybody
 * (protocols/inicis.md §1.3). They aren't secret, since they work with test systems only.
 *
 * @param settings the connector's settings, complete
 */
record TestChannel(
    String provider, String mid, Map<String, String> settings, boolean isDefault, boolean billing) {

  /** The keys of a control call that aren't settings of the connector. */
  private static final Set<String> OWN_WORDS = Set.of("pg", "mid", "billing");

  /**
   * The demo merchant's channels: the default channel's PG comes first, then the others by provider
   * code.
   */
  static List<TestChannel> ofDemo() {
    return ServiceLoader.load(Emulator.class).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(
            Comparator.comparingInt((Emulator pg) -> hasDefault(pg) ? 0 : 1)
                .thenComparing(Emulator::pg))
        .flatMap(pg ->
            pg.demoChannels().stream()
                .filter(channel -> channel.use() != DemoChannel.Use.ON_REQUEST)
                .map(channel -> of(pg, channel)))
        .toList();
  }

  private static boolean hasDefault(Emulator pg) {
    return pg.demoChannels().stream().anyMatch(channel -> channel.use() == DemoChannel.Use.DEFAULT);
  }

  private static TestChannel of(Emulator pg, DemoChannel channel) {
    return new TestChannel(
        pg.pg(),
        channel.mid(),
        channel.settings(),
        channel.use() == DemoChannel.Use.DEFAULT,
        channel.use() == DemoChannel.Use.BILLING);
  }

  /**
   * Reads a channel of {@code POST /control/merchants}: {@code pg}, {@code mid}, {@code billing},
   * and settings, which override the published keys.
   *
   * @throws IllegalArgumentException when a value is missing; the text names it
   */
  static TestChannel described(Map<String, String> channel, boolean isDefault) {
    Map<String, String> settings = new HashMap<>(keys(required(channel, "mid")));
    channel.forEach((key, value) -> {
      if (!OWN_WORDS.contains(key)) {
        settings.put(key, value);
      }
    });
    return new TestChannel(
        required(channel, "pg"),
        required(channel, "mid"),
        settings,
        isDefault,
        Boolean.parseBoolean(channel.getOrDefault("billing", "false")));
  }

  private static String required(Map<String, String> channel, String key) {
    String value = channel.getOrDefault(key, "");
    if (value.isBlank()) {
      throw new IllegalArgumentException("channels: " + key + " is missing");
    }
    return value;
  }

  /** The published keys of a MID; empty where no emulated PG knows it. */
  static Map<String, String> keys(String mid) {
    return ServiceLoader.load(Emulator.class).stream()
        .flatMap(pg -> pg.get().demoChannels().stream())
        .filter(channel -> channel.mid().equals(mid))
        .findFirst()
        .map(DemoChannel::settings)
        .orElse(Map.of());
  }

  @Override
  public String toString() {
    return "TestChannel[" + provider + "." + mid + "]";
  }
}
