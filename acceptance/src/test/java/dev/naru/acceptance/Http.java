package dev.naru.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Plain HTTP as a merchant's server uses it; it follows no redirect. */
final class Http {

  static final JsonMapper JSON = JsonMapper.shared();

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private Http() {}

  record Answer(int status, HttpResponse<String> raw) {
    JsonNode json() {
      return JSON.readTree(body());
    }

    String body() {
      return raw.body();
    }

    String location() {
      return raw.headers().firstValue("Location").orElse("");
    }
  }

  static Answer get(URI uri, String... headers) {
    return send(with(HttpRequest.newBuilder(uri).GET(), headers));
  }

  static Answer json(String method, URI uri, Object body, String... headers) {
    return send(
        with(
            HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body))),
            headers));
  }

  /** As {@link #json}, for a call that may take long. */
  static Answer longJson(URI uri, Object body, Duration limit) {
    return send(
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .timeout(limit)
            .build());
  }

  static Answer form(URI uri, String encoded, String... headers) {
    return send(
        with(
            HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded)),
            headers));
  }

  private static HttpRequest with(HttpRequest.Builder request, String[] headers) {
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request.timeout(Duration.ofSeconds(70)).build();
  }

  private static Answer send(HttpRequest request) {
    try {
      HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
      return new Answer(response.statusCode(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
