package dev.naru.hub.channel;

import dev.naru.hub.channel.ChannelAdministration.Entry;
import dev.naru.hub.channel.Channels.NewChannel;
import dev.naru.pg.spi.PgConnector;
import dev.naru.pg.spi.SettingField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Adds channels for the commands and the console, and finds wrong settings before. Every method
 * that asks the database throws {@link org.springframework.dao.DataAccessException} when it is
 * away.
 */
public final class ChannelEditor {

  private final Channels channels;
  private final ChannelAdministration administration;

  ChannelEditor(Channels channels, ChannelAdministration administration) {
    this.channels = channels;
    this.administration = administration;
  }

  /** Whether a text can be a MID. */
  public static boolean isMid(String text) {
    return text.matches("[\\x21-\\x7e]{1,50}");
  }

  /**
   * The merchant's channel of this PG and MID, also a disabled one; a merchant can have only one.
   */
  public Optional<Entry> same(long merchantId, PgConnector connector, String mid) {
    return administration.all(merchantId).stream()
        .filter(entry -> entry.provider().equals(connector.provider()) && entry.mid().equals(mid))
        .findFirst();
  }

  /**
   * A field whose value can't be stored.
   *
   * @param missing true if the channel needs a value and the field has none
   */
  public record Wrong(SettingField field, boolean missing) {}

  /** What is wrong with the settings, in the order of the PG's fields. */
  public static List<Wrong> wrong(PgConnector connector, Map<String, String> settings) {
    List<Wrong> wrong = new ArrayList<>();
    for (SettingField field : connector.settings()) {
      String value = settings.getOrDefault(field.key(), "").strip();
      if (value.isEmpty() ? field.required() : !field.allowed().allows(value)) {
        wrong.add(new Wrong(field, value.isEmpty()));
      }
    }
    return wrong;
  }

  /**
   * Adds a channel. A channel that isn't for billing becomes the default if the merchant has none.
   * The caller must have a transaction open, since this takes several statements.
   *
   * @throws IllegalArgumentException for the reasons that {@link Channels#add} names
   */
  public Entry add(NewChannel wanted) {
    boolean first =
        !wanted.forBilling()
            && administration.all(wanted.merchantId()).stream().noneMatch(Entry::isDefault);
    // The unique index allows no second default, not even for a moment.
    Channel made =
        channels.add(
            new NewChannel(
                wanted.merchantId(),
                wanted.provider(),
                wanted.mid(),
                wanted.mode(),
                wanted.settings(),
                false,
                wanted.forBilling()));
    Entry entry = administration.find(made.channelKey()).orElseThrow();
    if (wanted.isDefault() || first) {
      administration.makeDefault(entry);
    }
    return administration.find(made.channelKey()).orElseThrow();
  }

  /**
   * Settings in the form in which the audit log may hold them: of a secret only that it has a
   * value.
   */
  public static Map<String, String> withoutSecrets(
      PgConnector connector, Map<String, String> settings) {
    Map<String, String> shown = new TreeMap<>();
    for (SettingField field : connector.settings()) {
      String value = settings.getOrDefault(field.key(), "");
      if (!value.isEmpty()) {
        shown.put(field.key(), field.secret() ? "***" : value);
      }
    }
    return shown;
  }
}
