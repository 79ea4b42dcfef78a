package dev.naru.hub.server;

import dev.naru.hub.brake.CallerNetwork;
import dev.naru.hub.server.Shares.Taken;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Lets requests through to the application when they are whole, and only so many at a time. While a
 * body is on its way nobody waits for it: no thread, no place and no connection of the database. A
 * body that isn't there in time ends its connection; a caller beyond a bound is told so at once.
 */
final class WholeRequests extends Handler.Wrapper {

  /** The largest body that any part of the hub takes. */
  static final int MAX_BODY_BYTES = 1 << 20;

  /** How much of a larger one is still read: many clients read no response before all is sent. */
  static final int MAX_DRAINED_BYTES = 16 << 20;

  /** Where the console takes files; everywhere else a body has the usual bounds. */
  static final String UPLOADS = "/console/uploads/";

  /** The largest file that the console takes, and its form. */
  static final int MAX_UPLOAD_BYTES = (25 << 20) + (1 << 16);

  /** What uploads may hold together, and those of one address. */
  private static final long UPLOADS_BYTES = 64L << 20;

  private static final long UPLOADS_PER_ADDRESS_BYTES = 32L << 20;

  private static final Duration UPLOAD_DEADLINE = Duration.ofMinutes(2);

  private final ServerLimits limits;
  private final Executor virtual;
  private final Shares bodies;
  private final Shares uploads = new Shares(UPLOADS_BYTES, UPLOADS_PER_ADDRESS_BYTES);
  private final Shares atWork;

  /**
   * @param virtual runs the work of requests whose body is there
   */
  WholeRequests(ServerLimits limits, Executor virtual) {
    this.limits = limits;
    this.virtual = virtual;
    this.bodies = new Shares(limits.bodies().toBytes(), limits.bodiesPerAddress().toBytes());
    this.atWork = new Shares(limits.atWork(), limits.atWorkPerAddress());
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (hasUnclearEnd(request)) {
      return refuse(request, response, callback, HttpStatus.BAD_REQUEST_400);
    }
    boolean upload = Request.getPathInContext(request).startsWith(UPLOADS);
    if (request.getLength() > (upload ? MAX_UPLOAD_BYTES : MAX_DRAINED_BYTES)) {
      return refuse(request, response, callback, HttpStatus.PAYLOAD_TOO_LARGE_413);
    }
    if (!hasBody(request)) {
      return work(request, response, callback);
    }
    var body =
        new BodyInFlight(
            request,
            virtual,
            upload ? uploads : bodies,
            upload ? MAX_UPLOAD_BYTES : MAX_BODY_BYTES,
            upload ? MAX_UPLOAD_BYTES : MAX_DRAINED_BYTES,
            end -> {
              switch (end) {
                case BodyInFlight.End.Whole(Request whole) -> proceed(whole, response, callback);
                case BodyInFlight.End.Refused(int status) ->
                    refuse(request, response, callback, status);
                case BodyInFlight.End.Broken(Throwable cause) -> callback.failed(cause);
              }
            });
    Request.addCompletionListener(request, _ -> body.forget());
    body.deadline(
        request
            .getComponents()
            .getScheduler()
            .schedule(
                () -> virtual.execute(body::late),
                (upload ? UPLOAD_DEADLINE : limits.requestDeadline()).toMillis(),
                TimeUnit.MILLISECONDS));
    body.read();
    return true;
  }

  /**
   * HTTP/1.0 has no chunks: a proxy that knows none sees another end of this body, and takes a part
   * of it for a request of somebody else (RFC 9112, section 6.1).
   */
  private static boolean hasUnclearEnd(Request request) {
    return request.getConnectionMetaData().getHttpVersion().getVersion() < 11
        && request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
  }

  private static boolean hasBody(Request request) {
    return request.getLength() > 0
        || (request.getLength() < 0
            && (request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)
                || request.getConnectionMetaData().getHttpVersion().getVersion() >= 20));
  }

  private void proceed(Request request, Response response, Callback callback) {
    try {
      if (!work(request, response, callback)) {
        Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
      }
    } catch (Throwable trouble) {
      Response.writeError(request, response, callback, trouble);
    }
  }

  private boolean work(Request request, Response response, Callback callback) throws Exception {
    String address = CallerNetwork.of(Request.getRemoteAddr(request));
    Taken taken = atWork.take(address, 1);
    if (taken != Taken.YES) {
      return refuse(request, response, callback, statusOf(taken));
    }
    Request.addCompletionListener(request, _ -> atWork.giveBack(address, 1));
    return super.handle(request, response, callback);
  }

  static int statusOf(Taken taken) {
    return taken == Taken.ADDRESS_FULL
        ? HttpStatus.TOO_MANY_REQUESTS_429
        : HttpStatus.SERVICE_UNAVAILABLE_503;
  }

  private static boolean refuse(Request request, Response response, Callback callback, int status) {
    if (hasBody(request)) {
      // What is left of the body could be taken for the next request.
      response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
    }
    if (status == HttpStatus.TOO_MANY_REQUESTS_429
        || status == HttpStatus.SERVICE_UNAVAILABLE_503) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, "1");
    }
    Response.writeError(request, response, callback, status);
    return true;
  }

  /** How many requests are worked on at the moment. */
  long atWork() {
    return atWork.taken();
  }

  /** How much the bodies hold at the moment. */
  long bodyBytes() {
    return bodies.taken();
  }
}
