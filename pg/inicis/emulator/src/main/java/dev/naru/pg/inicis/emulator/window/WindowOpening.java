package dev.naru.pg.inicis.emulator.window;

import dev.naru.pg.inicis.emulator.wire.Hosts;
import dev.naru.pg.inicis.emulator.wire.Inicis;
import dev.naru.pg.inicis.emulator.wire.WindowOptions;
import dev.naru.pg.inicis.emulator.wire.WindowOrder;
import dev.naru.sandbox.PgHost;
import dev.naru.sandbox.Reply;
import dev.naru.sandbox.SandboxServices;
import dev.naru.sandbox.kit.FormCodec;
import dev.naru.sandbox.kit.MaskedLog;
import dev.naru.sandbox.kit.PageTexts;
import dev.naru.sandbox.kit.PgRefusal;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Opens the windows: reads the merchant's form and leads the browser to the first page. A refused
 * form goes back to the merchant's return address; without a usable address the buyer reads the
 * refusal on a page.
 */
public final class WindowOpening {

  /** A phone's older entries, whose path names the method (protocols/inicis.md §1.1). */
  private static final Map<String, String> METHODS_BY_PATH =
      Map.of(
          "wcard", "CARD",
          "bank", "BANK",
          "vbank", "VBANK",
          "mobile", "MOBILE",
          "culture", "CULTURE",
          "hpmn", "HPMN",
          "dgcl", "DGCL",
          "bcsh", "BCSH");

  private final SandboxServices sandbox;
  private final BuyerWindow window;
  private final InicisPages pages;
  private final MaskedLog requests;

  public WindowOpening(
      SandboxServices sandbox, BuyerWindow window, InicisPages pages, MaskedLog requests) {
    this.sandbox = sandbox;
    this.requests = requests;
    this.window = window;
    this.pages = pages;
  }

  /** Adds the addresses that merchants' forms are posted to. */
  public void mount(RoutesConfig routes) {
    routes.post(BuyerWindow.PC, this::openPc);
    for (String slash : new String[] {"", "/"}) {
      routes.post("/" + Hosts.MOBILE + "/smart/payment" + slash, ctx -> openMobile(ctx, ""));
      METHODS_BY_PATH.forEach((name, method) ->
          routes.post(
              "/" + Hosts.MOBILE + "/smart/" + name + slash, ctx -> openMobile(ctx, method)));
    }
    routes.post("/inilite.inicis.com/inibill/inibill_card.jsp", ctx -> openLite(ctx, true));
    routes.get("/inilite.inicis.com/inibill/inibill_card.jsp", ctx -> openLite(ctx, true));
    routes.post("/inilitepay.inicis.com/pay/card/billing", ctx -> openLite(ctx, false));
  }

  private void openPc(Context ctx) {
    Map<String, String> f = FormCodec.read(ctx, StandardCharsets.UTF_8);
    String origin = String.valueOf(ctx.header("Origin"));
    try {
      WindowOrder order = StdPayOrder.of(f, host(ctx), origin, window.now());
      refusePaid(order);
      window.open(ctx, order);
    } catch (PgRefusal e) {
      String returnUrl = f.getOrDefault("returnUrl", "");
      PageTexts texts = InicisTexts.in(f.getOrDefault("languageView", ""));
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

  /**
   * Refuses an order that is paid already (protocols/inicis.md §3.13; the V code for it is
   * inferred).
   */
  private void refusePaid(WindowOrder order) {
    boolean paid =
        sandbox
            .book()
            .byOrder(Inicis.PG, order.mid(), order.oid())
            .filter(line -> line.status().equals("paid") && line.remaining() > 0)
            .isPresent();
    if (paid) {
      throw new PgRefusal("V024", "이미 결제된 주문번호입니다. [oid]");
    }
  }

  private PgHost host(Context ctx) {
    return PgHost.of(ctx, sandbox.publicBase());
  }

  /**
   * Opens a phone's window.
   *
   * @param method what the path names; empty when {@code P_INI_PAYMENT} does
   */
  private void openMobile(Context ctx, String method) {
    Map<String, String> f = FormCodec.read(ctx, Reply.EUC_KR);
    if (!method.isEmpty()) {
      f.put("P_INI_PAYMENT", method);
    }
    try {
      window.open(ctx, MobileOrder.of(f, host(ctx), window.now()));
    } catch (PgRefusal e) {
      String next = f.getOrDefault("P_NEXT_URL", "");
      PageTexts texts = InicisTexts.in(f.getOrDefault("language", ""));
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

  /**
   * Warns of a form of an old kind. Some public shops send such forms; no source says whether the
   * real window accepts them.
   */
  private void warnOfOldForm(Context ctx, Map<String, String> f, WindowOrder order) {
    boolean byGet = ctx.method().equals(HandlerType.GET);
    if (!byGet && !f.getOrDefault("authtype", "").isEmpty()) {
      return;
    }
    var logged = new LinkedHashMap<>(f);
    logged.put(
        "warning",
        byGet ? "by GET; the document says POST" : "no authtype; the document demands D");
    requests.received(Inicis.PG, "", order.oid(), "window", logged);
  }

  private void openLite(Context ctx, boolean old) {
    Charset charset = old ? LiteOrder.charset(ctx.bodyAsBytes()) : StandardCharsets.UTF_8;
    Map<String, String> f = FormCodec.read(ctx, charset);
    try {
      WindowOrder order = old ? LiteOrder.old(f, charset) : LiteOrder.current(f);
      if (old) {
        warnOfOldForm(ctx, f, order);
      }
      window.open(ctx, order);
    } catch (PgRefusal e) {
      String returnUrl = f.getOrDefault(old ? "returnurl" : "returnUrl", "");
      PageTexts texts = InicisTexts.in("ko");
      if (WindowOptions.origin(returnUrl).isEmpty()) {
        pages.message(ctx, texts.t("problem"), "[" + e.code() + "] " + e.text(), texts);
        return;
      }
      String name = charset.equals(Reply.EUC_KR) ? "EUC-KR" : "UTF-8";
      pages.handover(ctx, new Handover(returnUrl, LiteAnswer.refused(old, f, e), name, "", texts));
    }
  }
}
