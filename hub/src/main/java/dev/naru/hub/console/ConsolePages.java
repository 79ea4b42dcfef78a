package dev.naru.hub.console;

import dev.naru.hub.user.OpenIdProvider;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.ResponseEntity.BodyBuilder;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Renders the console's templates. {@link AccessCheck} sets the headers. */
@Component
public class ConsolePages {

  private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);
  private final ConsoleAssets assets;

  /** The name of the OpenID service that users can sign in with; empty for none. */
  private final String openId;

  ConsolePages(ConsoleAssets assets, OpenIdProvider provider) {
    this.assets = assets;
    this.openId = provider.isSet() ? provider.name() : "";
  }

  /**
   * A page.
   *
   * @param template a path below {@code src/main/jte/console}, for example {@code channels/list}
   * @param model the template's parameters besides {@code visit} and {@code assets}
   */
  public ResponseEntity<byte[]> page(Visit visit, String template, Map<String, ?> model) {
    return page(HttpStatus.OK, visit, template, model);
  }

  /** The page of a form with errors, which shows what was typed. */
  public ResponseEntity<byte[]> wrong(Visit visit, String template, Map<String, ?> model) {
    return page(HttpStatus.UNPROCESSABLE_CONTENT, visit, template, model);
  }

  /**
   * A page that says why there is nothing to see.
   *
   * @param what names the texts: {@code trouble.<what>.*}
   */
  public ResponseEntity<byte[]> trouble(HttpStatus status, Visit visit, String what) {
    return page(status, visit, "trouble", Map.of("what", what));
  }

  /** The page for something that doesn't exist, or belongs to another merchant. */
  public ResponseEntity<byte[]> notFound(Visit visit) {
    return trouble(HttpStatus.NOT_FOUND, visit, "unknown");
  }

  /**
   * The value that a look-up found.
   *
   * @throws ResponseStatusException when it found none, also because the thing is another
   *     merchant's (G31); the answer is then the page of {@link #notFound}
   */
  public static <T> T there(Optional<T> found) {
    return found.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  ResponseEntity<byte[]> page(
      HttpStatusCode status, Visit visit, String template, Map<String, ?> model) {
    byte[] html = render(visit, template, model);
    BodyBuilder answer =
        ResponseEntity.status(status)
            .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
            .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    return visit.takesGzip()
        ? answer.header(HttpHeaders.CONTENT_ENCODING, "gzip").body(Compression.gzip(html))
        : answer.body(html);
  }

  /** Sends a page where no controller can return it. */
  static void write(HttpServletResponse response, ResponseEntity<byte[]> page) throws IOException {
    response.setStatus(page.getStatusCode().value());
    page.getHeaders().forEach((name, values) -> values.forEach(it -> response.setHeader(name, it)));
    byte[] body = page.getBody();
    if (body != null) {
      response.getOutputStream().write(body);
    }
  }

  private byte[] render(Visit visit, String template, Map<String, ?> model) {
    Map<String, Object> all = new HashMap<>(model);
    all.put("visit", visit);
    all.put("assets", assets);
    all.put("openId", openId);
    StringOutput html = new StringOutput();
    engine.render("console/" + template + ".jte", all, html);
    return html.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Redirects the browser to a page of the console, after a change. */
  public static ResponseEntity<byte[]> to(String path) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(path)).build();
  }

  /**
   * Redirects the browser to a page of the console that says what was done.
   *
   * @param said the key of a text, such as {@code channels.said-added}
   */
  public static ResponseEntity<byte[]> to(String path, String said) {
    return to(path + "?said=" + said);
  }
}
