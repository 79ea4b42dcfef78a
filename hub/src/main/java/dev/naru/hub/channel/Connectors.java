package dev.naru.hub.channel;

import dev.naru.pg.spi.PgConnector;
import dev.naru.pg.spi.PgConnectorFactory;
import dev.naru.pg.spi.PgTransport;
import dev.naru.pg.spi.SettingField;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** The connectors of all PGs on the class path. Thread-safe. */
public final class Connectors {

  private final Map<String, PgConnector> byProvider = new LinkedHashMap<>();
  private final Map<String, PgConnector> byCode = new HashMap<>();

  /**
   * Creates the connectors.
   *
   * @throws IllegalStateException when two connectors have a code or an alias in common
   */
  public Connectors(
      Iterable<PgConnectorFactory> factories, PgTransport transport, InstantSource time) {
    for (PgConnectorFactory factory : factories) {
      PgConnector connector = factory.create(transport, time);
      byProvider.put(connector.provider(), connector);
      claim(connector.provider(), connector);
      connector.aliases().forEach(alias -> claim(alias, connector));
    }
  }

  /** Finds the connectors with {@link ServiceLoader} and creates them. */
  public static Connectors load(PgTransport transport, InstantSource time) {
    return new Connectors(ServiceLoader.load(PgConnectorFactory.class), transport, time);
  }

  @SuppressWarnings("ReferenceEquality") // one connector may name a code twice
  private void claim(String code, PgConnector connector) {
    PgConnector other = byCode.putIfAbsent(code, connector);
    if (other != null && other != connector) {
      throw new IllegalStateException(
          "Two PG connectors claim the code '%s': %s and %s. Take one of them off the class path."
              .formatted(code, other.getClass().getName(), connector.getClass().getName()));
    }
  }

  /** The connector with this V1 code or alias; empty when no PG has it. */
  public Optional<PgConnector> of(String providerOrAlias) {
    return Optional.ofNullable(byCode.get(providerOrAlias));
  }

  /** The setting of this key that some PG lets a merchant set; empty when no PG has it. */
  public Optional<SettingField> merchantSetting(String key) {
    return all().stream()
        .map(PgConnector::description)
        .flatMap(pg -> pg.setting(key).filter(pg::isMerchantWide).stream())
        .findFirst();
  }

  public Collection<PgConnector> all() {
    return Collections.unmodifiableCollection(byProvider.values());
  }
}
