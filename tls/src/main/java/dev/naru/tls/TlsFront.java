package dev.naru.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jetty.server.DetectorConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A server that passes requests for host names on to servers of this machine. One port takes HTTPS
 * and, without TLS, the requests that clients send to a proxy: {@code CONNECT}, and the absolute
 * addresses that old clients send instead. A connection without a byte for {@value #IDLE_MS} ms is
 * closed.
 */
public final class TlsFront implements AutoCloseable {

  /** A further name in the certificate, for clients that speak TLS with their proxy. */
  static final String ITSELF = "localhost";

  /** The idle time-out; longer than the slowest answer of an emulated PG (10 minutes). */
  static final long IDLE_MS = 620_000;

  private static final int THREADS = 64;

  private final Server server;
  private final ServerConnector connector;

  private TlsFront(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /**
   * What the server serves.
   *
   * @param port 0 for any free port
   * @param bind the address to listen on
   * @param targets the host names in lower case, each with the address of the server that answers
   * @param tunnelsElsewhere whether {@code CONNECT} to another host is tunnelled there; otherwise
   *     it is refused. True only if nobody else can reach the address to listen on
   */
  public record Options(
      int port, String bind, Map<String, URI> targets, boolean tunnelsElsewhere) {}

  /** All names that the authority must be able to vouch for. */
  public static Set<String> names(Set<String> targets) {
    Set<String> names = new TreeSet<>(targets);
    names.add(ITSELF);
    return names;
  }

  /**
   * Starts the server and returns when it answers.
   *
   * @throws UncheckedIOException when the port can't be used
   */
  public static TlsFront start(Options options, LocalAuthority authority) {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS);
    threads.setName("https");
    threads.setDaemon(true);
    Server server = new Server(threads);
    ServerConnector connector = connector(server, options, authority);
    server.addConnector(connector);
    server.setStopTimeout(0);
    try {
      connector.open();
      server.setHandler(new Tunnel(options, connector.getLocalPort()));
      server.start();
      return new TlsFront(server, connector);
    } catch (IOException e) {
      connector.close();
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      connector.close();
      throw new IllegalStateException(e);
    }
  }

  /** The port on which the server listens. */
  public int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static ServerConnector connector(
      Server server, Options options, LocalAuthority authority) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendDateHeader(false);
    http.setIdleTimeout(IDLE_MS);
    // The request names its host; {@link PassOn} refuses hosts that aren't served here.
    http.addCustomizer(new SecureRequestCustomizer(false));
    SslConnectionFactory tls = new SslConnectionFactory(tls(options, authority), "http/1.1");
    ServerConnector connector =
        new ServerConnector(
            server, new DetectorConnectionFactory(tls), new HttpConnectionFactory(http));
    connector.setHost(options.bind());
    connector.setPort(options.port());
    connector.setIdleTimeout(IDLE_MS);
    return connector;
  }

  private static SslContextFactory.Server tls(Options options, LocalAuthority authority) {
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    // The password of a key store that is only in memory.
    String password = HexFormat.of().formatHex(random);
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setKeyStore(authority.certifies(names(options.targets().keySet()), password.toCharArray()));
    tls.setKeyStorePassword(password);
    tls.setSniRequired(false);
    return tls;
  }
}
