package dev.naru.hub.user;

import static dev.naru.hub.database.Columns.instant;
import static dev.naru.hub.database.Columns.storable;
import static dev.naru.hub.database.Columns.utc;

import dev.naru.hub.database.TimeOrderedIds;
import dev.naru.hub.vault.Sha256;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Users in the database. */
final class JdbcUsers implements Users {

  private static final Duration LINK_LIFETIME = Duration.ofDays(3);

  static final String COLUMNS =
      """
      u.merchant_id, u.id, u.email, u.name, u.role, u.password_hash is not null as has_password,
      u.totp_sealed is not null as has_second_factor,
      u.created_at, u.signed_in_at, u.disabled_at
      """;

  private static final String SELECT = "select " + COLUMNS + " from console_user u ";

  private final JdbcClient db;
  private final InstantSource time;
  private final PasswordHasher hasher;
  private final TimeOrderedIds ids;

  JdbcUsers(JdbcClient db, InstantSource time, PasswordHasher hasher) {
    this.db = db;
    this.time = time;
    this.hasher = hasher;
    this.ids = new TimeOrderedIds(time);
  }

  static User read(ResultSet row) throws SQLException {
    return new User(
        row.getLong("merchant_id"),
        row.getObject("id", UUID.class),
        row.getString("email"),
        row.getString("name"),
        Role.valueOf(row.getString("role")),
        row.getBoolean("has_password"),
        row.getBoolean("has_second_factor"),
        Objects.requireNonNull(instant(row, "created_at")),
        instant(row, "signed_in_at"),
        instant(row, "disabled_at"));
  }

  /**
   * The email in lower case. Only ASCII letters change case: otherwise the kelvin sign would become
   * a {@code k}, and whoever owns such a mailbox would be the user whose email looks the same.
   */
  static String inOneCase(String email) {
    return storable(email)
        .strip()
        .codePoints()
        .map(letter -> {
          int lower = Character.toLowerCase(letter);
          return lower <= 0x7f && letter > 0x7f ? letter : lower;
        })
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Override
  public Optional<User> byEmail(String email) {
    return db.sql(SELECT + "where u.email = :email")
        .param("email", inOneCase(email))
        .query((row, _) -> read(row))
        .optional();
  }

  @Override
  public Optional<User> find(long merchantId, UUID id) {
    return db.sql(SELECT + "where u.merchant_id = :merchant and u.id = :id")
        .param("merchant", merchantId)
        .param("id", id)
        .query((row, _) -> read(row))
        .optional();
  }

  @Override
  public List<User> of(long merchantId) {
    return db.sql(SELECT + "where u.merchant_id = :merchant order by u.created_at, u.id")
        .param("merchant", merchantId)
        .query((row, _) -> read(row))
        .list();
  }

  @Override
  public Optional<User> add(NewUser user) {
    String email = inOneCase(user.email());
    if (!Users.isEmail(email)) {
      throw new IllegalArgumentException("not an email: " + email);
    }
    if ((user.role() == Role.OPERATOR) != (user.merchantId() == HUB)) {
      throw new IllegalArgumentException("an operator, and nobody else, belongs to no merchant");
    }
    UUID id = ids.next();
    String password = user.password();
    int added =
        db.sql(
                """
                insert into console_user
                  (merchant_id, id, email, name, role, password_hash, created_at)
                values (:merchant, :id, :email, :name, :role, :hash, :now)
                on conflict (email) do nothing
                """)
            .param("merchant", user.merchantId())
            .param("id", id)
            .param("email", email)
            .param("name", storable(user.name()).strip())
            .param("role", user.role().name())
            .param("hash", password == null ? null : hasher.hash(password))
            .param("now", now())
            .update();
    return added == 0 ? Optional.empty() : find(user.merchantId(), id);
  }

  @Override
  public void setPassword(User user, String password) {
    set(user, "password_hash = :value", hasher.hash(password));
    endAll(user);
  }

  @Override
  public boolean isPassword(User user, String password) {
    return hasher.matches(
        password,
        db.sql(
                """
                select password_hash from console_user
                 where merchant_id = :merchant and id = :id and password_hash is not null
                """)
            .param("merchant", user.merchantId())
            .param("id", user.id())
            .query(String.class)
            .optional()
            .orElse(null));
  }

  @Override
  public Change change(User user, String name, Role role) {
    if ((role == Role.OPERATOR) != (user.merchantId() == HUB)) {
      throw new IllegalArgumentException("an operator, and nobody else, belongs to no merchant");
    }
    if (role != Role.OWNER && isLastOwner(user)) {
      return Change.LAST_OWNER;
    }
    db.sql(
            """
            update console_user set name = :name, role = :role
             where merchant_id = :merchant and id = :id
            """)
        .param("name", storable(name).strip())
        .param("role", role.name())
        .param("merchant", user.merchantId())
        .param("id", user.id())
        .update();
    return Change.DONE;
  }

  @Override
  public Change disable(User user) {
    if (isLastOwner(user)) {
      return Change.LAST_OWNER;
    }
    set(user, "disabled_at = coalesce(disabled_at, cast(:value as timestamptz))", now());
    endAll(user);
    return Change.DONE;
  }

  @Override
  public void enable(User user) {
    set(user, "disabled_at = cast(:value as timestamptz)", null);
  }

  /** Locks the merchant's owners, so that two can't disable each other at the same time. */
  private boolean isLastOwner(User user) {
    List<UUID> owners =
        db.sql(
                """
                select id from console_user
                 where merchant_id = :merchant and role = 'OWNER' and disabled_at is null
                   and password_hash is not null
                 order by id for update
                """)
            .param("merchant", user.merchantId())
            .query((row, _) -> row.getObject("id", UUID.class))
            .list();
    return owners.equals(List.of(user.id()));
  }

  @Override
  public String link(User user) {
    String token = Tokens.random();
    db.sql("delete from console_link where merchant_id = :merchant and user_id = :user")
        .param("merchant", user.merchantId())
        .param("user", user.id())
        .update();
    db.sql(
            """
            insert into console_link (token_hash, merchant_id, user_id, ends_at)
            values (:hash, :merchant, :user, :end)
            """)
        .param("hash", Sha256.of(token))
        .param("merchant", user.merchantId())
        .param("user", user.id())
        .param("end", utc(time.instant().plus(LINK_LIFETIME)))
        .update();
    return token;
  }

  @Override
  public Optional<User> ofLink(String token) {
    return db.sql(
            SELECT
                + """
                join console_link l on l.merchant_id = u.merchant_id and l.user_id = u.id
                where l.token_hash = :hash and l.ends_at > :now and u.disabled_at is null
                """)
        .param("hash", Sha256.of(token))
        .param("now", now())
        .query((row, _) -> read(row))
        .optional();
  }

  private void endAll(User user) {
    for (String statement :
        List.of(
            "delete from console_session where merchant_id = :merchant and user_id = :user",
            "delete from console_link where merchant_id = :merchant and user_id = :user")) {
      db.sql(statement).param("merchant", user.merchantId()).param("user", user.id()).update();
    }
  }

  private OffsetDateTime now() {
    return utc(time.instant());
  }

  private void set(User user, String what, @Nullable Object value) {
    db.sql("update console_user set " + what + " where merchant_id = :merchant and id = :id")
        .param("value", value)
        .param("merchant", user.merchantId())
        .param("id", user.id())
        .update();
  }
}
