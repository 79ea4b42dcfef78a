package dev.naru.pg.inicis;

import dev.naru.pg.inicis.wire.FormBody;
import dev.naru.pg.inicis.wire.Nvp;
import dev.naru.pg.inicis.wire.Tid;
import dev.naru.pg.inicis.wire.WireText;
import dev.naru.pg.inicis.wire.Won;
import dev.naru.pg.spi.Outcome;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgTransport;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/** Requests and verifies the approval of a mobile window (protocols/inicis.md §4.4). */
final class MobileApproval {
  private final PgTransport transport;
  private final InstantSource time;

  MobileApproval(PgTransport transport, InstantSource time) {
    this.transport = transport;
    this.time = time;
  }

  Outcome approve(PersistedAttempt attempt, Proof.Mobile proof) {
    SequencedMap<String, String> form = new LinkedHashMap<>();
    form.put("P_MID", attempt.channel().mid());
    form.put("P_TID", proof.authTid());
    PgTransport.Request request =
        PgTransport.Request.form(
            new InicisHosts(attempt.channel()).mobileApproval(proof.center()),
            FormBody.encode(form),
            InicisCall.APPROVAL_TIMEOUT);
    return switch (InicisCall.send(transport, request)) {
      case InicisCall.Failed(String reason) -> new Outcome.Unknown("approval: " + reason);
      case InicisCall.NotSent(String reason) -> new Outcome.NotSent(reason);
      case InicisCall.Answered(byte[] body) ->
          Nvp.parse(WireText.decode(body))
              .map(answer -> read(attempt, proof.order(), answer))
              .orElseGet(() -> new Outcome.Unknown("approval: unreadable or doubled answer"));
    };
  }

  private Outcome read(PersistedAttempt attempt, WindowOrder order, Nvp answer) {
    String status = answer.get("P_STATUS");
    if (status.isEmpty()) {
      return new Outcome.Unknown("approval: no P_STATUS");
    }
    if (status.equals("00")) {
      return Approve.anothers(
              attempt,
              answer.get("P_MID"),
              answer.get("P_OID"),
              answer.get("P_AMT"),
              answer.get("P_TID"))
          .or(() ->
              contradiction(attempt, order, answer)
                  .map(field -> new Outcome.Unknown("approved, but " + field + " is not ours")))
          .orElseGet(() -> approved(attempt, order, answer));
    }
    if (!answer.get("P_OID").isEmpty() && !answer.get("P_OID").equals(attempt.pgOrderNumber())) {
      return new Outcome.Unknown("refused, but for another order");
    }
    return Approve.refused(status, answer.get("P_RMESG1"));
  }

  /**
   * Applies the acceptance test of §4.4. Returns the first field of the answer that contradicts the
   * request; empty when none does.
   */
  private static Optional<String> contradiction(
      PersistedAttempt attempt, WindowOrder order, Nvp answer) {
    String mid = attempt.channel().mid();
    if (!answer.get("P_MID").equals(mid)) {
      return Optional.of("P_MID");
    }
    if (!answer.get("P_OID").equals(attempt.pgOrderNumber())) {
      return Optional.of("P_OID");
    }
    if (!Won.equal(answer.get("P_AMT"), attempt.amount().minor())) {
      return Optional.of("P_AMT");
    }
    if (!order.method().mobileAnswers().contains(answer.get("P_TYPE"))) {
      return Optional.of("P_TYPE");
    }
    return Tid.isChargeOf(mid, answer.get("P_TID")) ? Optional.empty() : Optional.of("P_TID");
  }

  private Outcome approved(PersistedAttempt attempt, WindowOrder order, Nvp answer) {
    VerifiedApproval charged =
        new VerifiedApproval(
            attempt,
            order,
            answer.get("P_TID"),
            answer.get("P_AUTH_DT"),
            answer.get("P_AUTH_NO"),
            answer.get("P_SRC_CODE"));
    if (order.method() == InicisMethod.VBANK) {
      return charged.accountIssued(
          InicisBanks.bank(answer.get("P_VACT_BANK_CODE"), answer.get("P_FN_NM")),
          answer.get("P_VACT_NUM"),
          answer.get("P_VACT_NAME"),
          answer.get("P_VACT_DATE") + answer.get("P_VACT_TIME"),
          time);
    }
    return charged.approved(
        InicisCards.card(
            answer.get("P_FN_CD1"),
            answer.get("P_CARD_NUM"),
            answer.get("P_RMESG2"),
            answer.get("P_CARD_CHECKFLAG")),
        InicisBanks.bank(answer.get("P_FN_CD1"), answer.get("P_FN_NM")),
        time);
  }
}
