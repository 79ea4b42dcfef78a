package dev.naru.pg.spi;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The contract under which the PG is called: a MID, its keys, and the PG's address.
 *
 * @param mid the merchant id that the PG issued
 * @param mode which of the PG's environments the MID belongs to
 * @param settings the values of {@link PgDescription#settings()} by key; some are secret, so {@code
 *     toString} shows none
 * @param sandboxBase the address of the emulated PGs; null unless {@code mode} is SANDBOX
 */
public record ChannelConfig(
    String mid, Mode mode, Map<String, String> settings, @Nullable URI sandboxBase) {

  /** The environments that a MID can belong to. */
  public enum Mode {
    /** Real money. */
    LIVE,
    /** The PG's own test environment. */
    TEST,
    /** naru's emulator of the PG. */
    SANDBOX
  }

  public ChannelConfig {
    settings = Map.copyOf(settings);
    if ((mode == Mode.SANDBOX) != (sandboxBase != null)) {
      throw new IllegalArgumentException("a sandbox channel, and only that, has a sandbox address");
    }
  }

  /**
   * The address of a path on one of the PG's hosts. In the sandbox the host is the first segment of
   * the path below {@link #sandboxBase}, so that a sandbox channel cannot name a real host (G40).
   *
   * @param host the PG's host, for example {@code pay.mypg.example}
   * @param path with its leading slash
   */
  public URI at(String host, String path) {
    return sandboxBase == null
        ? URI.create("https://" + host + path)
        : URI.create(sandboxBase + "/" + host + path);
  }

  /** The value of a setting; empty if it has none. */
  public String setting(String key) {
    return settings.getOrDefault(key, "");
  }

  @Override
  public String toString() {
    return "ChannelConfig[" + mid + ", " + mode + "]";
  }
}
