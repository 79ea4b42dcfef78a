package dev.naru.tls;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a developer does so that their programs reach a {@link TlsFront}: lines of text. */
public final class NextSteps {

  private static final int HTTPS = 443;

  private NextSteps() {}

  /**
   * The lines, each begun with two blanks.
   *
   * @param folder the authority's
   * @param port the front's
   * @param system the operating system, as the JDK names it
   */
  public static List<String> lines(Path folder, int port, String system) {
    List<String> lines = new ArrayList<>();
    lines.add("  https for %s on port %d. Next:".formatted(both(), port));
    lines.add("  1. let your programs trust naru's certificates (they hold for these hosts alone):");
    lines.add("       Node                 NODE_EXTRA_CA_CERTS=" + folder.resolve("ca.pem"));
    lines.add("       Ruby, Go, PHP, curl  SSL_CERT_FILE=" + folder.resolve("all.pem"));
    lines.add("       Python requests      REQUESTS_CA_BUNDLE=" + folder.resolve("all.pem"));
    lines.add(
        "       Java                 -Djavax.net.ssl.trustStore=%s -Djavax.net.ssl.trustStorePassword=%s"
            .formatted(folder.resolve("trust.p12"), LocalAuthority.TRUST_STORE_PASSWORD));
    lines.add("       the whole machine    " + wholeMachine(folder.resolve("ca.pem"), system));
    lines.add("  2. lead the hosts here, by one of these:");
    lines.add("       a variable           HTTPS_PROXY=http://localhost:" + port);
    lines.add("       Java                 -Dhttps.proxyHost=localhost -Dhttps.proxyPort=" + port);
    lines.add(
        port == HTTPS
            ? "       a line in %-10s 127.0.0.1 %s".formatted(hosts(system), both("", " "))
            : "       (a line in %s needs port 443: NARU_TLS_PORT=443)".formatted(hosts(system)));
    return lines;
  }

  private static String both() {
    return both("https://", " and ");
  }

  private static String both(String before, String between) {
    return before
        + OriginalHosts.API
        + between
        + before
        + OriginalHosts.SDK;
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

  private static String hosts(String system) {
    return system.toLowerCase(Locale.ROOT).contains("windows")
        ? "C:\\Windows\\System32\\drivers\\etc\\hosts"
        : "/etc/hosts";
  }
}
