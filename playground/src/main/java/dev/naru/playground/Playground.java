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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

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
  private final URI sandbox;
  private final URI shop;
  private final Optional<String> consolePassword;

  private Playground(
      Running running,
      Home home,
      URI hub,
      URI sandbox,
      URI shop,
      Optional<String> consolePassword) {
    this.running = running;
    this.home = home;
    this.hub = hub;
    this.sandbox = sandbox;
    this.shop = shop;
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

  public URI sandbox() {
    return sandbox;
  }

  public URI shop() {
    return shop;
  }

  /** The console's password; empty where an earlier start has told it. */
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
    Hub.Options hubOptions =
        new Hub.Options(
            reach,
            ports.hub(),
            ports.management(),
            config.home(),
            reach.at(ports.sandbox()),
            clock);
    CompletableFuture<Hub> hub =
        running.start("hub", HUB_STOPS, () -> Hub.start(hubOptions, databases));
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
                    new HubControl(hub, shop)));
    firstFailureOrAll(databases, hub, shop, sandbox);
    URI shopBase = reach.at(ports.shop());
    seed(hub.join(), shop.join(), shopBase);
    return new Playground(
        running,
        home,
        hub.join().base(),
        sandbox.join().base(),
        shopBase,
        DemoOwner.seed(hub.join(), config.consolePassword()));
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
