package dev.naru.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stands in for KG INICIS. Over real HTTP it answers INIAPI v1's {@code billing}
 * (protocols/inicis.md §6.7, §6.8) and the approval of a PC window, each after a fixed delay. It
 * keeps a book of the calls that it received. It also stands in for the merchant's server, which
 * receives webhooks.
 */
final class StubPg implements AutoCloseable {

  private static final String BILLING = "/stginiapi.inicis.com/api/v1/billing";
  private static final String WINDOW = "/stgstdpay.inicis.com/api/payAuth";
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneId.of("Asia/Seoul"));

  private final HttpServer server;
  private final Duration delay;
  private final InstantSource time;
  private final AtomicLong sequence = new AtomicLong();
  private final AtomicInteger webhooks = new AtomicInteger();
  private final AtomicInteger otherCalls = new AtomicInteger();
  private final Map<String, Charge> charges = new ConcurrentHashMap<>();

  /**
   * One order in the PG's book.
   *
   * @param at the time at which its first call arrived
   * @param calls how many calls it had; more than one means that it was charged twice
   */
  record Charge(String tid, long amount, Instant at, int calls) {
    Charge again() {
      return new Charge(tid, amount, at, calls + 1);
    }
  }

  private StubPg(HttpServer server, Duration delay, InstantSource time) {
    this.server = server;
    this.delay = delay;
    this.time = time;
  }

  static StubPg start(Duration delay, InstantSource time) throws IOException {
    // Without this setting, an answer's body waits 40 ms for the acknowledgement of its head.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
    var pg = new StubPg(server, delay, time);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(BILLING, pg::billing);
    server.createContext(WINDOW, pg::window);
    server.createContext("/webhook", pg::webhook);
    server.createContext("/", pg::unknown);
    server.start();
    return pg;
  }

  URI base() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  /** The charges by the PG's order number, which is the hub's payment number. */
  Map<String, Charge> charges() {
    return Map.copyOf(charges);
  }

  int charged() {
    return charges.size();
  }

  int webhooks() {
    return webhooks.get();
  }

  /** The number of calls other than charges: inquiries, refunds and net cancels. */
  int otherCalls() {
    return otherCalls.get();
  }

  private void billing(HttpExchange call) throws IOException {
    Instant arrived = time.instant();
    Map<String, String> form = form(call);
    try {
      Thread.sleep(delay);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return;
    }
    switch (form.getOrDefault("type", "")) {
      case "Auth" -> answer(call, issued(form, arrived));
      case "Billing" -> answer(call, charged(form, arrived));
      default -> answer(call, Map.of("resultCode", "ER0102", "resultMsg", "type"));
    }
  }

  /**
   * Answers the approval of a PC window (protocols/inicis.md §3.7). The token that the benchmark's
   * buyer brings back contains the order number and the price.
   */
  private void window(HttpExchange call) throws IOException {
    Instant arrived = time.instant();
    Map<String, String> form = form(call);
    try {
      Thread.sleep(delay);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return;
    }
    String[] token = form.getOrDefault("authToken", "").split("/", -1);
    String tid =
        "StdpayCARD"
            + form.getOrDefault("mid", "")
            + STAMP.format(arrived)
            + String.format(Locale.ROOT, "%06d", sequence.incrementAndGet() % 1_000_000);
    Charge charge =
        charges.merge(
            token[1],
            new Charge(tid, Long.parseLong(token[2]), arrived, 1),
            (first, _) -> first.again());
    Map<String, String> answer = new LinkedHashMap<>();
    answer.put("resultCode", "0000");
    answer.put("resultMsg", "정상처리되었습니다.");
    answer.put("mid", form.getOrDefault("mid", ""));
    answer.put("MOID", token[1]);
    answer.put("TotPrice", token[2]);
    answer.put("currency", "WON");
    answer.put("payMethod", "Card");
    answer.put("tid", charge.tid());
    answer.put("applDate", STAMP.format(arrived).substring(0, 8));
    answer.put("applTime", STAMP.format(arrived).substring(8));
    answer.put("applNum", String.format(Locale.ROOT, "%08d", sequence.get() % 100_000_000));
    answer.put("CARD_Code", "06");
    answer.put("CARD_Num", "123412******1234");
    answer.put("CARD_Quota", "00");
    answer.put("CARD_CheckFlag", "0");
    answer(call, answer);
  }

  private Map<String, String> issued(Map<String, String> form, Instant at) {
    Map<String, String> answer = done(form, at);
    answer.put("authDate", STAMP.format(at).substring(0, 8));
    answer.put("authTime", STAMP.format(at).substring(8));
    answer.put("billKey", String.format(Locale.ROOT, "%040x", sequence.incrementAndGet()));
    answer.put("cardKind", "0");
    return answer;
  }

  private Map<String, String> charged(Map<String, String> form, Instant at) {
    if (!form.getOrDefault("billKey", "").matches("[0-9a-f]{40}")) {
      return Map.of("resultCode", "01", "resultMsg", "[1195][승인실패|빌링키 없음]", "payAuthCode", "ERROR");
    }
    Map<String, String> answer = done(form, at);
    String order = form.getOrDefault("moid", "");
    long price = Long.parseLong(form.getOrDefault("price", "0"));
    Charge charge =
        charges.merge(
            order,
            new Charge(String.valueOf(answer.get("tid")), price, at, 1),
            (first, _) -> first.again());
    answer.put("tid", charge.tid());
    answer.put("payDate", STAMP.format(at).substring(0, 8));
    answer.put("payTime", STAMP.format(at).substring(8));
    answer.put("payAuthCode", String.format(Locale.ROOT, "%08d", sequence.get() % 100_000_000));
    answer.put("payAuthQuota", "00");
    answer.put("prtcCode", "1");
    answer.put("price", Long.toString(price));
    answer.put("detailCode", "00");
    return answer;
  }

  private Map<String, String> done(Map<String, String> form, Instant at) {
    var answer = new LinkedHashMap<String, String>();
    answer.put(
        "tid",
        "INIAPICARD"
            + form.getOrDefault("mid", "")
            + STAMP.format(at)
            + String.format(Locale.ROOT, "%06d", sequence.incrementAndGet() % 1_000_000));
    answer.put("resultCode", "00");
    answer.put("resultMsg", "[신용카드|정상완료]");
    answer.put("cardCode", "06");
    answer.put("cardName", "국민카드");
    answer.put("cardNumber", "123412******1234");
    answer.put("checkFlg", "0");
    return answer;
  }

  private void webhook(HttpExchange call) throws IOException {
    call.getRequestBody().readAllBytes();
    webhooks.incrementAndGet();
    answer(call, Map.of());
  }

  private void unknown(HttpExchange call) throws IOException {
    call.getRequestBody().readAllBytes();
    otherCalls.incrementAndGet();
    answer(call, Map.of());
  }

  private static void answer(HttpExchange call, Map<String, String> fields) throws IOException {
    byte[] body = JsonMapper.shared().writeValueAsBytes(fields);
    call.getResponseHeaders().set("Content-Type", "application/json;charset=UTF-8");
    call.sendResponseHeaders(200, body.length);
    try (OutputStream out = call.getResponseBody()) {
      out.write(body);
    }
  }

  private static Map<String, String> form(HttpExchange call) throws IOException {
    var fields = new HashMap<String, String>();
    String text = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    for (String pair : List.of(text.split("&"))) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields.put(
            pair.substring(0, equals),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return fields;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
