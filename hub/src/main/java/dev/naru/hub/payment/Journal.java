package dev.naru.hub.payment;

import java.util.List;

/** The journal of what happened to the payments, which is only ever added to (G11). */
public interface Journal {

  /** How many faults a check names; it counts the rest. */
  int MAX_FAULTS = 100;

  /**
   * Reads the whole journal, payment by payment, and computes every hash anew. Money that is moved
   * meanwhile is no fault. Takes some 10 s for a million lines.
   *
   * @throws org.springframework.dao.DataAccessException when the database is away
   */
  Check check();

  /** As {@link #check()}, for one merchant's payments. */
  Check check(long merchantId);

  /**
   * What a check has found.
   *
   * @param payments that were looked at
   * @param faulty payments whose lines were changed, added or taken away, or whose lines don't sum
   *     up to what the payment holds
   * @param faults sentences about the first of these, without personal data
   * @param fingerprint of all lines, hexadecimal. Kept elsewhere, it proves later that no payment
   *     was taken away with all its lines
   */
  record Check(long payments, long lines, long faulty, List<String> faults, String fingerprint) {
    public boolean isWhole() {
      return faulty == 0;
    }
  }
}
