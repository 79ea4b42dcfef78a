package dev.naru.sandbox;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Routes a request for any name of a PG's host to the paths that its emulator has mounted. The host
 * is named by the first segment of the path, {@code http://localhost:8090/pay.pg.example/…}, or by
 * the request's {@code Host}, when a proxy with TLS stands in front and the PG's names resolve to
 * it.
 */
final class HostNames extends Handler.Wrapper {

  /** The host that the caller named; a request attribute that {@link PgHost} reads. */
  static final String NAMED = "dev.naru.sandbox.host";

  /** A request attribute: whether the caller named the host by {@code Host} and not by the path. */
  static final String BY_NAME = "dev.naru.sandbox.host.byName";

  private final Map<String, String> mounted = new LinkedHashMap<>();

  HostNames(Iterable<Emulator> emulators) {
    emulators.forEach(emulator -> mounted.putAll(emulator.hosts()));
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String path = request.getHttpURI().getPath();
    int end = path.indexOf('/', 1);
    String first = plain(path.isEmpty() ? "" : path.substring(1, end < 0 ? path.length() : end));
    String server = Request.getServerName(request);
    String host = server == null ? "" : plain(server);
    boolean byName = mounted.containsKey(host);
    if (mounted.containsKey(first)) {
      String rest = end < 0 ? "" : path.substring(end);
      return handle(request, response, callback, byName ? host : first, byName, first, rest);
    }
    return byName
        ? handle(request, response, callback, host, true, host, path)
        : super.handle(request, response, callback);
  }

  /** The host in lower case and without the dot that may end a full name. */
  private static String plain(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  private boolean handle(
      Request request,
      Response response,
      Callback callback,
      String named,
      boolean byName,
      String asked,
      String rest)
      throws Exception {
    request.setAttribute(NAMED, named);
    request.setAttribute(BY_NAME, byName);
    // A client whose base address ends in a slash sends a path like //smart/wcard/.
    String to = "/" + mounted.get(asked) + rest.replaceAll("/{2,}", "/");
    if (to.equals(request.getHttpURI().getPath())) {
      return super.handle(request, response, callback);
    }
    HttpURI uri = HttpURI.build(request.getHttpURI()).path(to).asImmutable();
    return super.handle(
        new Request.Wrapper(request) {
          @Override
          public HttpURI getHttpURI() {
            return uri;
          }
        },
        response,
        callback);
  }
}
