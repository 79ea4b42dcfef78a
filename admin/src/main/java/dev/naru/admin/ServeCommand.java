package dev.naru.admin;

import dev.naru.hub.HubApplication;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the hub until it is stopped. */
@Command(name = "serve")
final class ServeCommand implements Callable<Integer> {

  /** Stands for no exit code: the hub goes on after the command has returned. */
  static final int RUNNING = -1;

  /** Properties that keep a failed start to one sentence; --verbose shows everything. */
  private static final Map<String, Object> QUIET_START =
      Map.of(
          "logging.level.org.springframework", "error",
          "logging.level.org.springframework.boot.SpringApplication", "off",
          "logging.level.org.springframework.boot.diagnostics", "off",
          "logging.level.org.springframework.boot.web.server", "error",
          "logging.level.org.eclipse.jetty", "warn",
          "logging.level.com.zaxxer.hikari", "warn",
          "logging.level.org.flywaydb", "warn");

  private final Surroundings surroundings;

  @Option(names = "--verbose")
  private boolean verbose;

  @Option(names = "--tls")
  private boolean tls;

  /**
   * Makes the program end when the hub would begin to serve, so that the JVM learns which classes a
   * start needs.
   */
  @Option(names = "--rehearse", hidden = true)
  private boolean rehearse;

  ServeCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    HubConfiguration configuration = surroundings.configuration();
    refuseDatabase(configuration.database().dataSource());
    if (rehearse) {
      // Spring reads this only as a property of the JVM.
      System.setProperty("spring.context.exit", "onRefresh");
    }
    Optional<OriginalAddresses> original =
        tls ? Optional.of(OriginalAddresses.serve(configuration)) : Optional.empty();
    Map<String, Object> properties =
        tls ? OriginalAddresses.properties(configuration) : configuration.properties();
    new SpringApplicationBuilder(HubApplication.class)
        .bannerMode(Banner.Mode.OFF)
        .logStartupInfo(false)
        .properties(verbose ? Map.of() : QUIET_START)
        .initializers((GenericApplicationContext starting) ->
            starting
                .getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("naru-hub", properties)))
        .run();
    surroundings
        .out()
        .println(Texts.of("serve.ready", Version.number(), configuration.publicUrl()));
    original.ifPresent(it -> it.nextSteps().forEach(surroundings.out()::println));
    return RUNNING;
  }

  /** Refuses an unusable database before Spring starts, whose own message would be very long. */
  private static void refuseDatabase(DataSource database) {
    try (Connection connection = database.getConnection()) {
      if (!connection.isValid(5)) {
        throw RefusedCommand.notDone("database.away", "");
      }
    } catch (SQLException e) {
      throw RefusedCommand.notDone("database.away", String.valueOf(e.getMessage()).strip());
    }
    if (new Schema(database).isNewer()) {
      throw RefusedCommand.notDone("schema.newer");
    }
  }
}
