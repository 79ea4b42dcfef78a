package dev.naru.tls;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import org.eclipse.jetty.server.handler.ConnectHandler;

/**
 * Answers {@code CONNECT}. A tunnel to a served host leads to this server itself, whatever DNS says
 * of the name.
 */
final class Tunnel extends ConnectHandler {

  private static final long CONNECT_MS = 5_000;

  private final TlsFront.Options options;
  private final int ownPort;

  Tunnel(TlsFront.Options options, int ownPort) {
    super(new PassOn(options.targets()));
    this.options = options;
    this.ownPort = ownPort;
    setConnectTimeout(CONNECT_MS);
    setIdleTimeout(TlsFront.IDLE_MS);
  }

  @Override
  public boolean validateDestination(String host, int port) {
    return isOurs(host) || options.tunnelsElsewhere();
  }

  @Override
  protected InetSocketAddress newConnectAddress(String host, int port) {
    return isOurs(host)
        ? new InetSocketAddress(InetAddress.ofLiteral(options.bind()), ownPort)
        : super.newConnectAddress(host, port);
  }

  private boolean isOurs(String host) {
    return options.targets().containsKey(host.toLowerCase(Locale.ROOT));
  }
}
