package dev.naru.hub.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.naru.hub.testing.RunningHub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A browser of somebody who uses the console: it keeps cookies and sends a form's hidden fields.
 */
final class Browser {

  private static final Pattern TOKEN = Pattern.compile("name=\"_form\" value=\"([^\"]+)\"");
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");

  private final HttpClient http =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private final URI base;
  final Map<String, String> cookies = new LinkedHashMap<>();
  private String token = "";

  Browser(RunningHub hub) {
    base = hub.base();
  }

  /** A response of the console. */
  record Page(int status, String html, HttpResponse<String> raw) {

    Optional<String> header(String name) {
      return raw.headers().firstValue(name);
    }

    String location() {
      return header("Location").orElse("");
    }

    /** The page's text, as it is read. */
    String text() {
      return html.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
    }

    Map<String, String> hidden() {
      Map<String, String> fields = new LinkedHashMap<>();
      Matcher found = HIDDEN.matcher(html);
      while (found.find()) {
        fields.putIfAbsent(found.group(1), found.group(2));
      }
      return fields;
    }
  }

  Page get(String path) {
    return send(HttpRequest.newBuilder(base.resolve(path)).GET());
  }

  /** Follows redirects, as browsers do. */
  Page open(String path) {
    Page page = get(path);
    for (int hop = 0; hop < 5 && page.status() == 303; hop++) {
      page = get(page.location());
    }
    return page;
  }

  /** Sends a form of the page that was seen last. */
  Page post(String path, Map<String, String> fields) {
    Map<String, String> all = new LinkedHashMap<>(fields);
    all.put("_form", token);
    return postAsItIs(path, all, base.toString());
  }

  /** Sends a form of the page that was seen last, with a file. */
  Page upload(String path, Map<String, String> fields, byte[] file) {
    String boundary = "naru-test-boundary";
    StringBuilder head = new StringBuilder();
    Map<String, String> all = new LinkedHashMap<>(fields);
    all.put("_form", token);
    all.forEach((name, value) ->
        head.append(
            "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                .formatted(boundary, name, value)));
    head.append(
        ("--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"list.txt\"\r\n"
                + "Content-Type: text/plain\r\n\r\n")
            .formatted(boundary));
    return send(
        HttpRequest.newBuilder(base.resolve(path))
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .header("Origin", base.toString())
            .POST(
                BodyPublishers.ofByteArrays(
                    List.of(
                        head.toString().getBytes(UTF_8),
                        file,
                        ("\r\n--" + boundary + "--\r\n").getBytes(UTF_8)))));
  }

  /** Sends a form as another site would, or as a page that is made up. */
  Page postAsItIs(String path, Map<String, String> fields, String origin) {
    String body =
        fields.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        HttpRequest.newBuilder(base.resolve(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", origin)
            .POST(BodyPublishers.ofString(body)));
  }

  Page signIn(String email, String password) {
    get("/console/sign-in");
    return post("/console/sign-in", Map.of("email", email, "password", password));
  }

  private Page send(HttpRequest.Builder request) {
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    try {
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString(UTF_8));
      answer.headers().allValues("Set-Cookie").forEach(this::keep);
      Matcher found = TOKEN.matcher(answer.body());
      if (found.find()) {
        token = found.group(1);
      }
      return new Page(answer.statusCode(), answer.body(), answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void keep(String cookie) {
    List<String> pair = List.of(cookie.split(";", 2)[0].split("=", 2));
    if (pair.size() < 2 || pair.get(1).isEmpty()) {
      cookies.remove(pair.getFirst());
    } else {
      cookies.put(pair.getFirst(), pair.get(1));
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
