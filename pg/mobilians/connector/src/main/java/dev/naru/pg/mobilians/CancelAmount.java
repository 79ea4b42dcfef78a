package dev.naru.pg.mobilians;

import dev.naru.pg.spi.Cancels.CancelRequest;

/**
 * The two figures of a cancel that depend on the method (protocols/mobilians.md §2.9).
 *
 * <p>Of a phone payment KG wants to know what is to remain, of every other what is to be cancelled:
 * the wrong one cancels too much or too little without a word.
 *
 * @param sentKrw {@code amount}
 * @param part {@code part_cancel}
 */
record CancelAmount(long sentKrw, boolean part) {

  /**
   * <b>Not settled by a public source:</b> the figure of a phone payment's last cancel after
   * partial ones. We send the outstanding remainder as a cancel of the whole remainder.
   *
   * @param paidKrw the original payment
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
