package dev.naru.sandbox;

import dev.naru.sandbox.Notices.Notice;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts a notice to a merchant once. It follows no redirect, waits ten seconds at most and reads 64
 * KiB of the answer at most.
 */
final class NoticeSender implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(NoticeSender.class);
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int MOST_ANSWER_BYTES = 64 * 1024;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(LIMIT)
          .build();

  /** Posts the notice. True when the merchant's answer is exactly the notice's acknowledgement. */
  boolean acknowledged(Notice notice) {
    CompletableFuture<HttpResponse<String>> answer;
    try {
      HttpRequest request =
          HttpRequest.newBuilder(notice.to())
              .timeout(LIMIT)
              .header("Content-Type", notice.contentType())
              .POST(BodyPublishers.ofString(notice.body(), StandardCharsets.ISO_8859_1))
              .build();
      answer =
          client.sendAsync(
              request,
              BodyHandlers.limiting(
                  BodyHandlers.ofString(StandardCharsets.UTF_8), MOST_ANSWER_BYTES));
    } catch (IllegalArgumentException e) {
      log.warn("{} cannot tell {}: {}", notice.pg(), notice.to(), e.getMessage());
      return false;
    }
    try {
      // The request's time-out covers the headers only; this one covers the body, too.
      HttpResponse<String> response = answer.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      return response.statusCode() / 100 == 2 && response.body().equals(notice.acknowledgement());
    } catch (ExecutionException | TimeoutException e) {
      log.info("{} did not reach {}: {}", notice.pg(), notice.to(), e.toString());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      answer.cancel(true);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
