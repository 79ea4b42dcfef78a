package dev.naru.admin;

import dev.naru.hub.database.DatabaseUrl;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The configuration from the environment (docs/guides/configuration.md). Every wrong value is
 * refused in one sentence that names the variable; a value that may hold a secret is not repeated.
 *
 * @param publicUrl an origin, without a slash at its end
 * @param bind the address that the hub listens on
 * @param tlsPort the port of {@code serve --tls}
 * @param trustedProxies addresses and networks, as they were given
 * @param keyring the key ring or the path of its file; empty if it is in the data folder
 * @param sandboxUrl the address of the emulated PGs for sandbox channels
 * @param fence whether the hub checks that the database has lost no commits: {@code auto}, {@code
 *     on}, or {@code false}
 * @param jsonLog whether each line of the log is a JSON object
 */
record HubConfiguration(
    DatabaseUrl database,
    Path home,
    String publicUrl,
    String bind,
    int port,
    int managementPort,
    int tlsPort,
    String trustedProxies,
    String keyring,
    Optional<URI> sandboxUrl,
    Duration windowLifetime,
    String cell,
    String fence,
    boolean jsonLog,
    Map<String, String> oidc,
    Map<String, String> smtp) {

  private static final Pattern NETWORK = Pattern.compile("([0-9a-fA-F.:]+)(?:/([0-9]{1,3}))?");
  private static final Duration LONGEST_WINDOW = Duration.ofHours(24);

  /** Every variable that naru-hub reads, in the order of the docs page. */
  static final List<String> NAMES =
      List.of(
          "NARU_DATABASE_URL",
          "NARU_DATABASE_USER",
          "NARU_DATABASE_PASSWORD",
          "NARU_KEYRING",
          "NARU_HOME",
          "NARU_PUBLIC_URL",
          "NARU_BIND",
          "NARU_HUB_PORT",
          "NARU_MANAGEMENT_PORT",
          "NARU_TLS_PORT",
          "NARU_TRUSTED_PROXIES",
          "NARU_SANDBOX_URL",
          "NARU_WINDOW_LIFETIME",
          "NARU_CELL",
          "NARU_FENCE",
          "NARU_LOG_FORMAT",
          "NARU_OIDC_ISSUER",
          "NARU_OIDC_CLIENT_ID",
          "NARU_OIDC_CLIENT_SECRET",
          "NARU_SMTP_URL",
          "NARU_SMTP_FROM");

  /**
   * Reads the variables. Empty values count as absent.
   *
   * @throws RefusedCommand when one is wrong; the sentence names the first wrong one
   */
  static HubConfiguration of(Map<String, String> environment) {
    Values values = new Values(environment);
    int port = values.port("NARU_HUB_PORT", 8080);
    int managementPort = values.port("NARU_MANAGEMENT_PORT", 8081);
    if (port == managementPort && port != 0) {
      throw RefusedCommand.wrongUse("config.same-port", String.valueOf(port));
    }
    return new HubConfiguration(
        values.database(),
        values.home(),
        values.origin("NARU_PUBLIC_URL").orElse("http://localhost:" + port),
        values.bind(),
        port,
        managementPort,
        values.port("NARU_TLS_PORT", 8443),
        values.proxies(),
        values.keyring(),
        values.origin("NARU_SANDBOX_URL").map(URI::create),
        values.windowLifetime(),
        values.cell(),
        values.fence(),
        values.jsonLog(),
        values.oidc(),
        values.smtp());
  }

  /** The data folder, even if other variables are wrong. */
  static Path home(Map<String, String> environment) {
    return new Values(environment).home();
  }

  /**
   * The path of the key ring's file, which may not exist yet, even if other variables are wrong.
   *
   * @throws RefusedCommand when the ring is in the environment itself
   */
  static Path keyringFile(Map<String, String> environment) {
    Values values = new Values(environment);
    String ring = values.keyring();
    if (ring.isEmpty()) {
      return values.home().resolve("keys").resolve("keyring.json");
    }
    if (!ring.startsWith("/")) {
      throw RefusedCommand.wrongUse("restore.ring-in-environment");
    }
    return Path.of(ring);
  }

  /** The configuration as properties of the hub. */
  Map<String, Object> properties() {
    Map<String, Object> values = new HashMap<>();
    values.put("spring.datasource.url", database.jdbc());
    values.put("spring.datasource.username", database.user());
    values.put("spring.datasource.password", database.password());
    values.put("server.port", port);
    values.put("server.address", bind);
    values.put("management.server.port", managementPort);
    values.put("naru.server.trusted-proxies", trustedProxies);
    values.put("naru.home", home.toString());
    values.put("naru.public-url", publicUrl);
    values.put("naru.keyring", keyring);
    values.put("naru.sandbox-url", sandboxUrl.map(URI::toString).orElse(""));
    values.put("naru.window-lifetime", windowLifetime.toString());
    values.put("naru.cell", cell);
    values.put("naru.fence", fence);
    values.putAll(oidc);
    values.putAll(smtp);
    if (jsonLog) {
      values.put("logging.structured.format.console", "logstash");
    }
    return values;
  }

  /** Leaves out the database's login and a key ring that is in the environment. */
  @Override
  public String toString() {
    return "HubConfiguration[" + publicUrl + ", " + home + "]";
  }

  private record Values(Map<String, String> environment) {

    Optional<String> value(String name) {
      return Optional.ofNullable(environment.get(name))
          .map(String::strip)
          .filter(value -> !value.isEmpty());
    }

    /**
     * The OpenID service with which the console's users may also sign in; all three variables are
     * needed, or none.
     */
    Map<String, String> oidc() {
      Optional<String> issuer = value("NARU_OIDC_ISSUER");
      Optional<String> clientId = value("NARU_OIDC_CLIENT_ID");
      Optional<String> secret = value("NARU_OIDC_CLIENT_SECRET");
      if (issuer.isEmpty() && clientId.isEmpty() && secret.isEmpty()) {
        return Map.of();
      }
      boolean isSafe =
          issuer
              .filter(it ->
                  it.matches("https://\\S+|http://(localhost|127\\.0\\.0\\.1)(:\\d+)?(/\\S*)?"))
              .isPresent();
      if (!isSafe || clientId.isEmpty() || secret.isEmpty()) {
        throw RefusedCommand.wrongUse("config.oidc");
      }
      return Map.of(
          "naru.oidc.issuer", issuer.orElseThrow(),
          "naru.oidc.client-id", clientId.get(),
          "naru.oidc.client-secret", secret.get());
    }

    /** The mail server that sends invitations; both variables are needed, or none. */
    Map<String, String> smtp() {
      Optional<String> server = value("NARU_SMTP_URL");
      Optional<String> from = value("NARU_SMTP_FROM");
      if (server.isEmpty() && from.isEmpty()) {
        return Map.of();
      }
      boolean isServer =
          server
              .filter(it -> it.matches("smtps?://([^\\s@/:]+:[^\\s@/:]+@)?[\\w.-]+(:\\d{1,5})?/?"))
              .filter(it -> isPort(URI.create(it)))
              .isPresent();
      if (!isServer || from.isEmpty()) {
        throw RefusedCommand.wrongUse("config.smtp");
      }
      return Map.of("naru.smtp.url", server.orElseThrow(), "naru.smtp.from", from.get());
    }

    DatabaseUrl database() {
      String text =
          value("NARU_DATABASE_URL")
              .orElseThrow(() -> RefusedCommand.wrongUse("config.no-database"));
      DatabaseUrl url =
          DatabaseUrl.parse(text).orElseThrow(() -> RefusedCommand.wrongUse("config.database"));
      return value("NARU_DATABASE_USER")
          .map(user -> url.withLogin(user, environment.getOrDefault("NARU_DATABASE_PASSWORD", "")))
          .orElse(url);
    }

    Path home() {
      String text =
          value("NARU_HOME")
              .orElseGet(() -> Path.of(System.getProperty("user.home"), ".naru-hub").toString());
      try {
        return Path.of(text).toAbsolutePath().normalize();
      } catch (InvalidPathException e) {
        throw RefusedCommand.wrongUse("config.home", text);
      }
    }

    int port(String name, int otherwise) {
      String text = value(name).orElse(String.valueOf(otherwise));
      if (text.matches("\\d{1,5}") && Integer.parseInt(text) <= 65_535) {
        return Integer.parseInt(text);
      }
      throw RefusedCommand.wrongUse("config.port", name, text);
    }

    /** Whether the address has a valid port or none. */
    private static boolean isPort(URI uri) {
      return uri.getPort() == -1 || (uri.getPort() > 0 && uri.getPort() <= 65_535);
    }

    Optional<String> origin(String name) {
      return value(name)
          .map(text -> {
            try {
              URI uri = new URI(text);
              String path = uri.getRawPath() == null ? "" : uri.getRawPath();
              String scheme =
                  uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
              boolean isOrigin =
                  scheme.matches("https?")
                      && uri.getHost() != null
                      && uri.getRawUserInfo() == null
                      && isPort(uri)
                      && (path.isEmpty() || path.equals("/"))
                      && uri.getRawQuery() == null
                      && uri.getRawFragment() == null;
              if (isOrigin) {
                return scheme + "://" + uri.getRawAuthority();
              }
            } catch (URISyntaxException e) {
              // Such a text is refused below, like every other one that is no origin.
            }
            throw RefusedCommand.wrongUse("config.origin", name, text);
          });
    }

    String bind() {
      String text = value("NARU_BIND").orElse("127.0.0.1");
      if (!isAddress(text)) {
        throw RefusedCommand.wrongUse("config.bind", text);
      }
      return text;
    }

    String proxies() {
      List<String> all = new ArrayList<>();
      for (String each : value("NARU_TRUSTED_PROXIES").orElse("").split("[,\\s]+")) {
        if (each.isEmpty()) {
          continue;
        }
        var network = NETWORK.matcher(each);
        boolean right = network.matches() && isAddress(network.group(1));
        if (right && network.group(2) != null) {
          int longest = network.group(1).contains(":") ? 128 : 32;
          right = Integer.parseInt(network.group(2)) <= longest;
        }
        if (!right) {
          throw RefusedCommand.wrongUse("config.proxies", each);
        }
        all.add(each);
      }
      return String.join(",", all);
    }

    /** Whether the text is an IP address, and not a name that would have to be looked up. */
    private static boolean isAddress(String text) {
      try {
        InetAddress.ofLiteral(text.replaceAll("^\\[(.*)]$", "$1"));
        return true;
      } catch (IllegalArgumentException e) {
        return false;
      }
    }

    /**
     * The value of NARU_KEYRING. The file may not exist yet; its content is checked where it is
     * used.
     */
    String keyring() {
      return value("NARU_KEYRING").orElse("");
    }

    Duration windowLifetime() {
      String text = value("NARU_WINDOW_LIFETIME").orElse("PT1H");
      try {
        Duration lifetime = Duration.parse(text);
        if (lifetime.compareTo(Duration.ofMinutes(1)) >= 0
            && lifetime.compareTo(LONGEST_WINDOW) <= 0) {
          return lifetime;
        }
      } catch (DateTimeParseException e) {
        // Such a text is refused below, like a duration out of range.
      }
      throw RefusedCommand.wrongUse("config.window-lifetime", text);
    }

    boolean jsonLog() {
      String text = value("NARU_LOG_FORMAT").orElse("text");
      if (!text.matches("text|json")) {
        throw RefusedCommand.wrongUse("config.log-format", text);
      }
      return text.equals("json");
    }

    /**
     * The value of the check for lost commits. With {@code on}, a hub that can't keep its file
     * doesn't start.
     */
    String fence() {
      String text = value("NARU_FENCE").orElse("auto");
      if (!text.matches("on|off|auto")) {
        throw RefusedCommand.wrongUse("config.fence", text);
      }
      return text.equals("off") ? "false" : text;
    }

    String cell() {
      String text = value("NARU_CELL").orElse("00");
      if (!text.matches("[0-9]{2}")) {
        throw RefusedCommand.wrongUse("config.cell", text);
      }
      return text;
    }
  }
}
