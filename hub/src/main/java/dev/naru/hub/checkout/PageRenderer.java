package dev.naru.hub.checkout;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Renders precompiled templates and adds the headers that every page for buyers has. */
@Component
class PageRenderer {

  private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);
  private final CheckoutAssets assets;

  PageRenderer(CheckoutAssets assets) {
    this.assets = assets;
  }

  /**
   * A rendered page.
   *
   * @param template a path below {@code src/main/jte}, for example {@code checkout/window}
   * @param contentSecurity the value of {@code Content-Security-Policy}
   * @param model the template's parameters besides {@code nonce}, {@code texts} and the assets
   */
  ResponseEntity<byte[]> page(
      HttpStatus status,
      String template,
      Texts texts,
      String nonce,
      String contentSecurity,
      Map<String, ?> model) {
    Map<String, Object> all = new HashMap<>(model);
    all.put("nonce", nonce);
    all.put("texts", texts);
    all.put("script", assets.scriptAddress());
    all.put("style", assets.styleAddress());
    StringOutput html = new StringOutput();
    engine.render(template + ".jte", all, html);
    return ResponseEntity.status(status)
        .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
        .cacheControl(CacheControl.noStore())
        .header("Content-Security-Policy", contentSecurity)
        // The path holds the token, so other sites see the origin only; a PG may check that.
        .header("Referrer-Policy", "strict-origin")
        .header("X-Content-Type-Options", "nosniff")
        .header("Cross-Origin-Resource-Policy", "cross-origin")
        .body(html.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The page for an address that belongs to no checkout. */
  ResponseEntity<byte[]> unknown() {
    String nonce = ContentSecurity.nonce();
    Texts texts = new Texts("ko");
    return page(
        HttpStatus.NOT_FOUND,
        "checkout/notice",
        texts,
        nonce,
        ContentSecurity.own(nonce, "'none'"),
        Map.of("title", texts.get("unknown.title"), "text", texts.get("unknown.text")));
  }
}
