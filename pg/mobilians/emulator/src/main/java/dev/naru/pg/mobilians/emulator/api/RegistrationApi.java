package dev.naru.pg.mobilians.emulator.api;

import dev.naru.pg.mobilians.emulator.payment.MobiliansRecords;
import dev.naru.pg.mobilians.emulator.payment.Trade;
import dev.naru.pg.mobilians.emulator.wire.CashCode;
import dev.naru.pg.mobilians.emulator.wire.JsonBody;
import dev.naru.pg.mobilians.emulator.wire.Merchant;
import dev.naru.pg.mobilians.emulator.wire.Mobilians;
import dev.naru.pg.mobilians.emulator.wire.NumberGenerator;
import dev.naru.pg.mobilians.emulator.wire.PayOptions;
import dev.naru.pg.mobilians.emulator.wire.PhoneCodes;
import dev.naru.pg.mobilians.emulator.wire.Refusals;
import dev.naru.pg.mobilians.emulator.wire.RegisteredOrder;
import dev.naru.pg.mobilians.emulator.wire.TestMerchants;
import dev.naru.sandbox.KoreanTime;
import dev.naru.sandbox.PgHost;
import dev.naru.sandbox.Reply;
import dev.naru.sandbox.SandboxServices;
import dev.naru.sandbox.kit.MaskedLog;
import dev.naru.sandbox.kit.MerchantUrl;
import dev.naru.sandbox.kit.PgRefusal;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code POST /MUP/api/registration} (protocols/mobilians.md §2.3, §2.4). */
public final class RegistrationApi {

  private static final Duration LINK = Duration.ofMinutes(10);
  private static final String THIRTY_DAYS = "99999999999999";
  private static final int SITE_URL_BYTES = 20;

  private final SandboxServices sandbox;
  private final MobiliansRecords records;
  private final NumberGenerator numbers;
  private final MaskedLog requests;

  public RegistrationApi(
      SandboxServices sandbox,
      MobiliansRecords records,
      NumberGenerator numbers,
      MaskedLog requests) {
    this.sandbox = sandbox;
    this.records = records;
    this.numbers = numbers;
    this.requests = requests;
  }

  public void mount(RoutesConfig routes) {
    routes.post(Mobilians.MUP + "/api/registration", this::register);
  }

  private void register(Context ctx) {
    var answer = new LinkedHashMap<String, String>();
    try {
      JsonBody body = JsonBody.of(ctx.bodyAsBytes());
      Trade trade = trade(body);
      records.put(trade);
      warnOfSiteUrl(trade.order(), body);
      PgHost host = PgHost.of(ctx, sandbox.publicBase());
      String base = host.base(host.name().isEmpty() ? Mobilians.HOST : host.name()) + "/MUP/api/";
      answer.put("code", "0000");
      answer.put("message", "정상 처리되었습니다.");
      answer.put("sid", trade.order().sid());
      answer.put("tid", trade.tid());
      answer.put("pay_url", base + "payment.mcash?tid=" + trade.tid());
      answer.put("qrcode_url", base + "qr-code?tid=" + trade.tid());
      answer.put("hmac", trade.order().hmac());
      answer.put("time_stamp", trade.order().timeStamp());
    } catch (PgRefusal e) {
      answer.put("code", e.code());
      answer.put("message", e.text());
    }
    Reply.send(ctx, Reply.Body.json(answer));
  }

  /**
   * Warns of a {@code site_url} of more than 20 bytes, which is all that the document allows. A
   * deployed shop sends 28 and is paid; no source says what is right.
   */
  private void warnOfSiteUrl(RegisteredOrder order, JsonBody body) {
    int bytes = order.siteUrl().getBytes(Reply.EUC_KR).length;
    if (bytes > SITE_URL_BYTES) {
      Map<String, String> fields = body.texts();
      fields.put("warning", "site_url has %d bytes; the document allows 20".formatted(bytes));
      requests.received(order.merchant().pg(), "", order.tradeId(), "registration", fields);
    }
  }

  private Trade trade(JsonBody body) {
    Instant now = sandbox.time().instant();
    String stamp = body.optional("time_stamp", 14);
    RegisteredOrder order = order(body, stamp.isEmpty() ? KoreanTime.stamp(now) : stamp);
    return Trade.registered(numbers.tid(), order, expiry(order.timeStamp(), now).toEpochMilli());
  }

