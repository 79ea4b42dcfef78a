package dev.naru.sandbox;

import io.javalin.http.Context;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import tools.jackson.databind.json.JsonMapper;

/** A PG's answer to a merchant's server, with the time when it is sent. */
public sealed interface Reply {

  /**
   * The charset that Korean systems call EUC-KR or MS949: Microsoft's code page 949, a superset of
   * the standard's EUC-KR.
   */
  Charset EUC_KR = Charset.forName("x-windows-949");

  /**
   * An answer that is sent at once.
   *
   * @param type the media type, without the charset
   * @param halved whether the second half of its bytes is missing
   */
  record Body(String type, String text, Charset charset, boolean halved) implements Reply {

    /** JSON in UTF-8 of a value that Jackson can write. */
    public static Body json(Object value) {
      String text = JsonMapper.shared().writeValueAsString(value);
      return of("application/json", text, StandardCharsets.UTF_8);
    }

    /** Plain text. */
    public static Body text(String text, Charset charset) {
      return of("text/plain", text, charset);
    }

    /** A text of another media type. */
    public static Body of(String type, String text, Charset charset) {
      return new Body(type, text, charset, false);
    }

    /** The answer cut off after the first half of its bytes. */
    public Body firstHalf() {
      return new Body(type, text, charset, true);
    }
  }

  /** An answer that is sent after a delay in milliseconds. */
  record Late(Body body, long afterMs) implements Reply {}

  /** No answer: the connection is closed after a delay in milliseconds, 0 for at once. */
  record Lost(long afterMs) implements Reply {}

  /** Sends a reply; returns before a delayed one is sent. */
  static void send(Context ctx, Reply reply) {
    switch (reply) {
      case Body body -> write(ctx, body);
      case Late late ->
          ctx.future(() ->
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
    String charset = body.charset().equals(EUC_KR) ? "EUC-KR" : body.charset().name();
    byte[] bytes = body.text().getBytes(body.charset());
    ctx.contentType(body.type() + ";charset=" + charset);
    ctx.result(body.halved() ? Arrays.copyOf(bytes, bytes.length / 2) : bytes);
  }

  /** Closes the socket without an answer, as a broken network does. */
  private static void drop(Context ctx) {
    ServletContextRequest.getServletContextRequest(ctx.req())
        .getConnectionMetaData()
        .getConnection()
        .getEndPoint()
        .close();
  }
}
