package dev.naru.tls;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tells a developer how to make programs use a {@link TlsFront}, as lines of text. */
public final class NextSteps {

  private static final int HTTPS = 443;

  private NextSteps() {}

  /**
   * The lines, each of which begins with two spaces.
   *
   * @param folder the authority's folder
   * @param port the port of the {@link TlsFront}
   * @param system the operating system, as the JDK names it
   */
  public static List<String> lines(Path folder, int port, String system) {
    List<String> lines = new ArrayList<>();
    Path root = folder.resolve("ca.pem");
    Path all = folder.resolve("all.pem");
    String proxy = "http://localhost:" + port;
    String hosts = String.join(" ", OriginalHosts.ALL);
    lines.add("  https         on port %d for %s. Next:".formatted(port, hosts));
    lines.add("  1. let your programs trust its certificates, which hold for these hosts alone:");
    lines.add("       Node              NODE_EXTRA_CA_CERTS=" + root);
    lines.add("       Python requests   REQUESTS_CA_BUNDLE=" + all);
    lines.add("       Ruby, Go          SSL_CERT_FILE=" + all);
    lines.add("       PHP               php -d curl.cainfo=" + all);
    lines.add("       curl              CURL_CA_BUNDLE=" + all);
    lines.add(
        "       Java              -Djavax.net.ssl.trustStore=%s -Djavax.net.ssl.trustStorePassword=%s"
            .formatted(folder.resolve("trust.p12"), LocalAuthority.TRUST_STORE_PASSWORD));
    lines.add("       the whole machine " + wholeMachine(root, system));
    lines.add("  2. lead the hosts here, by one of these:");
    lines.add("       a variable        HTTPS_PROXY=" + proxy);
    lines.add("       Ruby              http_proxy=" + proxy);
    lines.add("       Java              -Dhttps.proxyHost=localhost -Dhttps.proxyPort=" + port);
    lines.add(
        port == HTTPS
            ? "       a line in %s: 127.0.0.1 %s".formatted(hostsFile(system), hosts)
            : "       (a line in %s needs port 443: NARU_TLS_PORT=443)"
                .formatted(hostsFile(system)));
    return lines;
  }

  private static String wholeMachine(Path certificate, String system) {
    String name = system.toLowerCase(Locale.ROOT);
    if (name.contains("mac")) {
      return "sudo security add-trusted-cert -d -r trustRoot -k /Library/Keychains/System.keychain "
          + certificate;
    }
    return name.contains("windows")
        ? "certutil -addstore Root " + certificate
        : "sudo cp %s /usr/local/share/ca-certificates/naru.crt && sudo update-ca-certificates"
            .formatted(certificate);
  }

  private static String hostsFile(String system) {
    return system.toLowerCase(Locale.ROOT).contains("windows")
        ? "C:\\Windows\\System32\\drivers\\etc\\hosts"
        : "/etc/hosts";
  }
}
