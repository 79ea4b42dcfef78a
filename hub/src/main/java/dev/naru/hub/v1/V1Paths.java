package dev.naru.hub.v1;

import java.util.List;

/** Where V1's envelope holds: everywhere but on the pages of others. */
final class V1Paths {

  private static final List<String> OTHERS =
      List.of(
          "/checkout",
          "/pg",
          "/payments/ready",
          "/payments/success",
          "/payments/fail",
          "/v1/iamport.js",
          "/js",
          "/assets",
          "/webjars",
          "/console",
          "/actuator",
          "/v3/api-docs",
          "/swagger-ui");

  private V1Paths() {}

  /** By the path as it came, undecoded. */
  static boolean isOurs(String path) {
    return OTHERS.stream()
        .noneMatch(
            other ->
                path.startsWith(other)
                    && (path.length() == other.length() || path.charAt(other.length()) == '/'));
  }

  /** By who handles it. */
  static boolean isOurs(Class<?> controller) {
    return controller.getPackage() == V1Paths.class.getPackage();
  }
}
