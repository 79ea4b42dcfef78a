package dev.naru.pg.inicis.emulator.window;

import dev.naru.pg.inicis.emulator.wire.WindowOptions;
import dev.naru.sandbox.Reply;
import dev.naru.sandbox.kit.FormCodec;
import dev.naru.sandbox.kit.PgRefusal;
import dev.naru.sandbox.kit.Texts;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Opens the windows: reads the merchant's form and leads the browser to the first page. A refused
 * form goes back to the merchant's return address; without a usable address the buyer reads the
 * refusal on a page.
 */
public final class WindowOpening {

  private final BuyerWindow window;
  private final InicisPages pages;

  public WindowOpening(BuyerWindow window, InicisPages pages) {
    this.window = window;
    this.pages = pages;
  }

  /** Adds the addresses that merchants' forms are posted to. */
  public void mount(RoutesConfig routes) {
    routes.post(BuyerWindow.PC, this::openPc);
    routes.post("/stgmobile.inicis.com/smart/payment/", this::openMobile);
    routes.post("/inilite.inicis.com/inibill/inibill_card.jsp", ctx -> openLite(ctx, true));
    routes.post("/inilitepay.inicis.com/pay/card/billing", ctx -> openLite(ctx, false));
  }

  private void openPc(Context ctx) {
    Map<String, String> f = FormCodec.read(ctx, StandardCharsets.UTF_8);
    String origin = String.valueOf(ctx.header("Origin"));
    try {
      window.open(ctx, StdPayOrder.of(f, origin, window.now()));
    } catch (PgRefusal e) {
      String returnUrl = f.getOrDefault("returnUrl", "");
      Texts texts = InicisTexts.in(f.getOrDefault("languageView", ""));
      if (WindowOptions.origin(returnUrl).isEmpty()) {
        pages.message(ctx, texts.t("problem"), "[" + e.code() + "] " + e.text(), texts);
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
              texts));
    }
  }

  private void openMobile(Context ctx) {
    Map<String, String> f = FormCodec.read(ctx, Reply.EUC_KR);
    try {
      window.open(ctx, MobileOrder.of(f, window.now()));
    } catch (PgRefusal e) {
      String next = f.getOrDefault("P_NEXT_URL", "");
      Texts texts = InicisTexts.in(f.getOrDefault("language", ""));
      String text = "[" + e.code() + "] " + e.text();
      if (WindowOptions.origin(next).isEmpty()) {
        pages.message(ctx, texts.t("problem"), text, texts);
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
      pages.handover(ctx, new Handover(next, result, utf8 ? "UTF-8" : "EUC-KR", "", texts));
    }
  }

  private void openLite(Context ctx, boolean old) {
    Charset charset = old ? LiteOrder.charset(ctx.bodyAsBytes()) : StandardCharsets.UTF_8;
    Map<String, String> f = FormCodec.read(ctx, charset);
    try {
      window.open(ctx, old ? LiteOrder.old(f, charset) : LiteOrder.current(f));
    } catch (PgRefusal e) {
      String returnUrl = f.getOrDefault(old ? "returnurl" : "returnUrl", "");
      Texts texts = InicisTexts.in("ko");
      if (WindowOptions.origin(returnUrl).isEmpty()) {
        pages.message(ctx, texts.t("problem"), "[" + e.code() + "] " + e.text(), texts);
        return;
      }
      String name = charset.equals(Reply.EUC_KR) ? "EUC-KR" : "UTF-8";
      pages.handover(ctx, new Handover(returnUrl, LiteAnswer.refused(old, f, e), name, "", texts));
    }
  }
}
