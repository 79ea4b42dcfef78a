package dev.naru.hub.server;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

/** Puts the limits in front of the application. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ServerLimits.class)
class ServerConfiguration {

  private static final Logger log = LoggerFactory.getLogger(ServerConfiguration.class);

  @Bean
  Readiness readiness(ApplicationAvailability availability, JdbcConnectionDetails database) {
    return new Readiness(
        () -> availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC,
        new WriteProbe(database.getJdbcUrl(), database.getUsername(), database.getPassword()));
  }

  /** The readiness of {@link Readiness}, shown on the management port. */
  @Bean
  HealthIndicator databaseWritesHealthIndicator(Readiness readiness) {
    return () -> (readiness.isReady() ? Health.up() : Health.down()).build();
  }

  @Bean
  @Order // after the rules of V1, so that its error pages answer what is refused here
  WebServerFactoryCustomizer<JettyServletWebServerFactory> serverBounds(
      ServerLimits limits, Readiness readiness, ObjectProvider<MeterRegistry> meters) {
    TrustedProxies proxies = new TrustedProxies(limits.trustedProxies());
    if (TrustedProxies.haveStrangers(limits.trustedProxies())) {
      log.warn(
          "NARU_TRUSTED_PROXIES has a network so wide that strangers are in it: anyone may say that he has any address, and no brake and no check of a PG's address holds");
    }
    return factory -> {
      factory.setThreadPool(new JettyThreads("hub-port"));
      factory.addServerCustomizers(
          server -> bound(server, limits, proxies, readiness, meters.getIfAvailable()));
    };
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
    Executor virtual =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("request-", 0).factory());
    WholeRequests whole = new WholeRequests(limits, virtual);
    server.insertHandler(whole);
    server.insertHandler(new InTurns(connections));
    server.insertHandler(new OnVirtualThreads(virtual));
    server.insertHandler(new HealthHandler(readiness, connections));
    if (meters != null) {
      Gauge.builder("naru.server.connections", connections, Connections::size).register(meters);
      Gauge.builder("naru.server.requests.at.work", whole, WholeRequests::atWork).register(meters);
      Gauge.builder("naru.server.body.bytes", whole, WholeRequests::bodyBytes).register(meters);
    }
  }
}
