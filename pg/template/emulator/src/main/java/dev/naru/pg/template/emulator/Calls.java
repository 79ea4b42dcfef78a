package dev.naru.pg.template.emulator;

import dev.naru.sandbox.Book;
import dev.naru.sandbox.Book.Charge;
import dev.naru.sandbox.Reply;
import dev.naru.sandbox.ReplyDelivery;
import dev.naru.sandbox.SandboxServices;
import dev.naru.sandbox.Scenarios.Fault;
import dev.naru.sandbox.Scenarios.PgCall;
import dev.naru.sandbox.Scenarios.Scenario;
import io.javalin.http.Context;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

/** The API that the merchant's server calls, and the faults that a tester has asked for. */
final class Calls {

  private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};
  private static final DateTimeFormatter KOREAN =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneId.of("Asia/Seoul"));

  private final SandboxServices sandbox;
  private final Payments payments;

  Calls(SandboxServices sandbox, Payments payments) {
    this.sandbox = sandbox;
    this.payments = payments;
  }

  void approve(Context ctx) {
    Map<String, String> call = read(ctx, "approval");
    Optional<Map<String, String>> agreed =
        call.isEmpty() ? Optional.empty() : payments.use(call.getOrDefault("token", ""));
    if (agreed.isEmpty()) {
      Reply.send(ctx, no("S001", "서명 또는 인증 토큰이 올바르지 않습니다."));
      return;
    }
    Optional<Scenario> scenario =
        scenario(
            agreed.get(),
            Fault.DECLINE,
            Fault.BAD_CARD,
            Fault.TIMEOUT_BEFORE_APPROVAL,
            Fault.TIMEOUT_AFTER_APPROVAL,
            Fault.WRONG_AMOUNT,
            Fault.GARBAGE_ANSWER,
            Fault.SLOW);
    String magic = agreed.get().getOrDefault("magic", "");
    Optional<Reply.Body> decline =
        scenario.map(it -> declined(it.fault().name())).orElseGet(() -> declined(magic));
    if (decline.isPresent()) {
      Reply.send(ctx, decline.get());
      return;
    }
    boolean never =
        scenario.filter(it -> it.fault() == Fault.TIMEOUT_BEFORE_APPROVAL).isPresent()
            || magic.equals("TIMEOUT_BEFORE_APPROVAL");
    if (never) {
      Reply.send(ctx, ReplyDelivery.LOST.deliver(no("", "")));
      return;
    }
    Reply.Body yes = charge(call, agreed.get(), scenario);
    ReplyDelivery delivery = scenario.map(ReplyDelivery::of).orElse(ReplyDelivery.NORMAL);
    Reply.send(
        ctx, (magic.equals("TIMEOUT_AFTER_APPROVAL") ? ReplyDelivery.LOST : delivery).deliver(yes));
  }

  private Reply.Body charge(
      Map<String, String> call, Map<String, String> agreed, Optional<Scenario> scenario) {
    long amount =
        scenario
            .filter(it -> it.fault() == Fault.WRONG_AMOUNT)
            .map(Scenario::amount)
            .orElseGet(() -> Long.parseLong(agreed.getOrDefault("amount", "0")));
    Charge charge =
        new Charge(
            TemplateEmulator.PG,
            call.getOrDefault("mid", ""),
            UUID.randomUUID().toString(),
            call.getOrDefault("order", ""),
            amount,
            0,
            "paid",
            agreed.getOrDefault("method", ""),
            "{}");
    sandbox.book().enter(charge);
    Map<String, Object> answer = of(charge);
    answer.put("approved_at", sandbox.time().instant().toString());
    answer.put("approval_number", "30012345");
    answer.put("card_name", "신한카드");
    answer.put("card_number", agreed.getOrDefault("masked", ""));
    return json(answer);
  }

  void inquire(Context ctx) {
    Map<String, String> call = read(ctx, "inquiry");
    Optional<Charge> found =
        sandbox
            .book()
            .byOrder(
                TemplateEmulator.PG, call.getOrDefault("mid", ""), call.getOrDefault("order", ""));
    Reply.Body answer = found.map(it -> json(of(it))).orElseGet(() -> no("T404", "거래가 없습니다."));
    ReplyDelivery delivery =
        scenario(call, Fault.INQUIRY_TIMEOUT, Fault.SLOW)
            .map(ReplyDelivery::of)
            .orElse(ReplyDelivery.NORMAL);
    Reply.send(ctx, delivery.deliver(answer));
  }

  void cancel(Context ctx) {
    Map<String, String> call = read(ctx, "cancel");
    Optional<Charge> found =
        call.isEmpty()
            ? Optional.empty()
            : sandbox.book().byTid(TemplateEmulator.PG, call.getOrDefault("tid", ""));
    if (found.isEmpty()) {
      Reply.send(ctx, no("S001", "서명 또는 거래번호가 올바르지 않습니다."));
      return;
    }
    Map<String, String> about = new LinkedHashMap<>(call);
    about.put("order", found.get().orderId());
    Optional<Scenario> scenario =
        scenario(about, Fault.CANCEL_REFUSED, Fault.TIMEOUT_AFTER_CANCEL, Fault.SLOW);
    if (scenario.filter(it -> it.fault() == Fault.CANCEL_REFUSED).isPresent()) {
      Reply.send(ctx, no("R003", "취소할 수 없는 거래입니다."));
      return;
    }
    ReplyDelivery delivery = scenario.map(ReplyDelivery::of).orElse(ReplyDelivery.NORMAL);
    Reply.send(ctx, delivery.deliver(cancelled(call, found.get())));
  }

  private Reply.Body cancelled(Map<String, String> call, Charge charge) {
    if (charge.remaining() == 0) {
      return no("R001", "이미 취소된 거래입니다.");
    }
    String cancelTid = UUID.randomUUID().toString();
    Book.Cancel cancel =
        new Book.Cancel(cancelTid, won(call, "amount"), KOREAN.format(sandbox.time().instant()));
    if (sandbox
        .book()
        .cancel(TemplateEmulator.PG, charge.tid(), cancel, won(call, "remaining"))
        .isEmpty()) {
      return no("R002", "취소 가능 금액이 다릅니다.");
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("code", "0000");
    answer.put("cancel_tid", cancelTid);
    answer.put("cancelled_at", sandbox.time().instant().toString());
    return json(answer);
  }

  /** Reads and logs a call; empty when its signature is wrong. */
  private Map<String, String> read(Context ctx, String operation) {
    Map<String, String> call;
    try {
      call = new LinkedHashMap<>(Payments.JSON.readValue(ctx.bodyAsBytes(), FIELDS));
    } catch (JacksonException e) {
      return Map.of();
    }
    String signature = call.getOrDefault("signature", "");
    call.remove("signature");
    Map<String, String> masked = new LinkedHashMap<>(call);
    masked.computeIfPresent("token", (_, token) -> token.substring(0, token.length() / 4) + "***");
    sandbox
        .requests()
        .received(
            TemplateEmulator.PG,
            call.get("tid"),
            call.getOrDefault("order", ""),
            operation,
            masked);
    List<String> values = new ArrayList<>(call.values());
    return Signature.isRight(call.getOrDefault("mid", ""), values, signature) ? call : Map.of();
  }

  private Optional<Scenario> scenario(Map<String, String> about, Fault... relevant) {
    return sandbox
        .scenarios()
        .take(
            new PgCall(
                TemplateEmulator.PG,
                about.getOrDefault("mid", ""),
                about.getOrDefault("order", ""),
                about.getOrDefault("order", ""),
                about.get("shop_order"),
                won(about, "amount"),
                null),
            relevant);
  }

  private static long won(Map<String, String> fields, String name) {
    String digits = fields.getOrDefault(name, "");
    return digits.matches("[0-9]{1,12}") ? Long.parseLong(digits) : 0;
  }

  private static Map<String, Object> of(Charge charge) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("code", "0000");
    answer.put("mid", charge.mid());
    answer.put("order", charge.orderId());
    answer.put("tid", charge.tid());
    answer.put("amount", charge.amount());
    answer.put("cancelled_amount", charge.cancelledAmount());
    return answer;
  }

  /**
   * @param why the name of a fault or of a magic card
   */
  private static Optional<Reply.Body> declined(String why) {
    return switch (why) {
      case "DECLINE", "REFUSED" -> Optional.of(no("D001", "카드사에서 승인을 거절했습니다."));
      case "BAD_CARD", "WRONG_NUMBER" -> Optional.of(no("D002", "카드번호를 확인해 주세요."));
      case "EXPIRED" -> Optional.of(no("D003", "유효기간이 지난 카드입니다."));
      case "OVER_LIMIT" -> Optional.of(no("D004", "한도를 초과했습니다."));
      case "LOST_OR_STOLEN" -> Optional.of(no("D005", "분실 또는 도난된 카드입니다."));
      default -> Optional.empty();
    };
  }

  private static Reply.Body no(String code, String message) {
    return json(Map.of("code", code, "message", message));
  }

  private static Reply.Body json(Map<String, ?> answer) {
    return Reply.Body.json(answer);
  }
}
