package dev.naru.pg.inicis.emulator.api;

import dev.naru.pg.inicis.emulator.payment.Approvals.Verdict;
import dev.naru.pg.inicis.emulator.payment.Authentication;
import dev.naru.pg.inicis.emulator.payment.CashReceipt;
import dev.naru.pg.inicis.emulator.payment.ChargeDetails;
import dev.naru.pg.inicis.emulator.payment.Decline;
import dev.naru.pg.inicis.emulator.wire.Method;
import dev.naru.pg.inicis.emulator.wire.WindowOrder;
import dev.naru.sandbox.Reply;
import dev.naru.sandbox.kit.PgRefusal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The answers of the mobile calls: one line of {@code a=b&c=d}. Values are not encoded, as the real
 * gateway sends them, so that an {@code &} in a buyer's name stands in the line as it is
 * (protocols/inicis.md §4.4). The fields are in the observed order.
 */
final class MobileAnswer {

  private MobileAnswer() {}

  /** The answer to an approval. */
  static Reply.Body approved(Verdict.Approved approved) {
    WindowOrder order = approved.authentication().order();
    ChargeDetails details = approved.details();
    boolean card = details.method() == Method.CARD;
    String amount = Long.toString(approved.charge().amount());
    var a = new LinkedHashMap<String, String>();
    a.put("P_STATUS", "00");
    a.put("P_AUTH_DT", details.at());
    a.put("P_AUTH_NO", details.approvalNumber());
    a.put("P_RMESG1", "성공적으로 처리 하였습니다.");
    a.put("P_RMESG2", card ? details.card().quota() : "");
    a.put("P_TID", approved.charge().tid());
    a.put("P_FN_CD1", card ? details.card().code() : details.own("bank"));
    a.put("P_AMT", amount);
    common(a, order, details.method());
    method(a, details, amount);
    a.put("P_MERCHANT_RESERVED", "dXNlcG9pbnQ9MCY%3D");
    if (card) {
      a.put("P_CARD_APPLPRICE", amount);
    }
    a.put("EventCode", "");
    return body(a, order);
  }

  private static void method(Map<String, String> a, ChargeDetails details, String amount) {
    switch (details.method()) {
      case CARD -> card(a, details);
      case BANK -> {
        a.put("P_FN_NM", details.bankName());
        boolean receipt = !details.own("receipt").isEmpty();
        a.put("P_CSHR_CODE", receipt ? "220000" : "");
        a.put("P_CSHR_MSG", receipt ? "현금영수증 발급 성공" : "");
        long receiptAmount = receipt ? Long.parseLong(amount) : 0;
        a.putAll(CashReceipt.mobile(receiptAmount, details, details.at()));
      }
      case VBANK -> {
        a.put("P_VACT_NUM", details.own("account"));
        a.put("P_VACT_DATE", details.own("deadline").substring(0, 8));
        a.put("P_VACT_TIME", details.own("deadline").substring(8));
        a.put("P_VACT_NAME", "케이지이니시스");
        a.put("P_VACT_BANK_CODE", details.own("bank"));
        a.put("P_FN_NM", details.bankName());
      }
      case PHONE -> {
        a.put("P_HPP_CORP", details.own("carrier"));
        a.put("P_HPP_NUM", details.own("phone"));
      }
      // Nothing is documented for vouchers on a phone (§4.4).
      case CULTURE, SMART_CULTURE, HAPPY_MONEY, BOOK -> a.put("P_FN_NM", "");
    }
  }

  private static void card(Map<String, String> a, ChargeDetails details) {
    ChargeDetails.Card card = details.card();
    a.put("P_CARD_MEMBER_NUM", "");
    a.put("P_CARD_NUM", card.masked());
    a.put("P_CARD_ISSUER_CODE", card.bankCode());
    a.put("P_CARD_PURCHASE_CODE", card.code());
    a.put("P_CARD_PRTC_CODE", "1");
    a.put("P_CARD_INTEREST", card.interestFree() ? "1" : "0");
    a.put("P_CARD_CHECKFLAG", "0");
    a.put("P_CARD_ISSUER_NAME", card.name());
    a.put("P_CARD_PURCHASE_NAME", card.name());
    a.put("P_FN_NM", card.name());
    if (details.isp()) {
      a.put("P_ISP_CARDCODE", card.code());
    }
    a.put("CARD_CorpFlag", "0");
    a.put("P_SRC_CODE", card.source());
  }

  /** The answer to a declined approval. */
  static Reply.Body declined(Authentication about, Decline decline) {
    var a = new LinkedHashMap<String, String>();
    a.put("P_STATUS", "01");
    a.put("P_AUTH_DT", "");
    a.put("P_AUTH_NO", "");
    a.put("P_RMESG1", "[" + decline.code() + "]" + decline.text());
    a.put("P_RMESG2", "");
    a.put("P_TID", about.id());
    a.put("P_FN_CD1", about.card().isEmpty() ? about.own("bank") : about.card());
    a.put("P_AMT", Long.toString(about.order().amount()));
    common(a, about.order(), about.method());
    a.put("EventCode", "");
    return body(a, about.order());
  }

  private static void common(Map<String, String> a, WindowOrder order, Method method) {
    a.put("P_TYPE", method.mobile());
    a.put("P_UNAME", order.buyerName());
    a.put("P_MID", order.mid());
    a.put("P_OID", order.oid());
    a.put("P_NOTI", order.echo());
    a.put("P_NEXT_URL", order.resultUrl());
    a.put("P_MNAME", order.shop());
    a.put("P_NOTEURL", order.notiUrl());
  }

  /**
   * The answer to a refused call.
   *
   * @param order empty when the call names no known authentication
   */
  static Reply.Body refusal(PgRefusal refusal, Optional<WindowOrder> order) {
    var a = new LinkedHashMap<String, String>();
    a.put("P_STATUS", refusal.code());
    a.put("P_RMESG1", refusal.text());
    a.put("P_TID", "");
    return Reply.Body.text(line(a), order.map(MobileAnswer::charset).orElse(Reply.EUC_KR));
  }

  /** The answer to a net cancel. */
  static Reply.Body netCancelled(WindowOrder order, String tid) {
    var a = new LinkedHashMap<String, String>();
    a.put("P_STATUS", "00");
    a.put("P_RMESG1", "망취소가 성공적으로 처리되었습니다.");
    a.put("P_TID", tid);
    return body(a, order);
  }

  private static Reply.Body body(Map<String, String> answer, WindowOrder order) {
    return Reply.Body.text(line(answer), charset(order));
  }

  private static Charset charset(WindowOrder order) {
    return order.charset().equals("UTF-8") ? StandardCharsets.UTF_8 : Reply.EUC_KR;
  }

  private static String line(Map<String, String> answer) {
    return answer.entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue())
        .collect(Collectors.joining("&"));
  }
}
