package dev.naru.hub.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.vault.Vault;
import dev.naru.pg.spi.ChannelConfig;
import dev.naru.pg.spi.ChannelConfig.Mode;
import dev.naru.pg.spi.PgConnector;
import dev.naru.pg.spi.SettingField;
import java.net.URI;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Stores channels in the database. Each channel's settings are sealed to its row. */
final class JdbcChannels implements Channels, ChannelRows, ChannelAdministration {

  private static final TypeReference<Map<String, String>> SETTINGS = new TypeReference<>() {};

  private static final String SELECT = "select " + COLUMNS + " from channel c ";

  private final JdbcClient db;
  private final Vault vault;
  private final Connectors connectors;
  private final InstantSource time;
  private final JsonMapper json;
  private final @Nullable URI sandboxBase;
  private final LiveRules rules;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param sandboxBase the address of the emulated PGs; where it is null, sandbox channels talk to
   *     the PGs' own test hosts
   * @param rules which channels can be added and used
   */
  JdbcChannels(
      JdbcClient db,
      Vault vault,
      Connectors connectors,
      InstantSource time,
      JsonMapper json,
      @Nullable URI sandboxBase,
      LiveRules rules) {
    this.db = db;
    this.vault = vault;
    this.connectors = connectors;
    this.time = time;
    this.json = json;
    this.sandboxBase = sandboxBase;
    this.rules = rules;
  }

  @Override
  public List<Channel> of(long merchantId) {
    return db.sql(
            SELECT
                + """
                where c.merchant_id = :merchant and c.disabled_at is null
                order by c.created_at, c.id
                """)
        .param("merchant", merchantId)
        .query((row, number) -> read(row))
        .list();
  }

  @Override
  public Optional<Channel> byId(long merchantId, long channelId) {
    return db.sql(
            SELECT
                + """
                where c.merchant_id = :merchant and c.id = :id
                """)
        .param("merchant", merchantId)
        .param("id", channelId)
        .query((row, number) -> read(row))
        .optional();
  }

  @Override
  public Choice choose(Merchant merchant, ChannelRequest request) {
    Choice choice =
        new ChannelChoice(
                of(merchant.id()),
                connectors,
                merchant.settings().get(Setting.SDK_UNMATCHED_PG).equals("reject"))
            .choose(request);
    if (choice instanceof Choice.Chosen(Channel channel)) {
      refuseMixing(channel);
    }
    return choice;
  }

  /**
   * Refuses a channel that would mix tests and real money. {@link LiveStart} looked at the channels
   * at this hub's start; this one may have been added since.
   */
  private void refuseMixing(Channel channel) {
    rules
        .refusalOfUse(
            channel.connector(),
            channel.config().mid(),
            channel.config().mode(),
            channel.config().settings())
        .ifPresent(mixing -> {
          throw new IllegalStateException(mixing.sentence());
        });
  }

  @Override
  public Channel add(NewChannel wanted) {
    PgConnector connector =
        connectors
            .of(wanted.provider())
            .orElseThrow(
                () -> new IllegalArgumentException("no such PG: '" + wanted.provider() + "'"));
    rules
        .refusal(connector, wanted.mid(), wanted.mode(), wanted.settings())
        .ifPresent(mixing -> {
          throw new IllegalArgumentException(mixing.sentence());
        });
    long id = random.nextLong(1, Long.MAX_VALUE);
    Map<String, String> settings = validated(connector, wanted.settings());
    Channel channel =
        new Channel(
            wanted.merchantId(),
            id,
            "channel-key-" + UUID.randomUUID(),
            connector,
            config(wanted.mid(), wanted.mode(), settings),
            wanted.isDefault(),
            wanted.forBilling());
    db.sql(
            """
            insert into channel (merchant_id, id, channel_key, provider, mid, mode, is_default,
                                 for_billing, settings_sealed, created_at)
            values (:merchant, :id, :key, :provider, :mid, :mode, :default, :billing, :sealed, :now)
            """)
        .param("merchant", channel.merchantId())
        .param("id", id)
        .param("key", channel.channelKey())
        .param("provider", channel.provider())
        .param("mid", wanted.mid())
        .param("mode", wanted.mode().name())
        .param("default", wanted.isDefault())
        .param("billing", wanted.forBilling())
        .param(
            "sealed",
            vault.seal(
                json.writeValueAsString(settings).getBytes(UTF_8),
                context(wanted.merchantId(), id)))
        .param("now", time.instant().atOffset(ZoneOffset.UTC))
        .update();
    return channel;
  }

  private static Map<String, String> validated(PgConnector connector, Map<String, String> given) {
    Map<String, SettingField> fields =
        connector.settings().stream().collect(toMap(SettingField::key, field -> field));
    given.keySet().stream()
        .filter(key -> !fields.containsKey(key))
        .findFirst()
        .ifPresent(key -> {
          throw new IllegalArgumentException("no such setting of the channel: '" + key + "'");
        });
    Map<String, String> settings = new TreeMap<>(given);
    for (SettingField field : fields.values()) {
      String value = given.getOrDefault(field.key(), "");
      if (!value.isBlank() && !field.allowed().allows(value.strip())) {
        // A secret is not repeated in a message.
        throw new IllegalArgumentException(
            "the channel's '%s' can't be %s"
                .formatted(field.key(), field.secret() ? "that" : "'" + value + "'"));
      }
      settings.putIfAbsent(field.key(), field.defaultValue());
      if (field.required() && settings.getOrDefault(field.key(), "").isBlank()) {
        throw new IllegalArgumentException("the channel needs '" + field.key() + "'");
      }
    }
    return settings;
  }

