package dev.naru.hub.v1.wire;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a request's body as JSON or as a form. It relies on the body more than on the declared
 * content type, which many callers get wrong (spec/rest-api.md §1.3), and it limits size and depth
 * (G38).
 */
final class BodyReader {

  static final int MAX_BYTES = 1 << 20;

  /**
   * How many bytes of a larger body are still read, because many clients read no response before
   * they have sent everything.
   */
  private static final int MAX_DRAINED_BYTES = 16 << 20;

  private static final int MAX_DEPTH = 32;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  // A key that stands twice could mean one thing to the hub and another to a proxy
                  // that checked the body.
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(MAX_BYTES)
                          .build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private BodyReader() {}

  /**
   * Reads the body; without one, the result is empty.
   *
   * @throws ApiException 413 when it is larger than 1 MiB; 415 when it is multipart; 400 when it
   *     isn't UTF-8, isn't a JSON object, has a key twice, or is nested deeper than 32 levels
   */
  static ObjectNode read(HttpServletRequest request) throws IOException {
    if (request.getContentLengthLong() == 0
        || (request.getContentLengthLong() < 0
            && request.getHeader("Transfer-Encoding") == null
            && request.getProtocol().startsWith("HTTP/1"))) {
      return JsonNodeFactory.instance.objectNode();
    }
    String contentType = mediaType(request.getContentType());
    if (contentType.startsWith("multipart/")) {
      throw new ApiException(ApiResponse.error(415, ApiTexts.ofStatus(415)));
    }
    String body = FormReader.utf8(bytes(request));
    body = body.startsWith("\uFEFF") ? body.substring(1) : body;
    if (body.isBlank()) {
      return JsonNodeFactory.instance.objectNode();
    }
    if (contentType.equals("application/json") || contentType.endsWith("+json")) {
      return json(body);
    }
    // `curl -d '{...}'` declares its JSON to be a form.
    return body.stripLeading().startsWith("{") ? json(body) : FormReader.read(body);
  }

  private static ObjectNode json(String body) {
    try {
      JsonNode root = JSON.readTree(body);
      if (root instanceof ObjectNode object) {
        return object;
      }
      if (root.isNull() || (root.isArray() && root.isEmpty())) {
        return JsonNodeFactory.instance.objectNode(); // PHP writes an empty object as []
      }
    } catch (JacksonException | NumberFormatException e) {
      // A number whose exponent no BigDecimal can hold is refused like other bad JSON. The cause is
      // left out: a parser's message may quote the body, and the body may hold secrets.
    }
    throw new ApiException(ApiResponse.badRequest(ApiTexts.BAD_JSON));
  }

  /**
   * The body's bytes.
   *
   * @throws ApiException 413 when they are more than 1 MiB
   */
  static byte[] bytes(HttpServletRequest request) throws IOException {
    InputStream in = request.getInputStream();
    boolean large = request.getContentLengthLong() > MAX_BYTES;
    if (!large) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length <= MAX_BYTES) {
        return bytes;
      }
    }
    if (request.getContentLengthLong() <= MAX_DRAINED_BYTES) {
      drain(in);
    }
    throw new ApiException(ApiResponse.error(413, ApiTexts.TOO_LARGE));
  }

  private static void drain(InputStream in) throws IOException {
    byte[] scrap = new byte[8192];
    int drained = 0;
    for (int n = 0; n >= 0 && drained < MAX_DRAINED_BYTES; drained += n) {
      n = in.read(scrap);
    }
  }

  private static String mediaType(@Nullable String contentType) {
    if (contentType == null) {
      return "";
    }
    int semicolon = contentType.indexOf(';');
    String type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
    return type.strip().toLowerCase(Locale.ROOT);
  }
}
