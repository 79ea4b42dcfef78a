package dev.naru.hub.payment;

import dev.naru.pg.spi.ReadsNotice.Notice.DepositTakenBack;
import dev.naru.pg.spi.ReadsNotice.Notice.Deposited;

/** Money that came into a virtual account, as a PG tells of it (spec/rest-api.md §3, G17, G37). */
public interface Deposits {

  /** {@link Payment#failCode()} of a payment that a late deposit may still pay. */
  String EXPIRED = "VBANK_EXPIRED";

  /**
   * Compares a notice with the hub's own record and with what the PG answers when asked, and marks
   * the payment paid, once.
   *
   * @param origin a PG that can't be asked is believed only where both of it are the PG's own
   */
  Result apply(String provider, Deposited deposit, Origin origin);

  /**
   * The bank took a deposit back. It is never read as a deposit; an operator is told. Where the PG,
   * asked, says that it holds nothing any more, what was paid is cancelled, once, with a webhook;
   * where it says otherwise, nothing changes (protocols/inicis.md §11 row 11).
   */
  Result takenBack(String provider, DepositTakenBack back);

  /**
   * How a notice came.
   *
   * @param toOwnAddress whether it came to the address that only the PG was told
   * @param from the caller's address, as far as trusted proxies tell
   */
  record Origin(boolean toOwnAddress, String from) {}

  /** What became of a notice. */
  enum Result {
    /** The deposit was written down now. */
    APPLIED,
    /** The deposit had been written down before; nothing has changed. */
    KNOWN,
    /** The notice contradicts the record: nothing has changed, and an operator is told. */
    CONTRADICTS,
    /** The notice could not be checked now. The PG must send it again. */
    UNCHECKED
  }
}
