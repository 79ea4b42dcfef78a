package dev.naru.pg.inicis.emulator;

/**
 * A buyer's authenticated card: nothing is charged until the merchant's server approves it.
 *
 * @param id the mobile authentication TID, or the fingerprint of the PC token
 * @param maskedCard never the whole number
 * @param magic the name of a {@link dev.naru.sandbox.MagicCard}; empty for a card that simply pays
 * @param atMs epoch milliseconds, the PG's clock
 * @param tid the approval's; empty until an approval was asked for
 */
record Authentication(
    String id,
    Order order,
    String card,
    int months,
    String maskedCard,
    String magic,
    long atMs,
    State state,
    String tid) {

  /** An authentication is used once. */
  enum State {
    READY,
    USED,
    /** A net cancel came before the approval did. */
    VOID
  }

  /** After this the approval is refused (protocols/inicis.md §3.1). */
  static final long APPROVAL_LIMIT_MS = 5 * 60_000L;

  /** After this the net cancel is refused (§3.1, §4.5). */
  static final long NET_CANCEL_LIMIT_MS = 10 * 60_000L;

  Authentication with(State next, String approvalTid) {
    return new Authentication(id, order, card, months, maskedCard, magic, atMs, next, approvalTid);
  }

  CardCompany company() {
    return CardCompany.ofCode(card)
        .orElseThrow(() -> new IllegalStateException("no card company " + card));
  }
}
