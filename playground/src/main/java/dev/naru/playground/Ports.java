package dev.naru.playground;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * The three ports, found free just before the start.
 *
 * @param shop never 0, and so the other two
 */
record Ports(int hub, int sandbox, int shop) {

  /**
   * @throws Trouble names the first port that is taken, and the variable that changes it
   */
  static Ports free(PlaygroundConfig config) throws Trouble {
    // All three are held until all are known, so that none is given out twice.
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
      throws Trouble {
    try {
      ServerSocketChannel socket = ServerSocketChannel.open();
      held.add(socket);
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
      return socket.socket().getLocalPort();
    } catch (IOException e) {
      throw new Trouble(
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
