package dev.naru.pg.inicis.emulator;

import dev.naru.sandbox.Book.Charge;
import dev.naru.sandbox.DemoChannel;
import dev.naru.sandbox.Emulator;
import dev.naru.sandbox.Stage;
import dev.naru.sandbox.TakesDeposits;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * KG INICIS, played (protocols/inicis.md §12): the windows of a PC and of a phone with every
 * method, the billing key windows, approval, charges by key and by card data, net cancel, deposits,
 * refund and inquiry.
 */
public final class InicisEmulator implements Emulator, TakesDeposits {

  private static final String INI_API = "/stginiapi.inicis.com";

  private final SecureRandom random = new SecureRandom();

  /** Made when the stage is there, which is before anything can be asked of it. */
  private @Nullable Deposits deposits;

  @Override
  public String pg() {
    return Notebook.PG;
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
  public void mount(RoutesConfig routes, Stage stage) {
    var notebook = new Notebook(stage.notes());
    var journal = new Journal(stage.requests());
    var tids = new Tids(stage);
    var cards = new CardMemory();
    var turns = new Turns();
    var books = new Turns();
    var pages = new Pages();
    var accounts = new Deposits(stage, notebook, tids, books);
    deposits = accounts;
    var approvals = new Approvals(stage, notebook, tids, cards, turns, accounts, random);
    var authenticator = new Authenticator(stage, notebook, tids, cards, approvals, random);
    var window = new BuyerWindow(stage, notebook, authenticator, new Turns(), pages, random);
    var netCancels = new NetCancels(stage, notebook, tids, turns, books);
    Assets.mount(routes);
    windows(routes, window, pages);
    calls(
        routes,
        new StdPayApi(notebook, approvals, netCancels, journal),
        new MobileApi(stage, notebook, approvals, netCancels, journal));
    var inquiries = new Inquiries(stage, notebook);
    // First: INIAPI's unknown paths are the last route.
    charges(routes, new IniApiCharges(new DirectCharges(stage, notebook, tids, random), journal));
    iniApi(routes, stage, new Refunds(stage, tids, books), inquiries, journal);
    for (String slip : new String[] {"mCmReceipt_head.jsp", "Cash_mCmReceipt.jsp"}) {
      routes.get(
          "/iniweb.inicis.com/DefaultWebApp/mall/cr/cm/" + slip,
          ctx ->
              pages.receipt(
                  ctx,
                  stage
                      .book()
                      .byTid(Notebook.PG, String.valueOf(ctx.queryParam("noTid")))
                      .map(charge -> ReceiptView.of(charge, slip.startsWith("Cash")))
                      .orElseGet(ReceiptView::missing)));
    }
    routes.post("/control/html5_inicis/deposit_cancels", ctx -> takeBack(ctx, stage, accounts));
  }

  @Override
  public void deposit(Stage stage, Charge waiting, long amount) {
    Objects.requireNonNull(deposits, "not mounted").comesIn(waiting.tid(), amount);
  }

  /**
   * {@code POST /control/html5_inicis/deposit_cancels} with {@code {order_id}}: the bank takes a
   * deposit out again ({@code 0400}, §8.1). The stage's control has no such call.
   */
  private static void takeBack(Context ctx, Stage stage, Deposits deposits) {
    String oid;
    try {
      oid = Notebook.JSON.readTree(ctx.body()).path("order_id").asString("");
    } catch (JacksonException e) {
      oid = "";
    }
    String order = oid;
    try {
      Charge charge =
          stage.book().all().stream()
              .filter(c -> c.pg().equals(Notebook.PG) && c.orderId().equals(order))
              .filter(c -> c.payMethod().equals(Method.VBANK.code()))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException("no deposit to take back"));
      deposits.takenBack(charge.tid());
      ctx.json(Map.of("tid", charge.tid()));
    } catch (IllegalArgumentException e) {
      ctx.status(HttpStatus.BAD_REQUEST).json(Map.of("error", String.valueOf(e.getMessage())));
    }
  }

  private static void windows(RoutesConfig routes, BuyerWindow window, Pages pages) {
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

  private static void openLite(Context ctx, BuyerWindow window, Pages pages, boolean old) {
    Charset charset = old ? LiteOrder.charset(ctx.bodyAsBytes()) : StandardCharsets.UTF_8;
    Map<String, String> f = Fields.of(ctx, charset);
    try {
      window.open(ctx, old ? LiteOrder.old(f, charset) : LiteOrder.current(f));
    } catch (Refusal e) {
      String returnUrl = f.getOrDefault(old ? "returnurl" : "returnUrl", "");
      Words words = Words.in("ko");
      if (WindowOptions.origin(returnUrl).isEmpty()) {
        pages.message(ctx, words.t("problem"), "[" + e.code() + "] " + e.text(), words);
        return;
      }
      String name = charset.equals(Fields.EUC_KR) ? "EUC-KR" : "UTF-8";
      pages.handover(ctx, new Handover(returnUrl, LiteAnswer.refused(old, f, e), name, "", words));
    }
  }

  private static void openPc(Context ctx, BuyerWindow window, Pages pages) {
    Map<String, String> f = Fields.of(ctx, StandardCharsets.UTF_8);
    String origin = String.valueOf(ctx.header("Origin"));
    try {
      window.open(ctx, StdPayOrder.of(f, origin, window.now()));
    } catch (Refusal e) {
      String returnUrl = f.getOrDefault("returnUrl", "");
      Words words = Words.in(f.getOrDefault("languageView", ""));
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

  private static void openMobile(Context ctx, BuyerWindow window, Pages pages) {
    Map<String, String> f = Fields.of(ctx, Fields.EUC_KR);
    try {
      window.open(ctx, MobileOrder.of(f, window.now()));
    } catch (Refusal e) {
      String next = f.getOrDefault("P_NEXT_URL", "");
      Words words = Words.in(f.getOrDefault("language", ""));
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
      RoutesConfig routes, Stage stage, Refunds refunds, Inquiries inquiries, Journal journal) {
    var v1 = new IniApiV1(stage, refunds, inquiries, journal);
    var v2 = new IniApiV2(stage, refunds, inquiries, journal);
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
