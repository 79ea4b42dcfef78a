package dev.naru.playground;

import dev.naru.hub.HubApplication;
import dev.naru.hub.channel.PublishedTestKeys;
import dev.naru.hub.database.DatabaseUrl;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * A hub as in production, except for its clock.
 *
 * @param base the address at which browsers find it
 */
record Hub(URI base, ConfigurableApplicationContext context) implements AutoCloseable {

  /**
   * The hub's options.
   *
   * @param publicPort the port at which browsers and PGs reach the hub: its own, or that of {@link
   *     Front}
   * @param soleNode whether no other hub works on this database
   * @param otherOrigins further origins at which browsers reach the hub
   */
  record Options(
      Reach reach,
      int port,
      int publicPort,
      int managementPort,
      boolean soleNode,
      Path home,
      URI sandbox,
      List<String> otherOrigins,
      InstantSource time) {

    URI base() {
      return reach.at(publicPort);
    }
  }

  /**
   * Starts the hub and returns when it answers. Spring is already starting while the database still
   * starts.
   */
  static Hub start(Options options, CompletableFuture<Databases> databases) {
    ConfigurableApplicationContext context =
        new SpringApplicationBuilder(HubApplication.class)
            .bannerMode(Banner.Mode.OFF)
            .logStartupInfo(false)
            .registerShutdownHook(false)
            .initializers((GenericApplicationContext starting) -> {
              starting
                  .getEnvironment()
                  .getPropertySources()
                  .addFirst(properties(options, databases.join().hub()));
              starting.registerBean("playgroundTime", InstantSource.class, () -> options.time());
              starting.registerBean(
                  "publishedTestKeys", PublishedTestKeys.class, () -> TestChannel::keys);
            })
            .run();
    return new Hub(options.base(), context);
  }

  @Override
  public void close() {
    context.close();
  }

  private static MapPropertySource properties(Options options, DatabaseUrl database) {
    Map<String, Object> values = new HashMap<>();
    values.put("spring.datasource.url", database.jdbc());
    if (!database.user().isEmpty()) {
      values.put("spring.datasource.username", database.user());
      values.put("spring.datasource.password", database.password());
    }
    values.put("server.port", options.port());
    values.put("server.address", options.reach().bind());
    values.put("management.server.port", options.managementPort());
    values.put("spring.lifecycle.timeout-per-shutdown-phase", "8s");
    values.put("naru.home", options.home().toString());
    values.put("naru.public-url", options.base().toString());
    values.put("naru.other-origins", String.join(",", options.otherOrigins()));
    values.put("naru.sandbox-url", options.sandbox().toString());
    values.put("naru.sole-node", String.valueOf(options.soleNode()));
    return new MapPropertySource("playground", values);
  }
}
