package dev.naru.hub.server;

import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/**
 * Gives the management port threads of its own, for which no request on the hub's port stands in
 * the way. Named in Spring Boot's list of the management context's configurations, and no {@code
 * Configuration}, so that the hub's own context doesn't find it.
 */
final class ManagementThreads {

  @Bean
  @Order // after Spring Boot's own, which puts virtual ones there
  WebServerFactoryCustomizer<JettyServletWebServerFactory> ownThreads() {
    return factory -> factory.setThreadPool(new JettyThreads("management-port"));
  }
}
