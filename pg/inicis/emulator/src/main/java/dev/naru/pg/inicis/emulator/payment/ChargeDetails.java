package dev.naru.pg.inicis.emulator.payment;

import dev.naru.pg.inicis.emulator.wire.Bank;
import dev.naru.pg.inicis.emulator.wire.Method;
import dev.naru.sandbox.Book.Charge;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * What later answers need to know about a charge; stored as JSON in the book. Of card data it has
 * the masked number only.
 *
 * @param authentication the id of the approved authentication; empty for a charge without a window
 * @param easyPay V1's code of the easy-pay; empty for none
 * @param payMethod {@code payMethod} of a PC answer, {@code VCard} for ISP
 * @param isp whether a card was authenticated by ISP
 * @param mobile whether a phone's window was used
 * @param approvalNumber empty for methods that have none
 * @param at when it was approved, yyyyMMddHHmmss, Korean time
 * @param echo what the merchant gets back unchanged
 * @param card empty fields for other methods
 * @param own the method's own values by name: {@code bank}, {@code account}, {@code deadline} and
 *     the like
 * @param noticeTo the address that deposit notices go to; empty for none
 */
public record ChargeDetails(
    String authentication,
    Method method,
    String easyPay,
    String payMethod,
    boolean isp,
    boolean mobile,
    String approvalNumber,
    String at,
    String goods,
    String merchantUid,
    String buyerName,
    String echo,
    Card card,
    Map<String, String> own,
    String noticeTo) {

  /**
   * The card that paid, or an easy-pay's money.
   *
   * @param months the number of instalments; 0 for a lump sum
   * @param source {@code CARD_SrcCode}, the easy-pay's letter
   */
  public record Card(
      String masked,
      String code,
      String bankCode,
      String name,
      int months,
      boolean interestFree,
      String source) {

    static final Card NONE = new Card("", "", "", "", 0, false, "");

    /** The number of instalments in two digits, {@code 00} for a lump sum. */
    public String quota() {
      return months < 10 ? "0" + months : Integer.toString(months);
    }
  }

  /** The details of a charge in the book. */
  public static ChargeDetails of(Charge charge) {
    return JsonMapper.shared().readValue(charge.details(), ChargeDetails.class);
  }

  String json() {
    return JsonMapper.shared().writeValueAsString(this);
  }

  /** The date of the approval, yyyyMMdd. */
  public String date() {
    return at.substring(0, 8);
  }

  /** The time of the approval, HHmmss. */
  public String time() {
    return at.substring(8);
  }

  /** A value of the method; empty when there is none. */
  public String own(String name) {
    return own.getOrDefault(name, "");
  }

  /** The Korean name of the bank; empty when there is none. */
  public String bankName() {
    return Bank.ofCode(own("bank")).map(Bank::korean).orElse("");
  }

  /** The first three digits of its decline codes (protocols/inicis.md §10). */
  String codeFamily() {
    return isp ? "501" : method.codeFamily();
  }
}
