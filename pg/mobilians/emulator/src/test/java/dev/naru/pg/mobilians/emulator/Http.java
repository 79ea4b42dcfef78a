package dev.naru.pg.mobilians.emulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without script, and a merchant's server: plain HTTP to the sandbox. */
final class Http {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">");

  private Http() {}

  static HttpResponse<byte[]> get(String path) {
    return send(HttpRequest.newBuilder(at(path)).GET());
  }

  static HttpResponse<byte[]> form(String path, Map<String, String> fields, String... headers) {
    return form(path, fields, StandardCharsets.UTF_8, headers);
  }

  static HttpResponse<byte[]> form(
      String path, Map<String, String> fields, Charset charset, String... headers) {
    return body(path, encode(fields, charset), "application/x-www-form-urlencoded", headers);
  }

  static HttpResponse<byte[]> body(String path, String body, String type, String... headers) {
    var request =
        HttpRequest.newBuilder(at(path))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  static String encode(Map<String, String> fields, Charset charset) {
    return fields.entrySet().stream()
        .map(
            e ->
                URLEncoder.encode(e.getKey(), charset)
                    + "="
                    + URLEncoder.encode(e.getValue(), charset))
        .collect(Collectors.joining("&"));
  }

  /** The hidden fields of a page's form. */
  static Map<String, String> hidden(HttpResponse<byte[]> page) {
    var fields = new LinkedHashMap<String, String>();
    HIDDEN.matcher(text(page)).results().forEach(m -> fields.put(m.group(1), unescape(m.group(2))));
    return fields;
  }

  private static String unescape(String html) {
    return html.replace("&#34;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }

  private static URI at(String path) {
    return path.startsWith("http") ? URI.create(path) : URI.create(Played.base() + path);
  }

  private static HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
