package dev.naru.hub.payment;

import dev.naru.pg.spi.ReadsNotice.Notice.Deposited;

/** Money that came into a virtual account, as a PG tells of it (spec/rest-api.md §3, G17, G37). */
public interface Deposits {

  /**
   * Compares a notice with the hub's own record and with what the PG answers when asked, and marks
   * the payment paid, once.
   *
   * @param trusted true when the notice came to an address that only the PG was told; a PG that
   *     can't be asked is believed only then
   */
  Result apply(String provider, Deposited deposit, boolean trusted);

  /** What became of a notice. */
  enum Result {
    /** Written down now. */
    APPLIED,
    /** Written down before. */
    KNOWN,
    /** It contradicts the record: nothing has changed, and an operator is told. */
    CONTRADICTS,
    /** It could not be checked now: the PG shall come again. */
    UNCHECKED
  }
}
