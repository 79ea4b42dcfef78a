package dev.naru.pg.inicis.emulator;

import dev.naru.sandbox.Book.Charge;
import dev.naru.sandbox.DemoChannel;
import dev.naru.sandbox.Emulator;
import dev.naru.sandbox.Reply;
import dev.naru.sandbox.SandboxServices;
import dev.naru.sandbox.TakesDeposits;
import dev.naru.sandbox.kit.CardMemory;
import dev.naru.sandbox.kit.FormCodec;
import dev.naru.sandbox.kit.MaskedLog;
import dev.naru.sandbox.kit.PgRefusal;
import dev.naru.sandbox.kit.StaticFiles;
import dev.naru.sandbox.kit.StripedLock;
import dev.naru.sandbox.kit.Texts;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * KG INICIS, played (protocols/inicis.md §12): the windows of a PC and of a phone with every
 * method, the billing key windows, approval, charges by key and by card data, net cancel, deposits,
 * refund and inquiry.
 */
public final class InicisEmulator implements Emulator, TakesDeposits {

  private static final String INI_API = "/stginiapi.inicis.com";

  private static final Set<String> MASKED =
      Set.of(
          "authToken",
          "signature",
          "verification",
          "hashData",
          "P_CHKFAKE",
          "mKey",
          "billKey",
          "refundAcctNum",
          "refundAcctName",
          "cardNumber",
          "cardExpire",
          "regNo",
          "cardPw",
          "buyerName",
          "buyerTel",
          "buyerEmail");

  private static final String SCRIPTS = "/stgstdpay.inicis.com/stdjs/";
  private static final String STATIC = "/stgstdpay.inicis.com/pay/static/";

  private final SecureRandom random = new SecureRandom();

  /** Made when the sandbox is there, which is before anything can be asked of it. */
  private @Nullable Deposits deposits;

  @Override
  public String pg() {
    return Inicis.PG;
  }

  @Override
  public List<DemoChannel> demoChannels() {
    return List.of(
        demoChannel("INIpayTest", DemoChannel.Use.DEFAULT),
        demoChannel("INIBillTst", DemoChannel.Use.BILLING));
  }

  private static DemoChannel demoChannel(String mid, DemoChannel.Use use) {
    Merchant keys = Merchant.of(mid).orElseThrow();
    return new DemoChannel(
        mid,
        Map.of(
            "signKey", keys.signKey(),
            // No mobile key is published for the billing MID, and the setting must not be empty.
            "hashKey",
                keys.hashKey().isEmpty()
                    ? Merchant.of("INIpayTest").orElseThrow().hashKey()
                    : keys.hashKey(),
            "iniApiKey", keys.iniApiKey(),
            "iniApiIv", keys.iniApiIv(),
            "iniLiteKey", keys.iniLiteKey()),
        use);
  }

  @Override
  public void mount(RoutesConfig routes, SandboxServices sandbox) {
    var records = new InicisRecords(sandbox.records());
    var requests = new MaskedLog(sandbox.requests(), MASKED);
    var tids = new TidGenerator(sandbox);
    var cards = new CardMemory();
    var turns = new StripedLock();
    var books = new StripedLock();
    var pages = new InicisPages();
    var accounts = new Deposits(sandbox, records, tids, books);
    deposits = accounts;
    var approvals = new Approvals(sandbox, records, tids, cards, turns, accounts, random);
    var authenticator = new Authenticator(sandbox, records, tids, cards, approvals, random);
    var window = new BuyerWindow(sandbox, records, authenticator, new StripedLock(), pages, random);
    var netCancels = new NetCancels(sandbox, records, tids, turns, books);
    new StaticFiles(routes)
        .serve(SCRIPTS, getClass(), "INIStdPay.js", "INIStdPay_close.js", "INIStdPay_popup.js")
        .serve(STATIC, getClass(), "window.css", "window.js", "handover.js")
        .serveKit(STATIC);
    windows(routes, window, pages);
    calls(
        routes,
        new StdPayApi(records, approvals, netCancels, requests),
        new MobileApi(sandbox, records, approvals, netCancels, requests));
    var inquiries = new Inquiries(sandbox, records);
    // First: INIAPI's unknown paths are the last route.
    charges(routes, new IniApiCharges(new DirectCharges(sandbox, records, tids, random), requests));
    iniApi(routes, sandbox, new Refunds(sandbox, tids, books), inquiries, requests);
    for (String slip : new String[] {"mCmReceipt_head.jsp", "Cash_mCmReceipt.jsp"}) {
      routes.get(
          "/iniweb.inicis.com/DefaultWebApp/mall/cr/cm/" + slip,
          ctx ->
              pages.receipt(
                  ctx,
                  sandbox
                      .book()
                      .byTid(Inicis.PG, String.valueOf(ctx.queryParam("noTid")))
                      .map(charge -> ReceiptView.of(charge, slip.startsWith("Cash")))
                      .orElseGet(ReceiptView::missing)));
    }
    routes.post("/control/html5_inicis/deposit_cancels", ctx -> takeBack(ctx, sandbox, accounts));
  }

