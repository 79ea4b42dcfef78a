package dev.naru.hub.requestlog;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What REST calls merchants made lately, for the people who wrote them. Thread-safe. */
public interface RequestLog {

  /** A call of the log with its id, which is ascending in time. */
  record Entry(UUID id, ApiRequest request) {}

  /** Keeps a call, unless too many wait; never blocks, and needs no database. */
  void add(ApiRequest request);

  /**
   * The newest calls of a merchant first.
   *
   * @param before only calls older than the one with this id; null for the newest
   * @param refusedOnly of the newest 5,000 calls those that were refused
   * @throws org.springframework.dao.DataAccessException when the database is away
   */
  List<Entry> newest(long merchantId, @Nullable UUID before, boolean refusedOnly, int limit);
}
