package dev.naru.pg.testkit;

import dev.naru.pg.spi.PgTransport;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A {@link PgTransport} for tests, over the JDK's HTTP client. */
public final class HttpTransport implements PgTransport, AutoCloseable {
  private static final long MAX_ANSWER_BYTES = 1_000_000;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final Optional<Duration> patience;

  /** A transport that waits as long as each request allows. */
  public HttpTransport() {
    this.patience = Optional.empty();
  }

  private HttpTransport(Duration patience) {
    this.patience = Optional.of(patience);
  }

  /** A transport that waits this long for every answer, whatever the request allows. */
  public static HttpTransport impatient(Duration patience) {
    return new HttpTransport(patience);
  }

  @Override
  public Response send(Request request) throws IOException {
    HttpRequest http =
        HttpRequest.newBuilder(request.uri())
            .header("Content-Type", request.contentType())
            .POST(HttpRequest.BodyPublishers.ofByteArray(request.body()))
            .build();
    CompletableFuture<HttpResponse<byte[]>> pending =
        client.sendAsync(
            http,
            HttpResponse.BodyHandlers.limiting(
                HttpResponse.BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
    try {
      HttpResponse<byte[]> response =
          pending.get(patience.orElse(request.timeout()).toMillis(), TimeUnit.MILLISECONDS);
      return new Response(
          response.statusCode(),
          response.headers().firstValue("Content-Type").orElse(""),
          response.body());
    } catch (TimeoutException e) {
      pending.cancel(true);
      throw new HttpTimeoutException("no whole answer in time");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ConnectException refused) {
        throw new NotSentException("no connection", refused);
      }
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
