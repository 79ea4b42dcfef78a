package dev.naru.hub.server;

import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Has everything behind it done on virtual threads, one a request. What is in front of it is done
 * by Jetty's own few threads, which the operating system shares the processors out to: virtual
 * threads wait for each other in one row, and some thousand requests would keep whatever else runs
 * on them waiting.
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
