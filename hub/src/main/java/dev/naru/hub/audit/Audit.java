package dev.naru.hub.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

  /** The newest lines of all merchants and of the hub, newest first, at most {@code limit}. */
  List<Line> newest(int limit);

  /** The lines about one subject of a merchant, oldest first, at most {@code limit}. */
  List<Line> of(long merchantId, String subject, int limit);

  /**
   * The lines about one merchant, the newest first, at most this many.
   *
   * @param before only lines older than the one with this id; null for the newest
   */
  List<Line> newestOf(long merchantId, @Nullable UUID before, int limit);

  /** How many faults a check describes; it only counts the others. */
  int MAX_FAULTS = 100;

  /** Reads the whole log and computes every hash anew (G11). */
  Check check();

  /**
   * What a check has found.
   *
   * @param logs how many logs were read: one of each merchant, and the hub's own
   * @param faulty logs whose lines were changed, added or taken away
   * @param faults sentences about the first of these, without personal data
   * @param fingerprint a digest of all lines, hexadecimal. A copy that is kept elsewhere proves
   *     later that no log was cut short
   */
  record Check(long logs, long lines, long faulty, List<String> faults, String fingerprint) {
    public boolean isWhole() {
      return faulty == 0;
    }
  }

  /**
   * A change, or an attempt at one that was refused.
   *
   * @param who the operator's login on this machine, or the email of a user of the console
   * @param what the command, such as {@code channel add}, also where the console does the same;
   *     {@code denied} for a refusal
   * @param subject what was changed: a user code, a channel key
   * @param merchantId null where the change concerns the whole hub
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

  /**
   * A line of the log. Later lines have greater ids, as far as the nodes' clocks agree.
   *
   * @param place the line's number, from 1, among the lines of the same merchant, or of the hub
   * @param hash covers this line and all before it, hexadecimal
   */
  record Line(UUID id, Instant at, Change change, long place, String hash) {}
}
