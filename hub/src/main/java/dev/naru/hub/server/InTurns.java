package dev.naru.hub.server;

import java.time.Duration;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Has a request rest for a moment that its connection sent without waiting for the answer to the
 * one before (pipelining, which no browser and hardly a client does). Such requests are worked off
 * in a row by one virtual thread, and those don't take turns by themselves: two hundred such
 * connections would keep everybody else, health too, from every processor for as long as they go
 * on.
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
