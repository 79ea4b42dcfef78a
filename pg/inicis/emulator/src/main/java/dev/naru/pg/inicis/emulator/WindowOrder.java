package dev.naru.pg.inicis.emulator;

import dev.naru.sandbox.kit.FormCodec;
import java.util.List;
import java.util.Map;

/**
 * What a merchant asked the buyer's window for, whichever of the windows it is.
 *
 * @param amount won
 * @param echo {@code merchantData} or {@code P_NOTI}: comes back unchanged
 * @param resultUrl {@code returnUrl} or {@code P_NEXT_URL}
 * @param closeUrl where leaving leads on a PC; empty when it is posted to {@code resultUrl}
 * @param opener the origin of the page that opened the PC window; empty on a phone
 * @param ownFrame {@code poptargetself}: the result is posted inside the window's own frame
 * @param cards the card codes offered; empty for all
 * @param months the instalments offered beside the lump sum
 * @param presetCard a card code the buyer doesn't choose; empty when he does
 * @param interestFree card code to the months that the merchant pays the interest of
 */
record WindowOrder(
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
    Terms terms) {

  /** Which of the windows. */
  enum Device {
    PC,
    MOBILE,
    /** {@code inibill_card.jsp}: a billing key on a phone (protocols/inicis.md §5.1). */
    OLD_LITE,
    /** {@code /pay/card/billing}: a billing key on either (§5.2). */
    NEW_LITE
  }

  /** Made for a phone's screen; the prefixes of its TIDs are a phone's too. */
  boolean mobile() {
    return device != Device.PC;
  }

  /** The result is final: no approval follows. */
  boolean lite() {
    return device == Device.OLD_LITE || device == Device.NEW_LITE;
  }

  boolean english() {
    return "en".equals(language);
  }

  /** The shop's own order number, if the merchant sends it in the echo field, encoded or plain. */
  String merchantUid() {
    return FormCodec.decode(echo);
  }

  boolean interestFree(String cardCode, int quota) {
    return interestFree.getOrDefault(cardCode, List.of()).contains(quota);
  }
}
