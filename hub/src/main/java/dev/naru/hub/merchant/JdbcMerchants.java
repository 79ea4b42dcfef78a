package dev.naru.hub.merchant;

import dev.naru.hub.vault.Sha256;
import dev.naru.pg.spi.AllowedValues;
import dev.naru.pg.spi.SettingField;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Merchants in the database. Each method is one statement. */
final class JdbcMerchants implements Merchants, MerchantsBySetting, MerchantAdministration {

  private static final int MAX_ATTEMPTS = 10;

  private final JdbcClient jdbc;
  private final InstantSource time;
  private final SecureRandom random;

  JdbcMerchants(JdbcClient jdbc, InstantSource time, SecureRandom random) {
    this.jdbc = jdbc;
    this.time = time;
    this.random = random;
  }

  @Override
  public Optional<Merchant> byUserCode(String userCode) {
    return jdbc.sql("select id, user_code, name, settings from merchant where user_code = :code")
        .param("code", userCode)
        .query(MerchantRow::read)
        .optional();
  }

  @Override
  public Optional<Merchant> byId(long merchantId) {
    return jdbc.sql("select id, user_code, name, settings from merchant where id = :id")
        .param("id", merchantId)
        .query(MerchantRow::read)
        .optional();
  }

  @Override
  public Created create(NewMerchant wanted) {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      Created made =
          new Created(
              new Merchant(
                  newId(),
                  orElse(wanted.userCode(), this::newUserCode),
                  wanted.name(),
                  wanted.settings()),
              orElse(wanted.apiKey(), this::newApiKey),
              orElse(wanted.apiSecret(), this::newApiSecret));
      if (insert(made)) {
        return made;
      }
      if (wanted.userCode() != null && wanted.apiKey() != null) {
        break;
      }
    }
    throw new IllegalArgumentException("the user code or the API key is taken");
  }

  private boolean insert(Created made) {
    return jdbc.sql(
                """
                insert into merchant
                  (id, user_code, name, api_key, api_secret_hash, settings, created_at)
                values (:id, :userCode, :name, :apiKey, :secretHash, cast(:settings as jsonb), :now)
                on conflict do nothing
                """)
            .param("id", made.merchant().id())
            .param("userCode", made.merchant().userCode())
            .param("name", made.merchant().name())
            .param("apiKey", made.apiKey())
            .param("secretHash", Sha256.of(made.apiSecret()))
            .param("settings", MerchantRow.settingsJson(made.merchant().settings()))
            .param("now", OffsetDateTime.ofInstant(time.instant(), ZoneOffset.UTC))
            .update()
        == 1;
  }

  @Override
  public String putSetting(long merchantId, Setting setting, String value) {
    return put(merchantId, setting.key(), setting.allowed(), setting.defaultValue(), value);
  }

  @Override
  public String putSetting(long merchantId, SettingField setting, String value) {
    return put(merchantId, setting.key(), setting.allowed(), setting.defaultValue(), value);
  }

  private String put(
      long merchantId, String key, AllowedValues allowed, String defaultValue, String value) {
    if (!allowed.allows(value)) {
      throw new IllegalArgumentException(key + " can't be '" + value + "'");
    }
    return jdbc.sql(
            """
            with before as (
              select id, coalesce(settings ->> :key, :default) as value
              from merchant where id = :id for update)
            update merchant set settings = settings || cast(:change as jsonb)
            from before where merchant.id = before.id
            returning before.value
            """)
        .param("key", key)
        .param("default", defaultValue)
        .param("id", merchantId)
        .param("change", MerchantRow.settingsJson(new Settings(Map.of(key, value))))
        .query(String.class)
        .optional()
        .orElseThrow(() -> new NoSuchElementException("no merchant " + merchantId));
  }

  @Override
  public Set<Long> having(Setting setting, String value) {
    return new HashSet<>(
        jdbc.sql("select id from merchant where settings ->> :key = :value")
            .param("key", setting.key())
            .param("value", value)
            .query((row, number) -> row.getLong(1))
            .list());
  }

  private static final String ENTRY =
      "select id, user_code, name, settings, api_key, created_at, old_secret_ends_at from merchant ";

  @Override
  public List<Entry> all() {
    return jdbc.sql(ENTRY + "order by created_at, id").query(JdbcMerchants::entry).list();
  }

  @Override
  public Optional<Entry> find(String userCode) {
    return jdbc.sql(ENTRY + "where user_code = :code")
        .param("code", userCode)
        .query(JdbcMerchants::entry)
        .optional();
  }

  private static Entry entry(ResultSet row, int number) throws SQLException {
    OffsetDateTime ends = row.getObject("old_secret_ends_at", OffsetDateTime.class);
    return new Entry(
        MerchantRow.read(row, number),
        row.getString("api_key"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        ends == null ? null : ends.toInstant());
  }

  @Override
  public boolean hasDemoKeys() {
    return jdbc.sql("select exists (select 1 from merchant where api_key = 'naru_demo_key')")
        .query(Boolean.class)
        .single();
  }

  @Override
  public String rename(long merchantId, String name) {
    return jdbc.sql(
            """
            with before as (select id, name from merchant where id = :id for update)
            update merchant set name = :name
            from before where merchant.id = before.id
            returning before.name
            """)
        .param("id", merchantId)
        .param("name", name)
        .query(String.class)
        .optional()
        .orElseThrow(() -> new NoSuchElementException("no merchant " + merchantId));
  }

  @Override
  public Optional<String> clearSetting(long merchantId, String key) {
    return jdbc.sql(
            """
            with before as (
              select id, coalesce(settings ->> :key, '') as value
              from merchant where id = :id for update)
            update merchant set settings = settings - :key
            from before where merchant.id = before.id
            returning before.value
            """)
        .param("id", merchantId)
        .param("key", key)
        .query(String.class)
        .optional()
        .filter(value -> !value.isEmpty());
  }

  @Override
  public String rotateSecret(long merchantId, Duration overlap) {
    String secret = newApiSecret();
    boolean atOnce = !overlap.isPositive();
    int changed =
        jdbc.sql(
                """
                with ended as (delete from api_token where merchant_id = :id and :atOnce)
                update merchant
                   set old_secret_hash = case when not :atOnce then api_secret_hash end,
                       old_secret_ends_at = case when not :atOnce then cast(:ends as timestamptz) end,
                       api_secret_hash = :hash
                 where id = :id
                """)
            .param("id", merchantId)
            .param("atOnce", atOnce)
            .param("ends", time.instant().plus(overlap).atOffset(ZoneOffset.UTC))
            .param("hash", Sha256.of(secret))
            .update();
    if (changed == 0) {
      throw new NoSuchElementException("no merchant " + merchantId);
    }
    return secret;
  }

  @Override
  public void endOldSecret(long merchantId) {
    jdbc.sql(
            """
            with ended as (delete from api_token where merchant_id = :id)
            update merchant set old_secret_hash = null, old_secret_ends_at = null where id = :id
            """)
        .param("id", merchantId)
        .update();
  }

  /**
   * A new id, which sorts by time. It needs no sequence, which nodes of a distributed database
   * would have to share.
   */
  private long newId() {
    return (time.millis() << 22) | random.nextInt(1 << 22);
  }

  private String newUserCode() {
    return "imp%08d".formatted(random.nextInt(100_000_000));
  }

  private String newApiKey() {
    return "%016d".formatted(random.nextLong(10_000_000_000_000_000L));
  }

  /** A random secret of 320 bits. */
  private String newApiSecret() {
    byte[] bytes = new byte[40];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static String orElse(@Nullable String given, Supplier<String> otherwise) {
    return given != null ? given : otherwise.get();
  }
}
