package dev.naru.pg.inicis;

import dev.naru.pg.inicis.wire.KoreaTime;
import dev.naru.pg.inicis.wire.NoticeForm;
import dev.naru.pg.inicis.wire.Tid;
import dev.naru.pg.inicis.wire.Won;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.ReadsNotice.Notice;
import dev.naru.pg.spi.ReadsNotice.NoticeMessage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Reads what KG INICIS tells by itself: deposits of PC accounts to the MID's one address
 * (protocols/inicis.md §8.1) and of mobile accounts to {@code P_NOTI_URL} (§8.2), and changes of
 * escrow payments (§8.3). Nothing is signed (§8.4).
 */
final class ReadNotice {
  /** Changes of escrow payments want words of their own (§8.3). */
  static final String ESCROW_ACKNOWLEDGEMENT = "cd_rslt=0000";

  private static final int ORDER_LENGTH = 64;

  private final InstantSource time;

  ReadNotice(InstantSource time) {
    this.time = time;
  }

  Notice read(NoticeMessage message) {
    Optional<NoticeForm> form = NoticeForm.parse(message.body());
    if (form.isEmpty()) {
      return new Notice.Unreadable("not a form");
    }
    NoticeForm it = form.get();
    if (it.has("no_oid") && it.has("type_msg")) {
      return pc(it);
    }
    if (it.has("P_OID") && it.has("P_STATUS")) {
      return mobile(it);
    }
    return it.has("no_oid") && it.has("cl_status")
        ? escrow(it)
        : new Notice.Unreadable("not a notice of KG INICIS");
  }

  /** §8.3. What the buyer wrote ({@code msg_deny}) isn't kept. */
  private static Notice escrow(NoticeForm form) {
    String mid = form.get("id_merchant");
    String oid = form.get("no_oid");
    String tid = form.get("no_tid");
    String what =
        switch (form.get("cl_status")) {
          case "2" -> "delivery registered";
          case "3" -> "confirmed";
          case "31" -> "confirmed automatically";
          case "32" -> "confirmed by force";
          case "4" -> "refused";
          case "8" -> "cancelled";
          case "10" -> "refusal confirmed";
          default -> "";
        };
    String at = form.get("dt_req");
    if (!isOrder(mid, oid) || tid.isEmpty() || what.isEmpty() || !at.matches("[0-9]{14}")) {
      return new Notice.Unreadable("no merchant, order, transaction, time or known escrow status");
    }
    String original = form.get("tid_org");
    return new Notice.EscrowChanged(
        mid,
        oid,
        original.isEmpty() ? tid : original,
        what,
        form.get("cl_status") + "-" + tid + "-" + at);
  }

  private Notice pc(NoticeForm form) {
    String mid = form.get("id_merchant");
    String oid = form.get("no_oid");
    OptionalLong amount = Won.read(form.get("amt_input"));
    String at = form.get("dt_trans") + form.get("tm_trans");
    if (!isOrder(mid, oid) || amount.isEmpty()) {
      return new Notice.Unreadable("no merchant, order or amount");
    }
    String tid = form.get("no_tid");
    String id = tid.isEmpty() ? made(oid, amount.getAsLong(), at) : tid;
    return switch (form.get("type_msg")) {
      case "0200" ->
          new Notice.Deposited(
              mid,
              oid,
              form.get("no_req_tid"),
              digits(form.get("no_vacct")),
              Money.krw(amount.getAsLong()),
              id,
              KoreaTime.read(at).or(() -> Tid.parse(tid).flatMap(Tid::issuedAt)).orElseGet(now()));
      // The number may be the deposit's own: an id of its own keeps the two apart.
      case "0400" -> new Notice.DepositTakenBack(mid, oid, "0400-" + id);
      default -> new Notice.Unreadable("another type_msg");
    };
  }

  private Notice mobile(NoticeForm form) {
    String mid = form.get("P_MID");
    String oid = form.get("P_OID");
    if (!isOrder(mid, oid)) {
      return new Notice.Unreadable("no merchant or order");
    }
    if (!form.get("P_TYPE").equals("VBANK")) {
      // Old one-step flows: proves no payment (§8.2).
      return new Notice.NothingToDo("of no virtual account");
    }
    return switch (form.get("P_STATUS")) {
      case "00" -> new Notice.NothingToDo("account issued");
      case "01" -> new Notice.NothingToDo("no account issued");
      case "02" -> mobileDeposit(form, mid, oid);
      default -> new Notice.Unreadable("another P_STATUS");
    };
  }

  private Notice mobileDeposit(NoticeForm form, String mid, String oid) {
    OptionalLong amount = Won.read(form.get("P_AMT"));
    if (amount.isEmpty()) {
      return new Notice.Unreadable("no amount");
    }
    String at = form.get("P_AUTH_DT");
    String depositTid = form.get("P_IN_TID");
    return new Notice.Deposited(
        mid,
        oid,
        form.get("P_TID"),
        // "account|deadline"
        digits(form.get("P_RMESG1").split("\\|", 2)[0]),
        Money.krw(amount.getAsLong()),
        depositTid.isEmpty() ? made(oid, amount.getAsLong(), at) : depositTid,
        // 12 digits are the same without the century.
        KoreaTime.read(at.length() == 12 ? "20" + at : at).orElseGet(now()));
  }

  private Supplier<Instant> now() {
    return time::instant;
  }

  /** Where KG INICIS gives no number: the same for every repetition (§11 row 9). */
  private static String made(String oid, long amountKrw, String at) {
    return oid + "-" + amountKrw + "-" + at;
  }

  private static boolean isOrder(String mid, String oid) {
    return mid.matches("[\\x21-\\x7e]{10}") && oid.matches("[\\x21-\\x7e]{1," + ORDER_LENGTH + "}");
  }

  private static String digits(String account) {
    return account.replaceAll("[^0-9]", "");
  }
}