  @Override
  public void deposit(SandboxServices sandbox, Charge waiting, long amount) {
    Objects.requireNonNull(deposits, "not mounted").comesIn(waiting.tid(), amount);
  }

  /**
   * {@code POST /control/html5_inicis/deposit_cancels} with {@code {order_id}}: the bank takes a
   * deposit out again ({@code 0400}, §8.1). The sandbox's control has no such call.
   */
  private static void takeBack(Context ctx, SandboxServices sandbox, Deposits deposits) {
    String oid;
    try {
      oid = JsonMapper.shared().readTree(ctx.body()).path("order_id").asString("");
    } catch (JacksonException e) {
      oid = "";
    }
    String order = oid;
    try {
      Charge charge =
          sandbox.book().all().stream()
              .filter(c -> c.pg().equals(Inicis.PG) && c.orderId().equals(order))
              .filter(c -> c.payMethod().equals(Method.VBANK.code()))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException("no deposit to take back"));
      deposits.takenBack(charge.tid());
      ctx.json(Map.of("tid", charge.tid()));
    } catch (IllegalArgumentException e) {
      ctx.status(HttpStatus.BAD_REQUEST).json(Map.of("error", String.valueOf(e.getMessage())));
    }
  }

  private static void windows(RoutesConfig routes, BuyerWindow window, InicisPages pages) {
    routes.post(BuyerWindow.PC, ctx -> openPc(ctx, window, pages));
    routes.post("/stgmobile.inicis.com/smart/payment/", ctx -> openMobile(ctx, window, pages));
    routes.post(
        "/inilite.inicis.com/inibill/inibill_card.jsp", ctx -> openLite(ctx, window, pages, true));
    routes.post(
        "/inilitepay.inicis.com/pay/card/billing", ctx -> openLite(ctx, window, pages, false));
    for (String path :
        new String[] {
          BuyerWindow.PC, BuyerWindow.MOBILE, BuyerWindow.OLD_LITE, BuyerWindow.NEW_LITE
        }) {
      for (String page : new String[] {"", "/number", "/pay", "/card", "/form", "/code"}) {
        routes.get(path + "/{id}" + page, window::show);
      }
      routes.get(path + "/{id}/method", window::showMethods);
      routes.get(path + "/{id}/cards", window::showCards);
      routes.post(path + "/{id}/method", window::pickMethod);
      routes.post(path + "/{id}/card", window::pickCard);
      routes.post(path + "/{id}/pay", window::pay);
      routes.post(path + "/{id}/form", window::fillIn);
      routes.post(path + "/{id}/code", window::enterCode);
      routes.post(path + "/{id}/leave", window::leave);
    }
  }

  private static void openLite(Context ctx, BuyerWindow window, InicisPages pages, boolean old) {
    Charset charset = old ? LiteOrder.charset(ctx.bodyAsBytes()) : StandardCharsets.UTF_8;
    Map<String, String> f = FormCodec.read(ctx, charset);
    try {
      window.open(ctx, old ? LiteOrder.old(f, charset) : LiteOrder.current(f));
    } catch (PgRefusal e) {
      String returnUrl = f.getOrDefault(old ? "returnurl" : "returnUrl", "");
      Texts words = InicisTexts.in("ko");
      if (WindowOptions.origin(returnUrl).isEmpty()) {
        pages.message(ctx, words.t("problem"), "[" + e.code() + "] " + e.text(), words);
        return;
      }
      String name = charset.equals(Reply.EUC_KR) ? "EUC-KR" : "UTF-8";
      pages.handover(ctx, new Handover(returnUrl, LiteAnswer.refused(old, f, e), name, "", words));
    }
  }

  private static void openPc(Context ctx, BuyerWindow window, InicisPages pages) {
    Map<String, String> f = FormCodec.read(ctx, StandardCharsets.UTF_8);
    String origin = String.valueOf(ctx.header("Origin"));
    try {
      window.open(ctx, StdPayOrder.of(f, origin, window.now()));
    } catch (PgRefusal e) {
      String returnUrl = f.getOrDefault("returnUrl", "");
      Texts words = InicisTexts.in(f.getOrDefault("languageView", ""));
      if (WindowOptions.origin(returnUrl).isEmpty()) {
        pages.message(ctx, words.t("problem"), "[" + e.code() + "] " + e.text(), words);
        return;
      }
      boolean ownFrame =
          WindowOptions.list(f.getOrDefault("acceptmethod", "")).contains("poptargetself");
      var result =
          Handover.failed(
              e.code(),
              e.text(),
              f.getOrDefault("mid", ""),
              f.getOrDefault("oid", ""),
              f.getOrDefault("charset", "UTF-8"),
              f.getOrDefault("merchantData", ""));
      String opener = WindowOptions.origin(f.getOrDefault(StdPayOrder.OPENER, "")).orElse("");
      pages.handover(
          ctx,
          new Handover(
              returnUrl,
              result,
              f.getOrDefault("charset", "UTF-8"),
              ownFrame ? "" : opener,
              words));
    }
  }

  private static void openMobile(Context ctx, BuyerWindow window, InicisPages pages) {
    Map<String, String> f = FormCodec.read(ctx, Reply.EUC_KR);
    try {
      window.open(ctx, MobileOrder.of(f, window.now()));
    } catch (PgRefusal e) {
      String next = f.getOrDefault("P_NEXT_URL", "");
      Texts words = InicisTexts.in(f.getOrDefault("language", ""));
      String text = "[" + e.code() + "] " + e.text();
      if (WindowOptions.origin(next).isEmpty()) {
        pages.message(ctx, words.t("problem"), text, words);
        return;
      }
      var result =
          Map.of(
              "P_STATUS",
              "01",
              "P_RMESG1",
              text,
              "P_TID",
              "",
              "P_AMT",
              f.getOrDefault("P_AMT", ""),
              "P_NOTI",
              f.getOrDefault("P_NOTI", ""));
      boolean utf8 = f.getOrDefault("P_CHARSET", "").replace("-", "").equalsIgnoreCase("utf8");
      pages.handover(ctx, new Handover(next, result, utf8 ? "UTF-8" : "EUC-KR", "", words));
    }
  }

  private static void calls(RoutesConfig routes, StdPayApi pc, MobileApi mobile) {
    routes.post("/stgstdpay.inicis.com/api/payAuth", pc::approve);
    routes.post("/stgstdpay.inicis.com/api/netCancel", pc::netCancel);
    routes.post("/stgstdpay.inicis.com/api/checkAck", pc::checkAck);
    routes.post("/stgmobile.inicis.com/smart/payReq.ini", mobile::approve);
    routes.get("/stgmobile.inicis.com/smart/payReq.ini", mobile::approve);
    routes.post("/stgmobile.inicis.com/smart/payNetCancel.ini", mobile::netCancel);
    routes.get("/stgmobile.inicis.com/smart/payNetCancel.ini", mobile::netCancel);
  }

  private static void charges(RoutesConfig routes, IniApiCharges charges) {
    routes.post(INI_API + "/api/v1/formpay", charges::formpay);
    routes.post(INI_API + "/api/v1/billing", charges::billing);
  }

  private static void iniApi(
      RoutesConfig routes,
      SandboxServices sandbox,
      Refunds refunds,
      Inquiries inquiries,
      MaskedLog requests) {
    var v1 = new IniApiV1(sandbox, refunds, inquiries, requests);
    var v2 = new IniApiV2(sandbox, refunds, inquiries, requests);
    String host = INI_API;
    routes.post(host + "/v2/pg/refund", v2::refund);
    routes.post(host + "/v2/pg/partialRefund", v2::partialRefund);
    routes.post(host + "/v2/pg/refund/vacct", v2::accountRefund);
    routes.post(host + "/v2/pg/partialRefund/vacct", v2::partialAccountRefund);
    routes.post(host + "/v2/pg/inquiry", v2::inquiry);
    routes.post(host + "/api/v1/refund", v1::refund);
    routes.post(host + "/api/v1/extra", v1::extra);
    routes.post(host + "/<path>", v1::unknown);
  }
}
