package dev.naru.playground;

import dev.naru.playground.shop.Shop;
import dev.naru.sandbox.Sandbox;
import dev.naru.sandbox.SandboxClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/**
 * The hub, the sandbox and the demo shop, running in this process. They communicate over HTTP as
 * separate programs would; only the clock and the control calls are passed directly.
 */
public final class Playground implements AutoCloseable {

  private static final Duration QUICKLY = Duration.ofSeconds(3);
  private static final Duration HUB_STOPS = Duration.ofSeconds(10);
  private static final Duration POSTGRES_STOPS = Duration.ofSeconds(8);

  private final Running running;
  private final Home home;
  private final URI hub;
  private final List<Integer> nodes;
  private final URI sandbox;
  private final URI shop;
  private final Optional<Https> https;
  private final Optional<String> consolePassword;

  private Playground(
      Running running,
      Home home,
      URI hub,
      List<Integer> nodes,
      URI sandbox,
      URI shop,
      Optional<Https> https,
      Optional<String> consolePassword) {
    this.running = running;
    this.home = home;
    this.hub = hub;
    this.nodes = nodes;
    this.sandbox = sandbox;
    this.shop = shop;
    this.https = https;
    this.consolePassword = consolePassword;
  }

  /** The program behind {@code ./naru run}; it reads the variables {@code NARU_*}. */
  public static void main(String[] args) {
    PlaygroundProgram.run(args);
  }

  /**
   * Starts everything and returns when everything answers.
   *
   * @throws StartException with one sentence for the user; nothing is left running
   */
  public static Playground start(PlaygroundConfig config) throws StartException {
    return start(config, new Running());
  }

  /**
   * Starts everything.
   *
   * @param running the started parts are added to it, for a caller that may stop them half-way
   */
  static Playground start(PlaygroundConfig config, Running running) throws StartException {
    Home home = Home.open(config.home());
    try {
      return startParts(config, home, running);
    } catch (StartException | RuntimeException e) {
      running.close();
      close(home);
      throw Explanation.of(e, config.home(), home.log());
    }
  }

  public URI hub() {
    return hub;
  }

  /** The ports of the hubs behind the shared port; empty when there is one hub. */
  public List<Integer> nodes() {
    return nodes;
  }

  public URI sandbox() {
    return sandbox;
  }

  public URI shop() {
    return shop;
  }

  /** The HTTPS server; empty if none was asked for. */
  Optional<Https> https() {
    return https;
  }

  /** The console's password; empty if an earlier start has shown it. */
  Optional<String> consolePassword() {
    return consolePassword;
  }

  @Override
  public void close() {
    running.close();
    close(home);
  }

  private static Playground startParts(PlaygroundConfig config, Home home, Running running)
      throws StartException {
    Ports ports = Ports.free(config);
    SandboxClock clock = clock(config.home());
    CompletableFuture<Databases> databases =
        running.start("PostgreSQL", POSTGRES_STOPS, () -> Databases.start(config));
    Reach reach = config.reach();
    URI sandboxBase = reach.at(ports.sandbox());
    URI hubBase = reach.at(ports.hub());
    List<CompletableFuture<Hub>> hubs =
        startHubs(config, ports, sandboxBase, clock, databases, running);
    CompletableFuture<Hub> hub = hubs.getFirst();
    List<CompletableFuture<?>> front =
        ports.nodes().isEmpty()
            ? List.of()
            : List.of(
                running.start(
                    "front", QUICKLY, () -> Front.start(reach.bind(), ports.hub(), ports.nodes())));
    CompletableFuture<Shop> shop =
        running.start("shop", QUICKLY, () -> Shop.start(shop(reach, ports, config.home(), clock)));
    CompletableFuture<Sandbox> sandbox =
        running.start(
            "sandbox",
            QUICKLY,
            () ->
                Sandbox.start(
                    reach.bind(),
                    reach.host(),
                    ports.sandbox(),
                    databases.join().sandbox().dataSource(),
                    clock,
                    new HubControl(hubs, shop)));
    Optional<CompletableFuture<Https>> https =
        config.tls()
            ? Optional.of(
                running.start(
                    "HTTPS",
                    QUICKLY,
                    () -> Https.start(ports.tls(), hubBase, sandboxBase, config.home())))
            : Optional.empty();
    firstFailureOrAll(
        Stream.of(
                Stream.of(databases, shop, sandbox), hubs.stream(), front.stream(), https.stream())
            .flatMap(part -> part)
            .toArray(CompletableFuture<?>[]::new));
    URI shopBase = reach.at(ports.shop());
    seed(hub.join(), shop.join(), shopBase);
    return new Playground(
        running,
        home,
        hub.join().base(),
        ports.nodes(),
        sandbox.join().base(),
        shopBase,
        https.map(CompletableFuture::join),
        DemoOwner.seed(hub.join(), config.consolePassword()));
  }

