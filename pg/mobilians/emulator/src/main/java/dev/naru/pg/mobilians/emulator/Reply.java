package dev.naru.pg.mobilians.emulator;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/** What goes back to a merchant's server, and when. */
sealed interface Reply {

  /** An answer. */
  record Body(String contentType, byte[] bytes) implements Reply {

    static Body json(String text) {
      return new Body("application/json;charset=UTF-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /** The answer cut off in the middle. */
    Body truncated() {
      return new Body(contentType, Arrays.copyOf(bytes, bytes.length / 2));
    }
  }

  /** The answer, later. */
  record Late(Body body, long afterMs) implements Reply {}

  /** No answer at all: the connection breaks, at once or after a while. */
  record Lost(long afterMs) implements Reply {}

  static void send(Context ctx, Reply reply) {
    switch (reply) {
      case Body body -> write(ctx, body);
      case Late late ->
          ctx.future(
              () ->
                  CompletableFuture.runAsync(() -> write(ctx, late.body()), after(late.afterMs())));
      case Lost lost when lost.afterMs() <= 0 -> drop(ctx);
      case Lost lost ->
          ctx.future(() -> CompletableFuture.runAsync(() -> drop(ctx), after(lost.afterMs())));
    }
  }

  private static Executor after(long ms) {
    return CompletableFuture.delayedExecutor(ms, TimeUnit.MILLISECONDS);
  }

  private static void write(Context ctx, Body body) {
    ctx.contentType(body.contentType());
    ctx.result(body.bytes());
  }

  /** Closes the socket under the exchange, as a broken network would. */
  private static void drop(Context ctx) {
    ServletContextRequest.getServletContextRequest(ctx.req())
        .getConnectionMetaData()
        .getConnection()
        .getEndPoint()
        .close();
  }
}
