package dev.naru.hub.v1.wire;

import dev.naru.hub.idempotency.IdempotentRequests;
import dev.naru.hub.merchant.Tiers;
import dev.naru.hub.merchant.Tokens;
import dev.naru.hub.requestlog.RequestLog;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.Ordered;
import org.springframework.web.filter.UrlHandlerFilter;

/** Registers V1's filters, argument resolvers and Jetty rules. */
@Configuration(proxyBeanMethods = false)
@PropertySource("classpath:dev/naru/hub/v1/wire/v1.properties")
class V1Configuration {

  @Bean
  MerchantPlaces merchantPlaces(@Value("${naru.server.at-work-per-merchant:128}") int places) {
    return new MerchantPlaces(places);
  }

  @Bean
  TokenAuthentication tokenAuthentication(Tokens tokens, Tiers tiers) {
    return new TokenAuthentication(tokens, tiers);
  }

  @Bean
  V1Arguments v1Arguments(TokenAuthentication authentication, MerchantPlaces places) {
    return new V1Arguments(authentication, places);
  }

  @Bean
  V1Errors v1Errors(TokenAuthentication authentication) {
    return new V1Errors(authentication);
  }

  @Bean
  FilterRegistrationBean<V1Filter> v1Filter(
      V1Errors errors, MerchantPlaces places, RequestLog log, InstantSource time) {
    var registration =
        new FilterRegistrationBean<>(new V1Filter(errors, places, new CallNotes(log, time)));
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return registration;
  }

  /**
   * Treats a path with one trailing slash as the same path, without a redirect (spec/rest-api.md
   * §1.1).
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
  FilterRegistrationBean<IdempotencyFilter> idempotencyKeys(
      TokenAuthentication authentication, IdempotentRequests requests) {
    var registration =
        new FilterRegistrationBean<>(new IdempotencyFilter(authentication, requests));
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
    return registration;
  }

  @Bean
  WebServerFactoryCustomizer<JettyServletWebServerFactory> jettyRules() {
    return factory -> factory.addServerCustomizers(new JettyRules());
  }
}
