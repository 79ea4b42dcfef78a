package dev.naru.hub.v1.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Serves the OpenAPI document and a Swagger UI for it. Neither needs a token. */
@Controller
final class ApiDocumentController {

  private static final CacheControl CACHING = CacheControl.maxAge(Duration.ofHours(1));

  /**
   * The content security policy of Swagger UI, which sets styles in its elements and draws its
   * icons from data addresses.
   */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
          + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
          + "frame-ancestors 'none'";

  private static final Map<String, MediaType> UI_FILES =
      Map.of(
          "swagger-ui.css", new MediaType("text", "css", StandardCharsets.UTF_8),
          "swagger-ui-bundle.js", new MediaType("text", "javascript", StandardCharsets.UTF_8),
          "favicon-32x32.png", MediaType.IMAGE_PNG);

  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="ko">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>naru · V1 REST API</title>
      <link rel="icon" href="favicon-32x32.png">
      <link rel="stylesheet" href="swagger-ui.css">
      </head>
      <body>
      <main id="ui"></main>
      <noscript>이 화면에는 JavaScript가 필요합니다. 문서: <a href="/v3/api-docs">/v3/api-docs</a></noscript>
      <script src="swagger-ui-bundle.js"></script>
      <script src="start.js"></script>
      </body>
      </html>
      """;

  private static final String START =
      """
      SwaggerUIBundle({
        url: '/v3/api-docs', dom_id: '#ui', deepLinking: true, docExpansion: 'none',
        validatorUrl: null
      });
      """;

  private final String uiFolder = "META-INF/resources/webjars/swagger-ui/" + uiVersion() + "/";

  @GetMapping("/v3/api-docs")
  ResponseEntity<byte[]> document() {
    return answer(MediaType.APPLICATION_JSON).body(Document.JSON);
  }

  @GetMapping({"/swagger-ui", "/swagger-ui/"})
  ResponseEntity<Void> atTheDoor() {
    return ResponseEntity.status(HttpStatus.FOUND)
        .header("Location", "/swagger-ui/index.html")
        .build();
  }

  @GetMapping("/swagger-ui/index.html")
  ResponseEntity<String> page() {
    return answer(new MediaType("text", "html", StandardCharsets.UTF_8))
        .header("Content-Security-Policy", POLICY)
        .header("Referrer-Policy", "no-referrer")
        .body(PAGE);
  }

  @GetMapping("/swagger-ui/start.js")
  ResponseEntity<String> start() {
    return answer(new MediaType("text", "javascript", StandardCharsets.UTF_8)).body(START);
  }

  @GetMapping("/swagger-ui/{file}")
  ResponseEntity<Resource> file(@PathVariable String file) {
    MediaType type = UI_FILES.get(file);
    return type == null
        ? ResponseEntity.notFound().build()
        : answer(type).body(new ClassPathResource(uiFolder + file));
  }

  private static ResponseEntity.BodyBuilder answer(MediaType type) {
    return ResponseEntity.ok()
        .contentType(type)
        .cacheControl(CACHING)
        .header("X-Content-Type-Options", "nosniff");
  }

  /**
   * Holds the document, which is read at the first request for it, so that it doesn't delay the
   * hub's start.
   */
  private static final class Document {
    static final byte[] JSON = ApiDocument.asJson();
  }

  /** The version of Swagger UI, which is in the name of the folder of its files. */
  private static String uiVersion() {
    String source = "META-INF/maven/org.webjars/swagger-ui/pom.properties";
    try (InputStream in = new ClassPathResource(source).getInputStream()) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
