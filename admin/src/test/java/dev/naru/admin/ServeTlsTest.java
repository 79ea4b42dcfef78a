package dev.naru.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.admin.Commands.Ended;
import dev.naru.postgres.FreePort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code naru-hub serve --tls} as a process of its own, from its start to its end. */
class ServeTlsTest {

  private static final int PATIENCE_S = 120;

  @TempDir Path home;

  @Test
  void v1s_own_addresses_lead_to_the_hub_and_its_certificates_are_its_authoritys()
      throws IOException, GeneralSecurityException, InterruptedException {
    int hubPort = FreePort.find();
    int tlsPort = FreePort.find();
    Commands commands = Commands.onAnEmptyDatabase("serve_tls", home);
    Map<String, String> ports =
        Map.of(
            "NARU_HUB_PORT", String.valueOf(hubPort),
            "NARU_MANAGEMENT_PORT", "0",
            "NARU_TLS_PORT", String.valueOf(tlsPort));
    Process hub = start(commands, ports);
    try {
      List<String> said = untilItSays(hub, "iamport.kr");
      assertThat(String.join("\n", said)).contains("http://localhost:" + hubPort);

      assertThat(asked(tlsPort, "api.iamport.kr", "/users/pg"))
          .startsWith("HTTP/1.1 401")
          .contains("{\"code\":-1,\"message\":\"Unauthorized\",\"response\":null}");
      assertThat(asked(tlsPort, "cdn.iamport.kr", "/v1/iamport.js"))
          .startsWith("HTTP/1.1 200")
          .contains("IMP");
      assertThat(asked(tlsPort, "static-api.iamport.kr", "/actuator/health/readiness"))
          .startsWith("HTTP/1.1 200");

      Ended another = commands.run(ports, "", "serve", "--tls");
      assertThat(another.exit()).as("the port is taken").isEqualTo(ExitCode.NOT_DONE);
      assertThat(another.err()).hasLineCount(1).doesNotContain("Exception");

      hub.destroy();
      assertThat(hub.waitFor(PATIENCE_S, TimeUnit.SECONDS)).as("it stops").isTrue();
    } finally {
      hub.destroyForcibly().waitFor();
    }
  }

  private static Process start(Commands commands, Map<String, String> ports) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Duser.language=en",
                "-cp",
                System.getProperty("java.class.path"),
                NaruHub.class.getName(),
                "serve",
                "--tls")
            .redirectErrorStream(true);
    builder.environment().putAll(commands.environment());
    builder.environment().putAll(ports);
    return builder.start();
  }

  /** Goes on reading, so that the process never waits for us. */
  private static List<String> untilItSays(Process process, String word)
      throws InterruptedException {
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    Thread.ofVirtual()
        .start(() -> {
          try (BufferedReader reader = process.inputReader(UTF_8)) {
            reader.lines().forEach(lines::add);
          } catch (IOException | java.io.UncheckedIOException ended) {
            lines.add("it ended: " + ended);
          }
        });
    List<String> said = new java.util.ArrayList<>();
    while (said.stream().noneMatch(line -> line.contains(word))) {
      String line = lines.poll(PATIENCE_S, TimeUnit.SECONDS);
      assertThat(line).as("after %s", said).isNotNull();
      said.add(line);
      assertThat(process.isAlive()).as(String.join("\n", said)).isTrue();
    }
    return said;
  }

  /** As a client does that trusts the hub's authority and nobody else. */
  private String asked(int port, String host, String path)
      throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (InputStream root = Files.newInputStream(home.resolve("tls").resolve("ca.pem"))) {
      trusted.setCertificateEntry(
          "naru", CertificateFactory.getInstance("X.509").generateCertificate(root));
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    Socket plain = new Socket(InetAddress.getLoopbackAddress(), port);
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true)) {
      socket.setSoTimeout(30_000);
      SSLParameters checked = socket.getSSLParameters();
      checked.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(checked);
      socket
          .getOutputStream()
          .write(
              "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                  .formatted(path, host)
                  .getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
