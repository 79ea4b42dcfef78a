package dev.naru.hub.console;

import dev.naru.hub.audit.Audit;
import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.user.Sessions;
import dev.naru.hub.web.PublicAddress;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Puts the access check before the console's routes. No other path is affected. */
@Configuration(proxyBeanMethods = false)
class ConsoleConfiguration {

  @Bean
  ConsoleCookies consoleCookies(PublicAddress address) {
    return new ConsoleCookies(address);
  }

  @Bean
  AccessCheck consoleAccessCheck(
      Sessions sessions,
      Merchants merchants,
      PublicAddress address,
      ConsoleCookies cookies,
      ConsolePages pages,
      Audit audit) {
    return new AccessCheck(sessions, merchants, address, cookies, pages, audit);
  }

  @Bean
  WebMvcConfigurer consoleRoutes(AccessCheck access, Sessions sessions) {
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(access).addPathPatterns("/console", "/console/**");
      }

      @Override
      public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new ConsoleArguments(sessions));
      }
    };
  }

  @Bean
  RoutesAreGuarded routesAreGuarded(ObjectProvider<RequestMappingHandlerMapping> mappings) {
    return new RoutesAreGuarded(mappings);
  }

  @Bean
  ConsoleErrors consoleErrors(ConsolePages pages) {
    return new ConsoleErrors(pages);
  }
}
