package dev.naru.pg.inicis;

import dev.naru.pg.inicis.wire.InicisJson;
import dev.naru.pg.inicis.wire.KoreaTime;
import dev.naru.pg.inicis.wire.WireText;
import dev.naru.pg.spi.Cancels.CancelOutcome;
import dev.naru.pg.spi.ChannelConfig.Mode;
import dev.naru.pg.spi.ChargeOrder;
import dev.naru.pg.spi.IssuesReceipt.ReceiptOrder;
import dev.naru.pg.spi.IssuesReceipt.ReceiptOutcome;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgError.Category;
import dev.naru.pg.spi.PgTransport;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Issues cash receipts with INIAPI v1, and cancels them (protocols/inicis.md §6.10, §6.1). */
final class IssueReceipt {
  private static final String METHOD = "Receipt";
  private static final List<String> HASHED = List.of("crPrice", "supPrice", "srvcPrice", "regNum");
  private static final int REASON_BYTES = 100;

  private final ApiV1 api;
  private final InstantSource time;

  IssueReceipt(PgTransport transport, InstantSource time) {
    this.api = new ApiV1(transport, time);
    this.time = time;
  }

  ReceiptOutcome issue(PersistedAttempt attempt, ReceiptOrder order) {
    InicisSigner signer = new InicisSigner(InicisSettings.of(attempt.channel()));
    if (!signer.canEncrypt()) {
      return new ReceiptOutcome.Refused(
          InicisErrors.error("", "INIAPI key 또는 IV가 올바르지 않습니다.", Category.CONFIGURATION));
    }
    return switch (api.call(
        attempt.channel(), "receipt", "Issue", METHOD, fields(attempt, order, signer), HASHED)) {
      case InicisCall.Failed(String reason) -> new ReceiptOutcome.Unknown("receipt: " + reason);
      case InicisCall.NotSent(String reason) -> new ReceiptOutcome.NotSent(reason);
      case InicisCall.Answered(byte[] body) ->
          InicisJson.parse(body)
              .map(answer -> issued(attempt, answer))
              .orElseGet(() -> new ReceiptOutcome.Unknown("receipt: unreadable answer"));
    };
  }

  private static SequencedMap<String, String> fields(
      PersistedAttempt attempt, ReceiptOrder order, InicisSigner signer) {
    long amount = attempt.amount().minor();
    SequencedMap<String, String> like =
        ApiV1.orderFields(
            attempt,
            new ChargeOrder(order.orderNumber(), order.name(), order.buyer(), 0, null, null));
    SequencedMap<String, String> fields = new LinkedHashMap<>();
    for (String name : List.of("goodName", "buyerName", "buyerEmail", "buyerTel")) {
      fields.put(name, like.getOrDefault(name, ""));
    }
    fields.put("crPrice", Long.toString(amount));
    fields.put("supPrice", Long.toString(amount - order.vatMinor()));
    fields.put("tax", Long.toString(order.vatMinor()));
    fields.put("srvcPrice", "0");
    fields.put("regNum", order.identifier().lend(signer::encrypt));
    fields.put("useOpt", order.forCompany() ? "1" : "0");
    fields.put("currency", "WON");
    if (attempt.channel().mode() == Mode.SANDBOX) {
      // As with charges: a tester's scenario can name the shop's order number.
      fields.put("merchantData", order.orderNumber());
    }
    return fields;
  }

  private ReceiptOutcome issued(PersistedAttempt attempt, InicisJson answer) {
    if (!answer.get("resultCode").equals("00")) {
      return ApiV1.refusal(answer)
          .<ReceiptOutcome>map(ReceiptOutcome.Refused::new)
          .orElseGet(
              () -> new ReceiptOutcome.Unknown("receipt: unclear code " + ApiV1.code(answer)));
    }
    String tid = answer.get("tid");
    String number = answer.get("authNo").strip();
    if (!tid.matches("[\\x21-\\x7e]{1,64}") || number.isEmpty()) {
      return new ReceiptOutcome.Unknown("receipt: issued, but without number");
    }
    return new ReceiptOutcome.Issued(
        tid,
        WireText.cut(WireText.printable(number), 20),
        new InicisHosts(attempt.channel()).cashReceipt(tid),
        KoreaTime.read(answer.get("authDate") + answer.get("authTime")).orElseGet(time::instant));
  }

  CancelOutcome cancel(PersistedAttempt attempt, String receiptTid, String reason) {
    String told = WireText.cut(WireText.printable(reason).strip(), REASON_BYTES);
    return RefundV1.send(
        api, attempt.channel(), METHOD, receiptTid, told.isEmpty() ? "취소" : told, time);
  }
}
