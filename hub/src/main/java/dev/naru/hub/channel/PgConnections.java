package dev.naru.hub.channel;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.DefaultManagedHttpClientConnection;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Builds a connection pool that checks a kept connection before each use without waiting. The HTTP
 * client's own check waits a millisecond for data, which was a fifth of a charge's time; this one
 * asks the socket what has arrived.
 */
final class PgConnections extends PoolingHttpClientConnectionManagerBuilder {

  private static final AtomicLong COUNT = new AtomicLong();

  PgConnections() {
    setConnectionFactory(PgConnections::connection);
  }

  private static ManagedHttpClientConnection connection(@Nullable Socket socket)
      throws IOException {
    ManagedHttpClientConnection connection = new Connection("pg-" + COUNT.incrementAndGet());
    if (socket != null) {
      connection.bind(socket);
    }
    return connection;
  }

  /** Uses socket channels, because only their sockets can be asked without a wait. */
  @Override
  protected HttpClientConnectionOperator createConnectionOperator(
      @Nullable SchemePortResolver ports, @Nullable DnsResolver names, TlsSocketStrategy tls) {
    return new DefaultHttpClientConnectionOperator(
        _ -> SocketChannel.open().socket(),
        ports,
        names,
        RegistryBuilder.<TlsSocketStrategy>create().register("https", tls).build());
  }

  private static final class Connection extends DefaultManagedHttpClientConnection {

    Connection(String id) {
      super(id);
    }

    /**
     * True when the PG has closed the connection, or has sent something without being asked, such
     * as the TLS record that announces the end.
     */
    @Override
    public boolean isStale() {
      SocketChannel channel = getSocket() == null ? null : getSocket().getChannel();
      if (channel == null || !isOpen()) {
        return true;
      }
      try {
        channel.configureBlocking(false);
        try {
          return channel.read(ByteBuffer.allocate(1)) != 0;
        } finally {
          channel.configureBlocking(true);
        }
      } catch (IOException broken) {
        return true;
      }
    }
  }
}