  /**
   * Starts the hubs one after the other, because the first one makes the tables and the key ring. A
   * single hub is told that no other one works on its database.
   */
  private static List<CompletableFuture<Hub>> startHubs(
      PlaygroundConfig config,
      Ports ports,
      URI sandbox,
      SandboxClock clock,
      CompletableFuture<Databases> databases,
      Running running) {
    List<Integer> own = ports.nodes().isEmpty() ? List.of(ports.hub()) : ports.nodes();
    List<CompletableFuture<Hub>> hubs = new ArrayList<>();
    for (int port : own) {
      Optional<CompletableFuture<Hub>> before =
          hubs.isEmpty() ? Optional.empty() : Optional.of(hubs.getLast());
      Hub.Options options =
          new Hub.Options(
              config.reach(),
              port,
              ports.hub(),
              hubs.isEmpty() ? ports.management() : 0,
              own.size() == 1,
              config.home(),
              sandbox,
              config.tls() ? Https.origins(ports.tls()) : List.of(),
              clock);
      hubs.add(
          running.start(
              hubs.isEmpty() ? "hub" : "hub " + (hubs.size() + 1),
              HUB_STOPS,
              () -> {
                before.ifPresent(CompletableFuture::join);
                return Hub.start(options, databases);
              }));
    }
    return hubs;
  }

  private static SandboxClock clock(Path home) throws StartException {
    try {
      return SandboxClock.open(home, InstantSource.system());
    } catch (UncheckedIOException e) {
      throw new StartException(
          "%s is damaged: put a copy of it back, or remove it to begin at today's time."
              .formatted(home.resolve("clock")),
          e);
    }
  }

  private static Shop.Options shop(Reach reach, Ports ports, Path home, InstantSource time) {
    return new Shop.Options(
        reach.bind(),
        ports.shop(),
        reach.isForANetwork() ? Optional.of(reach.at(ports.shop())) : Optional.empty(),
        reach.at(ports.hub()),
        URI.create("http://localhost:" + ports.sandbox()),
        PlaygroundMerchants.USER_CODE,
        PlaygroundMerchants.API_KEY,
        PlaygroundMerchants.API_SECRET,
        home.resolve("shop"),
        time,
        PgOffers.all());
  }

  private static void seed(Hub hub, Shop shop, URI forBrowsers) {
    PlaygroundMerchants.of(hub).seedDemo(shop.base(), forBrowsers);
  }

  /** Waits until all parts have started, or until the first of them fails. */
  private static void firstFailureOrAll(CompletableFuture<?>... parts) {
    CompletableFuture<Void> end = CompletableFuture.allOf(parts).thenAccept(_ -> {});
    for (CompletableFuture<?> part : parts) {
      CompletableFuture<?> _ =
          part.whenComplete((_, failure) -> {
            if (failure != null) {
              end.completeExceptionally(failure);
            }
          });
    }
    end.join();
  }

  private static void close(Home home) {
    try {
      home.close();
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }
}
