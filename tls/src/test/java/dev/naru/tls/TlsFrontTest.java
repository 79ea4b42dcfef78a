package dev.naru.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the front with the JDK's own client, which trusts the local authority alone. */
class TlsFrontTest {

  private static final String HOST = "api.shop.example";

  @TempDir static Path folder;

  private static HttpServer hub;
  private static LocalAuthority authority;
  private static TlsFront front;
  private static SSLContext trusting;

  @BeforeAll
  static void start() throws Exception {
    hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    hub.createContext("/", TlsFrontTest::echo);
    hub.start();
    Map<String, URI> targets =
        Map.of(HOST, URI.create("http://localhost:" + hub.getAddress().getPort()));
    authority =
        LocalAuthority.open(folder, TlsFront.names(targets.keySet()), InstantSource.system());
    front = TlsFront.start(new TlsFront.Options(0, "127.0.0.1", targets, false), authority);
    KeyStore store =
        KeyStore.getInstance(folder.resolve("trust.p12").toFile(), "changeit".toCharArray());
    TrustManagerFactory trusted = TrustManagerFactory.getInstance("PKIX");
    trusted.init(store);
    trusting = SSLContext.getInstance("TLS");
    trusting.init(null, trusted.getTrustManagers(), null);
  }

  @AfterAll
  static void stop() {
    front.close();
    hub.stop(0);
  }

  @Test
  void a_client_that_heeds_a_proxy_reaches_the_hub_under_the_original_name() throws Exception {
    HttpResponse<String> answer =
        viaProxy("https://" + HOST + "/payments/%EC%A3%BC?a%5B%5D=1&b=[2]", "본문");
    assertThat(answer.body())
        .isEqualTo("POST /payments/%EC%A3%BC?a%5B%5D=1&b=[2] host=api.shop.example proto=https 본문");
  }

  @Test
  void a_client_that_sends_the_whole_address_to_the_proxy_is_answered_too() throws Exception {
    String request =
        "GET https://%s/x?y=1 HTTP/1.1\r\nHost: %s\r\nX-Forwarded-Proto: http\r\nConnection: close\r\n\r\n"
            .formatted(HOST, HOST);
    assertThat(plain(request))
        .startsWith("HTTP/1.1 200")
        .endsWith("GET /x?y=1 host=api.shop.example proto=https ");
    try (SSLSocket socket = tls("localhost")) {
      assertThat(exchange(socket, request))
          .startsWith("HTTP/1.1 200")
          .contains("host=api.shop.example");
    }
  }

  @Test
  void a_client_whose_hosts_file_leads_here_is_answered_under_the_certificate_of_the_name()
      throws Exception {
    try (SSLSocket socket = tls(HOST)) {
      String request = "GET /x HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(HOST);
      assertThat(exchange(socket, request)).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void another_host_is_neither_served_nor_tunnelled_to() throws Exception {
    assertThat(
            plain(
                "GET https://other.example/ HTTP/1.1\r\nHost: other.example\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 421")
        .endsWith("naru serves only these hosts here: " + HOST);
    assertThat(plain("CONNECT other.example:443 HTTP/1.1\r\nHost: other.example:443\r\n\r\n"))
        .startsWith("HTTP/1.1 403");
    assertThatThrownBy(() -> tls("other.example").close())
        .isInstanceOf(SSLHandshakeException.class);
  }

  @Test
  void a_hub_that_is_away_is_a_bad_gateway() throws Exception {
    Map<String, URI> nobody = Map.of(HOST, URI.create("http://localhost:1"));
    try (TlsFront other =
        TlsFront.start(new TlsFront.Options(0, "127.0.0.1", nobody, false), authority)) {
      String request =
          "GET https://%s/ HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(HOST, HOST);
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), other.port())) {
        assertThat(exchange(socket, request)).startsWith("HTTP/1.1 502");
      }
    }
  }

  private static HttpResponse<String> viaProxy(String address, String body) throws Exception {
    try (HttpClient client =
        HttpClient.newBuilder()
            .proxy(
                ProxySelector.of(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), front.port())))
            .sslContext(trusting)
            .build()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(address)).POST(BodyPublishers.ofString(body)).build(),
          BodyHandlers.ofString());
    }
  }

  private static String plain(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), front.port())) {
      return exchange(socket, request);
    }
  }

  /** A connection that checks the certificate as browsers do. */
  private static SSLSocket tls(String name) throws IOException {
    Socket plain = new Socket(InetAddress.getLoopbackAddress(), front.port());
    SSLSocket socket =
        (SSLSocket) trusting.getSocketFactory().createSocket(plain, name, front.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static String exchange(Socket socket, String request) throws IOException {
    socket.setSoTimeout(20_000);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static void echo(HttpExchange exchange) throws IOException {
    String body;
    try (InputStream in = exchange.getRequestBody()) {
      body = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    byte[] answer =
        "%s %s host=%s proto=%s %s"
            .formatted(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                exchange.getRequestHeaders().getFirst("Host"),
                exchange.getRequestHeaders().getFirst("X-Forwarded-Proto"),
                body)
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }
}
