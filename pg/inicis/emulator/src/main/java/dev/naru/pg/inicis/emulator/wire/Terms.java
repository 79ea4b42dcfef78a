package dev.naru.pg.inicis.emulator.wire;

import java.util.List;

/**
 * What a merchant asks for beyond the order itself.
 *
 * @param methods the methods that the buyer may choose from; a single one leaves no choice
 * @param easyPay V1's code of the easy-pay that the window opens directly; empty for none
 * @param easyPays whether the card window offers easy-pays, too
 * @param onlyThisCard whether the window begins with the preset card's number page
 * @param phoneGoods {@code 1} for digital content, {@code 2} for goods; empty when unknown
 * @param tax won; -1 when the merchant leaves it to the PG
 * @param taxFree won; -1 when the merchant leaves it to the PG
 * @param escrow whether the PG keeps the money until the buyer has the goods
 * @param period the period of use, shown to the buyer: {@code Y2}, {@code M2} or two dates; empty
 *     for none
 * @param deadline the deadline of a virtual account, yyyyMMddHHmmss, Korean time
 * @param receipts the methods with which the buyer may ask for a cash receipt
 * @param appScheme the URL scheme of the merchant's app, to which a phone returns
 * @param key whether a billing key is issued and nothing is charged
 * @param keyHolder {@code 01} when number, expiry and birth date are enough for a key; else the
 *     window asks for two digits of the password, too
 * @param sent the option field as the merchant sent it, shown to developers
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

  /** The terms of a billing key window of INILite. */
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
