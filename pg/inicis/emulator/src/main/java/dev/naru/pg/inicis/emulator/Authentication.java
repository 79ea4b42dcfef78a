package dev.naru.pg.inicis.emulator;

import java.util.Map;
import java.util.Optional;

/**
 * A buyer's authenticated way to pay: nothing is charged until the merchant's server approves it.
 *
 * @param id the mobile authentication TID, or the fingerprint of the PC token
 * @param easyPay V1's code of the easy-pay; empty when none is in between
 * @param card the card company's code, or that of an easy-pay's purse; empty for other methods
 * @param maskedCard never the whole number
 * @param magic the name of a {@link dev.naru.sandbox.MagicCard}; empty for a card that simply pays
 * @param own what the buyer entered that the method's answer says: bank, payer, telephone ...
 * @param atMs epoch milliseconds, the PG's clock
 * @param tid the approval's; empty until an approval was asked for
 */
record Authentication(
    String id,
    WindowOrder order,
    Method method,
    String easyPay,
    String card,
    int months,
    String maskedCard,
    String magic,
    Map<String, String> own,
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
    return new Authentication(
        id, order, method, easyPay, card, months, maskedCard, magic, own, atMs, next, approvalTid);
  }

  /** The card company; empty for other methods and when an easy-pay's purse pays. */
  Optional<CardCompany> company() {
    return card.isEmpty() ? Optional.empty() : CardCompany.ofCode(card);
  }

  /** Authenticated by ISP; never through an easy-pay. */
  boolean isp() {
    return easyPay.isEmpty()
        && !order.terms().key()
        && company().map(CardCompany::isp).orElse(false);
  }

  /** {@code payMethod} of a PC answer (§3.7). */
  String payMethod() {
    return order.terms().key() ? "Auth" : isp() ? "VCard" : method.pc();
  }

  /** The first ten characters of its approval's TID. */
  String prefix() {
    return isp() ? order.mobile() ? "INIMX_ISP_" : "StdpayISP_" : method.prefix(order.mobile());
  }

  /** The family of its decline codes (§10). */
  String codeFamily() {
    return isp() ? "501" : method.codeFamily();
  }

  String own(String name) {
    return own.getOrDefault(name, "");
  }
}
