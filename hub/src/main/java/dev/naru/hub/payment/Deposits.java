package dev.naru.hub.payment;

import dev.naru.pg.spi.ReadsNotice.Notice.DepositTakenBack;
import dev.naru.pg.spi.ReadsNotice.Notice.Deposited;

/** Applies PGs' notices of deposits into virtual accounts (spec/rest-api.md §3, G17, G37). */
public interface Deposits {

  /** {@link Payment#failCode()} of a payment that a late deposit may still pay. */
  String EXPIRED = "VBANK_EXPIRED";

  /**
   * Compares a notice with the hub's own record and with what the PG answers when asked, and marks
   * the payment paid, once.
   *
   * @param origin how the notice came. If the PG can't be asked, a notice counts only if it came
   *     from the PG's own address to the payment's own address
   */
  Result apply(String provider, Deposited deposit, Origin origin);

  /**
   * Applies a notice that the bank took a deposit back. An operator is told. If the PG confirms
   * that it holds no money any more, the payment is cancelled, once, with a webhook; otherwise
   * nothing changes (protocols/inicis.md §11 row 11).
   */
  Result takenBack(String provider, DepositTakenBack back);

  /**
   * How a notice came.
   *
   * @param toOwnAddress whether the notice came to the payment's own address, which only the PG
   *     knows
   * @param from the caller's IP address, as trusted proxies report it
   */
  record Origin(boolean toOwnAddress, String from) {}

  /** The result of applying a notice. */
  enum Result {
    /** The deposit was recorded by this call. */
    APPLIED,
    /** The deposit was recorded before; nothing has changed. */
    KNOWN,
    /** The notice contradicts the record: nothing has changed, and an operator is told. */
    CONTRADICTS,
    /** The notice could not be checked now. The PG must send it again. */
    UNCHECKED
  }
}
