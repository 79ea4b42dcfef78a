package dev.naru.playground;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * The four ports, which were free just before the start.
 *
 * @param hub never 0; the same holds for the other three
 */
record Ports(int hub, int sandbox, int shop, int management) {

  private static final int MANAGEMENT = 8081;
  private static final String LOOPBACK = "127.0.0.1";

  /**
   * Finds the ports.
   *
   * @throws StartException when a port is taken; the text names it and the variable that changes it
   */
  static Ports free(PlaygroundConfig config) throws StartException {
    // All are bound until all are known, so that none is chosen twice.
    List<ServerSocketChannel> held = new ArrayList<>();
    try {
      return new Ports(
          hold(held, config.reach().bind(), config.hubPort(), "NARU_HUB_PORT", "hub"),
          hold(held, config.reach().bind(), config.sandboxPort(), "NARU_SANDBOX_PORT", "sandbox"),
          hold(held, config.reach().bind(), config.shopPort(), "NARU_SHOP_PORT", "demo shop"),
          holdManagement(held, config));
    } finally {
      held.forEach(Ports::release);
    }
  }

  /** Nobody needs this port to try naru out, so a second playground takes any other. */
  private static int holdManagement(List<ServerSocketChannel> held, PlaygroundConfig config)
      throws StartException {
    String variable = "NARU_MANAGEMENT_PORT";
    String whose = "hub's management";
    if (config.managementPort().isPresent()) {
      return hold(held, LOOPBACK, config.managementPort().get(), variable, whose);
    }
    try {
      return hold(held, LOOPBACK, MANAGEMENT, variable, whose);
    } catch (StartException taken) {
      return hold(held, LOOPBACK, 0, variable, whose);
    }
  }

  private static int hold(
      List<ServerSocketChannel> held, String bind, int port, String variable, String whose)
      throws StartException {
    try {
      ServerSocketChannel socket = ServerSocketChannel.open();
      held.add(socket);
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral(bind), port));
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
