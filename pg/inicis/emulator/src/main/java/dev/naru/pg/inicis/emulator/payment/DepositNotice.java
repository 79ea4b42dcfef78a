package dev.naru.pg.inicis.emulator.payment;

import dev.naru.pg.inicis.emulator.wire.Method;
import dev.naru.sandbox.Book.Charge;
import dev.naru.sandbox.Reply;
import dev.naru.sandbox.kit.FormCodec;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The fields of the notices about virtual accounts, always in EUC-KR. */
final class DepositNotice {

  private static final String BLANK = " ";

  private DepositNotice() {}

  /**
   * The notice of a PC order (protocols/inicis.md §8.1), in the order of the real capture (§16).
   *
   * @param type {@code 0200} for a deposit, {@code 0400} for a deposit that was taken back
   */
  static Map<String, String> pc(
      Charge charge, ChargeDetails details, Deposit deposit, String type) {
    String bank = "000000" + details.own("bank");
    String day = deposit.at().substring(0, 8);
    String time = deposit.at().substring(8);
    var n = new LinkedHashMap<String, String>();
    n.put("no_tid", deposit.tid());
    n.put("no_oid", charge.orderId());
    n.put("id_merchant", charge.mid());
    n.put("cd_bank", bank);
    n.put("cd_deal", bank);
    n.put("dt_trans", day);
    n.put("tm_trans", time);
    n.put("no_msgseq", deposit.tid().substring(30));
    n.put("cd_joinorg", "20000050");
    n.put("dt_transbase", day);
    n.put("no_transseq", BLANK);
    n.put("type_msg", type);
    n.put("cl_trans", "1100");
    n.put("cl_close", "0");
    n.put("cl_kor", "2");
    n.put("no_msgmanage", BLANK);
    n.put("no_vacct", details.own("account"));
    n.put("amt_input", Long.toString(charge.amount()));
    n.put("amt_check", "0");
    n.put("nm_inputbank", details.bankName());
    n.put("nm_input", details.own("payer"));
    n.put("dt_inputstd", BLANK);
    n.put("dt_calculstd", BLANK);
    n.put("flg_close", "0");
    n.put("no_req_tid", charge.tid());
    if (!details.own("receiptApproval").isEmpty()) {
      n.put("dt_cshr", day);
      n.put("tm_cshr", time);
      n.put("no_cshr_appl", details.own("receiptApproval"));
      n.put("no_cshr_tid", charge.tid());
    }
    var all = new LinkedHashMap<String, String>();
    all.put("len", String.format(Locale.ROOT, "%04d", FormCodec.encode(n, Reply.EUC_KR).length()));
    all.putAll(n);
    return all;
  }

  /**
   * The notice of a phone's order (§8.2).
   *
   * @param status {@code 00} for an issued account, {@code 02} for a deposit
   * @param at yyyyMMddHHmmss, Korean time
   */
  static Map<String, String> mobile(
      Charge charge, ChargeDetails details, String status, String at) {
    var n = new LinkedHashMap<String, String>();
    n.put("P_TID", charge.tid());
    n.put("P_MID", charge.mid());
    n.put("P_AUTH_DT", at);
    n.put("P_STATUS", status);
    n.put("P_TYPE", Method.VBANK.mobile());
    n.put("P_OID", charge.orderId());
    n.put("P_FN_CD1", details.own("bank"));
    n.put("P_FN_CD2", "");
    n.put("P_FN_NM", details.bankName());
    n.put("P_AMT", Long.toString(charge.amount()));
    n.put("P_UNAME", details.buyerName());
    n.put("P_RMESG1", details.own("account") + "|" + details.own("deadline").substring(0, 8));
    n.put("P_RMESG2", "");
    n.put("P_NOTI", details.echo());
    n.put("P_AUTH_NO", "");
    boolean receipt = status.equals("02") && !details.own("receiptApproval").isEmpty();
    n.putAll(CashReceipt.mobile(receipt ? charge.amount() : 0, details, at));
    return n;
  }

  static String body(Map<String, String> fields) {
    return FormCodec.encode(fields, Reply.EUC_KR);
  }
}
