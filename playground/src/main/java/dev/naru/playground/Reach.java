package dev.naru.playground;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Says who can reach the playground: by default this machine only; with {@code NARU_BIND=0.0.0.0}
 * also its network, for example a phone or a container.
 *
 * @param bind the address that hub, sandbox and shop listen on
 * @param host the machine's name in addresses for browsers
 */
record Reach(String bind, String host) {

  /** Only this machine reaches the playground. */
  static final Reach LOCAL = new Reach("127.0.0.1", "localhost");

  private static final String EVERYWHERE = "0.0.0.0";

  /**
   * Reads the variables.
   *
   * @throws StartException when one has a wrong value, or the machine is in no network
   */
  static Reach of(Map<String, String> environment) throws StartException {
    String bind = environment.getOrDefault("NARU_BIND", "").strip();
    if (bind.isEmpty() || bind.equals(LOCAL.bind)) {
      return LOCAL;
    }
    if (!bind.equals(EVERYWHERE)) {
      throw new StartException(
          "NARU_BIND must be 127.0.0.1, for this machine alone, or 0.0.0.0, for its network too; it is \"%s\"."
              .formatted(bind));
    }
    String host = environment.getOrDefault("NARU_PUBLIC_HOST", "").strip();
    if (!host.isEmpty() && !host.matches("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")) {
      throw new StartException(
          "NARU_PUBLIC_HOST must be this machine's name or address, such as 192.168.0.5, without a port; it is \"%s\"."
              .formatted(host));
    }
    return new Reach(
        EVERYWHERE,
        host.isEmpty()
            ? ownAddress()
                .orElseThrow(() ->
                    new StartException(
                        "This machine has no address in a network: say NARU_PUBLIC_HOST, or leave NARU_BIND out."))
            : host);
  }

  /** The first address of a network card, in a private network if there is one. */
  private static Optional<String> ownAddress() {
    try (Stream<NetworkInterface> cards = NetworkInterface.networkInterfaces()) {
      return cards
          .filter(Reach::isACard)
          .flatMap(NetworkInterface::inetAddresses)
          .filter(Inet4Address.class::isInstance)
          .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
          .min((a, b) -> Boolean.compare(b.isSiteLocalAddress(), a.isSiteLocalAddress()))
          .map(InetAddress::getHostAddress);
    } catch (SocketException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether it is a network card, and not a bridge of containers or virtual machines, which a phone
   * can't reach.
   */
  private static boolean isACard(NetworkInterface card) {
    try {
      return card.isUp()
          && !card.isLoopback()
          && !card.isPointToPoint()
          && !card.getName().matches("(docker|br-|veth|virbr|podman|cni).*");
    } catch (SocketException e) {
      return false;
    }
  }

  boolean isForANetwork() {
    return !equals(LOCAL);
  }

  /** The address at which a browser finds this port. */
  URI at(int port) {
    return URI.create("http://" + host + ":" + port);
  }
}
