package dev.naru.hub.console;

import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Refuses the hub's start if a console route doesn't say who may use it (G32). */
final class RoutesAreGuarded implements SmartInitializingSingleton {

  private final ObjectProvider<RequestMappingHandlerMapping> mappings;

  RoutesAreGuarded(ObjectProvider<RequestMappingHandlerMapping> mappings) {
    this.mappings = mappings;
  }

  @Override
  public void afterSingletonsInstantiated() {
    mappings.forEach(mapping ->
        mapping
            .getHandlerMethods()
            .forEach((info, route) -> {
              boolean ofConsole =
                  info.getPatternValues().stream()
                      .anyMatch(path -> path.equals("/console") || path.startsWith("/console/"));
              boolean inConsole =
                  route
                      .getBeanType()
                      .getPackageName()
                      .startsWith(Objects.requireNonNull(AccessCheck.class.getPackage()).getName());
              if (ofConsole != inConsole || (ofConsole && !isGuarded(route))) {
                throw new IllegalStateException(
                    route + " at " + info + ": a route of the console says what it needs");
              }
            }));
  }

  private static boolean isGuarded(HandlerMethod route) {
    return route.hasMethodAnnotation(Needs.class) != route.hasMethodAnnotation(WithoutSignIn.class);
  }
}
