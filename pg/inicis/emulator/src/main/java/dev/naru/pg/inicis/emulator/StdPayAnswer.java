package dev.naru.pg.inicis.emulator;

import dev.naru.pg.inicis.emulator.Approvals.Verdict;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The answers of the PC calls, field by field (protocols/inicis.md §3.7, §3.9, §16). */
final class StdPayAnswer {

  private StdPayAnswer() {}

  static Map<String, String> approved(Verdict.Approved approved, String requestTimestamp) {
    Order order = approved.authentication().order();
    CardDetails card = approved.card();
    String total = Long.toString(approved.charge().amount());
    var a = new LinkedHashMap<String, String>();
    a.put("resultCode", "0000");
    a.put("resultMsg", "정상처리되었습니다.");
    a.put("tid", approved.charge().tid());
    a.put("mid", order.mid());
    a.put("MOID", order.oid());
    a.put("TotPrice", total);
    a.put("goodName", order.goods());
    a.put("goodsName", order.goods());
    a.put("payMethod", card.method());
    a.put("applDate", card.date());
    a.put("applTime", card.time());
    a.put("applNum", card.approvalNumber());
    a.put("authSignature", Signatures.answer(order.mid(), order.oid(), total, requestTimestamp));
    a.put("EventCode", "");
    a.put("buyerName", order.buyerName());
    a.put("buyerTel", order.buyerTel());
    a.put("buyerEmail", order.buyerEmail());
    a.put("custEmail", order.buyerEmail());
    a.put("parentEmail", order.parentEmail());
    a.put("payDevice", "PC");
    a.put("currency", "WON");
    a.put("CARD_Num", card.maskedCard());
    a.put("CARD_Code", card.cardCode());
    a.put("CARD_BankCode", card.bankCode());
    a.put("CARD_Quota", card.quota());
    a.put("CARD_Interest", card.interestFree() ? "1" : "0");
    a.put("CARD_CorpFlag", "0");
    a.put("CARD_CheckFlag", "0");
    a.put("CARD_PRTC_CODE", "1");
    a.put("CARD_PrtcCode", "1");
    a.put("CARD_SrcCode", "");
    a.put("CARD_Point", "");
    a.put("CARD_UsePoint", "");
    a.put("CARD_CouponPrice", "");
    a.put("CARD_CouponDiscount", "");
    a.put("CARD_ApplPrice", total);
    a.put("CARD_GWCode", "G");
    a.put("CARD_TerminalNum", "");
    a.put("CARD_MemberNum", "");
    a.put("CARD_PurchaseCode", card.cardCode());
    a.put("CARD_PurchaseName", card.cardName());
    a.put("CARD_Expire", "");
    a.put("CARD_ClEvent", "");
    if (card.method().equals("VCard")) {
      a.put("ISP_CardCode", card.cardCode());
      a.put("ISP_RetrievalNum", card.approvalNumber());
    }
    a.put("P_FN_NM", card.cardName());
    a.put("OrgPrice", "");
    a.put("FlgNotiSendChk", "");
    a.put("p_Sub", "");
    a.put("p_SubCnt", "");
    return a;
  }

  static Map<String, String> declined(Authentication about, Decline decline) {
    var a = new LinkedHashMap<String, String>();
    a.put("resultCode", decline.code());
    a.put("resultMsg", decline.text());
    a.put("tid", about.tid());
    a.put("mid", about.order().mid());
    a.put("MOID", about.order().oid());
    a.put("payMethod", about.company().isp() ? "VCard" : "Card");
    return a;
  }

  static Map<String, String> refusal(String code, String text, Map<String, String> request) {
    var a = new LinkedHashMap<String, String>();
    a.put("resultCode", code);
    a.put("resultMsg", text);
    a.put("mid", request.getOrDefault("mid", ""));
    return a;
  }

  static Map<String, String> netCancelled(Authentication about) {
    var a = new LinkedHashMap<String, String>();
    a.put("resultCode", "0000");
    a.put("resultMsg", "정상처리되었습니다.");
    a.put("tid", about.tid());
    a.put("mid", about.order().mid());
    a.put("moid", about.order().oid());
    a.put("selectPayMethod", about.company().isp() ? "VCard" : "Card");
    return a;
  }

  /** In the format and charset that the request asked for: XML when it asked for none (§3.6). */
  static Reply.Body body(Map<String, String> answer, Map<String, String> request) {
    Charset charset = Fields.declared(request.getOrDefault("charset", ""));
    return switch (request.getOrDefault("format", "XML")) {
      case "JSON" ->
          Reply.Body.of("application/json", Notebook.JSON.writeValueAsString(answer), charset);
      case "NVP" ->
          Reply.Body.text(
              answer.entrySet().stream()
                  .map(e -> e.getKey() + "=" + e.getValue())
                  .collect(Collectors.joining("&")),
              charset);
      default -> Reply.Body.of("text/xml", xml(answer), charset);
    };
  }

  private static String xml(Map<String, String> answer) {
    return answer.entrySet().stream()
        .map(e -> "<%1$s>%2$s</%1$s>".formatted(e.getKey(), escaped(e.getValue())))
        .collect(Collectors.joining("", "<result>", "</result>"));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
