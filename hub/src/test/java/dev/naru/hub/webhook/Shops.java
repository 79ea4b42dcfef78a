package dev.naru.hub.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.merchant.Settings;
import dev.naru.pg.spi.SettingField;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Merchants and the one server on which all of them receive, each below a path of its own. */
final class Shops implements Merchants, AutoCloseable {

  /** What came in. */
  record Received(
      String path,
      String contentType,
      String webhookId,
      String timestamp,
      String signature,
      String agent,
      String body) {}

  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
  private final Map<Long, Merchant> merchants = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicInteger atOnce = new AtomicInteger();
  private final AtomicInteger mostAtOnce = new AtomicInteger();
  private final Semaphore arrivals = new Semaphore(0);
  private final HttpServer server;

  Shops() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::receive);
    server.start();
  }

  private void receive(HttpExchange exchange) throws IOException {
    mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
    String path = exchange.getRequestURI().getPath();
    var headers = exchange.getRequestHeaders();
    received.add(
        new Received(
            path,
            headers.getFirst("Content-Type"),
            headers.getFirst("webhook-id"),
            headers.getFirst("webhook-timestamp"),
            headers.getFirst("webhook-signature"),
            headers.getFirst("User-Agent"),
            new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
    arrivals.release();
    if (path.startsWith("/tarpit")) {
      untilTheEnd();
    }
    atOnce.decrementAndGet();
    byte[] answer = "ok\u0000".getBytes(UTF_8);
    exchange.sendResponseHeaders(statuses.getOrDefault(path, 200), answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private void untilTheEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  Merchant merchant(long id, String path) {
    Merchant merchant =
        new Merchant(
            id,
            "imp%08d".formatted(id),
            "가게",
            Settings.of(
                Map.of(
                    Setting.WEBHOOK_URL,
                    url(path),
                    Setting.WEBHOOK_ALLOW_PRIVATE_TARGETS,
                    "true")));
    merchants.put(id, merchant);
    return merchant;
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  void answer(String path, int status) {
    statuses.put(path, status);
  }

  List<Received> received() {
    return received;
  }

  int mostAtOnce() {
    return mostAtOnce.get();
  }

  /** Waits for further requests. */
  boolean awaitArrivals(int count) throws InterruptedException {
    return arrivals.tryAcquire(count, 60, TimeUnit.SECONDS);
  }

  /** Answers the requests to a tarpit. */
  void letGo() {
    end.countDown();
  }

  @Override
  public void close() {
    letGo();
    server.stop(0);
    threads.shutdownNow();
  }

  @Override
  public Optional<Merchant> byId(long merchantId) {
    return Optional.ofNullable(merchants.get(merchantId));
  }

  @Override
  public Optional<Merchant> byUserCode(String userCode) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Created create(NewMerchant merchant) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String putSetting(long merchantId, SettingField setting, String value) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String putSetting(long merchantId, Setting setting, String value) {
    throw new UnsupportedOperationException();
  }
}
