package dev.naru.pg.inicis.emulator.api;

import static dev.naru.sandbox.Scenarios.Fault.INQUIRY_TIMEOUT;

import dev.naru.pg.inicis.emulator.payment.Inquiries;
import dev.naru.pg.inicis.emulator.payment.Refunds;
import dev.naru.pg.inicis.emulator.payment.TaxPart;
import dev.naru.pg.inicis.emulator.wire.IniApiFields;
import dev.naru.pg.inicis.emulator.wire.Inicis;
import dev.naru.pg.inicis.emulator.wire.Merchant;
import dev.naru.pg.inicis.emulator.wire.Signatures;
import dev.naru.pg.inicis.emulator.wire.SignedJson;
import dev.naru.sandbox.Book.Charge;
import dev.naru.sandbox.KoreanTime;
import dev.naru.sandbox.Reply;
import dev.naru.sandbox.ReplyDelivery;
import dev.naru.sandbox.SandboxServices;
import dev.naru.sandbox.kit.MaskedLog;
import dev.naru.sandbox.kit.PgRefusal;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * INIAPI v2: {@code /v2/pg/refund} and {@code partialRefund}, both also with {@code /vacct}, and
 * {@code inquiry} (protocols/inicis.md §7).
 */
public final class IniApiV2 {

  private record Answer(Map<String, Object> fields, ReplyDelivery delivery) {}

  private final SandboxServices sandbox;
  private final Refunds refunds;
  private final Inquiries inquiries;
  private final MaskedLog requests;

  public IniApiV2(
      SandboxServices sandbox, Refunds refunds, Inquiries inquiries, MaskedLog requests) {
    this.sandbox = sandbox;
    this.refunds = refunds;
    this.inquiries = inquiries;
    this.requests = requests;
  }

  public void mount(RoutesConfig routes) {
    routes.post(IniApi.HOST + "/v2/pg/refund", this::refund);
    routes.post(IniApi.HOST + "/v2/pg/partialRefund", this::partialRefund);
    routes.post(IniApi.HOST + "/v2/pg/refund/vacct", this::accountRefund);
    routes.post(IniApi.HOST + "/v2/pg/partialRefund/vacct", this::partialAccountRefund);
    routes.post(IniApi.HOST + "/v2/pg/inquiry", this::inquiry);
  }

  private void refund(Context ctx) {
    handle(ctx, "refund", "cancel", (m, data) -> whole(m, data, Optional.empty()));
  }

  private void partialRefund(Context ctx) {
    handle(
        ctx,
        "partialRefund",
        "cancel",
        (merchant, data) -> {
          IniApiFields.require(data, "currency");
          if (!data.getOrDefault("currency", "").equals("WON")) {
            throw new PgRefusal("500611", "통화코드가 올바르지 않습니다.");
          }
          return part(merchant, data, Optional.empty());
        });
  }

  /** {@code refund/vacct} refunds a deposit to the buyer's account (§6.3). */
  private void accountRefund(Context ctx) {
    handle(
        ctx,
        "refund",
        "cancel",
        (m, data) -> whole(m, data, Optional.of(Refunds.account(m, data))));
  }

  private void partialAccountRefund(Context ctx) {
    handle(
        ctx,
        "partialRefund",
        "cancel",
        (m, data) -> part(m, data, Optional.of(Refunds.account(m, data))));
  }

  private void inquiry(Context ctx) {
    handle(ctx, "inquiry", "inquiry", this::inquiry);
  }

  private Answer whole(
      Merchant merchant, Map<String, String> data, Optional<Refunds.Account> account) {
    IniApiFields.require(data, "tid", "msg");
    var done = refunds.whole(merchant, data.getOrDefault("tid", ""), account);
    return new Answer(IniApi.refunded(done), done.delivery());
  }

  private Answer part(
      Merchant merchant, Map<String, String> data, Optional<Refunds.Account> account) {
    IniApiFields.require(data, "tid", "msg", "price", "confirmPrice");
    var done =
        refunds.part(
            merchant,
            data.getOrDefault("tid", ""),
            IniApiFields.won(data, "price"),
            IniApiFields.won(data, "confirmPrice"),
            TaxPart.of(data, "taxfree"),
            account);
    return new Answer(IniApi.partRefunded(done, true), done.delivery());
  }

  private Answer inquiry(Merchant merchant, Map<String, String> data) {
    String tid = data.getOrDefault("tid", "");
    String oid = data.getOrDefault("oid", "");
    if (tid.isEmpty() && oid.isEmpty()) {
      throw new PgRefusal("ER0102", "tid");
    }
    Optional<Charge> charge = IniApi.named(sandbox, merchant, tid, oid);
    if (sandbox
        .scenarios()
        .take(Inquiries.call(charge, merchant, oid), INQUIRY_TIMEOUT)
        .isPresent()) {
      return new Answer(Map.of(), ReplyDelivery.LOST);
    }
    Charge found = charge.orElseThrow(() -> new PgRefusal("500623", "해당거래 없음"));
    return new Answer(inquiries.v2Answer(found), ReplyDelivery.NORMAL);
  }

  private void handle(
      Context ctx,
      String type,
      String operation,
      BiFunction<Merchant, Map<String, String>, Answer> call) {
    try {
      var body = SignedJson.of(new String(ctx.bodyAsBytes(), StandardCharsets.UTF_8));
      log(body, operation);
      Merchant merchant = IniApiFields.merchant(body.fields());
      if (!body.field("type").equals(type)) {
        throw new PgRefusal("ER0102", "type");
      }
      String expected =
          Signatures.iniApiV2(
              merchant.iniApiKey(), merchant.mid(), type, body.field("timestamp"), body.dataText());
      IniApiFields.checkHash(expected, body.field("hashData"));
      Answer answer = call.apply(merchant, body.data());
      Reply.send(ctx, answer.delivery().deliver(Reply.Body.json(answer.fields())));
    } catch (PgRefusal e) {
      Reply.send(
          ctx, Reply.Body.json(IniApi.refusal(e, KoreanTime.stamp(sandbox.time().instant()))));
    }
  }

  private void log(SignedJson body, String operation) {
    String tid = body.data("tid");
    Optional<Charge> charge =
        Merchant.of(body.field("mid"))
            .flatMap(m -> IniApi.named(sandbox, m, tid, body.data("oid")));
    var fields = new LinkedHashMap<>(body.fields());
    fields.putAll(body.data());
    requests.received(
        Inicis.PG,
        charge.map(Charge::tid).orElse(tid),
        charge.map(Charge::orderId).orElse(body.data("oid")),
        operation,
        fields);
  }
}
