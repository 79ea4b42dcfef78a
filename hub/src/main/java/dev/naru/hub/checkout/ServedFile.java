package dev.naru.hub.checkout;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.ServletWebRequest;

/** A file of the class path, served with an entity tag and to pages of any origin. */
final class ServedFile {

  private final byte[] content;
  private final MediaType type;
  private final CacheControl caching;
  private final String digest;

  ServedFile(String resource, String type, CacheControl caching) {
    this.content = load(resource);
    this.type = MediaType.parseMediaType(type);
    this.caching = caching;
    this.digest = digestOf(content);
  }

  /** Changes with the content. */
  String version() {
    return digest.substring(0, 12);
  }

  /** Null when the browser has it already: the 304 is written then. */
  @Nullable ResponseEntity<byte[]> answer(ServletWebRequest request) {
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
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
