package dev.naru.hub.server;

import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Runs all handlers behind it on virtual threads, one for each request. Handlers in front of it run
 * on Jetty's few platform threads, to which the operating system gives processor time fairly.
 * Virtual threads share one queue, in which thousands of requests would delay everything else.
 */
final class OnVirtualThreads extends Handler.Wrapper {

  private final Executor virtual;

  OnVirtualThreads(Executor virtual) {
    this.virtual = virtual;
  }

  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    virtual.execute(() -> work(request, response, callback));
    return true;
  }

  private void work(Request request, Response response, Callback callback) {
    try {
      if (!super.handle(request, response, callback)) {
        Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
      }
    } catch (Throwable trouble) {
      Response.writeError(request, response, callback, trouble);
    }
  }
}
