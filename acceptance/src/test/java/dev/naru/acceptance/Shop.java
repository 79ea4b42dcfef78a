package dev.naru.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import tools.jackson.databind.JsonNode;

/**
 * A shop under the test's control: a page that calls the SDK, a landing page for phones, and a
 * server that receives webhooks and {@code confirm_url} calls and answers them as the test says.
 */
final class Shop implements AutoCloseable {

  private static final int WAIT_SECONDS = 120;
  private static final Served LANDING =
      new Served(
          "<!doctype html><meta charset=utf-8><title>landed</title><h1>landed</h1>", Map.of());

  private final HttpServer server;
  private final BlockingQueue<Webhook> webhooks = new LinkedBlockingQueue<>();
  private final BlockingQueue<JsonNode> confirms = new LinkedBlockingQueue<>();
  private final Map<String, Served> pages = new ConcurrentHashMap<>();
  private volatile ToIntFunction<Webhook> webhookAnswer = received -> 200;
  private volatile String confirmAnswer = "200 {}";

  /**
   * A received webhook.
   *
   * @param path the path below {@code /webhook}, for a test with several webhook addresses
   */
  record Webhook(String path, JsonNode body) {

    String status() {
      return body.path("status").asString();
    }

    String impUid() {
      return body.path("imp_uid").asString();
    }
  }

  private record Served(String html, Map<String, String> headers) {}

  Shop() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::page);
    server.createContext("/webhook", this::webhook);
    server.createContext("/confirm", this::confirm);
    server.start();
  }

  String url(String path) {
    return "http://localhost:" + server.getAddress().getPort() + path;
  }

  /** The same server under its IP address instead of its name, which is another origin. */
  String numericUrl(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  String payPage(Merchant merchant, Map<String, ?> param) {
    return url(payPath(merchant, param, "/v1/iamport.js"));
  }

  /** Makes a page whose button runs a guide's snippet unchanged; a wrapper records the callback. */
  String snippetPage(Merchant merchant, String snippet) {
    return page(
        merchant,
        "/v1/iamport.js",
        """
        const heard = IMP.request_pay;
        IMP.request_pay = (param, callback) => heard.call(IMP, param, rsp => {
          window.answers.push(rsp);
          if (callback) callback(rsp);
        });
        document.getElementById('pay').onclick = function () {
        %s
        };
        """
            .formatted(snippet));
  }

  /**
   * Makes a page with a pay button.
   *
   * @param param the parameters of {@code request_pay}
   * @param sdk the SDK script's path at the hub
   * @return the page's path
   */
  String payPath(Merchant merchant, Map<String, ?> param, String sdk) {
    return page(
            merchant,
            sdk,
            """
            document.getElementById('pay').onclick = function () {
              IMP.request_pay(%s, function (rsp) { window.answers.push(rsp); });
            };
            """
                .formatted(Http.JSON.writeValueAsString(param)))
        .substring(url("").length());
  }

  /**
   * Makes a page for {@link SdkPage}: {@code P(o)} is the given call with {@code o} laid over it,
   * and {@code pay(o)} makes it.
   *
   * @param more HTML at the end of the body
   * @param headers of the page's answer
   */
  String sdkPage(
      Merchant merchant, Map<String, ?> param, String more, Map<String, String> headers) {
    return serve(
        html(
            merchant,
            "/v1/iamport.js",
            """
            window.calls = [];
            window.P = o => Object.assign(%s, { merchant_uid: '%s_' + calls.length }, o);
            window.pay = o => {
              const heard = [];
              const param = P(o);
              calls.push(heard);
              IMP.request_pay(param, rsp => heard.push(rsp));
            };
            document.getElementById('pay').onclick = () => pay({});
            </script><p style="height:3000px">a long page</p>%s<script>
            """
                .formatted(Http.JSON.writeValueAsString(param), param.get("merchant_uid"), more)),
        headers);
  }

  /** Serves this page as it stands; answers its address. */
  String serve(String html, Map<String, String> headers) {
    String name = "/pay/" + pages.size();
    pages.put(name, new Served(html, headers));
    return url(name);
  }

  private String page(Merchant merchant, String sdk, String script) {
    return serve(html(merchant, sdk, script), Map.of());
  }

  private static String html(Merchant merchant, String sdk, String script) {
    return """
    <!doctype html><html lang="ko"><meta charset="utf-8"><title>shop</title>
    <meta name="viewport" content="width=device-width">
    <script src="%s"></script>
    <body><h1>shop</h1><button id="pay">pay</button>
    <script>
      window.answers = [];
      IMP.init('%s');
    %s
    </script></body></html>
    """
        .formatted(merchant.naru().hub(sdk), merchant.userCode(), script);
  }

  /** Waits for the next webhook. */
  Webhook nextWebhook() {
    return next(webhooks, "webhook");
  }

  JsonNode nextConfirm() {
    return next(confirms, "confirm call");
  }

  List<Webhook> webhooksSoFar() {
    return List.copyOf(webhooks);
  }

  void answerWebhooksWith(ToIntFunction<Webhook> status) {
    webhookAnswer = status;
  }

  /** Sets the answer of {@code confirm_url}, for example {@code 409 {"reason":"재고 부족"}}. */
  void answerConfirmWith(String statusAndBody) {
    confirmAnswer = statusAndBody;
  }

  private static <T> T next(BlockingQueue<T> queue, String what) {
    try {
      T next = queue.poll(WAIT_SECONDS, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("no " + what + " within " + WAIT_SECONDS + " s");
      }
      return next;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void page(HttpExchange exchange) throws IOException {
    URI uri = exchange.getRequestURI();
    Served served = pages.getOrDefault(uri.getPath(), LANDING);
    served.headers().forEach(exchange.getResponseHeaders()::set);
    answer(exchange, 200, "text/html; charset=utf-8", served.html());
  }

  private void webhook(HttpExchange exchange) throws IOException {
    var received =
        new Webhook(
            exchange.getRequestURI().getPath(),
            Http.JSON.readTree(exchange.getRequestBody().readAllBytes()));
    int status = webhookAnswer.applyAsInt(received);
    webhooks.add(received);
    answer(exchange, status, "text/plain", "ok");
  }

  private void confirm(HttpExchange exchange) throws IOException {
    confirms.add(Http.JSON.readTree(exchange.getRequestBody().readAllBytes()));
    String[] parts = confirmAnswer.split(" ", 2);
    answer(exchange, Integer.parseInt(parts[0]), "application/json", parts[1]);
  }

  private static void answer(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length);
    try (exchange) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
