package dev.naru.admin;

import dev.naru.tls.LocalAuthority;
import dev.naru.tls.NextSteps;
import dev.naru.tls.OriginalHosts;
import dev.naru.tls.TlsFront;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Serves the hub over HTTPS under V1's own host names, for clients that have them built in. */
record OriginalAddresses(TlsFront front, Path authority) implements AutoCloseable {

  private static final String LOOPBACK = "127.0.0.1";

  /**
   * Starts the server. Until the hub has started, the server answers 502.
   *
   * @throws java.io.UncheckedIOException when the port is taken, or the data folder can't be
   *     written
   */
  static OriginalAddresses serve(HubConfiguration configuration) {
    URI hub = URI.create("http://" + reached(configuration.bind()) + ":" + configuration.port());
    Map<String, URI> targets =
        OriginalHosts.ALL.stream().collect(Collectors.toMap(host -> host, _ -> hub));
    LocalAuthority authority =
        LocalAuthority.open(
            configuration.home().resolve("tls"),
            TlsFront.names(targets.keySet()),
            InstantSource.system());
    TlsFront.Options options =
        new TlsFront.Options(configuration.tlsPort(), configuration.bind(), targets, false);
    return new OriginalAddresses(TlsFront.start(options, authority), authority.folder());
  }

  /**
   * The hub's properties that make it accept these addresses as its own, and believe this server's
   * forwarding headers.
   */
  static Map<String, Object> properties(HubConfiguration configuration) {
    Map<String, Object> properties = new HashMap<>(configuration.properties());
    properties.put(
        "naru.other-origins", String.join(",", OriginalHosts.origins(configuration.tlsPort())));
    String proxies = configuration.trustedProxies();
    String own = reached(configuration.bind()).replaceAll("[\\[\\]]", "");
    properties.put("naru.server.trusted-proxies", proxies.isEmpty() ? own : proxies + "," + own);
    return properties;
  }

  List<String> nextSteps() {
    return NextSteps.lines(authority, front.port(), System.getProperty("os.name", ""));
  }

  @Override
  public void close() {
    front.close();
  }

  /**
   * The address at which a program of this machine reaches a server that is bound to {@code bind}.
   */
  private static String reached(String bind) {
    return switch (bind) {
      case "0.0.0.0" -> LOOPBACK;
      case "::", "[::]" -> "[::1]";
      default -> bind.contains(":") && !bind.startsWith("[") ? "[" + bind + "]" : bind;
    };
  }
}
