package dev.naru.hub.v1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends HTTP requests to the hub, well-formed or byte by byte. */
final class Wire {

  static final String JSON = "application/json";
  static final String FORM = "application/x-www-form-urlencoded";

  private static final JsonMapper MAPPER = JsonMapper.shared();

  private final int port;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Wire(int port) {
    this.port = port;
  }

  HttpRequest.Builder request(String pathAndQuery) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + pathAndQuery));
  }

  Reply get(String pathAndQuery) {
    return send(request(pathAndQuery).header("Authorization", FakeHub.TOKEN));
  }

  Reply post(String path, String contentType, String body) {
    return send(
        request(path)
            .header("Authorization", FakeHub.TOKEN)
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofString(body)));
  }

  Reply send(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
      return new Reply(
          response.statusCode(),
          new String(response.body(), StandardCharsets.UTF_8),
          response.headers().map().toString().toLowerCase(Locale.ROOT),
          response.headers());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Sends these bytes (ISO 8859-1) and returns everything that comes until the server closes. */
  String raw(String bytes) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  record Reply(int status, String body, String allHeaders, HttpHeaders headers) {

    JsonNode json() {
      return MAPPER.readTree(body);
    }

    int code() {
      return json().get("code").asInt();
    }

    String message() {
      return json().get("message").asString();
    }

    JsonNode response() {
      return json().get("response");
    }

    String header(String name) {
      return headers.firstValue(name).orElse("");
    }
  }
}