  private static Instant expiry(String stamp, Instant now) {
    if (stamp.equals(THIRTY_DAYS)) {
      return now.plus(Duration.ofDays(30));
    }
    try {
      return KoreanTime.instant(stamp).plus(LINK);
    } catch (DateTimeException e) {
      throw Refusals.parameter("time_stamp", "yyyyMMddHHmmss 형식이 아닙니다.");
    }
  }

  private RegisteredOrder order(JsonBody body, String stamp) {
    String sid = body.required("sid", 12);
    Merchant merchant =
        TestMerchants.of(sid).orElseThrow(() -> Refusals.parameter("sid", "등록되지 않은 서비스 아이디입니다."));
    CashCode cash =
        CashCode.of(body.required("cash_code", 2))
            .orElseThrow(() -> Refusals.parameter("cash_code", "지원하지 않는 결제수단입니다."));
    if (!merchant.methods().contains(cash)) {
      throw PhoneCodes.refusal("0071");
    }
    String callType = flag(body, "call_type", "P", "P", "S", "I");
    String tradeId = body.required("trade_id", 40);
    if (tradeId.length() < 4) {
      throw Refusals.parameter("trade_id", "4자 이상이어야 합니다.");
    }
    String mstr = body.optional("mstr", 2000);
    if (mstr.contains("&") || mstr.contains("%")) {
      throw Refusals.parameter("mstr", "& 와 % 는 쓸 수 없습니다.");
    }
    Map<String, String> options = PayOptions.read(body, cash, sandbox.time().instant());
    var order =
        new RegisteredOrder(
            sid,
            cash,
            body.required("product_name", 50),
            tradeId,
            body.required("site_url", 128),
            url(body.required("ok_url", 128), "ok_url"),
            body.object("amount").won("total"),
            body.has("deposit") ? body.won("deposit") : 0,
            callType,
            flag(body, "hybrid_pay", "N", "Y", "N").equals("Y"),
            url(
                cash == CashCode.VA
                    ? body.required("noti_url", 128)
                    : body.optional("noti_url", 128),
                "noti_url"),
            url(
                callType.equals("P")
                    ? body.optional("close_url", 128)
                    : body.required("close_url", 128),
                "close_url"),
            url(body.optional("fail_url", 128), "fail_url"),
            body.optional("user_id", 50),
            body.optional("user_name", 50),
            body.optional("user_email", 30),
            body.optional("seller_name", 50),
            stamp,
            mstr,
            flag(body, "only_once", "N", "Y", "N").equals("Y"),
            css(body.optional("css_type", 7)),
            flag(body, "cp_logo", "N", "Y", "N").equals("Y"),
            body.object("hidden_options").texts(),
            options);
    amount(order, merchant);
    return order;
  }

  /**
   * Checks the amount: only a key may be registered without a charge, and {@code mobilians_v2}
   * requires at least 100 won (§4.1).
   */
  private static void amount(RegisteredOrder order, Merchant merchant) {
    if (order.amount() == 0 && !order.issuesKey()) {
      throw Refusals.parameter("amount.total", "0보다 커야 합니다.");
    }
    boolean tiny = order.amount() > 0 && order.amount() < 100;
    if (tiny && merchant.pg().equals(Mobilians.PG_V2)) {
      throw new PgRefusal("6101", "100원 미만 결제는 불가능");
    }
  }

  private static String flag(JsonBody body, String name, String otherwise, String... known) {
    String value = body.optional(name, 4);
    if (value.isEmpty()) {
      return otherwise;
    }
    for (String one : known) {
      if (one.equals(value)) {
        return value;
      }
    }
    throw Refusals.parameter(name, "값이 올바르지 않습니다.");
  }

  private static String css(String colour) {
    if (!colour.isEmpty() && !colour.matches("#[0-9a-fA-F]{6}")) {
      throw Refusals.parameter("css_type", "#RRGGBB 형식이 아닙니다.");
    }
    return colour;
  }

  private static String url(String text, String name) {
    if (text.isEmpty()) {
      return text;
    }
    if (MerchantUrl.of(text).isPresent()) {
      return text;
    }
    throw Refusals.parameter(name, "URL 형식이 아닙니다.");
  }
}
