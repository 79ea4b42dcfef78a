package dev.naru.sandbox.kit;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import java.util.Map;

/**
 * Renders an emulator's JTE templates. Every page is sent with a content security policy that
 * allows only the sandbox's scripts and styles, and is never cached.
 */
public final class HtmlPages {

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " base-uri 'none'";

  private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);

  /**
   * Renders a template and sends it.
   *
   * @param formAction where forms may post: {@code 'self'}, {@code *} or {@code 'none'}
   * @param frameAncestors which pages may frame this one: {@code *} or {@code 'none'}
   */
  public void send(
      Context ctx,
      String template,
      Map<String, Object> model,
      String formAction,
      String frameAncestors) {
    var html = new StringOutput();
    engine.render(template, model, html);
    ctx.header(
        "Content-Security-Policy",
        POLICY + "; form-action " + formAction + "; frame-ancestors " + frameAncestors);
    ctx.header("X-Content-Type-Options", "nosniff");
    ctx.header("Referrer-Policy", "strict-origin-when-cross-origin");
    ctx.header("Cache-Control", "no-store");
    ctx.contentType("text/html;charset=UTF-8");
    ctx.result(html.toString());
  }
}
