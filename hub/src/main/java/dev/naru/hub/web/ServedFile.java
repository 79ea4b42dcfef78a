package dev.naru.hub.web;

import dev.naru.hub.vault.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.ServletWebRequest;

/**
 * A file of the class path, or several files joined. It is served with an entity tag, and to pages
 * of any origin.
 */
public final class ServedFile {

  /** The style sheet's tokens, to be joined in front of a style sheet that uses them. */
  public static final String TOKENS = "dev/naru/hub/web/tokens.css";

  private final byte[] content;
  private final MediaType type;
  private final CacheControl caching;
  private final String digest;

  /** Reads the file of this name from the class path. */
  public ServedFile(String resource, String type, CacheControl caching) {
    this(load(resource), type, caching);
  }

  private ServedFile(byte[] content, String type, CacheControl caching) {
    this.content = content;
    this.type = MediaType.parseMediaType(type);
    this.caching = caching;
    this.digest = digestOf(content);
  }

  /**
   * Joins the resources in their order, with {@code before} in front of them and {@code after}
   * behind.
   */
  public static ServedFile joined(
      String before, List<String> resources, String after, String type, CacheControl caching) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(before.getBytes(StandardCharsets.UTF_8));
    resources.forEach(resource -> all.writeBytes(load(resource)));
    all.writeBytes(after.getBytes(StandardCharsets.UTF_8));
    return new ServedFile(all.toByteArray(), type, caching);
  }

  /** A text that changes with the file's content. */
  public String version() {
    return digest.substring(0, 12);
  }

  /**
   * The file as a response's body; null when the browser has it already, so that the response is a
   * 304.
   */
  public @Nullable ResponseEntity<byte[]> answer(ServletWebRequest request) {
    String tag = '"' + digest + '"';
    if (request.checkNotModified(tag)) {
      return null;
    }
    return ResponseEntity.ok()
        .contentType(type)
        .cacheControl(caching)
        .eTag(tag)
        .header("Access-Control-Allow-Origin", "*")
        .header("Cross-Origin-Resource-Policy", "cross-origin")
        .header("X-Content-Type-Options", "nosniff")
        .body(content);
  }

  private static byte[] load(String resource) {
    try (InputStream in = ServedFile.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("not on the class path: " + resource);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digestOf(byte[] content) {
    return HexFormat.of().formatHex(Sha256.of(content), 0, 16);
  }
}
