package dev.naru.playground.shop;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.staticfiles.Location;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The running demo shop: an order page, a server that verifies payments, and a webhook receiver.
 */
public final class Shop implements AutoCloseable {

  /**
   * An SDK result that a page sends is about 1 kB, and nothing sent to the shop needs more than
   * this.
   */
  private static final long LARGEST_BODY_BYTES = 64 * 1024;

  private final Javalin server;

  private Shop(Javalin server) {
    this.server = server;
  }

  /**
   * The values that a merchant gets when it signs up, and the shop's own port and folder.
   *
   * @param bind the address to listen on
   * @param port 0 for any free port
   * @param fromPhones the address at which a phone in the same network finds the shop; empty if
   *     none can
   * @param hub the hub's address without a trailing slash
   * @param sandbox the address of the sandbox's control calls, by which deposits are made
   * @param folder the folder of the orders, created when it is missing
   */
  public record Options(
      String bind,
      int port,
      Optional<URI> fromPhones,
      URI hub,
      URI sandbox,
      String userCode,
      String apiKey,
      String apiSecret,
      Path folder,
      InstantSource time,
      PgOffer.All pgs) {

    @Override
    public String toString() {
      return "Options[" + port + ", " + hub + ", " + userCode + "]";
    }
  }

  /**
   * Starts the shop and returns when it answers.
   *
   * @throws RuntimeException when the port is taken, or the folder can't be used
   */
  public static Shop start(Options options) {
    Orders orders = new Orders(OrderFile.in(options.folder()), options.time(), new SecureRandom());
    HubApi hub = new HubApi(options.hub(), options.apiKey(), options.apiSecret());
    Verification verification = new Verification(options.pgs().keyOnly());
    OrderService service = new OrderService(orders, hub, verification, options.time());
    ShopRoutes routes =
        new ShopRoutes(options, orders, service, new ShopPages(options.pgs().methodNames()));
    return new Shop(
        Javalin.create(config -> configure(config, routes)).start(options.bind(), options.port()));
  }

  /** The shop's address on this machine, {@code http://localhost:{port}}. */
  public URI base() {
    return URI.create("http://localhost:" + server.port());
  }

  @Override
  public void close() {
    server.stop();
  }

  private static void configure(JavalinConfig config, ShopRoutes routes) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.concurrency.useVirtualThreads = true;
    config.http.maxRequestSize = LARGEST_BODY_BYTES;
    config.staticFiles.add(files -> {
      files.hostedPath = "/assets";
      files.directory = "/dev/naru/playground/shop/assets";
      files.location = Location.CLASSPATH;
    });
    routes.mount(config.routes);
  }
}
