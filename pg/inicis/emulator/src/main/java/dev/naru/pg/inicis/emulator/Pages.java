package dev.naru.pg.inicis.emulator;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import java.util.Map;

/** Writes the buyer's pages, with headers that allow nothing but what they need. */
final class Pages {

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " base-uri 'none'; form-action %s; frame-ancestors %s";

  private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);

  void methods(Context ctx, WindowView view) {
    page(ctx, "inicis/methods.jte", Map.of("v", view), "'self'", view.alone());
  }

  void card(Context ctx, WindowView view) {
    page(ctx, "inicis/card.jte", Map.of("v", view), "'self'", view.alone());
  }

  void number(Context ctx, WindowView view) {
    page(ctx, "inicis/number.jte", Map.of("v", view), "'self'", view.alone());
  }

  void form(Context ctx, WindowView view, FormView form) {
    page(ctx, "inicis/form.jte", Map.of("v", view, "f", form), "'self'", view.alone());
  }

  /** The result may go anywhere the merchant said, and on from there. */
  void handover(Context ctx, Handover handover) {
    page(ctx, "inicis/handover.jte", Map.of("h", handover), "*", false);
  }

  void close(Context ctx, String closeUrl, Words words) {
    page(ctx, "inicis/close.jte", Map.of("url", closeUrl, "w", words), "'none'", false);
  }

  void message(Context ctx, String title, String text, Words words) {
    page(
        ctx,
        "inicis/message.jte",
        Map.of("title", title, "text", text, "w", words),
        "'none'",
        false);
  }

  void receipt(Context ctx, ReceiptView view) {
    page(ctx, "inicis/receipt.jte", Map.of("v", view), "'none'", true);
  }

  /** A PC window stands in any shop's page, however deep; a phone's page in none. */
  private void page(
      Context ctx, String template, Map<String, Object> model, String formAction, boolean alone) {
    var html = new StringOutput();
    engine.render(template, model, html);
    ctx.header("Content-Security-Policy", POLICY.formatted(formAction, alone ? "'none'" : "*"));
    ctx.header("X-Content-Type-Options", "nosniff");
    ctx.header("Referrer-Policy", "strict-origin-when-cross-origin");
    ctx.header("Cache-Control", "no-store");
    ctx.contentType("text/html;charset=UTF-8");
    ctx.result(html.toString());
  }
}
