package dev.naru.pg.inicis;

import dev.naru.pg.inicis.wire.FormBody;
import dev.naru.pg.inicis.wire.InicisJson;
import dev.naru.pg.inicis.wire.Nvp;
import dev.naru.pg.inicis.wire.Tid;
import dev.naru.pg.inicis.wire.WireText;
import dev.naru.pg.spi.NetCancels.NetCancelOutcome;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgError.Category;
import dev.naru.pg.spi.PgTransport;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Undoes an approval whose outcome is unknown or couldn't be stored (net cancel, 망취소;
 * protocols/inicis.md §3.9, §4.5). A call makes one attempt. KG INICIS accepts it within about ten
 * minutes after the authentication.
 */
final class NetCancel {
  private final PgTransport transport;
  private final InstantSource time;

  NetCancel(PgTransport transport, InstantSource time) {
    this.transport = transport;
    this.time = time;
  }

  NetCancelOutcome netCancel(PersistedAttempt attempt, Proof proof, @Nullable String pgTid) {
    return switch (proof) {
      case Proof.Pc it -> pc(attempt, it, pgTid);
      case Proof.Mobile it -> mobile(attempt, it, pgTid);
      // An INILite window charges nothing, and no request followed it, so there is nothing to undo.
      case Proof.Key it -> new NetCancelOutcome.Undone(it.tid());
    };
  }

  private NetCancelOutcome pc(PersistedAttempt attempt, Proof.Pc proof, @Nullable String pgTid) {
    URI uri = new InicisHosts(attempt.channel()).pcNetCancel(proof.center());
    return switch (post(uri, PcApproval.signed(attempt, proof, now()))) {
      case InicisCall.Failed(String reason) -> unknown(reason);
      case InicisCall.NotSent(String reason) -> new NetCancelOutcome.NotSent(reason);
      case InicisCall.Answered(byte[] body) ->
          InicisJson.parse(body)
              .map(answer ->
                  isAnothers(answer.get("mid"), attempt.channel().mid())
                          || isAnothers(answer.get("moid"), attempt.pgOrderNumber())
                      ? unknown("answer for another order")
                      : read(
                          attempt,
                          answer.get("resultCode"),
                          "0000",
                          answer.get("resultMsg"),
                          answer.get("tid"),
                          pgTid))
              .orElseGet(() -> unknown("unreadable answer"));
    };
  }

  private NetCancelOutcome mobile(
      PersistedAttempt attempt, Proof.Mobile proof, @Nullable String pgTid) {
    String amount = Long.toString(attempt.amount().minor());
    String timestamp = now();
    InicisSigner signer = new InicisSigner(InicisSettings.of(attempt.channel()));
    SequencedMap<String, String> form = new LinkedHashMap<>();
    // The id of the authentication: with the approval's id, KG INICIS accepts a net cancel for one
    // minute only.
    form.put("P_TID", proof.authTid());
    form.put("P_MID", attempt.channel().mid());
    form.put("P_AMT", amount);
    form.put("P_OID", attempt.pgOrderNumber());
    form.put("P_TIMESTAMP", timestamp);
    form.put("P_CHKFAKE", signer.chkFake(amount, attempt.pgOrderNumber(), timestamp));
    URI uri = new InicisHosts(attempt.channel()).mobileNetCancel(proof.center());
    return switch (post(uri, form)) {
      case InicisCall.Failed(String reason) -> unknown(reason);
      case InicisCall.NotSent(String reason) -> new NetCancelOutcome.NotSent(reason);
      case InicisCall.Answered(byte[] body) ->
          Nvp.parse(WireText.decode(body))
              .map(answer ->
                  isAnothers(answer.get("P_MID"), attempt.channel().mid())
                          || isAnothers(answer.get("P_OID"), attempt.pgOrderNumber())
                      ? unknown("answer for another order")
                      : read(
                          attempt,
                          answer.get("P_STATUS"),
                          "00",
                          answer.get("P_RMESG1"),
                          answer.get("P_TID"),
                          pgTid))
              .orElseGet(() -> unknown("unreadable answer"));
    };
  }

  private static NetCancelOutcome read(
      PersistedAttempt attempt,
      String code,
      String success,
      String text,
      String toldTid,
      @Nullable String pgTid) {
    // A mobile answer may hold the authentication's id, which doesn't identify a charge.
    String tid = Tid.isChargeOf(attempt.channel().mid(), toldTid) ? toldTid : pgTid;
    if (code.equals(success)) {
      return new NetCancelOutcome.Undone(tid);
    }
    InicisErrors.Judged judged = InicisErrors.judge(code, text);
    if (judged.certainty() != InicisErrors.Certainty.KNOWN) {
      return unknown("unclear code " + judged.error().code());
    }
    Category category = judged.error().category();
    return category == Category.ALREADY_CANCELLED || category == Category.NO_SUCH_TRANSACTION
        ? new NetCancelOutcome.Undone(tid)
        : new NetCancelOutcome.Refused(judged.error());
  }

  private InicisCall post(URI uri, SequencedMap<String, String> form) {
    return InicisCall.send(
        transport,
        PgTransport.Request.form(uri, FormBody.encode(form), InicisCall.NET_CANCEL_TIMEOUT));
  }

  private String now() {
    return Long.toString(time.millis());
  }

  private static boolean isAnothers(String given, String ours) {
    return !given.isEmpty() && !given.equals(ours);
  }

  private static NetCancelOutcome unknown(String reason) {
    return new NetCancelOutcome.Unknown("net cancel: " + reason);
  }
}
