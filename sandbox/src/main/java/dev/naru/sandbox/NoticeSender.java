package dev.naru.sandbox;

import dev.naru.sandbox.Notices.Notice;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts a notice to a merchant once. It follows no redirect, waits ten seconds at most and reads 64
 * KiB of the answer at most.
 *
 * <p>It uses {@link HttpURLConnection}, because {@code java.net.http} refuses a host with an
 * underscore, as a container may have: {@code http://my_shop/}.
 */
final class NoticeSender implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(NoticeSender.class);
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int MOST_ANSWER_BYTES = 64 * 1024;

  private final ExecutorService exchanges = Executors.newVirtualThreadPerTaskExecutor();

  /** Posts the notice. True when the merchant's answer is exactly the notice's acknowledgement. */
  boolean acknowledged(Notice notice) {
    // The exchange runs on a thread of its own, because a name look-up and a slow answer have no
    // time limit.
    Future<Boolean> exchange = exchanges.submit(() -> post(notice));
    try {
      return exchange.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      log.info("{} did not reach {}: {}", notice.pg(), notice.to(), e.toString());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      exchange.cancel(true);
    }
  }

  private static boolean post(Notice notice) throws IOException {
    byte[] body = notice.body().getBytes(StandardCharsets.ISO_8859_1);
    var connection = (HttpURLConnection) notice.to().toURL().openConnection();
    try {
      connection.setInstanceFollowRedirects(false);
      connection.setConnectTimeout((int) LIMIT.toMillis());
      connection.setReadTimeout((int) LIMIT.toMillis());
      connection.setRequestMethod("POST");
      connection.setRequestProperty("Content-Type", notice.contentType());
      connection.setRequestProperty("Connection", "close");
      connection.setDoOutput(true);
      // A fixed length also keeps the JDK from posting a second time by itself.
      connection.setFixedLengthStreamingMode(body.length);
      try (var out = connection.getOutputStream()) {
        out.write(body);
      }
      if (connection.getResponseCode() / 100 != 2) {
        return false;
      }
      try (InputStream in = connection.getInputStream()) {
        byte[] answer = in.readNBytes(MOST_ANSWER_BYTES);
        return new String(answer, StandardCharsets.UTF_8).equals(notice.acknowledgement());
      }
    } finally {
      connection.disconnect();
    }
  }

  @Override
  public void close() {
    exchanges.shutdownNow();
  }
}
