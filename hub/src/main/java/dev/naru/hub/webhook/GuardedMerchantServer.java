package dev.naru.hub.webhook;

import dev.naru.hub.log.Traces;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.text.WebAddress;
import dev.naru.hub.webhook.MerchantServer.Answer.Answered;
import dev.naru.hub.webhook.MerchantServer.Answer.NotReached;
import dev.naru.hub.webhook.TargetResolver.RefusedTargetException;
import dev.naru.hub.work.Bulkhead;
import dev.naru.hub.work.Stopwatch;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.net.URIAuthority;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * {@link MerchantServer} over HTTP/1.1 with a new connection for each request. At most {@value
 * #MAX_PER_HOST} requests of one merchant to one host are under way; a further one waits for up to
 * 5 seconds and is then answered "busy" (G22). Thread-safe.
 */
public final class GuardedMerchantServer implements MerchantServer, AutoCloseable {

  static final int MAX_PER_HOST = 8;
  static final int KEPT_BYTES = 4096;
  private static final Duration WAIT_FOR_A_PLACE = Duration.ofSeconds(5);

  private final Bulkhead<Place> bulkhead = new Bulkhead<>(MAX_PER_HOST);
  private final ExecutorService exchanges = Executors.newVirtualThreadPerTaskExecutor();
  private final CloseableHttpClient toPublic;
  private final CloseableHttpClient toAny;
  private final Traces traces;

  public GuardedMerchantServer() {
    this(Traces.NONE);
  }

  /**
   * @param traces records the sends; merchants' servers don't get the trace header
   */
  public GuardedMerchantServer(Traces traces) {
    this(SystemDefaultDnsResolver.INSTANCE, traces);
  }

  GuardedMerchantServer(DnsResolver names) {
    this(names, Traces.NONE);
  }

  private GuardedMerchantServer(DnsResolver names, Traces traces) {
    this.traces = traces;
    toPublic = TargetClient.of(new TargetResolver(names, false));
    toAny = TargetClient.of(new TargetResolver(names, true));
  }

  @Override
  public Answer post(
      Merchant merchant, String url, String contentType, String body, Timeouts timeouts) {
    return post(merchant, url, contentType, body, timeouts, Map.of());
  }

  @Override
  public Answer post(
      Merchant merchant,
      String url,
      String contentType,
      String body,
      Timeouts timeouts,
      Map<String, String> headers) {
    Stopwatch watch = Stopwatch.start();
    WebAddress target = WebAddress.of(url).orElse(null);
    if (target == null) {
      return new NotReached("not an http or https address", watch.took());
    }
    // The host is not taken from a URI: java.net.URI knows no host like my_shop, and takes the //
    // of a path for a host.
    HttpPost post = new HttpPost("/");
    post.setPath(target.requestTarget());
    post.setScheme(target.scheme());
    post.setAuthority(new URIAuthority(target.host(), target.port()));
    post.setEntity(new ByteArrayEntity(body.getBytes(StandardCharsets.UTF_8), null));
    post.setHeader(HttpHeaders.CONTENT_TYPE, contentType);
    post.setHeader(HttpHeaders.CONNECTION, "close");
    headers.forEach(post::setHeader);
    boolean privateOnesToo = merchant.settings().is(Setting.WEBHOOK_ALLOW_PRIVATE_TARGETS);
    Place place = new Place(merchant.id(), target.host());
    try {
      if (!bulkhead.enter(place, shorter(WAIT_FOR_A_PLACE, timeouts.total()))) {
        return new NotReached("busy: too many requests to this host", watch.took());
      }
      try (Traces.Span span = traces.outgoing("merchant " + target.host())) {
        Answer answer = exchange(privateOnesToo ? toAny : toPublic, post, timeouts, watch);
        describe(span, target.host(), answer);
        return answer;
      } finally {
        bulkhead.leave(place);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new NotReached("interrupted", watch.took());
    }
  }

  private static void describe(Traces.Span span, String host, Answer answer) {
    span.with("http.request.method", "POST").with("server.address", host);
    switch (answer) {
      case Answered answered -> span.with("http.response.status_code", answered.status());
      case NotReached notReached -> span.failed(notReached.reason());
    }
  }

  private Answer exchange(
      CloseableHttpClient client, HttpPost post, Timeouts timeouts, Stopwatch watch)
      throws InterruptedException {
    Duration left = timeouts.total().minus(watch.took());
    if (!left.isPositive()) {
      return new NotReached("busy: too many requests to this host", watch.took());
    }
    post.setConfig(config(timeouts.connect(), left));
    // The exchange runs on a thread of its own, because a name look-up has no time-out.
    AtomicInteger status = new AtomicInteger();
    Future<Answer> exchange =
        exchanges.submit(() ->
            ScopedValue.where(StatusFirstParser.STATUS, status)
                .call(() -> send(client, post, watch)));
    try {
      return exchange.get(left.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return failed(status.get(), "time-out", watch);
    } catch (ExecutionException e) {
      return failed(status.get(), reason(e.getCause()), watch);
    } finally {
      if (!exchange.isDone()) {
        post.cancel();
        exchange.cancel(true);
      }
    }
  }

  private static Answer failed(int status, String reason, Stopwatch watch) {
    return status == 0
        ? new NotReached(reason, watch.took())
        : new Answered(status, "", watch.took(), reason);
  }

  // The connect time-out differs between sends, so it belongs to the request.
  @SuppressWarnings("deprecation")
  private static RequestConfig config(Duration connect, Duration left) {
    return RequestConfig.custom()
        .setConnectTimeout(Timeout.of(shorter(connect, left)))
        .setConnectionRequestTimeout(Timeout.of(shorter(WAIT_FOR_A_PLACE, left)))
        .setResponseTimeout(Timeout.of(left))
        .setRedirectsEnabled(false)
        .setProtocolUpgradeEnabled(false)
        .build();
  }

  private static Answer send(CloseableHttpClient client, HttpPost post, Stopwatch watch)
      throws IOException {
    ClassicHttpResponse answer = client.executeOpen(null, post, HttpClientContext.create());
    try {
      byte[] start = start(answer.getEntity());
      if (start.length == KEPT_BYTES) {
        // Closing the answer would otherwise read it to its end, and it may have none.
        post.cancel();
      }
      return new Answered(
          answer.getCode(), new String(start, StandardCharsets.UTF_8), watch.took());
    } catch (IOException e) {
      post.cancel();
      throw e;
    } finally {
      Closer.closeQuietly(answer);
    }
  }

  private static byte[] start(@Nullable HttpEntity entity) throws IOException {
    return entity == null ? new byte[0] : entity.getContent().readNBytes(KEPT_BYTES);
  }

  private static String reason(@Nullable Throwable cause) {
    return switch (cause) {
      case Error error -> throw error;
      case RefusedTargetException _ -> "refused address";
      case UnknownHostException _ -> "no such host";
      case ConnectionRequestTimeoutException _ -> "busy: too many requests";
      case SocketTimeoutException _ -> "time-out";
      case ConnectException e -> "no connection: " + e.getMessage();
      case SSLException e -> "TLS: " + e.getMessage();
      case null -> "no answer";
      default -> "no answer: " + cause.getMessage();
    };
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  @Override
  public void close() {
    toPublic.close(CloseMode.IMMEDIATE);
    toAny.close(CloseMode.IMMEDIATE);
    exchanges.shutdownNow();
  }

  /** Merchants that share a host, as on a shop platform, don't wait for one another. */
  private record Place(long merchantId, String host) {}
}
