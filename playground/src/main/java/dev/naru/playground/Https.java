package dev.naru.playground;

import dev.naru.sandbox.Emulator;
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
import java.util.ServiceLoader;

/**
 * The hub under V1's host names and the emulated PGs under the PGs' own, over HTTPS (`./naru run
 * --tls`). Certificates use the machine's time and not the playground's, because programs of the
 * machine check them.
 */
record Https(TlsFront front, Path authority) implements AutoCloseable {

  private static final String LOOPBACK = "127.0.0.1";

  static Https start(int port, URI hub, URI sandbox, Path home) {
    Map<String, URI> targets = new HashMap<>();
    for (Emulator pg : ServiceLoader.load(Emulator.class)) {
      pg.hosts().keySet().forEach(host -> targets.put(host, sandbox));
    }
    OriginalHosts.ALL.forEach(host -> targets.put(host, hub));
    LocalAuthority authority =
        LocalAuthority.open(
            home.resolve("tls"), TlsFront.names(targets.keySet()), InstantSource.system());
    // The proxy tunnels to other hosts too, so that a shop can keep the variable set for its other
    // calls. Only loopback reaches it.
    TlsFront.Options options = new TlsFront.Options(port, LOOPBACK, targets, true);
    return new Https(TlsFront.start(options, authority), authority.folder());
  }

  /** The origins at which browsers reach the hub through HTTPS. */
  static List<String> origins(int port) {
    return OriginalHosts.origins(port);
  }

  List<String> nextSteps() {
    return NextSteps.lines(authority, front.port(), System.getProperty("os.name", ""));
  }

  @Override
  public void close() {
    front.close();
  }
}
