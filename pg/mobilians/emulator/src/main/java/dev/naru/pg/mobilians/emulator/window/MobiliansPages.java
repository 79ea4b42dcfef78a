package dev.naru.pg.mobilians.emulator.window;

import dev.naru.pg.mobilians.emulator.payment.Trade;
import dev.naru.pg.mobilians.emulator.wire.RegisteredOrder;
import dev.naru.sandbox.kit.HtmlPages;
import io.javalin.http.Context;
import java.util.Map;

/** Sends the window's pages. Any page may frame them: a shop's, or the SDK's overlay. */
final class MobiliansPages {

  private final HtmlPages pages = new HtmlPages();

  void step(Context ctx, WindowView view) {
    send(ctx, view.template(), Map.of("v", view), "'self'");
  }

  /** Posts the result to {@code ok_url}, or a failure to {@code fail_url} if there is one. */
  void handover(Context ctx, Trade done) {
    RegisteredOrder order = done.order();
    boolean failed = !"0000".equals(done.result().get("code"));
    String to = failed && !order.failUrl().isEmpty() ? order.failUrl() : order.okUrl();
    Map<String, Object> model =
        Map.of("w", MobiliansTexts.in(done.language()), "action", to, "fields", done.result());
    send(ctx, "handover", model, "*");
  }

  /** Ends a window that the buyer has left. */
  void close(Context ctx, Trade left) {
    RegisteredOrder order = left.order();
    Map<String, Object> model =
        Map.of(
            "w",
            MobiliansTexts.in(left.language()),
            "url",
            order.closeUrl(),
            "popup",
            order.callType().equals("P"));
    send(ctx, "close", model, "'none'");
  }

  void missing(Context ctx) {
    send(ctx, "missing", Map.of("w", MobiliansTexts.in("ko")), "'none'");
  }

  private void send(Context ctx, String page, Map<String, Object> model, String formAction) {
    pages.send(ctx, "mobilians/" + page + ".jte", model, formAction, "*");
  }
}
