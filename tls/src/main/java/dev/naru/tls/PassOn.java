package dev.naru.tls;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Passes a request on to the server of the host that it names, and leaves {@code Host} as it is. It
 * drops the caller's forwarding headers, because no proxy stands in front of this server.
 */
final class PassOn extends ProxyHandler {

  private static final long CONNECT_MS = 5_000;

  private final Map<String, URI> targets;

  PassOn(Map<String, URI> targets) {
    this.targets = Map.copyOf(targets);
    setUseServerThreadPool(true);
    setViaHost("naru");
  }

  @Override
  protected void configureHttpClient(HttpClient client) {
    super.configureHttpClient(client);
    client.setConnectTimeout(CONNECT_MS);
    client.setIdleTimeout(TlsFront.IDLE_MS);
    client.setUserAgentField(null);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    if (target(request).isPresent()) {
      return super.handle(request, response, callback);
    }
    response.setStatus(HttpStatus.MISDIRECTED_REQUEST_421);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");
    String hosts = String.join(", ", new TreeSet<>(targets.keySet()));
    Content.Sink.write(response, true, "naru serves only these hosts here: " + hosts, callback);
    return true;
  }

  @Override
  protected HttpURI rewriteHttpURI(Request request) {
    URI target = target(request).orElseThrow();
    return HttpURI.build(request.getHttpURI())
        .scheme(target.getScheme())
        .host(target.getHost())
        .port(target.getPort())
        .asImmutable();
  }

  @Override
  protected void addProxyHeaders(Request request, org.eclipse.jetty.client.Request onward) {
    onward.headers(headers -> {
      headers.remove(HttpHeader.FORWARDED);
      headers.remove(HttpHeader.X_FORWARDED_FOR);
      headers.remove(HttpHeader.X_FORWARDED_HOST);
      headers.remove(HttpHeader.X_FORWARDED_PORT);
      headers.put(HttpHeader.X_FORWARDED_PROTO, "https");
    });
    super.addProxyHeaders(request, onward);
  }

  private Optional<URI> target(Request request) {
    String host = Request.getServerName(request);
    return host == null
        ? Optional.empty()
        : Optional.ofNullable(targets.get(host.toLowerCase(Locale.ROOT)));
  }
}
