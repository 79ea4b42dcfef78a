package dev.naru.hub.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers the health paths on the hub's own port, in front of everything that is limited or waits
 * for a virtual thread. So a hub under full load still says how it is. Only the management port
 * tells more about the hub.
 */
final class HealthHandler extends Handler.Wrapper {

  private static final String PATH = "/actuator/health";

  private final Readiness readiness;
  private final Connections connections;

  HealthHandler(Readiness readiness, Connections connections) {
    this.readiness = readiness;
    this.connections = connections;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Connection connection = request.getConnectionMetaData().getConnection();
    connections.begin(connection);
    Request.addCompletionListener(request, _ -> connections.end(connection));
    String path = request.getHttpURI().getPath();
    if (path == null
        || !path.startsWith(PATH)
        || !(HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod()))) {
      return super.handle(request, response, callback);
    }
    CompletableFuture<Boolean> up;
    switch (path.substring(PATH.length())) {
      case "", "/", "/readiness" -> up = readiness.ready();
      case "/liveness" -> up = CompletableFuture.completedFuture(true);
      default -> {
        return super.handle(request, response, callback);
      }
    }
    // The answer itself shows whether it could be sent; no other handler follows.
    var _ =
        up.whenComplete((is, failed) ->
            answer(request, response, callback, failed == null && Boolean.TRUE.equals(is)));
    return true;
  }

  private static void answer(Request request, Response response, Callback callback, boolean up) {
    byte[] body = (up ? "{\"status\":\"UP\"}" : "{\"status\":\"DOWN\"}").getBytes(UTF_8);
    response.setStatus(up ? HttpStatus.OK_200 : HttpStatus.SERVICE_UNAVAILABLE_503);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    if (HttpMethod.HEAD.is(request.getMethod())) {
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
      callback.succeeded();
    } else {
      response.write(true, ByteBuffer.wrap(body), callback);
    }
  }
}
