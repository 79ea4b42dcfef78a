package dev.naru.pg.inicis;

import dev.naru.pg.inicis.wire.FormBody;
import dev.naru.pg.inicis.wire.Json;
import dev.naru.pg.inicis.wire.KoreaTime;
import dev.naru.pg.inicis.wire.Tid;
import dev.naru.pg.inicis.wire.Won;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.Outcome;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgTransport;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** The PC window's approval (protocols/inicis.md §3.6 to §3.8). */
final class PcApproval {
  private static final Set<String> CARD_METHODS = Set.of("Card", "VCard");

  private final PgTransport transport;
  private final InstantSource time;

  PcApproval(PgTransport transport, InstantSource time) {
    this.transport = transport;
    this.time = time;
  }

  Outcome approve(PersistedAttempt attempt, Proof.Pc proof) {
    String timestamp = Long.toString(time.millis());
    SequencedMap<String, String> form = signed(attempt, proof, timestamp);
    form.put("price", Long.toString(attempt.amount().minor()));
    PgTransport.Request request =
        PgTransport.Request.form(
            new InicisHosts(attempt.channel()).pcApproval(proof.center()),
            FormBody.encode(form),
            Call.APPROVAL_TIMEOUT);
    return switch (Call.send(transport, request)) {
      case Call.Failed(String reason) -> new Outcome.Unknown("approval: " + reason);
      case Call.Answered(byte[] body) ->
          Json.parse(body)
              .map(answer -> read(attempt, answer, timestamp))
              .orElseGet(() -> new Outcome.Unknown("approval: unreadable answer"));
    };
  }

  /** The fields that approval and net cancel share (§3.9). */
  static SequencedMap<String, String> signed(
      PersistedAttempt attempt, Proof.Pc proof, String timestamp) {
    InicisSigner signer = new InicisSigner(InicisSettings.of(attempt.channel()));
    SequencedMap<String, String> form = new LinkedHashMap<>();
    form.put("mid", attempt.channel().mid());
    form.put("authToken", proof.authToken());
    form.put("timestamp", timestamp);
    form.put("signature", signer.approvalSignature(proof.authToken(), timestamp));
    form.put("verification", signer.approvalVerification(proof.authToken(), timestamp));
    form.put("charset", "UTF-8");
    form.put("format", "JSON");
    return form;
  }

  private Outcome read(PersistedAttempt attempt, Json answer, String timestamp) {
    String code = answer.get("resultCode");
    if (code.isEmpty()) {
      return new Outcome.Unknown("approval: no resultCode");
    }
    if (code.equals("0000")) {
      return contradiction(attempt, answer, timestamp)
          .<Outcome>map(field -> new Outcome.Unknown("approved, but " + field + " is not ours"))
          .orElseGet(() -> approved(attempt, answer));
    }
    if (isAnothers(answer.get("mid"), attempt.channel().mid())
        || isAnothers(answer.get("MOID"), attempt.orderId())) {
      return new Outcome.Unknown("refused, but for another order");
    }
    return Approve.refused(code, answer.get("resultMsg"));
  }

  /** Only mid and order may lack in a refusal (§3.7). */
  private static boolean isAnothers(String given, String ours) {
    return !given.isEmpty() && !given.equals(ours);
  }

  /** The acceptance test of §3.7: the first field that doesn't hold. */
  private static Optional<String> contradiction(
      PersistedAttempt attempt, Json answer, String timestamp) {
    String mid = attempt.channel().mid();
    String price = Long.toString(attempt.amount().minor());
    String expected = InicisSigner.authSignature(mid, attempt.orderId(), price, timestamp);
    String given = answer.get("authSignature");
    if (!answer.get("mid").equals(mid)) {
      return Optional.of("mid");
    }
    if (!answer.get("MOID").equals(attempt.orderId())) {
      return Optional.of("MOID");
    }
    if (!Won.equal(answer.get("TotPrice"), attempt.amount().minor())) {
      return Optional.of("TotPrice");
    }
    if (!answer.get("currency").equals("WON")) {
      return Optional.of("currency");
    }
    if (!CARD_METHODS.contains(answer.get("payMethod"))) {
      return Optional.of("payMethod");
    }
    if (!given.isEmpty() && !InicisSigner.same(given, expected)) {
      return Optional.of("authSignature");
    }
    return Tid.isChargeOf(mid, answer.get("tid")) ? Optional.empty() : Optional.of("tid");
  }

  private Outcome approved(PersistedAttempt attempt, Json answer) {
    String tid = answer.get("tid");
    Optional<EasyPay> easyPay = EasyPay.of(answer.get("CARD_SrcCode"));
    return new Outcome.Approved(
        tid,
        new Money(attempt.amount().minor(), attempt.amount().currency()),
        easyPay.map(EasyPay::method).orElse(PayMethod.CARD),
        easyPay.map(EasyPay::embPgProvider).orElse(null),
        answer.get("applNum"),
        InicisCards.card(
            answer.get("CARD_Code"),
            answer.get("CARD_Num"),
            answer.get("CARD_Quota"),
            answer.get("CARD_CheckFlag")),
        new InicisHosts(attempt.channel()).receipt(tid),
        approvedAt(answer.get("applDate") + answer.get("applTime"), tid, time));
  }

  /** The PG's own time; where it is unreadable the id's, and last our clock's. */
  static Instant approvedAt(String told, String tid, InstantSource time) {
    return KoreaTime.read(told)
        .or(() -> Tid.parse(tid).flatMap(Tid::issuedAt))
        .orElseGet(time::instant);
  }
}
