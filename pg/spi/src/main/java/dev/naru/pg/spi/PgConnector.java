package dev.naru.pg.spi;

import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * The adapter between the hub and one PG. The same object also implements the capability interfaces
 * ({@link OpensWindow}, {@link Approves}, ...) of what the PG can do; the hub finds them by type. A
 * connector keeps no state and may be used by many threads at once.
 */
public interface PgConnector {

  /** Describes this PG. Every call returns an equal value. */
  PgDescription description();

  /** {@link PgDescription#provider()}. */
  default String provider() {
    return description().provider();
  }

  /** {@link PgDescription#aliases()}. */
  default Set<String> aliases() {
    return description().aliases();
  }

  /**
   * The PG's own name.
   *
   * @param language {@code ko} or {@code en}
   */
  default String displayName(String language) {
    return description().name().in(language);
  }

  /** Returns the settings of this PG's channels: {@link PgDescription#settings()}. */
  default List<SettingField> settings() {
    return description().settings();
  }

  /** Returns what this PG can do: {@link PgDescription#capabilities()}. */
  default Capabilities capabilities() {
    return description().capabilities();
  }

  /**
   * The addresses that the hub itself calls for a channel, one for each host, for a check of the
   * network. This method sends nothing.
   */
  default List<URI> endpoints(ChannelConfig channel) {
    return List.of();
  }
}
