package dev.naru.sandbox.testkit;

import dev.naru.sandbox.kit.FormCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A browser without script, and a merchant's server: plain HTTP to {@link TestSandbox}. A path may
 * also be a whole address. Redirects are not followed. A broken connection is an {@link
 * UncheckedIOException}.
 */
public final class TestHttp {

  static {
    // A test names the PG's real host in Host; read once, before the first client is made.
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
  }

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">");

  private TestHttp() {}

  /** Gets a page. */
  public static HttpResponse<byte[]> get(String path) {
    return send(HttpRequest.newBuilder(at(path)).GET());
  }

  /** Posts a form in UTF-8. */
  public static HttpResponse<byte[]> form(
      String path, Map<String, String> fields, String... headers) {
    return form(path, fields, StandardCharsets.UTF_8, headers);
  }

  /** Posts a form. */
  public static HttpResponse<byte[]> form(
      String path, Map<String, String> fields, Charset charset, String... headers) {
    return body(
        path, FormCodec.encode(fields, charset), "application/x-www-form-urlencoded", headers);
  }

  /** Posts JSON. */
  public static HttpResponse<byte[]> postJson(String path, String body) {
    return body(path, body, "application/json");
  }

  /** Puts JSON. */
  public static HttpResponse<byte[]> putJson(String path, String body) {
    return send(
        HttpRequest.newBuilder(at(path))
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body)));
  }

  /** Posts a body of any type. */
  public static HttpResponse<byte[]> body(
      String path, String body, String type, String... headers) {
    var request =
        HttpRequest.newBuilder(at(path))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  /** The answer as UTF-8 text. */
  public static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  /** The answer as JSON. */
  public static JsonNode json(HttpResponse<byte[]> response) {
    return JsonMapper.shared().readTree(text(response));
  }

  /** Where a redirect leads. */
  public static String location(HttpResponse<byte[]> response) {
    return response.headers().firstValue("Location").orElseThrow();
  }

  /** The hidden fields of a page's form. */
  public static Map<String, String> hidden(HttpResponse<byte[]> page) {
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
    return path.startsWith("http") ? URI.create(path) : URI.create(TestSandbox.base() + path);
  }

  private static HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return CLIENT.send(
          request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
