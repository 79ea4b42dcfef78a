package dev.naru.hub.server;

import java.time.Duration;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Delays a request that its connection sent before the previous one was answered (pipelining, which
 * browsers and most clients don't use). One virtual thread works off such requests without a pause,
 * and virtual threads don't take turns by themselves. Without the delay, two hundred such
 * connections would keep every other request, also health checks, from the processors.
 */
final class InTurns extends Handler.Wrapper {

  static final Duration REST = Duration.ofMillis(10);

  private final Connections connections;

  InTurns(Connections connections) {
    this.connections = connections;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (connections.isInARow(request.getConnectionMetaData().getConnection())) {
      Thread.sleep(REST);
    }
    return super.handle(request, response, callback);
  }
}
