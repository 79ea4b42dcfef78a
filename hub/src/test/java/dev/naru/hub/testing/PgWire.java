package dev.naru.hub.testing;

import dev.naru.hub.channel.HttpPgTransport;
import dev.naru.pg.spi.PgTransport;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The hub's real way to the PG, on which a test can stand: look at a request before it goes out,
 * keep it or its answer back, or break off.
 */
public final class PgWire implements PgTransport, AutoCloseable {

  /** What happens to a request. */
  @FunctionalInterface
  public interface Turn {
    Response take(Request request, PgTransport pg) throws IOException;
  }

  /** Thrown where a process would die: nothing in the hub catches it. */
  public static final class Crash extends Error {
    public Crash(String where) {
      super(where, null, false, false);
    }
  }

  private static final Turn STRAIGHT = (request, pg) -> pg.send(request);

  private final HttpPgTransport own = new HttpPgTransport();
  private volatile HttpPgTransport pg = own;
  private final AtomicReference<Turn> turn = new AtomicReference<>(STRAIGHT);

  @Override
  public Response send(Request request) throws IOException {
    return turn.get().take(request, pg);
  }

  /** Goes over the hub's own transport from now on, so that the hub measures the calls. */
  void over(HttpPgTransport hubsOwn) {
    pg = hubsOwn; // calls may be under way over the other one
  }

  /** Until {@link #heal()}. */
  public void disturb(Turn disturbance) {
    turn.set(disturbance);
  }

  public void heal() {
    turn.set(STRAIGHT);
  }

  /** A turn for requests to addresses that end with {@code path}; the others go straight. */
  public static Turn at(String path, Turn there) {
    return (request, pg) ->
        request.uri().getPath().endsWith(path) ? there.take(request, pg) : pg.send(request);
  }

  @Override
  public void close() {
    own.close();
    pg.close();
  }
}
