package dev.naru.pg.inicis.emulator.api;

import dev.naru.pg.inicis.emulator.payment.Approvals.Verdict;
import dev.naru.pg.inicis.emulator.payment.Authentication;
import dev.naru.pg.inicis.emulator.payment.ChargeDetails;
import dev.naru.pg.inicis.emulator.payment.Decline;
import dev.naru.pg.inicis.emulator.wire.Signatures;
import dev.naru.pg.inicis.emulator.wire.WindowOrder;
import dev.naru.sandbox.Reply;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** The answers of the PC calls (protocols/inicis.md §3.7, §3.9, §16). */
final class StdPayAnswer {

  private StdPayAnswer() {}

  /**
   * The answer to an approval.
   *
   * @param requestTimestamp the request's timestamp, which decides the signature's layout
   */
  static Map<String, String> approved(Verdict.Approved approved, String requestTimestamp) {
    WindowOrder order = approved.authentication().order();
    ChargeDetails details = approved.details();
    // For a billing key the answer has the price that the window has shown (§3.11).
    long amount = approved.key().isEmpty() ? approved.charge().amount() : order.amount();
    String total = Long.toString(amount);
    var a = new LinkedHashMap<String, String>();
    a.put("resultCode", "0000");
    a.put("resultMsg", "정상처리되었습니다.");
    a.put("tid", approved.charge().tid());
    a.put("mid", order.mid());
    a.put("MOID", order.oid());
    a.put("TotPrice", total);
    a.put("goodName", order.goods());
    a.put("goodsName", order.goods());
    a.put("payMethod", details.payMethod());
    if (!approved.key().isEmpty()) {
      a.put("payMethodDetail", "BILL_CARD");
    }
    a.put("applDate", details.date());
    a.put("applTime", details.time());
    a.put("applNum", details.approvalNumber());
    a.put("authSignature", Signatures.answer(order.mid(), order.oid(), total, requestTimestamp));
    a.put("EventCode", "");
    a.put("buyerName", order.buyerName());
    a.put("buyerTel", order.buyerTel());
    a.put("buyerEmail", order.buyerEmail());
    a.put("custEmail", order.buyerEmail());
    a.put("parentEmail", order.parentEmail());
    a.put("payDevice", "PC");
    a.put("currency", order.currency());
    method(a, details, Long.toString(approved.charge().amount()));
    if (!approved.key().isEmpty()) {
      a.put("CARD_BillKey", approved.key());
    }
    a.put("OrgPrice", "");
    a.put("FlgNotiSendChk", "");
    a.put("p_Sub", "");
    a.put("p_SubCnt", "");
    return a;
  }

  private static void method(Map<String, String> a, ChargeDetails details, String amount) {
    switch (details.method()) {
      case CARD -> card(a, details, amount);
      case BANK -> {
        a.put("ACCT_BankCode", details.own("bank"));
        a.put("ACCT_BankName", details.bankName());
        a.put("ACCT_Name", details.own("holder"));
        String receipt = details.own("receipt");
        a.put("CSHR_ResultCode", receipt.isEmpty() ? "" : "220000");
        a.put("CSHRResultCode", receipt.isEmpty() ? "" : "220000");
        a.put("CSHR_Type", receipt);
      }
      case VBANK -> {
        a.put("VACT_Num", details.own("account"));
        a.put("VACT_BankCode", details.own("bank"));
        a.put("vactBankName", details.bankName());
        a.put("VACT_Name", "케이지이니시스");
        a.put("VACT_InputName", details.own("payer"));
        a.put("VACT_Date", details.own("deadline").substring(0, 8));
        a.put("VACT_Time", details.own("deadline").substring(8));
      }
      case PHONE -> {
        a.put("HPP_Num", details.own("phone"));
        a.put("HPP_Corp", details.own("carrier"));
        a.put("HPP_BillKey", "");
      }
      case CULTURE -> a.put("CULT_UserID", details.own("user"));
      case SMART_CULTURE -> {
        a.put("GAMG_Cnt", "1");
        a.put("GAMG_Num1", details.own("pin"));
        a.put("GAMG_Price1", amount);
        for (int i = 2; i <= 6; i++) {
          a.put("GAMG_Num" + i, "");
          a.put("GAMG_Price" + i, "");
        }
        a.put("GAMG_ApplPrice", amount);
      }
      case HAPPY_MONEY -> a.put("HPMN_UserID", details.own("user"));
      case BOOK -> {
        a.put("BCSH_UserID", details.own("user"));
        a.put("BCSH_ApplNum", details.own("approval"));
        a.put("BCSH_ApplPrice", amount);
      }
    }
  }

