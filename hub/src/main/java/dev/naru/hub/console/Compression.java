package dev.naru.hub.console;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.springframework.http.HttpHeaders;

/**
 * Compresses pages, without opening the BREACH attack: an attacker whose site makes a browser
 * request many pages, and who sees their sizes, could guess their content. So a page is sent
 * uncompressed when another site caused the request, and the forms' token, the one secret that
 * pages repeat, differs in each response ({@link FormTokens}).
 */
final class Compression {

  private Compression() {}

  static boolean isTaken(HttpServletRequest request) {
    String site = Optional.ofNullable(request.getHeader("Sec-Fetch-Site")).orElse("none").strip();
    return (site.equals("none") || site.equals("same-origin"))
        && acceptsGzip(
            Optional.ofNullable(request.getHeader(HttpHeaders.ACCEPT_ENCODING)).orElse(""));
  }

  private static boolean acceptsGzip(String encodings) {
    return Arrays.stream(encodings.toLowerCase(Locale.ROOT).split(","))
        .map(each -> each.replace(" ", ""))
        .anyMatch(each -> each.startsWith("gzip") && !each.matches("gzip;q=0(\\.0*)?"));
  }

  static byte[] gzip(byte[] page) {
    var bytes = new ByteArrayOutputStream(page.length / 3);
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(page);
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes all that is written", e);
    }
    return bytes.toByteArray();
  }
}
