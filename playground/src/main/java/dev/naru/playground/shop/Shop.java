package dev.naru.playground.shop;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.staticfiles.Location;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;

/** The running demo shop: an order page, a verifying server, a webhook receiver. */
public final class Shop implements AutoCloseable {

  private static final String LOOPBACK = "127.0.0.1";

  /** A page's answer of the SDK is about 1 kB; nothing the shop is sent needs more than this. */
  private static final long LARGEST_BODY_BYTES = 64 * 1024;

  private final Javalin server;

  private Shop(Javalin server) {
    this.server = server;
  }

  /**
   * What a merchant is told when it signs up, and where it keeps its own things.
   *
   * @param port 0 for any free one
   * @param hub without a trailing slash
   * @param sandbox where the emulated PGs are controlled; only told to the reader
   * @param pgs the PGs that the order form offers
   * @param folder where the orders are kept; made when missing
   */
  public record Options(
      int port,
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
   * Starts it and returns when it answers.
   *
   * @throws RuntimeException the port is taken, or the folder cannot be used
   */
  public static Shop start(Options options) {
    Orders orders = new Orders(OrderFile.in(options.folder()), options.time(), new SecureRandom());
    HubApi hub = new HubApi(options.hub(), options.apiKey(), options.apiSecret());
    Verification verification = new Verification(options.pgs().keyOnly());
    Desk desk = new Desk(orders, hub, verification, options.time());
    ShopRoutes routes =
        new ShopRoutes(options, orders, desk, new Pages(options.pgs().methodNames()));
    return new Shop(
        Javalin.create(config -> configure(config, routes)).start(LOOPBACK, options.port()));
  }

  /** {@code http://localhost:{port}}. */
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
    config.staticFiles.add(
        files -> {
          files.hostedPath = "/assets";
          files.directory = "/dev/naru/playground/shop/assets";
          files.location = Location.CLASSPATH;
        });
    routes.mount(config.routes);
  }
}
