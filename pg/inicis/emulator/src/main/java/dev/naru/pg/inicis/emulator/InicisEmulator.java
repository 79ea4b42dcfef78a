package dev.naru.pg.inicis.emulator;

import dev.naru.sandbox.Emulator;
import dev.naru.sandbox.Stage;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Map;

/**
 * KG INICIS, played (protocols/inicis.md §12): the PC and the mobile window, approval, net cancel,
 * refund and inquiry for cards.
 */
public final class InicisEmulator implements Emulator {

  private final SecureRandom random = new SecureRandom();

  @Override
  public String pg() {
    return Notebook.PG;
  }

  @Override
  public void mount(RoutesConfig routes, Stage stage) {
    var notebook = new Notebook(stage.notes());
    var journal = new Journal(stage.requests());
    var tids = new Tids(stage);
    var cards = new CardMemory();
    var turns = new Turns();
    var pages = new Pages();
    var window = new BuyerWindow(stage, notebook, tids, cards, new Turns(), pages, random);
    var approvals = new Approvals(stage, notebook, tids, cards, turns, random);
    var netCancels = new NetCancels(stage, notebook, tids, turns);
    Assets.mount(routes);
    windows(routes, window, pages);
    calls(
        routes,
        new StdPayApi(notebook, approvals, netCancels, journal),
        new MobileApi(stage, notebook, approvals, netCancels, journal));
    iniApi(routes, stage, new Refunds(stage, tids), journal);
    routes.get(
        "/iniweb.inicis.com/DefaultWebApp/mall/cr/cm/mCmReceipt_head.jsp",
        ctx ->
            pages.receipt(
                ctx,
                stage
                    .book()
                    .byTid(Notebook.PG, String.valueOf(ctx.queryParam("noTid")))
                    .map(ReceiptView::of)
                    .orElseGet(ReceiptView::missing)));
  }

  private static void windows(RoutesConfig routes, BuyerWindow window, Pages pages) {
    routes.post(BuyerWindow.PC, ctx -> openPc(ctx, window, pages));
    routes.post("/stgmobile.inicis.com/smart/payment/", ctx -> openMobile(ctx, window, pages));
    for (String path : new String[] {BuyerWindow.PC, BuyerWindow.MOBILE}) {
      routes.get(path + "/{id}", window::showCard);
      routes.post(path + "/{id}/card", window::pickCard);
      routes.get(path + "/{id}/number", window::showNumber);
      routes.post(path + "/{id}/pay", window::pay);
      routes.get(path + "/{id}/pay", window::showNumber);
      routes.get(path + "/{id}/card", window::showCard);
      routes.post(path + "/{id}/leave", window::leave);
    }
  }

  private static void openPc(Context ctx, BuyerWindow window, Pages pages) {
    Map<String, String> f = Fields.of(ctx, StandardCharsets.UTF_8);
    String origin = String.valueOf(ctx.header("Origin"));
    try {
      window.open(ctx, StdPayOrder.of(f, origin));
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
      window.open(ctx, MobileOrder.of(f));
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

  private static void iniApi(RoutesConfig routes, Stage stage, Refunds refunds, Journal journal) {
    var v1 = new IniApiV1(stage, refunds, journal);
    var v2 = new IniApiV2(stage, refunds, journal);
    String host = "/stginiapi.inicis.com";
    routes.post(host + "/v2/pg/refund", v2::refund);
    routes.post(host + "/v2/pg/partialRefund", v2::partialRefund);
    routes.post(host + "/v2/pg/inquiry", v2::inquiry);
    routes.post(host + "/api/v1/refund", v1::refund);
    routes.post(host + "/api/v1/extra", v1::extra);
    routes.post(host + "/<path>", v1::unknown);
  }
}
