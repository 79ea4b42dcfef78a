package dev.naru.playground;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * The three ports, which were free just before the start.
 *
 * @param hub never 0; the same holds for the other two
 */
record Ports(int hub, int sandbox, int shop) {

  /**
   * Finds the ports.
   *
   * @throws StartException when a port is taken; the text names it and the variable that changes it
   */
  static Ports free(PlaygroundConfig config) throws StartException {
    // All three are bound until all are known, so that none is chosen twice.
    List<ServerSocketChannel> held = new ArrayList<>();
    try {
      return new Ports(
          hold(held, config.hubPort(), "NARU_HUB_PORT", "hub"),
          hold(held, config.sandboxPort(), "NARU_SANDBOX_PORT", "sandbox"),
          hold(held, config.shopPort(), "NARU_SHOP_PORT", "demo shop"));
    } finally {
      held.forEach(Ports::release);
    }
  }

  private static int hold(List<ServerSocketChannel> held, int port, String variable, String whose)
      throws StartException {
    try {
      ServerSocketChannel socket = ServerSocketChannel.open();
      held.add(socket);
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
      return socket.socket().getLocalPort();
    } catch (IOException e) {
      throw new StartException(
          "Port %d, which the %s needs, is taken: stop the program that uses it, or set %s to another port."
              .formatted(port, whose, variable),
          e);
    }
  }

  private static void release(ServerSocketChannel socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
