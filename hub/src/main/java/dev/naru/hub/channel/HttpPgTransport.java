package dev.naru.hub.channel;

import dev.naru.pg.spi.PgTransport;
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
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
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

  /** Schedules may use 47 connections at once; merchants and buyers need free ones besides. */
  private static final int MAX_PER_HOST = 100;

  private static final int MAX_TOTAL = 400;
  private static final int MAX_ANSWER_BYTES = 1 << 20;
  private static final Timeout CONNECT = Timeout.ofSeconds(5);
  private static final Timeout LEASE = Timeout.ofSeconds(5);

  private final CloseableHttpClient client;
  private final ExecutorService exchanges = Executors.newVirtualThreadPerTaskExecutor();

  /** A transport with its own connection pool. */
  public HttpPgTransport() {
    ConnectionConfig connections =
        ConnectionConfig.custom()
            .setConnectTimeout(CONNECT)
            // A request on a connection that the PG has closed meanwhile would leave a payment
            // unknown. So idle connections live shortly, and each is checked before its use.
            .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
            .setIdleTimeout(Timeout.ofSeconds(5))
            .setTimeToLive(TimeValue.ofMinutes(1))
            .build();
    client =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnPerRoute(MAX_PER_HOST)
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
            .setUserAgent("naru")
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableContentCompression()
            .build();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException inside a database transaction (G03); nothing was sent then
   */
  @Override
  public Response send(Request request) throws IOException {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("no PG is called while a database transaction is open");
    }
    HttpPost post = post(request);
    // On a thread of its own, because a name look-up can't be interrupted and may outlast the
    // limit.
    Future<Response> exchange = exchanges.submit(() -> exchange(post));
    try {
      return exchange.get(request.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new SocketTimeoutException(
          "no whole answer from " + request.uri().getHost() + " in " + request.timeout());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted; whether the PG acted is unknown");
    } catch (ExecutionException e) {
      throw failure(request.uri(), e.getCause());
    } finally {
      if (!exchange.isDone()) {
        post.cancel();
        exchange.cancel(true);
      }
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

  private Response exchange(HttpPost post) throws IOException {
    ClassicHttpResponse answer = client.executeOpen(null, post, HttpClientContext.create());
    try {
      byte[] body = start(answer.getEntity());
      if (body.length > MAX_ANSWER_BYTES) {
        // Closing the response would read it to its end, and it may have none.
        post.cancel();
        throw new IOException("the answer is larger than " + MAX_ANSWER_BYTES + " bytes");
      }
      Header contentType = answer.getFirstHeader(HttpHeaders.CONTENT_TYPE);
      return new Response(
          answer.getCode(), contentType == null ? "" : contentType.getValue(), body);
    } finally {
      Closer.closeQuietly(answer);
    }
  }

  private static byte[] start(@Nullable HttpEntity entity) throws IOException {
    return entity == null ? new byte[0] : entity.getContent().readNBytes(MAX_ANSWER_BYTES + 1);
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
