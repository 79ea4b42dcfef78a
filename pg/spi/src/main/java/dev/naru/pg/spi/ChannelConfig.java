package dev.naru.pg.spi;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The contract a call is made under: a MID, its keys, and where the PG is.
 *
 * @param mid the merchant id the PG gave out
 * @param mode which of the PG's worlds the MID belongs to
 * @param settings the values of {@link PgConnector#settings()}; hold secrets, never printed
 * @param sandboxBase where the emulated PGs are; set exactly when {@code mode} is SANDBOX
 */
public record ChannelConfig(
    String mid, Mode mode, Map<String, String> settings, @Nullable URI sandboxBase) {

  /** LIVE moves money; TEST is the PG's own test world; SANDBOX is naru's emulator. */
  public enum Mode {
    LIVE,
    TEST,
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
   * @param host for example {@code pay.mypg.example}
   * @param path with its leading slash
   */
  public URI at(String host, String path) {
    return sandboxBase == null
        ? URI.create("https://" + host + path)
        : URI.create(sandboxBase + "/" + host + path);
  }

  public String setting(String key) {
    return settings.getOrDefault(key, "");
  }

  @Override
  public String toString() {
    return "ChannelConfig[" + mid + ", " + mode + "]";
  }
}
