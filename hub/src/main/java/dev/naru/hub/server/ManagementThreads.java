package dev.naru.hub.server;

import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/**
 * Gives the management port threads of its own, so that requests on the hub's port can't delay it.
 * The class stands in Spring Boot's list of the management context's configurations. It is not
 * annotated as a {@code Configuration}, so that the hub's own context doesn't find it.
 */
final class ManagementThreads {

  @Bean
  @Order // after Spring Boot's own, which puts virtual ones there
  WebServerFactoryCustomizer<JettyServletWebServerFactory> ownThreads() {
    return factory -> factory.setThreadPool(new JettyThreads("management-port"));
  }
}
