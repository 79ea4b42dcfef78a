package dev.naru.hub.payment;

import java.util.List;

/** The journal of what happened to the payments, which is only ever added to (G11). */
public interface Journal {

  /** How many faults a check describes; it only counts the others. */
  int MAX_FAULTS = 100;

  /**
   * Reads the whole journal, payment by payment, and computes every hash anew. Changes that
   * payments make meanwhile are no faults. A check takes about 10 s for a million lines.
   *
   * @throws org.springframework.dao.DataAccessException when the database is away
   */
  Check check();

  /** Checks the journal like {@link #check()}, for one merchant's payments. */
  Check check(long merchantId);

  /**
   * What a check has found.
   *
   * @param payments how many payments were checked
   * @param faulty how many payments there are whose lines were changed, added or taken away, or
   *     whose lines don't sum up to what the payment holds
   * @param faults sentences about the first of these, without personal data
   * @param fingerprint a digest of all lines, hexadecimal. A copy that is kept elsewhere proves
   *     later that no payment was removed with all its lines
   */
  record Check(long payments, long lines, long faulty, List<String> faults, String fingerprint) {
    public boolean isWhole() {
      return faulty == 0;
    }
  }
}
