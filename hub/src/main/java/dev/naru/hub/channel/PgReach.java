package dev.naru.hub.channel;

import dev.naru.hub.channel.ChannelCheck.Finding;
import dev.naru.hub.channel.ChannelCheck.Kind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Checks whether this machine reaches the PG's hosts: connects and completes the TLS handshake, but
 * sends no request.
 */
final class PgReach {

  private static final int TIMEOUT_MS = 4_000;

  private PgReach() {}

  static List<Finding> of(Channel channel) {
    return channel.connector().endpoints(channel.config()).stream()
        .map(PgReach::one)
        .distinct()
        .toList();
  }

  private static Finding one(URI address) {
    String host = Objects.requireNonNull(address.getHost());
    boolean tls = "https".equals(address.getScheme());
    int port = address.getPort() > 0 ? address.getPort() : tls ? 443 : 80;
    String check = host + ":" + port;
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), TIMEOUT_MS);
      if (tls) {
        socket.setSoTimeout(TIMEOUT_MS);
        try (SSLSocket secure =
            (SSLSocket)
                ((SSLSocketFactory) SSLSocketFactory.getDefault())
                    .createSocket(socket, host, port, true)) {
          SSLParameters parameters = secure.getSSLParameters();
          parameters.setEndpointIdentificationAlgorithm("HTTPS");
          secure.setSSLParameters(parameters);
          secure.startHandshake();
        }
      }
      return Finding.of(check, Kind.REACHED, host);
    } catch (UnknownHostException e) {
      return Finding.of(check, Kind.NO_NAME, host);
    } catch (SSLException e) {
      return Finding.of(check, Kind.NO_TLS, host, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return Finding.of(check, Kind.NO_ROUTE, host, String.valueOf(port));
    }
  }
}
