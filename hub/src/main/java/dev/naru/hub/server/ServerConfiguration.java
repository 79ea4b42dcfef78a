package dev.naru.hub.server;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Puts the bounds in front of the application. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ServerLimits.class)
class ServerConfiguration {

  @Bean
  Readiness readiness(ApplicationAvailability availability, JdbcConnectionDetails database) {
    return new Readiness(
        () -> availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC,
        new WriteProbe(database.getJdbcUrl(), database.getUsername(), database.getPassword()));
  }

  /** The same on the management port. */
  @Bean
  HealthIndicator databaseWritesHealthIndicator(Readiness readiness) {
    return () -> (readiness.isReady() ? Health.up() : Health.down()).build();
  }

  @Bean
  @Order // after the rules of V1, so that its error pages answer what is refused here
  WebServerFactoryCustomizer<JettyServletWebServerFactory> serverBounds(
      ServerLimits limits, Readiness readiness, ObjectProvider<MeterRegistry> meters) {
    TrustedProxies proxies = new TrustedProxies(limits.trustedProxies());
    return factory ->
        factory.addServerCustomizers(
            server -> bound(server, limits, proxies, readiness, meters.getIfAvailable()));
  }

  static void bound(
      Server server,
      ServerLimits limits,
      TrustedProxies proxies,
      Readiness readiness,
      @Nullable MeterRegistry meters) {
    Connections connections = new Connections(limits, proxies::trusts, server);
    server.addBean(connections);
    for (Connector connector : server.getConnectors()) {
      connector.addEventListener(connections);
      connector.getConnectionFactories().stream()
          .filter(HttpConfiguration.ConnectionFactory.class::isInstance)
          .map(HttpConfiguration.ConnectionFactory.class::cast)
          .forEach(factory -> factory.getHttpConfiguration().addCustomizer(proxies));
    }
    WholeRequests whole = new WholeRequests(limits, connections);
    server.insertHandler(whole);
    server.insertHandler(new HealthHandler(readiness));
    server.insertHandler(new InTurns(connections));
    if (meters != null) {
      Gauge.builder("naru.server.connections", connections, Connections::size).register(meters);
      Gauge.builder("naru.server.requests.at.work", whole, WholeRequests::atWork).register(meters);
      Gauge.builder("naru.server.body.bytes", whole, WholeRequests::bodyBytes).register(meters);
    }
  }
}
