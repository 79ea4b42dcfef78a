package dev.naru.hub.channel;

import dev.naru.hub.crash.CrashPoint;
import dev.naru.hub.log.Traces;
import dev.naru.hub.work.Bulkhead;
import dev.naru.pg.spi.PgTransport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.ssl.TLS;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A {@link PgTransport} over HTTP/1.1. One call sends one request: no redirect is followed and no
 * request is repeated, because only the hub's attempt journal may decide to ask a PG again.
 * Thread-safe.
 */
public final class HttpPgTransport implements PgTransport, AutoCloseable {

  /**
   * How many calls one merchant can have under way to one host. Schedules may use 47 of them; the
   * others are for the merchant's own calls and its buyers.
   */
  static final int PER_MERCHANT_AND_HOST = 100;

  /** Calls of all merchants to one host at a time. */
  static final int PER_HOST = 1_000;

  private static final int MAX_TOTAL = 4_000;
  private static final Timeout CONNECT = Timeout.ofSeconds(5);
  private static final Timeout LEASE = Timeout.ofSeconds(5);

  private final CloseableHttpClient client;
  private final ExecutorService exchanges = Executors.newVirtualThreadPerTaskExecutor();
  private final Bulkhead<String> ofMerchants = new Bulkhead<>(PER_MERCHANT_AND_HOST);
  private final Bulkhead<String> ofAll = new Bulkhead<>(PER_HOST);
  private final PgMeters meters;
  private final Traces traces;

  /** A transport with its own connection pool, without metrics and traces. */
  public HttpPgTransport() {
    this(new SimpleMeterRegistry(), Traces.NONE);
  }

  /** A transport with its own connection pool. */
  public HttpPgTransport(MeterRegistry registry, Traces traces) {
    this.meters = new PgMeters(registry);
    this.traces = traces;
    ConnectionConfig connections =
        ConnectionConfig.custom()
            .setConnectTimeout(CONNECT)
            // A request on a connection that the PG has closed meanwhile would leave a payment
            // unknown. So idle connections are closed soon, and each is checked before its use.
            .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
            .setIdleTimeout(Timeout.ofSeconds(5))
            .setTimeToLive(TimeValue.ofMinutes(1))
            .build();
    client =
        HttpClients.custom()
            .setConnectionManager(
                new PgConnections()
                    .setMaxConnPerRoute(PER_HOST)
                    .setMaxConnTotal(MAX_TOTAL)
                    .setDefaultConnectionConfig(connections)
                    .setDefaultSocketConfig(
                        SocketConfig.custom().setTcpNoDelay(true).setSoTimeout(CONNECT).build())
                    .setDefaultTlsConfig(
                        TlsConfig.custom()
                            .setSupportedProtocols(TLS.V_1_3, TLS.V_1_2)
                            .setHandshakeTimeout(CONNECT)
                            .build())
                    .build())
            .setRequestExecutor(new NotingExecutor())
            .setUserAgent("naru")
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableContentCompression()
            .build();
  }

