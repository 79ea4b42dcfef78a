package dev.naru.hub.database;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Converts between Java values and what PostgreSQL's columns hold. */
public final class Columns {

  private Columns() {}

  /** The value of a {@code timestamptz} parameter. */
  public static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  /** The value of a {@code timestamptz} column that may be null. */
  public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  /**
   * The same text in a form that a {@code text} column accepts: NUL and unpaired surrogates become
   * replacement characters. Every text that comes from outside needs this.
   */
  public static String storable(String text) {
    String whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    return whole.replace('\u0000', '\uFFFD');
  }

  /** The ids as the text of an array parameter that is cast to {@code uuid[]}. */
  public static String uuids(Collection<UUID> ids) {
    return ids.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
  }
}
