package dev.naru.hub.server;

import dev.naru.hub.brake.CallerNetwork;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Limits the open connections, and closes those that take too long to send a request's header:
 * Jetty's idle time-out starts anew with each byte. Beyond the limit, a new connection replaces the
 * one of its address that has waited longest for a request. So a caller with a whole request gets
 * through, however many connections only wait. Thread-safe.
 */
final class Connections extends AbstractLifeCycle implements Connection.Listener {

  private static final long SWEEP_MS = 1_000;

  private final ServerLimits limits;
  private final Predicate<InetAddress> trusted;
  private final Server server;
  private final Map<Connection, Open> all = new ConcurrentHashMap<>();
  private final Map<String, Map<Connection, Open>> byAddress = new ConcurrentHashMap<>();
  private volatile Scheduler.@Nullable Task sweep;

  Connections(ServerLimits limits, Predicate<InetAddress> trusted, Server server) {
    this.limits = limits;
    this.trusted = trusted;
    this.server = server;
  }

  /**
   * An open connection. {@code waitingSince} and {@code bytesThen} have a meaning only while it
   * isn't busy.
   */
  private static final class Open {
    private final Connection connection;
    private final String address;
    private volatile boolean busy;
    private volatile long waitingSince = System.nanoTime();
    private volatile long bytesThen;
    private volatile long bytesOfLast = -1;

    private Open(Connection connection, String address) {
      this.connection = connection;
      this.address = address;
    }
  }

  /**
   * Whether this request was read from the connection before the request ahead of it was answered.
   */
  boolean isInARow(Connection connection) {
    Open open = all.get(connection);
    if (open == null) {
      return false;
    }
    long last = open.bytesOfLast;
    open.bytesOfLast = connection.getBytesIn();
    return last == open.bytesOfLast;
  }

  /**
   * Marks the connection as busy: it has a request's header. The body has a deadline of its own.
   */
  void begin(Connection connection) {
    Open open = all.get(connection);
    if (open != null) {
      open.busy = true;
    }
  }

  /** Marks the connection as waiting: its request has ended. */
  void end(Connection connection) {
    Open open = all.get(connection);
    if (open != null) {
      open.bytesThen = connection.getBytesIn();
      open.waitingSince = System.nanoTime();
      open.busy = false;
    }
  }

  @Override
  public void onOpened(Connection connection) {
    SocketAddress remote = connection.getEndPoint().getRemoteSocketAddress();
    String address = addressOf(remote);
    Open open = new Open(connection, address);
    boolean isProxy = remote instanceof InetSocketAddress inet && trusted.test(inet.getAddress());
    all.put(connection, open);
    Map<Connection, Open> own =
        byAddress.compute(
            address,
            (_, known) -> {
              Map<Connection, Open> those = known == null ? new ConcurrentHashMap<>() : known;
              those.put(connection, open);
              return those;
            });
    if (!isProxy && own.size() > limits.connectionsPerAddress()) {
      makeRoom(own, connection);
    } else if (all.size() > limits.connections()) {
      makeRoom(
          byAddress.values().stream().max(Comparator.comparingInt(Map::size)).orElse(own),
          connection);
    }
  }

  private static void makeRoom(Map<Connection, Open> among, Connection newest) {
    Optional<Open> longest =
        among.values().stream()
            .filter(open -> !open.busy && !open.connection.equals(newest))
            .min(Comparator.comparingLong(open -> open.waitingSince));
    longest.map(open -> open.connection).orElse(newest).getEndPoint().close();
  }

  @Override
  public void onClosed(Connection connection) {
    Open closed = all.remove(connection);
    if (closed != null) {
      byAddress.computeIfPresent(
          // A closed socket no longer knows its address, so that the stored one is used.
          closed.address,
          (_, own) -> {
            own.remove(connection);
            return own.isEmpty() ? null : own;
          });
    }
  }

  private static String addressOf(@Nullable SocketAddress remote) {
    return remote instanceof InetSocketAddress inet && inet.getAddress() != null
        ? CallerNetwork.of(inet.getAddress())
        : String.valueOf(remote);
  }

  @Override
  protected void doStart() {
    plan();
  }

  @Override
  protected void doStop() {
    Scheduler.Task planned = sweep;
    if (planned != null) {
      planned.cancel();
    }
  }

  private void plan() {
    sweep =
        server
            .getScheduler()
            .schedule(
                () -> {
                  sweep();
                  if (isRunning()) {
                    plan();
                  }
                },
                Math.min(SWEEP_MS, limits.requestDeadline().toMillis()),
                TimeUnit.MILLISECONDS);
  }

  private void sweep() {
    long now = System.nanoTime();
    for (Open open : all.values()) {
      if (open.busy) {
        continue;
      }
      if (open.connection.getBytesIn() == open.bytesThen) {
        // Nothing has come yet; Jetty's idle time-out closes such a connection.
        open.waitingSince = now;
      } else if (now - open.waitingSince > limits.requestDeadline().toNanos()) {
        open.connection.getEndPoint().close();
      }
    }
  }

  /** How many connections are open; if the two maps differ, the larger count. */
  int size() {
    return Math.max(all.size(), byAddress.values().stream().mapToInt(Map::size).sum());
  }
}
