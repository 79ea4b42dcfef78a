package dev.naru.pg.inicis.emulator.api;

import dev.naru.pg.inicis.emulator.payment.Approvals;
import dev.naru.pg.inicis.emulator.payment.Approvals.Result;
import dev.naru.pg.inicis.emulator.payment.Approvals.Verdict;
import dev.naru.pg.inicis.emulator.payment.Authentication;
import dev.naru.pg.inicis.emulator.payment.InicisRecords;
import dev.naru.pg.inicis.emulator.payment.UndoneApprovals;
import dev.naru.pg.inicis.emulator.wire.Inicis;
import dev.naru.pg.inicis.emulator.wire.Merchant;
import dev.naru.pg.inicis.emulator.wire.Signatures;
import dev.naru.sandbox.Reply;
import dev.naru.sandbox.kit.FormCodec;
import dev.naru.sandbox.kit.MaskedLog;
import dev.naru.sandbox.kit.PgRefusal;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The calls of a merchant's server about a PC payment (protocols/inicis.md §3.6 to §3.9). */
public final class StdPayApi {

  private final InicisRecords records;
  private final Approvals approvals;
  private final UndoneApprovals netCancels;
  private final MaskedLog requests;

  public StdPayApi(
      InicisRecords records, Approvals approvals, UndoneApprovals netCancels, MaskedLog requests) {
    this.records = records;
    this.approvals = approvals;
    this.netCancels = netCancels;
    this.requests = requests;
  }

  public void mount(RoutesConfig routes) {
    routes.post("/stgstdpay.inicis.com/api/payAuth", this::approve);
    routes.post("/stgstdpay.inicis.com/api/netCancel", this::netCancel);
    routes.post("/stgstdpay.inicis.com/api/checkAck", this::checkAck);
  }

  /** {@code POST /api/payAuth}, the approval. */
  private void approve(Context ctx) {
    Map<String, String> f = FormCodec.read(ctx, StandardCharsets.UTF_8);
    Optional<Authentication> known = known(f);
    try {
      Authentication authentication = checked(f, known);
      String price = f.getOrDefault("price", "");
      if (!price.isEmpty() && !price.equals(Long.toString(authentication.order().amount()))) {
        throw new PgRefusal("R104", "인증금액과 승인요청금액이 일치하지 않습니다.");
      }
      Result result = approvals.approve(authentication.id());
      log(f, records.authentication(authentication.id()), "approval");
      Map<String, String> answer = answer(result.verdict(), f);
      Reply.send(ctx, result.delivery().deliver(StdPayAnswer.body(answer, f)));
    } catch (PgRefusal e) {
      log(f, known, "approval");
      Reply.send(ctx, StdPayAnswer.body(StdPayAnswer.refusal(e.code(), e.text(), f), f));
    }
  }

  private static Map<String, String> answer(Verdict verdict, Map<String, String> f) {
    return switch (verdict) {
      case Verdict.Approved approved ->
          StdPayAnswer.approved(approved, f.getOrDefault("timestamp", ""));
      case Verdict.Declined declined ->
          StdPayAnswer.declined(declined.authentication(), declined.decline());
      case Verdict.Unreached _ -> Map.of();
      case Verdict.Refused refused -> throw refusal(refused.reason());
    };
  }

  private static PgRefusal refusal(Verdict.Reason reason) {
    return switch (reason) {
      case USED -> new PgRefusal("R201", "이미 사용된 인증토큰입니다.");
      case EXPIRED -> new PgRefusal("R202", "인증 유효시간이 초과되었습니다.");
      case VOID -> new PgRefusal("R203", "망취소된 인증토큰입니다.");
    };
  }

  /** {@code POST /api/netCancel}, the net cancel. */
  private void netCancel(Context ctx) {
    Map<String, String> f = FormCodec.read(ctx, StandardCharsets.UTF_8);
    Optional<Authentication> known = known(f);
    log(f, known, "net_cancel");
    try {
      Authentication authentication = checked(f, known);
      var answer =
          switch (netCancels.cancel(authentication.id())) {
            case DONE ->
                StdPayAnswer.netCancelled(
                    records.authentication(authentication.id()).orElse(authentication));
            case EXPIRED -> throw new PgRefusal("R204", "망취소 가능시간이 초과되었습니다.");
            case REFUSED -> throw new PgRefusal("R301", "망취소 처리에 실패하였습니다.");
          };
      Reply.send(ctx, StdPayAnswer.body(answer, f));
    } catch (PgRefusal e) {
      Reply.send(ctx, StdPayAnswer.body(StdPayAnswer.refusal(e.code(), e.text(), f), f));
    }
  }

  /** {@code POST /api/checkAck}, an address that answers contain but nobody needs (§1.1). */
  private void checkAck(Context ctx) {
    var answer = new LinkedHashMap<String, String>();
    answer.put("resultCode", "0000");
    answer.put("resultMsg", "OK");
    Reply.send(ctx, Reply.Body.json(answer));
  }

  private Optional<Authentication> known(Map<String, String> f) {
    return records
        .authentication(Signatures.fingerprint(f.getOrDefault("authToken", "")))
        .filter(a -> !a.order().mobile());
  }

  /**
   * The authentication that a call names. Approval and net cancel share these checks: H4, H5, the
   * MID and the token. H5 is needed only when the window was opened with {@code use_chkfake=Y}, but
   * a wrong one is always refused (§3.6).
   *
   * @throws PgRefusal with an R code
   */
  private static Authentication checked(Map<String, String> f, Optional<Authentication> known) {
    for (String name : new String[] {"mid", "authToken", "timestamp", "signature"}) {
      if (f.getOrDefault(name, "").isEmpty()) {
        throw new PgRefusal("R101", "필수 파라미터가 없습니다. [" + name + "]");
      }
    }
    Merchant merchant =
        Merchant.of(f.getOrDefault("mid", ""))
            .orElseThrow(() -> new PgRefusal("R102", "상점아이디가 올바르지 않습니다."));
    String token = f.getOrDefault("authToken", "");
    String timestamp = f.getOrDefault("timestamp", "");
    String verification = Signatures.approvalVerification(token, merchant.signKey(), timestamp);
    String given = f.getOrDefault("verification", "");
    boolean needed = !given.isEmpty() || known.filter(a -> a.order().checked()).isPresent();
    if (!Signatures.same(Signatures.approval(token, timestamp), f.getOrDefault("signature", ""))
        || (needed && !Signatures.same(verification, given))) {
      throw new PgRefusal("R103", "위변조 검증에 실패하였습니다.");
    }
    return known
        .filter(a -> a.order().mid().equals(merchant.mid()))
        .orElseThrow(() -> new PgRefusal("R105", "인증토큰이 올바르지 않습니다."));
  }

  private void log(Map<String, String> f, Optional<Authentication> about, String operation) {
    requests.received(
        Inicis.PG,
        about.map(Authentication::tid).orElse(""),
        about.map(a -> a.order().oid()).orElse(""),
        operation,
        f);
  }
}
