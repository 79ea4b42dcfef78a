package dev.naru.hub.console.reconcile;

import jakarta.servlet.Filter;
import jakarta.servlet.MultipartConfigElement;
import java.util.List;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Lets the console's uploads be multipart requests; the hub refuses all others. */
@Configuration(proxyBeanMethods = false)
class UploadConfiguration {

  /** The request attribute under which Jetty looks for the limits of a multipart request. */
  private static final String MULTIPART = "org.eclipse.jetty.multipartConfig";

  private static final long MOST_BYTES = 25L << 20;
  private static final int IN_MEMORY = 1 << 16;

  @Bean
  FilterRegistrationBean<Filter> consoleUploads() {
    var parts =
        new MultipartConfigElement(
            System.getProperty("java.io.tmpdir"), MOST_BYTES, MOST_BYTES + IN_MEMORY, IN_MEMORY);
    Filter filter =
        (request, response, chain) -> {
          request.setAttribute(MULTIPART, parts);
          chain.doFilter(request, response);
        };
    var registration = new FilterRegistrationBean<>(filter);
    registration.setUrlPatterns(List.of("/console/uploads/*"));
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
    return registration;
  }
}
