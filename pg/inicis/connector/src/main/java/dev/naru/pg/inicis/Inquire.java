package dev.naru.pg.inicis;

import dev.naru.pg.inicis.wire.InicisJson;
import dev.naru.pg.inicis.wire.KoreaTime;
import dev.naru.pg.inicis.wire.Tid;
import dev.naru.pg.inicis.wire.Won;
import dev.naru.pg.spi.Inquires.Finding;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgError.Category;
import dev.naru.pg.spi.PgTransport;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Asks KG INICIS for a transaction's state with INIAPI v2's {@code inquiry} (protocols/inicis.md
 * §7).
 */
final class Inquire {
  private final ApiV2 api;

  Inquire(PgTransport transport, InstantSource time) {
    api = new ApiV2(transport, time);
  }

  /**
   * Asks once.
   *
   * @param pgTid the transaction's id; null to ask by the order number, which KG INICIS answers
   *     only for a MID with the contract option "duplicate order number prevention".
   */
  Finding inquire(PersistedAttempt attempt, @Nullable String pgTid) {
    SequencedMap<String, String> data = new LinkedHashMap<>();
    if (pgTid == null) {
      data.put("oid", attempt.pgOrderNumber());
    } else {
      data.put("tid", pgTid);
    }
    return switch (api.call(attempt.channel(), "inquiry", data, InicisCall.INQUIRY_TIMEOUT)) {
      case InicisCall.Failed(String reason) -> unknown(reason);
      case InicisCall.NotSent(String reason) -> new Finding.NotSent(reason);
      case InicisCall.Answered(byte[] body) ->
          InicisJson.parse(body)
              .map(answer -> read(attempt, pgTid, answer))
              .orElseGet(() -> unknown("unreadable answer"));
    };
  }

  private static Finding read(PersistedAttempt attempt, @Nullable String pgTid, InicisJson answer) {
    String code = answer.get("resultCode");
    if (!code.equals("SUCCESS") && !code.equals("00")) {
      return notFoundOrUnknown(answer);
    }
    String tid = answer.get("tid");
    String oid = answer.get("oid");
    boolean oidMayLack = pgTid != null;
    if (!answer.get("mid").equals(attempt.channel().mid())
        || !(oid.equals(attempt.pgOrderNumber()) || (oid.isEmpty() && oidMayLack))
        || !(pgTid == null ? Tid.isChargeOf(attempt.channel().mid(), tid) : tid.equals(pgTid))) {
      return unknown("answer for another transaction");
    }
    OptionalLong price = Won.read(answer.get("price"));
    if (price.isEmpty()) {
      return unknown("no price");
    }
    OptionalLong cancelled = cancelled(answer, price.getAsLong());
    if (cancelled.isEmpty()) {
      return unknown("status and amounts don't agree: " + status(answer));
    }
    return new Finding.Found(
        tid,
        new Money(price.getAsLong(), attempt.amount().currency()),
        answer.get("transactionStatus").equals("NON_DEPOSIT"),
        cancelled.getAsLong(),
        lastCancelTid(answer),
        emptyToNull(answer.object("cardInfo").get("approvedNumber")),
        chargedAt(answer));
  }

  /** The time of the charge; for a virtual account, the time of the deposit. */
  private static @Nullable Instant chargedAt(InicisJson answer) {
    InicisJson account = answer.object("vacctInfo");
    return KoreaTime.read(account.get("depositDate") + account.get("depositTime"))
        .or(() -> KoreaTime.read(answer.get("approvedDate") + answer.get("approvedTime")))
        .orElse(null);
  }

  /**
   * The cancelled amount in won; empty when the answer contradicts itself or has an unknown status.
   */
  private static OptionalLong cancelled(InicisJson answer, long price) {
    return switch (answer.get("transactionStatus")) {
      case "APPROVAL", "NON_DEPOSIT", "DEPOSIT_COMPLETED" ->
          answer.list("partCancelTransInfo").isEmpty() ? OptionalLong.of(0) : OptionalLong.empty();
      case "CANCEL", "DEPOSIT_CANCELED" -> OptionalLong.of(price);
      // An accepted refund of a deposit counts as cancelled, so it isn't requested twice. (For
      // partial refunds, whose list the answer then has, this is inferred.)
      case "WAITING_FOR_REFUND", "REFUND_COMPLETED" ->
          answer.list("partCancelTransInfo").isEmpty()
              ? OptionalLong.of(price)
              : partlyCancelled(answer, price);
      case "PART_CANCEL" -> partlyCancelled(answer, price);
      default -> OptionalLong.empty();
    };
  }

  private static OptionalLong partlyCancelled(InicisJson answer, long price) {
    OptionalLong available = Won.read(answer.get("availablePartCancelPrice"));
    List<InicisJson> cancels = answer.list("partCancelTransInfo");
    long sum = 0;
    for (InicisJson cancel : cancels) {
      OptionalLong part = Won.read(cancel.get("requestPrice"));
      if (part.isEmpty()) {
        return OptionalLong.empty();
      }
      sum += part.getAsLong();
    }
    if (available.isEmpty() && cancels.isEmpty()) {
      return OptionalLong.empty();
    }
    long cancelled = available.isPresent() ? price - available.getAsLong() : sum;
    boolean agree = cancels.isEmpty() || sum == cancelled;
    return agree && cancelled > 0 && cancelled <= price
        ? OptionalLong.of(cancelled)
        : OptionalLong.empty();
  }

  private static @Nullable String lastCancelTid(InicisJson answer) {
    return answer.list("partCancelTransInfo").stream()
        // Among cancels of the same second, the one with the higher number is the latest.
        .max(
            Comparator.comparing(
                    (InicisJson cancel) -> cancel.get("requestDate") + cancel.get("requestTime"))
                .thenComparing(cancel -> cancel.get("tid")))
        .map(cancel -> emptyToNull(cancel.get("tid")))
        .orElse(null);
  }

  private static Finding notFoundOrUnknown(InicisJson answer) {
    InicisErrors.Judged judged = InicisErrors.judge(answer);
    return judged.certainty() == InicisErrors.Certainty.KNOWN
            && judged.error().category() == Category.NO_SUCH_TRANSACTION
        ? new Finding.NotFound()
        : unknown("code " + judged.error().code());
  }

  private static String status(InicisJson answer) {
    return InicisErrors.error(answer.get("transactionStatus"), "", Category.BAD_REQUEST).code();
  }

  private static @Nullable String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static Finding unknown(String reason) {
    return new Finding.Unknown("inquiry: " + reason);
  }
}
