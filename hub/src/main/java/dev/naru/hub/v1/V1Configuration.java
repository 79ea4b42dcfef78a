package dev.naru.hub.v1;

import dev.naru.hub.merchant.Tokens;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.Ordered;
import org.springframework.web.filter.UrlHandlerFilter;

/** Puts V1 before Spring MVC and Jetty. */
@Configuration(proxyBeanMethods = false)
@PropertySource("classpath:dev/naru/hub/v1/v1.properties")
class V1Configuration {

  @Bean
  V1Arguments v1Arguments(Tokens tokens) {
    return new V1Arguments(new Caller(tokens));
  }

  @Bean
  V1Errors v1Errors() {
    return new V1Errors();
  }

  @Bean
  FilterRegistrationBean<V1Filter> v1Filter(V1Errors errors) {
    var registration = new FilterRegistrationBean<>(new V1Filter(errors));
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return registration;
  }

  /**
   * Every path matches with one slash behind it too, without a redirect (spec/rest-api.md §1.1).
   */
  @Bean
  FilterRegistrationBean<UrlHandlerFilter> trailingSlash() {
    var registration =
        new FilterRegistrationBean<>(
            UrlHandlerFilter.trailingSlashHandler("/**").wrapRequest().build());
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
    return registration;
  }

  @Bean
  WebServerFactoryCustomizer<JettyServletWebServerFactory> jettyRules() {
    return factory -> factory.addServerCustomizers(new JettyRules());
  }
}
