package dev.naru.playground;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The ports, which were free just before the start.
 *
 * @param hub never 0; the same holds for the next three
 * @param tls 0 if HTTPS isn't wanted
 * @param nodes the hubs' own ports behind the shared port; empty if a single hub listens on that
 *     itself
 */
record Ports(int hub, int sandbox, int shop, int management, int tls, List<Integer> nodes) {

  private static final int MANAGEMENT = 8081;
  private static final String LOOPBACK = "127.0.0.1";

  /**
   * The port that a name in the hosts file leads to; on many systems a program needs a privilege to
   * use it.
   */
  private static final int HTTPS = 443;

  private static final int HTTPS_WITHOUT_PRIVILEGE = 8443;

  /**
   * Finds the ports.
   *
   * @throws StartException when a port is taken; the text names it and the variable that changes it
   */
  static Ports free(PlaygroundConfig config) throws StartException {
    // All ports stay bound until all are chosen, so that none is chosen twice.
    List<ServerSocketChannel> held = new ArrayList<>();
    try {
      return new Ports(
          hold(held, config.reach().bind(), config.hubPort(), "NARU_HUB_PORT", "hub"),
          hold(held, config.reach().bind(), config.sandboxPort(), "NARU_SANDBOX_PORT", "sandbox"),
          hold(held, config.reach().bind(), config.shopPort(), "NARU_SHOP_PORT", "demo shop"),
          holdManagement(held, config),
          holdTls(held, config),
          holdNodes(held, config));
    } finally {
      held.forEach(Ports::release);
    }
  }

  /**
   * Holds the management port. Nobody needs it to try naru out, so a second playground takes any
   * free port.
   */
  private static int holdManagement(List<ServerSocketChannel> held, PlaygroundConfig config)
      throws StartException {
    return hold(
        held, config.managementPort(), MANAGEMENT, 0, "NARU_MANAGEMENT_PORT", "hub's management");
  }

  private static int holdTls(List<ServerSocketChannel> held, PlaygroundConfig config)
      throws StartException {
    return config.tls()
        ? hold(held, config.tlsPort(), HTTPS, HTTPS_WITHOUT_PRIVILEGE, "NARU_TLS_PORT", "HTTPS")
        : 0;
  }

  private static List<Integer> holdNodes(List<ServerSocketChannel> held, PlaygroundConfig config)
      throws StartException {
    List<Integer> nodes = new ArrayList<>();
    for (int node = 0; config.nodes() > 1 && node < config.nodes(); node++) {
      nodes.add(hold(held, LOOPBACK, 0, "NARU_HUB_PORT", "hub's node"));
    }
    return nodes;
  }

  /** Holds a port. If none is asked for and the first one can't be had, it takes the second one. */
  private static int hold(
      List<ServerSocketChannel> held,
      Optional<Integer> wanted,
      int first,
      int second,
      String variable,
      String whose)
      throws StartException {
    if (wanted.isPresent()) {
      return hold(held, LOOPBACK, wanted.get(), variable, whose);
    }
    try {
      return hold(held, LOOPBACK, first, variable, whose);
    } catch (StartException taken) {
      return hold(held, LOOPBACK, second, variable, whose);
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
