package dev.naru.playground;

import dev.naru.hub.database.DatabaseUrl;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The playground's folder, ports and databases.
 *
 * @param home the folder for everything that must survive a restart
 * @param reach whether only this machine or also its network can use it
 * @param hubPort 0 for any free port; the same holds for the other ports
 * @param managementPort the hub's management port; empty for 8081, or any free port if that is
 *     taken
 * @param databaseUrl a database for the hub in place of the bundled one
 * @param sandboxDatabaseUrl the same for the sandbox; without it, the sandbox uses a schema of the
 *     hub's external database
 * @param nodes how many hubs work on the one database, behind the hub's port
 * @param tls whether everything is served over HTTPS under the original host names, too
 * @param tlsPort the port for HTTPS; empty for 443, or 8443 if that can't be used
 * @param consolePassword the console password of the demo merchant's owner; empty for a random one
 *     that is made at the first start
 */
public record PlaygroundConfig(
    Path home,
    Reach reach,
    int hubPort,
    int sandboxPort,
    int shopPort,
    Optional<Integer> managementPort,
    Optional<DatabaseUrl> databaseUrl,
    Optional<DatabaseUrl> sandboxDatabaseUrl,
    int nodes,
    boolean tls,
    Optional<Integer> tlsPort,
    Optional<String> consolePassword) {

  /** For tests: a playground in this folder, on free ports, with the bundled PostgreSQL. */
  public static PlaygroundConfig anywhere(Path home) {
    return new PlaygroundConfig(
        home.toAbsolutePath().normalize(),
        Reach.LOCAL,
        0,
        0,
        0,
        Optional.of(0),
        Optional.empty(),
        Optional.empty(),
        1,
        false,
        Optional.of(0),
        Optional.empty());
  }

  /** The same configuration with HTTPS. */
  public PlaygroundConfig withTls() {
    return with(reach, nodes, true);
  }

  /** The same configuration with this number of hubs, at least one. */
  public PlaygroundConfig withNodes(int count) {
    return with(reach, count, tls);
  }

  /** The same configuration with another reach. */
  PlaygroundConfig withReach(Reach from) {
    return with(from, nodes, tls);
  }

  private PlaygroundConfig with(Reach newReach, int newNodes, boolean newTls) {
    return new PlaygroundConfig(
        home,
        newReach,
        hubPort,
        sandboxPort,
        shopPort,
        managementPort,
        databaseUrl,
        sandboxDatabaseUrl,
        newNodes,
        newTls,
        tlsPort,
        consolePassword);
  }

  /** Reads the variables {@code NARU_*} (design.md §4). Empty values count as absent. */
  static PlaygroundConfig of(Map<String, String> environment) throws StartException {
    return new PlaygroundConfig(
        home(value(environment, "NARU_HOME").orElse(".naru")),
        Reach.of(environment),
        port(environment, "NARU_HUB_PORT", 8080),
        port(environment, "NARU_SANDBOX_PORT", 8090),
        port(environment, "NARU_SHOP_PORT", 8070),
        portIfSet(environment, "NARU_MANAGEMENT_PORT"),
        database(environment, "NARU_DATABASE_URL"),
        database(environment, "NARU_SANDBOX_DATABASE_URL"),
        1,
        false,
        portIfSet(environment, "NARU_TLS_PORT"),
        // The value keeps its white space: a password may begin with a space.
        Optional.ofNullable(environment.get("NARU_CONSOLE_PASSWORD")).filter(it -> !it.isBlank()));
  }

  private static Path home(String text) throws StartException {
    try {
      return Path.of(text).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new StartException("NARU_HOME is not a path.", e);
    }
  }

  private static Optional<Integer> portIfSet(Map<String, String> environment, String name)
      throws StartException {
    return value(environment, name).isEmpty()
        ? Optional.empty()
        : Optional.of(port(environment, name, 0));
  }

  private static int port(Map<String, String> environment, String name, int otherwise)
      throws StartException {
    String text = value(environment, name).orElse(String.valueOf(otherwise));
    if (text.matches("\\d{1,5}") && Integer.parseInt(text) <= 65535) {
      return Integer.parseInt(text);
    }
    throw new StartException(
        "%s must be a port from 0 to 65535, not \"%s\".".formatted(name, text));
  }

  private static Optional<DatabaseUrl> database(Map<String, String> environment, String name)
      throws StartException {
    Optional<String> text = value(environment, name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    DatabaseUrl url =
        DatabaseUrl.parse(text.get())
            .orElseThrow(() ->
                new StartException(
                    name
                        + " must look like postgres://user:password@host:5432/name (with % codes"
                        + " for special characters) or jdbc:postgresql://host:5432/name."));
    // The names are those of the hub's own variables: NARU_DATABASE_USER goes with
    // NARU_DATABASE_URL.
    String stem = name.substring(0, name.length() - "URL".length());
    Optional<String> user = value(environment, stem + "USER");
    return Optional.of(
        user.isEmpty()
            ? url
            : url.withLogin(user.get(), environment.getOrDefault(stem + "PASSWORD", "")));
  }

  private static Optional<String> value(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }

  /** Leaves the passwords out. */
  @Override
  public String toString() {
    return "PlaygroundConfig[" + home + "]";
  }
}
