package dev.naru.hub.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.springframework.util.unit.DataSize;

/** The bounds of the hub's port before an application that tells what it got. */
final class SmallServer implements AutoCloseable {

  static final ServerLimits LIMITS = limits(Duration.ofMinutes(1));

  /** For what is about the time that a request may take. */
  static final ServerLimits HURRIED = limits(Duration.ofMillis(1_500));

  private static ServerLimits limits(Duration requestWithin) {
    return new ServerLimits(
        1_000,
        250,
        requestWithin,
        DataSize.ofKilobytes(3_000),
        DataSize.ofKilobytes(1_500),
        8,
        4,
        List.of());
  }

  private final Server server = new Server(new JettyThreads("small"));
  private final ServerConnector connector = new ServerConnector(server);
  volatile CountDownLatch held = new CountDownLatch(0);
  volatile boolean databaseWorks = true;
  final Readiness readiness =
      new Readiness(
          () -> true,
          new Readiness.Probe() {
            @Override
            public void tryWrite() throws IOException {
              if (!databaseWorks) {
                throw new IOException("disk full");
              }
            }

            @Override
            public void close() {}
          });

  private final WholeRequests whole;

  SmallServer(ServerLimits limits) throws Exception {
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(new Telling());
    ServerConfiguration.bound(
        server, limits, new TrustedProxies(limits.trustedProxies()), readiness, null);
    whole = server.getDescendant(WholeRequests.class);
    server.start();
  }

  int connections() {
    return server.getBean(Connections.class).size();
  }

  long bodyBytes() {
    return whole.bodyBytes();
  }

  long atWork() {
    return whole.atWork();
  }

  /** Answers with the caller's address, the scheme and the body's length. */
  private final class Telling extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      held.await();
      int length = Content.Source.asByteBuffer(request).remaining();
      String told =
          Request.getRemoteAddr(request) + " " + request.getHttpURI().getScheme() + " " + length;
      response.write(true, ByteBuffer.wrap(told.getBytes(US_ASCII)), callback);
      return true;
    }
  }

  Socket connect() {
    return connectFrom("127.0.0.1");
  }

  Socket connectFrom(String address) {
    try {
      Socket socket =
          new Socket(
              InetAddress.ofLiteral("127.0.0.1"),
              connector.getLocalPort(),
              InetAddress.ofLiteral(address),
              0);
      socket.setSoTimeout(60_000);
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /** What comes until the other side closes. */
  static String readAll(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
  }

  /** One request on a connection of its own. */
  String ask(String head, String body) throws IOException {
    return askFrom("127.0.0.1", head, body);
  }

  String askFrom(String address, String head, String body) throws IOException {
    try (Socket socket = connectFrom(address)) {
      send(
          socket,
          head
              + "\r\nHost: hub\r\nConnection: close\r\n"
              + (body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n")
              + "\r\n"
              + body);
      return readAll(socket);
    }
  }

  @Override
  public void close() {
    held.countDown();
    try {
      server.stop();
    } catch (Exception stuck) {
      throw new AssertionError(stuck);
    }
    readiness.destroy();
  }
}
