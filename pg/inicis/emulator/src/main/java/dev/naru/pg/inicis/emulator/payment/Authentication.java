package dev.naru.pg.inicis.emulator.payment;

import dev.naru.pg.inicis.emulator.wire.CardCompany;
import dev.naru.pg.inicis.emulator.wire.Method;
import dev.naru.pg.inicis.emulator.wire.WindowOrder;
import java.util.Map;
import java.util.Optional;

/**
 * A buyer's authenticated payment. Nothing is charged until the merchant's server approves it.
 *
 * @param id the authentication TID on a phone, the digest of the token on a PC
 * @param easyPay V1's code of the easy-pay; empty for none
 * @param card the card company's code, or the code of an easy-pay's money; empty for other methods
 * @param months the number of instalments; 0 for a lump sum
 * @param maskedCard the masked card number
 * @param magic the name of a {@link dev.naru.sandbox.MagicCard}; empty for an ordinary card
 * @param own what the buyer entered in the method's form, as far as it is stored: bank, payer,
 *     telephone number and the like
 * @param atMs when the buyer authenticated, epoch milliseconds of the PG's clock
 * @param tid the approval's TID; empty before the approval
 */
public record Authentication(
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

  /** Whether an approval is possible; each authentication is approved once. */
  public enum State {
    READY,
    USED,
    /** A net cancel came before the approval, which is now impossible. */
    VOID
  }

  /** How long after the authentication an approval is accepted (protocols/inicis.md §3.1). */
  static final long APPROVAL_LIMIT_MS = 5 * 60_000L;

  /** How long after the authentication a net cancel is accepted (§3.1, §4.5). */
  static final long NET_CANCEL_LIMIT_MS = 10 * 60_000L;

  /** The authentication in another state. */
  Authentication with(State next, String approvalTid) {
    return new Authentication(
        id, order, method, easyPay, card, months, maskedCard, magic, own, atMs, next, approvalTid);
  }

  /** The card company; empty for other methods and when an easy-pay's money pays. */
  Optional<CardCompany> company() {
    return card.isEmpty() ? Optional.empty() : CardCompany.ofCode(card);
  }

  /** Whether the card was authenticated by ISP; never with an easy-pay or for a billing key. */
  boolean isp() {
    return easyPay.isEmpty()
        && !order.terms().key()
        && company().map(CardCompany::isp).orElse(false);
  }

  /** {@code payMethod} of a PC answer (§3.7). */
  public String payMethod() {
    return order.terms().key() ? "Auth" : isp() ? "VCard" : method.pc();
  }

  /** The first ten characters of the approval's TID. */
  String prefix() {
    return isp() ? order.mobile() ? "INIMX_ISP_" : "StdpayISP_" : method.prefix(order.mobile());
  }

  /** The first three digits of its decline codes (§10). */
  String codeFamily() {
    return isp() ? "501" : method.codeFamily();
  }

  /** A value that the buyer entered; empty when there is none. */
  public String own(String name) {
    return own.getOrDefault(name, "");
  }
}
