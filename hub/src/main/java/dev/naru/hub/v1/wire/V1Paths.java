package dev.naru.hub.v1.wire;

import java.util.List;

/** Tells the V1 API's paths and controllers from those of the hub's other parts. */
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

  private static final String V1 = "dev.naru.hub.v1.";

  private V1Paths() {}

  /**
   * Whether V1's envelope is the right answer on this path.
   *
   * @param path the path as it was sent, not decoded
   */
  static boolean isOurs(String path) {
    return OTHERS.stream()
        .noneMatch(other ->
            path.startsWith(other)
                && (path.length() == other.length() || path.charAt(other.length()) == '/'));
  }

  /**
   * Whether the controller belongs to V1, that is to {@code dev.naru.hub.v1} or a package in it.
   */
  static boolean isOurs(Class<?> controller) {
    return (controller.getPackageName() + ".").startsWith(V1);
  }
}
