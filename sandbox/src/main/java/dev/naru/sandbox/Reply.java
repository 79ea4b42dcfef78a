package dev.naru.sandbox;

import io.javalin.http.Context;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/** What a PG answers a merchant's server, and when; an emulator's handlers end with one. */
public sealed interface Reply {

  /** What Korean systems mean by EUC-KR, and call so in their headers. */
  Charset KOREAN_WINDOWS = Charset.forName("x-windows-949");

  /** An answer. */
  record Body(String contentType, byte[] bytes) implements Reply {

    public static Body json(String text) {
      return new Body("application/json;charset=UTF-8", text.getBytes(StandardCharsets.UTF_8));
    }

    public static Body text(String text, Charset charset) {
      return of("text/plain", text, charset);
    }

    public static Body of(String type, String text, Charset charset) {
      String name = charset.equals(KOREAN_WINDOWS) ? "EUC-KR" : charset.name();
      return new Body(type + ";charset=" + name, text.getBytes(charset));
    }

    /** The answer cut off in the middle. */
    public Body truncated() {
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
