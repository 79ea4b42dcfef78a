package dev.naru.hub.time;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Times as statements take them. */
public final class Utc {

  private Utc() {}

  /** The value for a {@code timestamptz} parameter: PostgreSQL's driver takes no {@link Instant}. */
  public static OffsetDateTime of(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
