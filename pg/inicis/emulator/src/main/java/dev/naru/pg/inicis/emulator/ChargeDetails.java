package dev.naru.pg.inicis.emulator;

import dev.naru.sandbox.Book.Charge;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the book keeps about a charge, to answer later; no card data beyond the masked number.
 *
 * @param authentication the id of what was approved
 * @param payMethod {@code payMethod} of a PC answer, {@code VCard} for ISP
 * @param isp a card that was authenticated by ISP
 * @param approvalNumber empty where nobody gives one
 * @param at yyyyMMddHHmmss KST
 * @param card the card's part; all empty for another method
 * @param own the method's part, by name: {@code bank}, {@code account}, {@code deadline} ...
 * @param noticeTo where a deposit is told; empty when it is told nowhere
 */
record ChargeDetails(
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
   * The card that paid, or an easy-pay's purse.
   *
   * @param source {@code CARD_SrcCode}
   */
  record Card(
      String masked,
      String code,
      String bankCode,
      String name,
      int months,
      boolean interestFree,
      String source) {

    static final Card NONE = new Card("", "", "", "", 0, false, "");

    /** {@code 00}, {@code 02} ... */
    String quota() {
      return months < 10 ? "0" + months : Integer.toString(months);
    }
  }

  static ChargeDetails of(Charge charge) {
    return JsonMapper.shared().readValue(charge.details(), ChargeDetails.class);
  }

  String json() {
    return JsonMapper.shared().writeValueAsString(this);
  }

  String date() {
    return at.substring(0, 8);
  }

  String time() {
    return at.substring(8);
  }

  String own(String name) {
    return own.getOrDefault(name, "");
  }

  /** The family of the decline codes (protocols/inicis.md §10). */
  String codeFamily() {
    return isp ? "501" : method.codeFamily();
  }
}
