package dev.naru.hub.requestlog;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The merchants' recent REST calls, for their developers. Thread-safe. */
public interface RequestLog {

  /** A logged call with its id. Later calls have greater ids. */
  record Entry(UUID id, ApiRequest request) {}

  /**
   * Logs a call, unless too many entries wait to be written. Never blocks, and needs no database.
   */
  void add(ApiRequest request);

  /**
   * The newest calls of a merchant first.
   *
   * @param before only calls older than the one with this id; null for the newest
   * @param refusedOnly true for only those of the newest 5,000 calls that were refused
   * @throws org.springframework.dao.DataAccessException when the database is away
   */
  List<Entry> newest(long merchantId, @Nullable UUID before, boolean refusedOnly, int limit);
}
