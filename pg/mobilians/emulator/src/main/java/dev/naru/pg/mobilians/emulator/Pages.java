package dev.naru.pg.mobilians.emulator;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import java.util.Map;

/** Writes the buyer's pages, with headers that allow nothing but what they need. */
final class Pages {

  /** The window may stand in any page: a shop's, or an overlay of the SDK. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " base-uri 'none'; form-action %s; frame-ancestors *";

  private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);

  void step(Context ctx, View view) {
    page(ctx, "mobilians/" + view.template() + ".jte", Map.of("v", view), "'self'");
  }

  /** The result may go anywhere the merchant said, and on from there. */
  void handover(Context ctx, Trade done) {
    Order order = done.order();
    boolean failed = !"0000".equals(done.result().get("code"));
    String to = failed && !order.failUrl().isEmpty() ? order.failUrl() : order.okUrl();
    page(
        ctx,
        "mobilians/handover.jte",
        Map.of("w", Words.in(done.language()), "action", to, "fields", done.result()),
        "*");
  }

  void close(Context ctx, Trade left) {
    page(
        ctx,
        "mobilians/close.jte",
        Map.of(
            "w",
            Words.in(left.language()),
            "url",
            left.order().closeUrl(),
            "popup",
            left.order().callType().equals("P")),
        "'none'");
  }

  void missing(Context ctx) {
    page(ctx, "mobilians/missing.jte", Map.of("w", Words.in("ko")), "'none'");
  }

  private void page(Context ctx, String template, Map<String, Object> model, String formAction) {
    var html = new StringOutput();
    engine.render(template, model, html);
    ctx.header("Content-Security-Policy", POLICY.formatted(formAction));
    ctx.header("X-Content-Type-Options", "nosniff");
    ctx.header("Referrer-Policy", "strict-origin-when-cross-origin");
    ctx.header("Cache-Control", "no-store");
    ctx.contentType("text/html;charset=UTF-8");
    ctx.result(html.toString());
  }
}
