package dev.naru.pg.inicis.emulator.wire;

import java.util.List;

/**
 * What a merchant asked for beyond the order itself.
 *
 * @param methods what the buyer may choose from; one leaves no choice
 * @param easyPay V1's code of the easy-pay that the window goes straight to; empty for none
 * @param easyPays whether the card window offers easy-pays too
 * @param onlyThisCard straight to the preset card's own page with the preset instalment
 * @param phoneGoods {@code 1} for content, {@code 2} for goods; empty when it wasn't said
 * @param tax won; -1 when the merchant left it to the PG, and {@code taxFree} likewise
 * @param period as the buyer reads it in the order: {@code Y2}, {@code M2}, or two dates
 * @param deadline yyyyMMddHHmmss KST, the end of a virtual account
 * @param receipts the methods with which a cash receipt can be asked for
 * @param appScheme the merchant's app, to which a phone returns
 * @param key a billing key is made and nothing charged
 * @param keyHolder {@code 01}: number, expiry and birth alone; else the password's two digits too
 * @param sent the option field as it came, for the developer's eye
 */
public record Terms(
    List<Method> methods,
    String easyPay,
    boolean easyPays,
    boolean onlyThisCard,
    String phoneGoods,
    long tax,
    long taxFree,
    boolean escrow,
    String period,
    String deadline,
    List<Method> receipts,
    String appScheme,
    boolean key,
    String keyHolder,
    String sent) {

  /** For a window that makes a billing key of INILite. */
  public static Terms ofKey(String period, String keyHolder, String sent) {
    return new Terms(
        List.of(Method.CARD),
        "",
        false,
        false,
        "",
        -1,
        -1,
        false,
        period,
        "",
        List.of(),
        "",
        true,
        keyHolder,
        sent);
  }
}
