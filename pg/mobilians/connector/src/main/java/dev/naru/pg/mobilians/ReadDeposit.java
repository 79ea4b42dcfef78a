package dev.naru.pg.mobilians;

import dev.naru.pg.mobilians.wire.NoticeForm;
import dev.naru.pg.mobilians.wire.Won;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.ReadsNotice.Notice;
import dev.naru.pg.spi.ReadsNotice.NoticeMessage;
import java.time.InstantSource;
import java.util.OptionalLong;

/**
 * Reads a notice (protocols/mobilians.md §2.10). Deposits come with the old module's field names
 * and without a digest. A notice with the new field names repeats what the approval said, a charge
 * or an issued account, and changes nothing.
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
          ? new Notice.NothingToDo("a result that the approval has told: " + kind(form))
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

  private static String kind(NoticeForm form) {
    return form.has("account_no") ? "account issued" : "charge";
  }
}
