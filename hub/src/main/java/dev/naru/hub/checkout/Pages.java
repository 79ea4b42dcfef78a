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

/** Renders the precompiled templates, with the headers that every page of the buyer's side has. */
@Component
class Pages {

  private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);
  private final CheckoutAssets assets;

  Pages(CheckoutAssets assets) {
    this.assets = assets;
  }

  /**
   * @param template below {@code src/main/jte}, for example {@code checkout/window}
   * @param model the template's parameters beside {@code nonce}, {@code texts} and the assets
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
        // The token is in the path: other sites learn the origin, which a PG may want to see.
        .header("Referrer-Policy", "strict-origin")
        .header("X-Content-Type-Options", "nosniff")
        .header("Cross-Origin-Resource-Policy", "cross-origin")
        .body(html.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Says that an address is nobody's. */
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