  @Override
  public Channel read(ResultSet row) throws SQLException {
    long merchantId = row.getLong("c_merchant_id");
    long id = row.getLong("c_id");
    String provider = row.getString("c_provider");
    PgConnector connector =
        connectors
            .of(provider)
            .orElseThrow(() ->
                new IllegalStateException(
                    "channel " + id + " is of '" + provider + "', which isn't installed"));
    Map<String, String> settings =
        json.readValue(
            vault.open(row.getBytes("c_settings_sealed"), context(merchantId, id)), SETTINGS);
    return new Channel(
        merchantId,
        id,
        row.getString("c_channel_key"),
        connector,
        config(row.getString("c_mid"), Mode.valueOf(row.getString("c_mode")), settings),
        row.getBoolean("c_is_default"),
        row.getBoolean("c_for_billing"));
  }

  /**
   * The configuration for calls. A sandbox channel calls the emulated PG where there is one, else
   * the PG's own test hosts.
   */
  private ChannelConfig config(String mid, Mode mode, Map<String, String> settings) {
    return mode == Mode.SANDBOX && sandboxBase != null
        ? new ChannelConfig(mid, Mode.SANDBOX, settings, sandboxBase)
        : new ChannelConfig(mid, mode == Mode.LIVE ? Mode.LIVE : Mode.TEST, settings, null);
  }

  private static final String ENTRY =
      """
      select merchant_id, id, channel_key, provider, mid, mode, is_default, for_billing, created_at,
             disabled_at
        from channel
      """;

  @Override
  public List<Entry> all(@Nullable Long merchantId) {
    return db.sql(
            ENTRY
                + """
                where cast(:merchant as bigint) is null or merchant_id = :merchant
                order by created_at, id
                """)
        .param("merchant", merchantId)
        .query(JdbcChannels::entry)
        .list();
  }

  @Override
  public Optional<Entry> find(String channelKey) {
    return db.sql(ENTRY + "where channel_key = :key")
        .param("key", channelKey)
        .query(JdbcChannels::entry)
        .optional();
  }

  /** All channels of all merchants, or of one, with their settings opened; oldest first. */
  List<LiveStart.Stored> stored(@Nullable Long merchantId) {
    return db.sql(
            """
            select merchant_id, id, channel_key, provider, mid, mode, is_default, for_billing,
                   created_at, disabled_at, settings_sealed
              from channel
             where cast(:merchant as bigint) is null or merchant_id = :merchant
             order by created_at, id
            """)
        .param("merchant", merchantId)
        .query((row, number) -> new LiveStart.Stored(entry(row, number), settingsOrNull(row)))
        .list();
  }

  private @Nullable Map<String, String> settingsOrNull(ResultSet row) throws SQLException {
    try {
      return json.readValue(
          vault.open(
              row.getBytes("settings_sealed"),
              context(row.getLong("merchant_id"), row.getLong("id"))),
          SETTINGS);
    } catch (Vault.VaultException closed) {
      return null;
    }
  }

  private static Entry entry(ResultSet row, int number) throws SQLException {
    OffsetDateTime disabledAt = row.getObject("disabled_at", OffsetDateTime.class);
    return new Entry(
        row.getLong("merchant_id"),
        row.getLong("id"),
        row.getString("channel_key"),
        row.getString("provider"),
        row.getString("mid"),
        Mode.valueOf(row.getString("mode")),
        row.getBoolean("is_default"),
        row.getBoolean("for_billing"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        disabledAt == null ? null : disabledAt.toInstant());
  }

  @Override
  public void disable(Entry channel) {
    setDisabled(channel, time.instant().atOffset(ZoneOffset.UTC));
  }

  @Override
  public void enable(Entry channel) {
    setDisabled(channel, null);
  }

  private void setDisabled(Entry channel, @Nullable OffsetDateTime at) {
    db.sql("update channel set disabled_at = :at where merchant_id = :merchant and id = :id")
        .param("at", at, Types.TIMESTAMP_WITH_TIMEZONE)
        .param("merchant", channel.merchantId())
        .param("id", channel.id())
        .update();
  }

  @Override
  public Optional<String> makeDefault(Entry channel) {
    // Two statements, because the index of defaults allows no second one even for a moment.
    Optional<String> before =
        db.sql(
                """
                update channel set is_default = false
                 where merchant_id = :merchant and is_default returning channel_key
                """)
            .param("merchant", channel.merchantId())
            .query(String.class)
            .optional();
    db.sql("update channel set is_default = true where merchant_id = :merchant and id = :id")
        .param("merchant", channel.merchantId())
        .param("id", channel.id())
        .update();
    return before;
  }

  @Override
  public Optional<Mixing> refusal(
      PgConnector connector, String mid, Mode mode, Map<String, String> settings) {
    return rules.refusal(connector, mid, mode, settings);
  }

  @Override
  public void change(Entry entry, Map<String, String> settings, boolean forBilling) {
    PgConnector connector = connectors.of(entry.provider()).orElseThrow();
    rules
        .refusal(connector, entry.mid(), entry.mode(), settings)
        .ifPresent(mixing -> {
          throw new IllegalArgumentException(mixing.sentence());
        });
    db.sql(
            """
            update channel set settings_sealed = :sealed, for_billing = :billing
             where merchant_id = :merchant and id = :id
            """)
        .param(
            "sealed",
            vault.seal(
                json.writeValueAsString(validated(connector, settings)).getBytes(UTF_8),
                context(entry.merchantId(), entry.id())))
        .param("billing", forBilling)
        .param("merchant", entry.merchantId())
        .param("id", entry.id())
        .update();
  }

  private static String context(long merchantId, long id) {
    return "channel.settings/" + merchantId + "/" + id;
  }
}