  /**
   * Sends a request, or refuses it at once when too many are under way: where a PG is slow, waiting
   * would only make the queue longer.
   *
   * @throws NotSentException when the merchant, or all merchants together, have no free place for a
   *     call to this host, or no connection could be made
   * @throws IllegalStateException inside a database transaction (G03); nothing was sent
   */
  @Override
  public Response send(Request request) throws IOException {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("no PG is called while a database transaction is open");
    }
    String host = request.uri().getAuthority();
    try (Traces.Span span = traces.outgoing("PG " + host)) {
      span.with("http.request.method", "POST").with("server.address", host);
      try {
        Response response = measured(request, host, span.traceparent());
        span.with("http.response.status_code", response.status());
        return response;
      } catch (IOException e) {
        span.failed(e.getClass().getSimpleName());
        throw e;
      }
    }
  }

  private Response measured(Request request, String host, @Nullable String traceparent)
      throws IOException {
    return meters.measured(
        host,
        () ->
            in(
                ofMerchants,
                PgCaller.current() + " at " + host,
                host,
                () -> in(ofAll, host, host, () -> sendNow(request, traceparent))));
  }

  interface Call {
    Response send() throws IOException;
  }

  private static Response in(Bulkhead<String> places, String key, String host, Call call)
      throws IOException {
    try {
      if (!places.enter(key, Duration.ZERO)) {
        throw new NotSentException("too many calls to " + host + " are under way", null);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new NotSentException("interrupted before the request was sent", stopping);
    }
    try {
      return call.send();
    } finally {
      places.leave(key);
    }
  }

  private Response sendNow(Request request, @Nullable String traceparent) throws IOException {
    HttpPost post = post(request);
    if (traceparent != null) {
      post.setHeader("traceparent", traceparent);
    }
    Departure departure = new Departure(request.timeout());
    // The exchange runs on a thread of its own, so that the deadline also bounds a name look-up.
    Future<Response> exchange =
        exchanges.submit(() -> exchange(post, request.mostAnswerBytes(), departure));
    try {
      return exchange.get(request.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      String host = request.uri().getHost();
      if (departure.isPrevented()) {
        throw new NotSentException("no connection to " + host + " in " + request.timeout(), e);
      }
      throw new SocketTimeoutException("no whole answer from " + host + " in " + request.timeout());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      if (departure.isPrevented()) {
        throw new NotSentException("interrupted before the request was sent", e);
      }
      throw new InterruptedIOException("interrupted; whether the PG acted is unknown");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause && departure.isPrevented()) {
        throw new NotSentException(
            "no connection to " + request.uri().getHost() + ": " + cause, cause);
      }
      throw failure(request.uri(), e.getCause());
    } finally {
      if (!exchange.isDone()) {
        post.cancel();
        exchange.cancel(true);
      }
    }
  }

  /**
   * The moment from which a request counts as sent. If the sender gives up before that moment, the
   * request is never sent.
   */
  private static final class Departure {
    private static final String ATTRIBUTE = "naru.departure";

    private enum State {
      AWAITED,
      SENT,
      PREVENTED
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.AWAITED);
    private final long latest;

    /**
     * @param within how long the request may still be sent; after that it isn't, also when the
     *     whole process stood still meanwhile
     */
    Departure(Duration within) {
      latest = System.nanoTime() + within.toNanos();
    }

    /**
     * Gives up a request that isn't sent yet. True if nothing was sent; then nothing will be sent.
     */
    boolean isPrevented() {
      return state.compareAndSet(State.AWAITED, State.PREVENTED) || state.get() == State.PREVENTED;
    }

    /** Called just before the first byte of a request is sent. */
    static void of(HttpContext context) throws IOException {
      Departure departure = (Departure) context.getAttribute(ATTRIBUTE);
      if (System.nanoTime() - departure.latest > 0
          || !departure.state.compareAndSet(State.AWAITED, State.SENT)) {
        throw new IOException("it is too late, or this is sent already");
      }
    }
  }

  private static final class NotingExecutor extends HttpRequestExecutor {
    @Override
    public ClassicHttpResponse execute(
        ClassicHttpRequest request,
        HttpClientConnection connection,
        @Nullable HttpResponseInformationCallback informationCallback,
        HttpContext context)
        throws IOException, HttpException {
      Departure.of(context);
      CrashPoint.BEFORE_PG_SEND.reached();
      return super.execute(request, connection, informationCallback, context);
    }
  }

  private static HttpPost post(Request request) {
    HttpPost post = new HttpPost(request.uri());
    post.setEntity(new ByteArrayEntity(request.body(), null));
    post.setHeader(HttpHeaders.CONTENT_TYPE, request.contentType());
    post.setConfig(
        RequestConfig.custom()
            .setConnectionRequestTimeout(shorter(LEASE, request.timeout()))
            .setResponseTimeout(Timeout.of(request.timeout()))
            .setRedirectsEnabled(false)
            .setProtocolUpgradeEnabled(false)
            .build());
    return post;
  }

  private Response exchange(HttpPost post, int mostBytes, Departure departure) throws IOException {
    HttpClientContext context = HttpClientContext.create();
    context.setAttribute(Departure.ATTRIBUTE, departure);
    ClassicHttpResponse answer = client.executeOpen(null, post, context);
    CrashPoint.AFTER_PG_SEND.reached();
    try {
      byte[] body = start(answer.getEntity(), mostBytes);
      if (body.length > mostBytes) {
        // Closing the response would read it to its end, and it may have none.
        post.cancel();
        throw new IOException("the answer is larger than " + mostBytes + " bytes");
      }
      Header contentType = answer.getFirstHeader(HttpHeaders.CONTENT_TYPE);
      return new Response(
          answer.getCode(), contentType == null ? "" : contentType.getValue(), body);
    } finally {
      Closer.closeQuietly(answer);
    }
  }

  private static byte[] start(@Nullable HttpEntity entity, int most) throws IOException {
    return entity == null ? new byte[0] : entity.getContent().readNBytes(most + 1);
  }

  private static IOException failure(URI uri, @Nullable Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    String text = "no readable answer from " + uri.getHost() + ": " + cause;
    if (cause instanceof SocketTimeoutException) {
      // The socket's own time-out may come a moment before the deadline and means the same.
      SocketTimeoutException timeout = new SocketTimeoutException(text);
      timeout.initCause(cause);
      return timeout;
    }
    return new IOException(text, cause);
  }

  private static Timeout shorter(Timeout limit, Duration total) {
    return Timeout.of(total).compareTo(limit) < 0 ? Timeout.of(total) : limit;
  }

  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
    exchanges.shutdownNow();
  }
}
