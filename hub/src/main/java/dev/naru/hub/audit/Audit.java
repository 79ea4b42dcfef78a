package dev.naru.hub.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The log of what operators changed. Lines are only ever added; the database refuses to change or
 * remove one. Every method throws {@link org.springframework.dao.DataAccessException} when the
 * database is away.
 */
public interface Audit {

  /**
   * Adds a line, in the transaction that is open, so that a change and its line are there together
   * or not at all.
   */
  void note(Change change);

  /** The newest lines first, at most this many. */
  List<Line> newest(int limit);

  /** What was done to something of a merchant, oldest first, at most this many lines. */
  List<Line> of(long merchantId, String subject, int limit);

  /**
   * What was changed.
   *
   * @param who the operator, as the operating system knows them
   * @param what the command, such as {@code channel add}
   * @param subject what it was done to: a user code, a channel key
   * @param merchantId null where it concerns the whole hub
   * @param before the values before, without secrets; empty where there was nothing
   * @param after the values after, without secrets
   */
  record Change(
      String who,
      String what,
      String subject,
      @Nullable Long merchantId,
      Map<String, String> before,
      Map<String, String> after) {}

  /** A line of the log. */
  record Line(Instant at, Change change) {}
}
