package dev.naru.pg.spi;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Everything about a PG that is data. The hub, the console, the reference pages and the demo shop
 * read it here, so that a new PG, pay method or setting changes nothing outside the PG's folder.
 *
 * @param provider the V1 provider code that a shop writes in {@code pg}. It is stored with payments
 *     and must never change
 * @param aliases further codes that mean this PG in {@code pg} (spec/javascript-sdk.md §4 row 12)
 * @param name the PG's own name
 * @param settings the settings that a channel of this PG can have
 * @param settingPrefixes the prefixes of the keys of this PG's hub-obeyed settings, without the
 *     dot. The hub looks for {@code PREFIX.pay_methods}, for example, and takes the first prefix
 *     that has such a field
 * @param capabilities the operations that each pay method supports
 * @param methodNames names of the pay methods for buyers. A method that {@link MethodNames} knows
 *     needs no entry
 * @param testMids the MIDs that the PG publishes for everybody's tests: a live channel can't have
 *     one (G40)
 * @param testSecrets the keys, IVs and passwords that the PG, or its emulator, publishes for
 *     everybody's tests: no setting of a live channel can have one as its value (G40)
 * @param testsOnLiveHosts whether the PG's test environment includes live hosts, where a real MID
 *     would take real money. A test channel must then have one of {@code testMids}
 */
public record PgDescription(
    String provider,
    Set<String> aliases,
    Bilingual name,
    List<SettingField> settings,
    List<String> settingPrefixes,
    Capabilities capabilities,
    Map<PayMethod, Bilingual> methodNames,
    Set<String> testMids,
    Set<String> testSecrets,
    boolean testsOnLiveHosts) {

  /**
   * @throws IllegalArgumentException if two settings have the same key
   */
  public PgDescription {
    aliases = Set.copyOf(aliases);
    settings = List.copyOf(settings);
    settingPrefixes = List.copyOf(settingPrefixes);
    methodNames = Map.copyOf(methodNames);
    testMids = Set.copyOf(testMids);
    testSecrets = Set.copyOf(testSecrets);
    Set<String> keys = new HashSet<>();
    for (SettingField field : settings) {
      if (!keys.add(field.key())) {
        throw new IllegalArgumentException(provider + " has two settings " + field.key());
      }
    }
  }

  /**
   * Describes a PG that has no aliases, whose setting keys begin with the provider code, and whose
   * pay methods all have common names.
   */
  public static PgDescription of(
      String provider, Bilingual name, List<SettingField> settings, Capabilities capabilities) {
    return new PgDescription(
        provider,
        Set.of(),
        name,
        settings,
        List.of(provider),
        capabilities,
        Map.of(),
        Set.of(),
        Set.of(),
        false);
  }

  /** The same PG with aliases; setting keys may begin with them, too. */
  public PgDescription withAliases(String... others) {
    return new PgDescription(
        provider,
        Set.of(others),
        name,
        settings,
        Stream.concat(Stream.of(provider), Stream.of(others).sorted()).toList(),
        capabilities,
        methodNames,
        testMids,
        testSecrets,
        testsOnLiveHosts);
  }

  /** The same PG with these setting prefixes instead. */
  public PgDescription withSettingPrefixes(String... prefixes) {
    return new PgDescription(
        provider,
        aliases,
        name,
        settings,
        List.of(prefixes),
        capabilities,
        methodNames,
        testMids,
        testSecrets,
        testsOnLiveHosts);
  }

  /** The same PG with names for the pay methods that only this PG has. */
  public PgDescription withMethodNames(Map<PayMethod, Bilingual> names) {
    return new PgDescription(
        provider,
        aliases,
        name,
        settings,
        settingPrefixes,
        capabilities,
        names,
        testMids,
        testSecrets,
        testsOnLiveHosts);
  }

  /** The same PG with these MIDs, which it publishes for everybody's tests. */
  public PgDescription withTestMids(String... mids) {
    return new PgDescription(
        provider,
        aliases,
        name,
        settings,
        settingPrefixes,
        capabilities,
        methodNames,
        Set.of(mids),
        testSecrets,
        testsOnLiveHosts);
  }

  /** The same PG with these keys, IVs and passwords, which everybody knows. */
  public PgDescription withTestSecrets(String... secrets) {
    return new PgDescription(
        provider,
        aliases,
        name,
        settings,
        settingPrefixes,
        capabilities,
        methodNames,
        testMids,
        Set.of(secrets),
        testsOnLiveHosts);
  }

  /** Whether this MID is published for tests, regardless of case and of white space around it. */
  public boolean isTestMid(String mid) {
    return testMids.stream().anyMatch(mid.strip()::equalsIgnoreCase);
  }

  /**
   * The settings that have a published test value, in the order of {@code settings}.
   *
   * @param values a channel's settings
   */
  public List<SettingField> testSecretsIn(Map<String, String> values) {
    return settings.stream()
        .filter(field -> {
          String value = values.getOrDefault(field.key(), "").strip();
          return testSecrets.stream().anyMatch(value::equalsIgnoreCase);
        })
        .toList();
  }

  /** The same PG, with live hosts in its test environment. */
  public PgDescription withTestsOnLiveHosts() {
    return new PgDescription(
        provider,
        aliases,
        name,
        settings,
        settingPrefixes,
        capabilities,
        methodNames,
        testMids,
        testSecrets,
        true);
  }

  /**
   * Finds the setting that the hub obeys under a short name.
   *
   * @param shortName the key without its prefix, for example {@code pay_methods}
   * @return empty when this PG has no such setting
   */
  public Optional<SettingField> hubSetting(String shortName) {
    return settingPrefixes.stream()
        .map(prefix -> setting(prefix + "." + shortName))
        .flatMap(Optional::stream)
        .filter(SettingField::obeyedByHub)
        .findFirst();
  }

  /** Finds a setting by its whole key. */
  public Optional<SettingField> setting(String key) {
    return settings.stream().filter(field -> field.key().equals(key)).findFirst();
  }

  /** Whether the setting can also be set on the merchant, for all its channels of this PG. */
  public boolean isMerchantWide(SettingField field) {
    return field.obeyedByHub()
        && settingPrefixes.stream().anyMatch(prefix -> field.key().startsWith(prefix + "."));
  }

  /** A pay method's name for buyers: this PG's own, else the common one, else its code. */
  public Bilingual nameOf(PayMethod method) {
    Bilingual own = methodNames.get(method);
    return own != null ? own : MethodNames.of(method);
  }
}
