package dev.naru.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import tools.jackson.databind.JsonNode;

/**
 * A merchant's server and a buyer's browser without script that know the PGs under their real host
 * names alone, {@code https://fcstdpay.inicis.com}: they get here by what {@code ./naru run --tls}
 * prints.
 */
final class PgClient {

  static final Charset EUC_KR = Charset.forName("MS949");

  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">");

  private final HttpClient http;

  PgClient(int proxy, Path authority) {
    try {
      KeyStore trusted =
          KeyStore.getInstance(authority.resolve("trust.p12").toFile(), "changeit".toCharArray());
      TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
      managers.init(trusted);
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(null, managers.getTrustManagers(), null);
      http =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .proxy(ProxySelector.of(new InetSocketAddress("localhost", proxy)))
              .sslContext(tls)
              .build();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An answer; its text in the charset that the caller expects. */
  record Answer(URI address, HttpResponse<byte[]> raw) {

    String text(Charset charset) {
      return new String(raw.body(), charset);
    }

    JsonNode json() {
      return Http.JSON.readTree(text(StandardCharsets.UTF_8));
    }

    /** Where a redirect leads. */
    String location() {
      return address.resolve(raw.headers().firstValue("Location").orElseThrow()).toString();
    }

    /** The hidden fields of the page's form. */
    Map<String, String> hidden() {
      Map<String, String> fields = new LinkedHashMap<>();
      HIDDEN
          .matcher(text(StandardCharsets.UTF_8))
          .results()
          .forEach(m -> fields.put(m.group(1), unescaped(m.group(2))));
      return fields;
    }

    private static String unescaped(String html) {
      return html.replace("&#34;", "\"")
          .replace("&lt;", "<")
          .replace("&gt;", ">")
          .replace("&#39;", "'")
          .replace("&amp;", "&");
    }
  }

  Answer get(String url) {
    return send(HttpRequest.newBuilder(URI.create(url)).GET());
  }

  /** Posts a form, its fields in this order. */
  Answer form(String url, Map<String, String> fields, Charset charset, String... headers) {
    String body =
        fields.entrySet().stream()
            .map(field -> encoded(field, charset))
            .collect(Collectors.joining("&"));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  Answer form(String url, Map<String, String> fields) {
    return form(url, fields, StandardCharsets.UTF_8);
  }

  /** Posts a form as PHP's curl does when it is given an array. */
  Answer multipart(String url, Map<String, String> fields) {
    String boundary = "------------------------d74496d66958873e";
    StringBuilder body = new StringBuilder();
    fields.forEach((name, value) ->
        body.append(
            "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                .formatted(boundary, name, value)));
    return send(
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(BodyPublishers.ofString(body + "--" + boundary + "--\r\n")));
  }

  Answer json(String url, String body) {
    return send(
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json;charset=utf-8")
            .POST(BodyPublishers.ofString(body)));
  }

  static String hex(String algorithm, String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(Entry<String, String> field, Charset charset) {
    return URLEncoder.encode(field.getKey(), charset)
        + "="
        + URLEncoder.encode(field.getValue(), charset);
  }

  private Answer send(HttpRequest.Builder builder) {
    try {
      HttpRequest request = builder.timeout(Duration.ofSeconds(60)).build();
      return new Answer(request.uri(), http.send(request, BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
