package dev.naru.pg.inicis;

import dev.naru.pg.inicis.wire.FormBody;
import dev.naru.pg.inicis.wire.InicisJson;
import dev.naru.pg.inicis.wire.Tid;
import dev.naru.pg.inicis.wire.Won;
import dev.naru.pg.spi.Outcome;
import dev.naru.pg.spi.Outcome.CardUsed;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgTransport;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** Requests and verifies the approval of a PC window (protocols/inicis.md §3.6 to §3.8). */
final class PcApproval {
  /**
   * The values of {@code payMethod} for an issued key: {@code Auth}, and {@code Card} or {@code
   * VCard} with older contracts (§3.11).
   */
  private static final Set<String> KEY_ANSWERS = Set.of("Auth", "Card", "VCard");

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
            InicisCall.APPROVAL_TIMEOUT);
    return switch (InicisCall.send(transport, request)) {
      case InicisCall.Failed(String reason) -> new Outcome.Unknown("approval: " + reason);
      case InicisCall.NotSent(String reason) -> new Outcome.NotSent(reason);
      case InicisCall.Answered(byte[] body) ->
          InicisJson.parse(body)
              .map(answer -> read(attempt, proof.order(), answer, timestamp))
              .orElseGet(() -> new Outcome.Unknown("approval: unreadable answer"));
    };
  }

  /** The signed fields that approval and net cancel have in common (§3.9). */
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

  private Outcome read(
      PersistedAttempt attempt, WindowOrder order, InicisJson answer, String timestamp) {
    String code = answer.get("resultCode");
    if (code.isEmpty()) {
      return new Outcome.Unknown("approval: no resultCode");
    }
    if (code.equals("0000")) {
      return Approve.anothers(
              attempt,
              answer.get("mid"),
              answer.get("MOID"),
              answer.get("TotPrice"),
              answer.get("tid"))
          .or(() ->
              contradiction(attempt, order, answer, timestamp)
                  .map(field -> new Outcome.Unknown("approved, but " + field + " is not ours")))
          .orElseGet(() -> approved(attempt, order, answer));
    }
    if (isAnothers(answer.get("mid"), attempt.channel().mid())
        || isAnothers(answer.get("MOID"), attempt.pgOrderNumber())) {
      return new Outcome.Unknown("refused, but for another order");
    }
    return Approve.refused(code, answer.get("resultMsg"));
  }

  /**
   * Whether a field belongs to another payment. A refusal may leave out the MID and the order
   * number (§3.7).
   */
  private static boolean isAnothers(String given, String ours) {
    return !given.isEmpty() && !given.equals(ours);
  }

  /**
   * Applies the acceptance test of §3.7. Returns the first field of the answer that contradicts the
   * request; empty when none does.
   */
  private static Optional<String> contradiction(
      PersistedAttempt attempt, WindowOrder order, InicisJson answer, String timestamp) {
    String mid = attempt.channel().mid();
    String price = Long.toString(attempt.amount().minor());
    String expected = InicisSigner.authSignature(mid, attempt.pgOrderNumber(), price, timestamp);
    String given = answer.get("authSignature");
    if (!answer.get("mid").equals(mid)) {
      return Optional.of("mid");
    }
    if (!answer.get("MOID").equals(attempt.pgOrderNumber())) {
      return Optional.of("MOID");
    }
    if (!Won.equal(answer.get("TotPrice"), attempt.amount().minor())) {
      return Optional.of("TotPrice");
    }
    if (!answer.get("currency").equals("WON")) {
      return Optional.of("currency");
    }
    Set<String> methods = order.key() ? KEY_ANSWERS : order.method().pcAnswers();
    if (!methods.contains(answer.get("payMethod"))) {
      return Optional.of("payMethod");
    }
    if (!given.isEmpty() && !InicisSigner.same(given, expected)) {
      return Optional.of("authSignature");
    }
    return Tid.isChargeOf(mid, answer.get("tid")) ? Optional.empty() : Optional.of("tid");
  }

  private Outcome approved(PersistedAttempt attempt, WindowOrder order, InicisJson answer) {
    VerifiedApproval charged =
        new VerifiedApproval(
            attempt,
            order,
            answer.get("tid"),
            answer.get("applDate") + answer.get("applTime"),
            answer.get("applNum"),
            answer.get("CARD_SrcCode"));
    CardUsed card =
        InicisCards.card(
            answer.get("CARD_Code"),
            answer.get("CARD_Num"),
            answer.get("CARD_Quota"),
            answer.get("CARD_CheckFlag"));
    if (order.key()) {
      return charged.keyIssued(answer.get("CARD_BillKey"), card, time);
    }
    if (order.method() == InicisMethod.VBANK) {
      return charged.accountIssued(
          InicisBanks.bank(answer.get("VACT_BankCode"), answer.get("vactBankName")),
          answer.get("VACT_Num"),
          answer.get("VACT_Name"),
          answer.get("VACT_Date") + answer.get("VACT_Time"),
          time);
    }
    return charged.approved(
        card, InicisBanks.bank(answer.get("ACCT_BankCode"), answer.get("ACCT_BankName")), time);
  }
}
