package dev.naru.pg.mobilians;

import dev.naru.pg.spi.Cancels.CancelRequest;

/**
 * The two values of a cancel request that depend on the method (protocols/mobilians.md §2.9).
 *
 * <p>For a phone payment, {@code amount} is the sum that remains afterwards; for every other method
 * it is the sum that is cancelled. If the wrong one of the two is sent, KG cancels too much or too
 * little and reports no error.
 *
 * @param sentKrw {@code amount} in won
 * @param part {@code part_cancel}
 */
record CancelAmount(long sentKrw, boolean part) {

  /**
   * The values for one cancel.
   *
   * <p><b>No public source settles</b> the amount of a phone payment's last cancel after partial
   * ones. This sends the remaining amount as a cancel of the whole remainder.
   *
   * @param paidKrw the original payment in won
   */
  static CancelAmount of(CashCode cashCode, long paidKrw, CancelRequest request) {
    boolean all = request.remainingAfterMinor() == 0;
    if (cashCode == CashCode.MC) {
      return all
          ? new CancelAmount(request.remainingBeforeMinor(), false)
          : new CancelAmount(request.remainingAfterMinor(), true);
    }
    return all && !request.anyCancelledBefore()
        ? new CancelAmount(paidKrw, false)
        : new CancelAmount(request.amountMinor(), true);
  }
}
