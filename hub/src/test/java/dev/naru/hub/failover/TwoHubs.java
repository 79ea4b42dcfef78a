package dev.naru.hub.failover;

import dev.naru.hub.crash.Acknowledged;
import dev.naru.hub.crash.BooksAtScale;
import dev.naru.hub.crash.BooksAtScale.Faults;
import dev.naru.hub.crash.CrashWorld;
import dev.naru.hub.crash.HubProcess;
import dev.naru.hub.crash.OpenWork;
import dev.naru.hub.crash.WebhookReceiver;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.SettableTime;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.TestDatabase;
import dev.naru.hub.testing.World;
import dev.naru.postgres.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Two hubs as processes on one database, neither of which believes that it is the only one, and the
 * PGs, which live in this process. HAProxy is before them where it is installed; else the merchants
 * take turns by themselves.
 */
final class TwoHubs implements AutoCloseable {

  private static final int HUBS = 2;
  private static final int HEAP_MB = 256;

  final World world;
  final WebhookReceiver receiver = new WebhookReceiver();
  private final String databaseUrl;
  private final List<Node> nodes;
  private final @Nullable HaProxy proxy;
  private final List<RunningHub> ways;
  private final OpenWork open;

  /** A hub's place, in which one life of it follows another. */
  static final class Node {
    final int port = FreePort.find();
    private final Path folder;
    private @Nullable HubProcess process;

    Node(Path folder) {
      this.folder = folder;
    }

    HubProcess process() {
      if (process == null) {
        throw new IllegalStateException("no hub was started here");
      }
      return process;
    }

    private boolean runs() {
      return process != null && process.isAlive();
    }
  }

  private TwoHubs(Path folder, PGSimpleDataSource database, String databaseUrl, boolean proxied) {
    this.databaseUrl = databaseUrl;
    world = new World(database, TestDatabase.empty(), SettableTime.flowing(Duration.ZERO));
    nodes =
        IntStream.rangeClosed(1, HUBS)
            .mapToObj(number -> new Node(folder.resolve("hub" + number)))
            .toList();
    int front = FreePort.find();
    proxy =
        proxied
            ? HaProxy.beforeHubs(folder, front, nodes.stream().map(node -> node.port).toList())
            : null;
    ways =
        (proxied ? Stream.of(front) : nodes.stream().map(node -> node.port))
            .map(port -> RunningHub.elsewhere(world, URI.create("http://localhost:" + port)))
            .toList();
    open = new OpenWork(world, () -> nodes.stream().filter(Node::runs).map(Node::process).toList());
    // Ctrl-C must leave no process.
    Runtime.getRuntime().addShutdownHook(new Thread(this::killAll, "stop"));
  }

  /**
   * Makes the places; no hub runs yet.
   *
   * @param folder for logs
   * @param database as the test sees it
   * @param databaseUrl as the hubs are told; what it doesn't say is the hub's own default
   */
  static TwoHubs on(PGSimpleDataSource database, String databaseUrl, Path folder, boolean proxied) {
    try {
      for (int number = 1; number <= HUBS; number++) {
        Path own = Files.createDirectories(folder.resolve("hub" + number));
        Files.deleteIfExists(own.resolve(HubProcess.ARCHIVE));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new TwoHubs(folder, database, databaseUrl, proxied);
  }

  private Map<String, Object> properties(int port, URI publicUrl) {
    Map<String, Object> more = new HashMap<>();
    more.put("spring.datasource.url", databaseUrl);
    more.put("naru.public-url", publicUrl);
    more.put("management.server.port", "0");
    return RunningHub.properties(world, port, more);
  }

  /** Merchants at the hubs' first address. No hub may run, since one in this process makes them. */
  List<Shop> newShops(int count) {
    try (RunningHub maker = RunningHub.start(world, Map.of("spring.datasource.url", databaseUrl))) {
      return CrashWorld.newShops(maker, receiver, ways.getLast(), count);
    }
  }

  /** The same merchant at each address that there is. */
  List<Shop> everyWay(Shop shop) {
    return ways.stream().map(shop::at).toList();
  }

  /** The same merchant at one hub, past the proxy. */
  Shop at(Node node, Shop shop) {
    return shop.at(RunningHub.elsewhere(world, URI.create("http://localhost:" + node.port)));
  }

  Node first() {
    return nodes.getFirst();
  }

  Node second() {
    return nodes.getLast();
  }

  /** Starts both and returns when both serve. */
  void start() {
    nodes.forEach(this::begin);
    nodes.forEach(node -> node.process().ready());
  }

  /** Starts the next life of one, and returns when it serves. */
  void start(Node node) {
    begin(node);
    node.process().ready();
  }

  private void begin(Node node) {
    try {
      node.process =
          HubProcess.begin(node.folder, HEAP_MB, world.time.ahead(), "", propertiesOf(node));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts another version of the hub, and returns when it serves.
   *
   * @param classPath with that version's classes and its tests' classes
   */
  void start(Node node, String classPath) {
    try {
      Path folder = Files.createDirectories(node.folder.resolve("before"));
      Files.deleteIfExists(folder.resolve(HubProcess.ARCHIVE));
      node.process =
          HubProcess.begin(classPath, folder, HEAP_MB, world.time.ahead(), "", propertiesOf(node))
              .ready();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, Object> propertiesOf(Node node) {
    return properties(node.port, ways.getLast().base());
  }

  /** Lets all that is open end, on a time that is moved on. @return what is open all the same */
  Optional<String> settle() {
    return open.settle();
  }

  /** Compares the books; nothing may be under way. */
  Faults faults(Map<Shop, Acknowledged> loads) {
    Faults all = new Faults(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    loads.forEach((shop, told) -> {
      Faults own = BooksAtScale.faults(world, receiver, shop, told);
      all.lost().addAll(own.lost());
      all.doubled().addAll(own.doubled());
      all.unequal().addAll(own.unequal());
    });
    return all;
  }

  private void killAll() {
    nodes.stream().filter(Node::runs).forEach(node -> node.process().kill());
    if (proxy != null) {
      proxy.close();
    }
  }

  @Override
  public void close() {
    killAll();
    world.close();
    receiver.close();
  }
}
