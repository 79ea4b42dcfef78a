package dev.naru.hub.channel;

import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Setting;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.SettingField;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The settings that are in force for one PG alone (spec/pg-rules.md §5). Such a setting's name
 * begins with one of the PG's {@link dev.naru.pg.spi.PgConnector#settingPrefixes()}; what a PG has
 * no setting for doesn't concern it.
 */
public record PgRules(Merchant merchant, Channel channel) {

  /**
   * What the channel was told, else what the merchant was, else the default.
   *
   * @param name without the PG's code, for example {@code billing.issue_mode}
   * @return empty when this PG has no such setting
   */
  public Optional<String> get(String name) {
    return channel.connector().settingPrefixes().stream()
        .map(prefix -> Setting.of(prefix + "." + name))
        .flatMap(Optional::stream)
        .findFirst()
        .map(setting -> ofChannel(setting).orElseGet(() -> merchant.settings().get(setting)));
  }

  /** Whether the setting has this value; false when this PG has no such setting. */
  public boolean is(String name, String value) {
    return get(name).filter(value::equals).isPresent();
  }

  /** Whether the merchant's contract includes the method; an empty list includes all. */
  public boolean isContracted(PayMethod method) {
    Set<String> listed =
        Arrays.stream(get("pay_methods").orElse("").split("[^a-z_]+", -1))
            .filter(code -> !code.isEmpty())
            .collect(Collectors.toSet());
    return listed.isEmpty()
        || listed.stream().flatMap(code -> PayMethod.of(code).stream()).anyMatch(method::equals);
  }

  /** Channels keep the defaults of their day with what they were told; those bind nobody. */
  private Optional<String> ofChannel(Setting setting) {
    String value = channel.config().setting(setting.key()).strip();
    boolean isDefault =
        channel.connector().settings().stream()
            .filter(field -> field.key().equals(setting.key()))
            .map(SettingField::defaultValue)
            .anyMatch(value::equals);
    return value.isEmpty() || isDefault || !setting.allows(value)
        ? Optional.empty()
        : Optional.of(value);
  }
}
