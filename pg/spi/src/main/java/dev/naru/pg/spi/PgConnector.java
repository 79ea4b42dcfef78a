package dev.naru.pg.spi;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One PG. The operations are the capability interfaces ({@link OpensWindow}, {@link Approves}, ...)
 * that the same object also implements; the hub finds them by type. Stateless and thread-safe.
 */
public interface PgConnector {

  /** The V1 provider code, for example {@code html5_inicis}. Stable: it is stored with payments. */
  String provider();

  /** Further codes that mean this PG in {@code pg} (spec/javascript-sdk.md §4 row 12). */
  Set<String> aliases();

  /** The PG's own name in the reader's language, {@code ko} or {@code en}. */
  String displayName(String language);

  /** What a channel of this PG is asked for; the console's form and the docs come from it. */
  List<SettingField> settings();

  /**
   * The beginnings of the hub's settings that concern this PG (spec/pg-rules.md §5), the nearest
   * first: {@code inicis} for {@code inicis.pay_methods}.
   */
  default List<String> settingPrefixes() {
    return Stream.concat(Stream.of(provider()), aliases().stream().sorted()).toList();
  }

  /** What this PG can do, by pay method. */
  Capabilities capabilities();
}
