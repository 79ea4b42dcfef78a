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
 * Passes a request to the application only when its body has arrived, and limits how many requests
 * are worked on at a time. A body that is on its way holds no thread, no place and no database
 * connection. If it doesn't arrive in time, its connection is closed; a caller beyond a limit is
 * refused at once.
 */
final class WholeRequests extends Handler.Wrapper {

  /** The largest body in bytes that the hub accepts, but for uploads. */
  static final int MAX_BODY_BYTES = 1 << 20;

  /**
   * How many bytes of a larger body are still read: many clients read no response before they have
   * sent everything.
   */
  static final int MAX_DRAINED_BYTES = 16 << 20;

  /** The path below which the console takes files; other paths have the usual limits. */
  static final String UPLOADS = "/console/uploads/";

  /** The largest upload in bytes: a file and the form around it. */
  static final int MAX_UPLOAD_BYTES = (25 << 20) + (1 << 16);

  /** How many bytes all uploads together may hold. */
  private static final long UPLOADS_BYTES = 64L << 20;

  /** How many bytes the uploads of one address may hold together. */
  private static final long UPLOADS_PER_ADDRESS_BYTES = 32L << 20;

  private static final Duration UPLOAD_DEADLINE = Duration.ofMinutes(2);

  private final ServerLimits limits;
  private final Executor virtual;
  private final Shares bodies;
  private final Shares uploads = new Shares(UPLOADS_BYTES, UPLOADS_PER_ADDRESS_BYTES);
  private final Shares atWork;

  /**
   * @param virtual runs the work of requests whose body has arrived
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
   * Whether it is unclear where the body ends. HTTP/1.0 has no chunks: a proxy that doesn't know
   * them sees another end of the body, and takes a part of it for somebody else's request (RFC
   * 9112, section 6.1).
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
      // The rest of the body could be taken for the next request.
      response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
    }
    if (status == HttpStatus.TOO_MANY_REQUESTS_429
        || status == HttpStatus.SERVICE_UNAVAILABLE_503) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, "1");
    }
    Response.writeError(request, response, callback, status);
    return true;
  }

  /** How many requests are worked on now. */
  long atWork() {
    return atWork.taken();
  }

  /** How many bytes of bodies are in memory now. */
  long bodyBytes() {
    return bodies.taken();
  }
}
