package dev.naru.playground;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL database and its login.
 *
 * @param jdbc the address without the login
 * @param user the user's name; empty when the address contains the login, as {@code ?user=}
 */
public record DatabaseUrl(String jdbc, String user, String password) {

  private static final Pattern URI =
      Pattern.compile("postgres(?:ql)?://(?:([^:@/]*)(?::([^@/]*))?@)?([^@]+)");

  /**
   * Reads {@code jdbc:postgresql:...} or {@code postgresql://user:password@host/name}; empty for
   * any other text.
   */
  static Optional<DatabaseUrl> parse(String text) {
    if (text.startsWith("jdbc:postgresql:")) {
      return Optional.of(new DatabaseUrl(text, "", ""));
    }
    Matcher uri = URI.matcher(text);
    return uri.matches()
        ? Optional.of(
            new DatabaseUrl(
                "jdbc:postgresql://" + uri.group(3),
                Optional.ofNullable(uri.group(1)).orElse(""),
                Optional.ofNullable(uri.group(2)).orElse("")))
        : Optional.empty();
  }

  DataSource dataSource() {
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
