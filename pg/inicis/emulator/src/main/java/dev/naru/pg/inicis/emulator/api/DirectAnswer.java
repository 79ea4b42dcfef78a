package dev.naru.pg.inicis.emulator.api;

import dev.naru.pg.inicis.emulator.payment.ChargeDetails;
import dev.naru.pg.inicis.emulator.payment.DirectCharges;
import java.util.LinkedHashMap;
import java.util.Map;

/** INIAPI v1's answers to charges and issued keys (protocols/inicis.md §6.5 to §6.8). */
final class DirectAnswer {

  private DirectAnswer() {}

  /** The answer to a charge. */
  static Map<String, Object> charged(DirectCharges.Verdict.Done done) {
    ChargeDetails details = done.details();
    var a = head(done);
    a.put("payDate", details.date());
    a.put("payTime", details.time());
    a.put("payAuthCode", details.approvalNumber());
    putCard(a, details.card());
    a.put("payAuthQuota", details.card().quota());
    a.put("prtcCode", "1");
    a.put("price", Long.toString(done.line().amount()));
    for (String empty :
        new String[] {"cardPoint", "usePoint", "generalEvent", "quotainterest", "buyCode"}) {
      a.put(empty, "");
    }
    a.put("detailCode", "00");
    return a;
  }

  /** The answer to an opened virtual account (§6.6). */
  static Map<String, Object> accountIssued(DirectCharges.Verdict.Done done) {
    ChargeDetails details = done.details();
    var a = new LinkedHashMap<String, Object>();
    a.put("tid", done.line().tid());
    a.put("resultCode", "00");
    a.put("resultMsg", "[가상계좌|정상완료]");
    a.put("authDate", details.date());
    a.put("authTime", details.time());
    a.put("vacct", details.own("account"));
    a.put("vacctName", details.own("payer"));
    a.put("vacctBankCode", details.own("bank"));
    a.put("validDate", details.own("deadline").substring(0, 8));
    a.put("validTime", details.own("deadline").substring(8));
    a.put("price", Long.toString(done.line().amount()));
    return a;
  }

  /** The answer to an issued key; the names of its date and time are inferred (§6.7). */
  static Map<String, Object> issued(DirectCharges.Verdict.Done done) {
    var a = head(done);
    a.put("authDate", done.details().date());
    a.put("authTime", done.details().time());
    a.put("billKey", done.key());
    putCard(a, done.details().card());
    a.put("cardKind", "0");
    return a;
  }

  /**
   * The answer to a declined or refused call, with the message {@code [code][summary|detail]}
   * (§6.8).
   */
  static Map<String, Object> declined(String code, String text) {
    var a = new LinkedHashMap<String, Object>();
    a.put("resultCode", "01");
    a.put("resultMsg", "[" + code + "][승인실패|" + text + "]");
    a.put("tid", "");
    a.put("payAuthCode", "ERROR");
    for (String empty : new String[] {"payDate", "payTime", "payAuthQuota", "cardCode", "price"}) {
      a.put(empty, "");
    }
    return a;
  }

  private static Map<String, Object> head(DirectCharges.Verdict.Done done) {
    var a = new LinkedHashMap<String, Object>();
    a.put("tid", done.line().tid());
    a.put("resultCode", "00");
    a.put("resultMsg", "[신용카드|정상완료]");
    return a;
  }

  private static void putCard(Map<String, Object> a, ChargeDetails.Card card) {
    a.put("cardCode", card.code());
    a.put("cardName", card.name());
    a.put("cardNumber", card.masked());
    a.put("checkFlg", "0");
  }
}
