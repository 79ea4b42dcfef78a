package dev.naru.pg.inicis.emulator.wire;

import dev.naru.sandbox.PgHost;
import dev.naru.sandbox.kit.FormCodec;
import java.util.List;
import java.util.Map;

/**
 * The order of a window's form, in the same shape for all windows.
 *
 * @param amount won
 * @param goods the name of the goods, shortened as KG INICIS does it
 * @param echo {@code merchantData} or {@code P_NOTI}, which the merchant gets back unchanged
 * @param resultUrl {@code returnUrl} or {@code P_NEXT_URL}
 * @param closeUrl the address that a PC window loads when the buyer leaves; empty to post the
 *     leaving to {@code resultUrl}
 * @param notiUrl {@code P_NOTI_URL}; empty on a PC
 * @param opener the origin of the page that opened the PC window; empty on a phone
 * @param charset in which the result is posted: {@code UTF-8} or {@code EUC-KR}
 * @param language {@code ko} or {@code en}
 * @param centerCode whether the result tells which data centre approves ({@code idc_name})
 * @param below1000 whether a card may pay less than 1,000 won
 * @param ownFrame {@code poptargetself}: the result is posted inside the window's own frame
 * @param cards the card codes offered; empty for all
 * @param months the numbers of instalments offered beside the lump sum
 * @param presetCard the code of the only card offered; empty for a free choice
 * @param presetMonths the preset number of instalments; 0 for a lump sum
 * @param interestFree the months for which the merchant pays the interest, by card code
 * @param terms what the merchant asked for beyond the order
 * @param host the host that opened the window
 * @param checked {@code use_chkfake=Y}: the calls that follow must carry a {@code verification}
 * @param currency {@code WON}, or {@code USD} with the amount in cents
 */
public record WindowOrder(
    Device device,
    String mid,
    String oid,
    long amount,
    String goods,
    String shop,
    String buyerName,
    String buyerTel,
    String buyerEmail,
    String parentEmail,
    String echo,
    String resultUrl,
    String closeUrl,
    String notiUrl,
    String opener,
    String charset,
    String language,
    boolean centerCode,
    boolean below1000,
    boolean ownFrame,
    boolean popup,
    List<String> cards,
    List<Integer> months,
    String presetCard,
    int presetMonths,
    Map<String, List<Integer>> interestFree,
    Terms terms,
    PgHost host,
    boolean checked,
    String currency) {

  /** Which of the windows it is. */
  public enum Device {
    PC,
    MOBILE,
    /**
     * {@code inibill_card.jsp}, the old window for a billing key, on a phone (protocols/inicis.md
     * §5.1).
     */
    OLD_LITE,
    /** {@code /pay/card/billing}, the new window for a billing key, on a PC or a phone (§5.2). */
    NEW_LITE
  }

  /** Whether the page is made for a phone; the TIDs then have a phone's prefixes, too. */
  public boolean mobile() {
    return device != Device.PC;
  }

  /**
   * Whether the window's result is final, with no approval to follow: true for billing keys of
   * INILite.
   */
  public boolean lite() {
    return device == Device.OLD_LITE || device == Device.NEW_LITE;
  }

  boolean english() {
    return "en".equals(language);
  }

  /**
   * The shop's own order number, if the merchant sends it in the echo field, percent-encoded or
   * plain.
   */
  public String merchantUid() {
    return FormCodec.decode(echo);
  }

  /** Whether the merchant pays the interest of this card for this number of instalments. */
  public boolean interestFree(String cardCode, int quota) {
    return interestFree.getOrDefault(cardCode, List.of()).contains(quota);
  }
}