  private static void card(Map<String, String> a, ChargeDetails details, String amount) {
    ChargeDetails.Card card = details.card();
    a.put("CARD_Num", card.masked());
    a.put("CARD_Code", card.code());
    a.put("CARD_BankCode", card.bankCode());
    a.put("CARD_Quota", card.quota());
    a.put("CARD_Interest", card.interestFree() ? "1" : "0");
    a.put("CARD_CorpFlag", "0");
    a.put("CARD_CheckFlag", "0");
    a.put("CARD_PRTC_CODE", "1");
    a.put("CARD_PrtcCode", "1");
    a.put("CARD_SrcCode", card.source());
    a.put("CARD_Point", "");
    a.put("CARD_UsePoint", "");
    a.put("CARD_CouponPrice", "");
    a.put("CARD_CouponDiscount", "");
    a.put("CARD_ApplPrice", amount);
    a.put("CARD_GWCode", "G");
    a.put("CARD_TerminalNum", "");
    a.put("CARD_MemberNum", "");
    a.put("CARD_PurchaseCode", card.code());
    a.put("CARD_PurchaseName", card.name());
    a.put("CARD_Expire", "");
    a.put("CARD_ClEvent", "");
    if (details.isp()) {
      a.put("ISP_CardCode", card.code());
      a.put("ISP_RetrievalNum", details.approvalNumber());
    }
    a.put("P_FN_NM", card.name());
  }

  /** The answer to a declined approval. */
  static Map<String, String> declined(Authentication about, Decline decline) {
    var a = new LinkedHashMap<String, String>();
    a.put("resultCode", decline.code());
    a.put("resultMsg", decline.text());
    a.put("tid", about.tid());
    a.put("mid", about.order().mid());
    a.put("MOID", about.order().oid());
    a.put("payMethod", about.payMethod());
    return a;
  }

  /** The answer to a refused call. */
  static Map<String, String> refusal(String code, String text, Map<String, String> request) {
    var a = new LinkedHashMap<String, String>();
    a.put("resultCode", code);
    a.put("resultMsg", text);
    a.put("mid", request.getOrDefault("mid", ""));
    return a;
  }

  /** The answer to a net cancel. */
  static Map<String, String> netCancelled(Authentication about) {
    var a = new LinkedHashMap<String, String>();
    a.put("resultCode", "0000");
    a.put("resultMsg", "정상처리되었습니다.");
    a.put("tid", about.tid());
    a.put("mid", about.order().mid());
    a.put("moid", about.order().oid());
    a.put("selectPayMethod", about.payMethod());
    return a;
  }

  /** An answer in the request's format and charset; XML when the request names no format (§3.6). */
  static Reply.Body body(Map<String, String> answer, Map<String, String> request) {
    String name = request.getOrDefault("charset", "").replace("_", "-");
    Charset charset = name.equalsIgnoreCase("EUC-KR") ? Reply.EUC_KR : StandardCharsets.UTF_8;
    return switch (request.getOrDefault("format", "XML")) {
      case "JSON" ->
          Reply.Body.of(
              "application/json", JsonMapper.shared().writeValueAsString(answer), charset);
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
