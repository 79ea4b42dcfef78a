package dev.naru.hub.channel;

import dev.naru.hub.merchant.Merchant;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.SettingField;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The PG settings that the hub itself obeys (spec/pg-rules.md §5), with the values in force for one
 * channel. The PG's connector describes which of these settings the PG has.
 */
public record PgRules(Merchant merchant, Channel channel) {

  /**
   * The value in force of a setting: the channel's, else the merchant's, else the default.
   *
   * @param name the setting's name without the PG's prefix, for example {@code billing.issue_mode}
   * @return empty when this PG has no such setting
   */
  public Optional<String> get(String name) {
    return channel
        .connector()
        .description()
        .hubSetting(name)
        .map(setting ->
            ofChannel(setting).or(() -> ofMerchant(setting)).orElseGet(setting::defaultValue));
  }

  /** Whether the setting has this value; false when this PG has no such setting. */
  public boolean is(String name, String value) {
    return get(name).filter(value::equals).isPresent();
  }

  /** Whether the merchant's contract includes the method; an empty list includes all. */
  public boolean isContracted(PayMethod method) {
    Set<PayMethod> listed =
        Arrays.stream(get("pay_methods").orElse("").split("[^a-z0-9_]+", -1))
            .flatMap(code -> PayMethodCodes.ofV1(code).stream())
            .collect(Collectors.toSet());
    return listed.isEmpty() || listed.contains(method);
  }

  /**
   * A channel's row also holds the defaults that were in force when it was added. A stored value
   * equal to the field's default therefore counts as "not set", and the merchant's value applies.
   */
  private Optional<String> ofChannel(SettingField setting) {
    return Optional.of(channel.config().setting(setting.key()).strip())
        .filter(value -> !value.equals(setting.defaultValue()))
        .filter(value -> isValue(setting, value));
  }

  private Optional<String> ofMerchant(SettingField setting) {
    return merchant.settings().given(setting.key()).filter(value -> isValue(setting, value));
  }

  private static boolean isValue(SettingField setting, String value) {
    return !value.isBlank() && setting.allowed().allows(value);
  }
}
