package dev.naru.pg.inicis.emulator.api;

import dev.naru.pg.inicis.emulator.payment.Approvals;
import dev.naru.pg.inicis.emulator.payment.Approvals.Result;
import dev.naru.pg.inicis.emulator.payment.Approvals.Verdict;
import dev.naru.pg.inicis.emulator.payment.Authentication;
import dev.naru.pg.inicis.emulator.payment.ChargeDetails;
import dev.naru.pg.inicis.emulator.payment.InicisRecords;
import dev.naru.pg.inicis.emulator.payment.UndoneApprovals;
import dev.naru.pg.inicis.emulator.wire.Inicis;
import dev.naru.pg.inicis.emulator.wire.Merchant;
import dev.naru.pg.inicis.emulator.wire.Signatures;
import dev.naru.pg.inicis.emulator.wire.WindowOrder;
import dev.naru.sandbox.Book.Charge;
import dev.naru.sandbox.KoreanTime;
import dev.naru.sandbox.Reply;
import dev.naru.sandbox.SandboxServices;
import dev.naru.sandbox.kit.FormCodec;
import dev.naru.sandbox.kit.MaskedLog;
import dev.naru.sandbox.kit.PgRefusal;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** The calls of a merchant's server about a mobile payment (protocols/inicis.md §4.4, §4.5). */
public final class MobileApi {

  /** How long after the approval a net cancel that names the approval's TID is accepted (§4.5). */
  private static final long LIMIT_BY_APPROVAL_MS = 60_000;

  private final SandboxServices sandbox;
  private final InicisRecords records;
  private final Approvals approvals;
  private final UndoneApprovals netCancels;
  private final MaskedLog requests;

  public MobileApi(
      SandboxServices sandbox,
      InicisRecords records,
      Approvals approvals,
      UndoneApprovals netCancels,
      MaskedLog requests) {
    this.sandbox = sandbox;
    this.records = records;
    this.approvals = approvals;
    this.netCancels = netCancels;
    this.requests = requests;
  }

  public void mount(RoutesConfig routes) {
    routes.post("/stgmobile.inicis.com/smart/payReq.ini", this::approve);
    routes.get("/stgmobile.inicis.com/smart/payReq.ini", this::approve);
    routes.post("/stgmobile.inicis.com/smart/payNetCancel.ini", this::netCancel);
    routes.get("/stgmobile.inicis.com/smart/payNetCancel.ini", this::netCancel);
  }

  /** {@code /smart/payReq.ini}, the approval. */
  private void approve(Context ctx) {
    Map<String, String> f = FormCodec.read(ctx, StandardCharsets.UTF_8);
    Optional<Authentication> known = records.authentication(f.getOrDefault("P_TID", ""));
    try {
      Authentication authentication = checked(f, known);
      Result result = approvals.approve(authentication.id());
      log(f, records.authentication(authentication.id()), "approval");
      Reply.send(ctx, result.delivery().deliver(answer(result.verdict(), authentication)));
    } catch (PgRefusal e) {
      log(f, known, "approval");
      Reply.send(ctx, MobileAnswer.refusal(e, known.map(Authentication::order)));
    }
  }

  private static Reply.Body answer(Verdict verdict, Authentication about) {
    return switch (verdict) {
      case Verdict.Approved approved -> MobileAnswer.approved(approved);
      case Verdict.Declined declined -> MobileAnswer.declined(about, declined.decline());
      case Verdict.Unreached _ -> Reply.Body.text("", StandardCharsets.UTF_8);
      case Verdict.Refused refused -> throw refusal(refused.reason());
    };
  }

  private static PgRefusal refusal(Verdict.Reason reason) {
    return switch (reason) {
      case USED -> new PgRefusal("01", "[R201]이미 승인 요청된 거래입니다.");
      case EXPIRED -> new PgRefusal("01", "[R202]인증 유효시간이 초과되었습니다.");
      case VOID -> new PgRefusal("01", "[R203]망취소된 거래입니다.");
    };
  }

  /** {@code /smart/payNetCancel.ini}, the net cancel. */
  private void netCancel(Context ctx) {
    Map<String, String> f = FormCodec.read(ctx, StandardCharsets.UTF_8);
    String tid = f.getOrDefault("P_TID", "");
    Optional<Authentication> known =
        records
            .authentication(tid)
            .or(() -> sandbox.book().byTid(Inicis.PG, tid).flatMap(this::behind));
    log(f, known, "net_cancel");
    try {
      Authentication authentication = checked(f, known);
      matches(f, authentication, tid);
      switch (netCancels.cancel(authentication.id())) {
        case DONE -> Reply.send(ctx, MobileAnswer.netCancelled(authentication.order(), tid));
        case EXPIRED -> throw new PgRefusal("01", "[R204]망취소 가능시간이 초과되었습니다.");
        case REFUSED -> throw new PgRefusal("01", "[R301]망취소 처리에 실패하였습니다.");
      }
    } catch (PgRefusal e) {
      Reply.send(ctx, MobileAnswer.refusal(e, known.map(Authentication::order)));
    }
  }

  private Optional<Authentication> behind(Charge charge) {
    return records.authentication(ChargeDetails.of(charge).authentication());
  }

  private static Authentication checked(Map<String, String> f, Optional<Authentication> known) {
    String mid = f.getOrDefault("P_MID", "");
    if (f.getOrDefault("P_TID", "").isEmpty() || mid.isEmpty()) {
      throw new PgRefusal("01", "[MX1006]필수 파라미터가 없습니다.");
    }
    return known
        .filter(a -> a.order().mobile() && a.order().mid().equals(mid))
        .orElseThrow(() -> new PgRefusal("01", "요청하신 MID와 TID가 일치하지 않습니다."));
  }

  /** Checks that a net cancel's amount, order number and hash are the payment's (§4.5). */
  private void matches(Map<String, String> f, Authentication authentication, String tid) {
    WindowOrder order = authentication.order();
    if (!f.getOrDefault("P_AMT", "").equals(Long.toString(order.amount()))
        || !f.getOrDefault("P_OID", "").equals(order.oid())) {
      throw new PgRefusal("01", "[MX1002]거래 정보가 일치하지 않습니다.");
    }
    String fake = f.getOrDefault("P_CHKFAKE", "");
    String hashKey = Merchant.of(order.mid()).map(Merchant::hashKey).orElse("");
    String expected =
        Signatures.mobile(
            f.getOrDefault("P_AMT", ""),
            f.getOrDefault("P_OID", ""),
            f.getOrDefault("P_TIMESTAMP", ""),
            hashKey);
    if (!fake.isEmpty() && !Signatures.same(expected, fake)) {
      throw new PgRefusal("01", "[MX1002]요청 정보가 위변조되었습니다.");
    }
    if (tid.equals(authentication.tid()) && olderThanLimit(tid)) {
      throw new PgRefusal("01", "[R204]망취소 가능시간이 초과되었습니다.");
    }
  }

  private boolean olderThanLimit(String approvalTid) {
    String at =
        sandbox.book().byTid(Inicis.PG, approvalTid).map(c -> ChargeDetails.of(c).at()).orElse("");
    if (at.isEmpty()) {
      return false;
    }
    long approvedMs = KoreanTime.instant(at).toEpochMilli();
    return sandbox.time().millis() - approvedMs > LIMIT_BY_APPROVAL_MS;
  }

  private void log(Map<String, String> f, Optional<Authentication> about, String operation) {
    requests.received(
        Inicis.PG,
        about.map(Authentication::tid).orElse(""),
        about.map(a -> a.order().oid()).orElse(f.getOrDefault("P_OID", "")),
        operation,
        f);
  }
}
