package dev.naru.sandbox;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Allows control calls from this machine only, and not from other sites' web pages in the tester's
 * browser: the {@code Origin} header shows that another site posted directly, and the {@code Host}
 * header shows a foreign name that resolves to loopback.
 */
final class LoopbackOnly {

  private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

  private LoopbackOnly() {}

  static void check(Context ctx) {
    if (!fromLoopback(ctx.req().getRemoteAddr())
        || !loopback("http://" + ctx.host())
        || (ctx.header("Origin") != null && !loopback(ctx.header("Origin")))) {
      throw new ControlException(403, "control calls come from this machine only");
    }
  }

  private static boolean fromLoopback(String address) {
    try {
      return InetAddress.ofLiteral(address.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean loopback(@Nullable String uri) {
    try {
      String host = URI.create(String.valueOf(uri)).getHost();
      return host != null && NAMES.contains(host);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
