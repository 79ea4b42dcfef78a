package dev.naru.pg.mobilians;

import dev.naru.pg.mobilians.wire.NoticeForm;
import dev.naru.pg.mobilians.wire.Won;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.ReadsNotice.Notice;
import dev.naru.pg.spi.ReadsNotice.NoticeMessage;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Reads a notice (protocols/mobilians.md §2.10). Deposits come with the old module's field names
 * and without a digest. A notice with the new field names repeats the approval's answer: a charge,
 * which helps if that answer was lost, or an issued account, which changes nothing.
 */
final class ReadDeposit {
  private final InstantSource time;

  ReadDeposit(InstantSource time) {
    this.time = time;
  }

  Notice read(NoticeMessage message) {
    return NoticeForm.parse(message.body())
        .map(this::read)
        .orElseGet(() -> new Notice.Unreadable("no form"));
  }

  private Notice read(NoticeForm form) {
    if (!form.has("Resultcd")) {
      return form.has("code") && form.has("trade_id") && form.has("sid")
          ? result(form)
          : new Notice.Unreadable("neither Resultcd nor code");
    }
    for (String needed : new String[] {"Svcid", "Tradeid", "Mobilid", "Accountno"}) {
      if (form.get(needed).isBlank()) {
        return new Notice.Unreadable("no " + needed);
      }
    }
    if (!form.get("Resultcd").equals("0000")) {
      return new Notice.NothingToDo("no deposit: Resultcd is not 0000");
    }
    OptionalLong amountKrw = Won.read(form.get("Prdtprice"));
    if (amountKrw.isEmpty()) {
      return new Notice.Unreadable("Prdtprice is no amount");
    }
    String at = form.get("Rcptresultdt");
    return new Notice.Deposited(
        form.get("Svcid"),
        form.get("Tradeid"),
        form.get("Mobilid"),
        form.get("Accountno").replaceAll("[ -]", ""),
        Money.krw(amountKrw.getAsLong()),
        String.join(":", form.get("Mobilid"), at, form.get("Prdtprice")),
        DepositTime.of(at, time.instant()));
  }

  /**
   * Reads a notice of a result. KG sends it only for approvals; a failure in it would prove
   * nothing.
   */
  private static Notice result(NoticeForm form) {
    OptionalLong amountKrw = Won.read(form.get("amount"));
    if (form.has("account_no")) {
      return new Notice.NothingToDo("an issued account, which the approval has told");
    }
    if (!form.get("code").equals("0000") || amountKrw.isEmpty() || amountKrw.getAsLong() == 0) {
      return new Notice.NothingToDo("no charge: code or amount says so");
    }
    return new Notice.Charged(
        form.get("sid"),
        form.get("trade_id"),
        form.get("pay_token"),
        Money.krw(amountKrw.getAsLong()),
        form.fields());
  }

  /**
   * Whether every field that the notice shares with the authentication is equal
   * (protocols/mobilians.md §2.6, §7 item 2).
   */
  static boolean agrees(Notice.Charged notice, Proof proof, MobiliansSigner signer) {
    Trade trade = proof.trade();
    Map<String, String> fields = notice.fields();
    return MobiliansSigner.same(notice.pgTid(), proof.payToken())
        && notice.pgOrderNumber().equals(trade.tradeId())
        && trade.isAmount(fields.getOrDefault("amount", ""))
        && fields.getOrDefault("tid", "").equals(trade.tid())
        && fields.getOrDefault("cash_code", "").equals(trade.cashCode().name())
        && fields.getOrDefault("time_stamp", trade.timeStamp()).equals(trade.timeStamp())
        && MobiliansSigner.same(fields.getOrDefault("hmac", ""), trade.hmac(signer));
  }
}
