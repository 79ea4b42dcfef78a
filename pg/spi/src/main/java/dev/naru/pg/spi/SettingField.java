package dev.naru.pg.spi;

/**
 * One setting of a PG's channels. The console's form, the validation and the reference pages are
 * made from it.
 *
 * @param key the name under which the value is stored, for example {@code mypg.pay_methods}
 * @param label the name that an operator reads
 * @param decides one sentence on what the setting decides
 * @param allowed the accepted values; an empty value is always accepted and means the default
 * @param defaultValue the value in force when none is given; empty for none
 * @param secret whether the value is sealed at rest and never shown again
 * @param required whether a channel cannot be saved without a value
 * @param obeyedByHub whether the hub, and not the connector, acts on the setting. Such a setting,
 *     if its key begins with one of {@link PgDescription#settingPrefixes()}, can also be set on the
 *     merchant: the value then applies to all its channels of the PG that have none of their own
 */
public record SettingField(
    String key,
    Bilingual label,
    Bilingual decides,
    AllowedValues allowed,
    String defaultValue,
    boolean secret,
    boolean required,
    boolean obeyedByHub) {

  /**
   * @throws IllegalArgumentException if the default is not an accepted value, or a secret has a
   *     default
   */
  public SettingField {
    if (!defaultValue.isEmpty() && (secret || !allowed.allows(defaultValue))) {
      throw new IllegalArgumentException(key + " cannot have the default '" + defaultValue + "'");
    }
  }

  /** An optional setting that accepts any text, has no default and is read by the connector. */
  public static SettingField of(String key, Bilingual label, Bilingual decides) {
    return new SettingField(key, label, decides, AllowedValues.ANY, "", false, false, false);
  }

  /** The same setting, required and secret: a key that the PG issued. */
  public SettingField asRequiredSecret() {
    return new SettingField(key, label, decides, allowed, "", true, true, obeyedByHub);
  }

  /** The same setting, secret but not required. */
  public SettingField asSecret() {
    return new SettingField(key, label, decides, allowed, "", true, required, obeyedByHub);
  }

  /** The same setting with this default. */
  public SettingField withDefault(String value) {
    return new SettingField(key, label, decides, allowed, value, secret, required, obeyedByHub);
  }

  /** The same setting with a closed list of values; the first is the default. */
  public SettingField oneOf(String defaultValue, String... others) {
    String[] values = new String[others.length + 1];
    values[0] = defaultValue;
    System.arraycopy(others, 0, values, 1, others.length);
    return new SettingField(
        key,
        label,
        decides,
        AllowedValues.oneOf(values),
        defaultValue,
        secret,
        required,
        obeyedByHub);
  }

  /** The same setting, which accepts these values. */
  public SettingField allowing(AllowedValues values) {
    return new SettingField(
        key, label, decides, values, defaultValue, secret, required, obeyedByHub);
  }

  /** Returns the same setting, marked as one that the hub acts on and the connector doesn't. */
  public SettingField forTheHub() {
    return new SettingField(key, label, decides, allowed, defaultValue, secret, required, true);
  }
}
