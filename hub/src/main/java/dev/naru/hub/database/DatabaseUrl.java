package dev.naru.hub.database;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL database and its login.
 *
 * @param jdbc the address without the login
 * @param user empty when the address contains the login, as {@code ?user=}
 */
public record DatabaseUrl(String jdbc, String user, String password) {

  private static final Pattern URI =
      Pattern.compile(
          "postgres(?:ql)?://(?:([^:@/?]*)(?::([^@/?]*))?@)?([^@/?\\s]+(?:/[^@\\s]*)?)");
  private static final Pattern JDBC = Pattern.compile("jdbc:postgresql:(?://)?[^\\s]+");

  /**
   * Reads {@code jdbc:postgresql://host/name} or {@code postgres://user:password@host/name}, whose
   * user and password may be percent-encoded. Empty for any other text, also for one that
   * PostgreSQL's driver can't read: the driver's own message would repeat the password.
   */
  public static Optional<DatabaseUrl> parse(String text) {
    return read(text).filter(url -> Driver.parseURL(url.jdbc(), null) != null);
  }

  private static Optional<DatabaseUrl> read(String text) {
    if (JDBC.matcher(text).matches()) {
      return Optional.of(new DatabaseUrl(text, "", ""));
    }
    Matcher uri = URI.matcher(text);
    if (!uri.matches()) {
      return Optional.empty();
    }
    Optional<String> user = decoded(uri.group(1));
    Optional<String> password = decoded(uri.group(2));
    String address = uri.group(3).contains("/") ? uri.group(3) : uri.group(3) + "/";
    return user.isEmpty() || password.isEmpty()
        ? Optional.empty()
        : Optional.of(new DatabaseUrl("jdbc:postgresql://" + address, user.get(), password.get()));
  }

  /**
   * Decodes percent-encoding; unlike in a form, a plus sign stays one. Empty where the result isn't
   * UTF-8.
   */
  private static Optional<String> decoded(@Nullable String text) {
    if (text == null || !text.contains("%")) {
      return Optional.of(text == null ? "" : text);
    }
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(encoded.length);
    for (int i = 0; i < encoded.length; i++) {
      if (encoded[i] != '%') {
        bytes.put(encoded[i]);
        continue;
      }
      int high = i + 2 < encoded.length ? Character.digit(encoded[i + 1], 16) : -1;
      int low = high < 0 ? -1 : Character.digit(encoded[i + 2], 16);
      if (low < 0) {
        return Optional.empty();
      }
      bytes.put((byte) (high << 4 | low));
      i += 2;
    }
    try {
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** The same database with another login. */
  public DatabaseUrl withLogin(String otherUser, String otherPassword) {
    return new DatabaseUrl(jdbc, otherUser, otherPassword);
  }

  /** The same database, with this schema as the one where tables are made and found. */
  public DatabaseUrl inSchema(String schema) {
    return new DatabaseUrl(
        jdbc + (jdbc.contains("?") ? "&" : "?") + "currentSchema=" + schema, user, password);
  }

  /** Connections without a pool. */
  public DataSource dataSource() {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(jdbc);
    if (!user.isEmpty()) {
      database.setUser(user);
      database.setPassword(password);
    }
    return database;
  }

  /** Hides everything, because an address may contain the login. */
  @Override
  public String toString() {
    return "DatabaseUrl[hidden]";
  }
}
