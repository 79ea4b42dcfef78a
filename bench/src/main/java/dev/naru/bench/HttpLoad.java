package dev.naru.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls of a merchant's server or of a buyer's browser over HTTP. It searches an answer
 * for what it needs and doesn't parse it, because it shares the processors with the hub.
 */
final class HttpLoad implements LoadCall {

  private static final Pattern OPENED =
      Pattern.compile("\"url\":\"([^\"]+)\",\"imp_uid\":\"([^\"]+)\"");
  private static final String AMOUNT = "3900";

  private final Work work;
  private int calls;

  HttpLoad(Work work) {
    this.work = work;
  }

  @Override
  public void make(int number) throws IOException {
    switch (work.kind()) {
      case AGAIN -> again(number);
      case GET -> get();
      default -> window(number);
    }
  }

  private void again(int number) throws IOException {
    int keys = Integer.parseInt(value("keys"));
    String body =
        """
        {"customer_uid":"customer_%d","merchant_uid":"%s%d","amount":%s,"name":"월간 이용권",\
        "buyer_name":"홍길동","buyer_tel":"010-1234-5678","buyer_email":"buyer@example.com"}\
        """
            .formatted(number % keys, work.prefix(), number, AMOUNT);
    expect(call("/subscribe/payments/again", body, json()), "\"status\":\"paid\"");
  }

  private void get() throws IOException {
    String number = work.numbers().get(ThreadLocalRandom.current().nextInt(work.numbers().size()));
    expect(call("/payments/" + number, null, json()), number);
  }

  /**
   * Pays through the window: opens the payment as {@code IMP.request_pay} does, loads the window's
   * page, posts the PG's return and asks for the result.
   */
  private void window(int number) throws IOException {
    String wanted =
        """
        {"request_id":"r1","userCode":"%s","tierCode":"","origin":"http://localhost:8070",\
        "mobile":false,"param":{"pg":"html5_inicis","pay_method":"card","merchant_uid":"%s%d",\
        "name":"나루 티셔츠","amount":%s,"buyer_name":"홍길동","buyer_tel":"010-1234-5678",\
        "buyer_email":"buyer@example.com"}}\
        """
            .formatted(value("userCode"), work.prefix(), number, AMOUNT);
    Map<String, String> page = new LinkedHashMap<>();
    page.put("Content-Type", "application/json");
    page.put("Origin", work.bases().getFirst());
    page.put("Sec-Fetch-Site", "same-origin");
    page.put("X-Forwarded-For", "10.0.%d.%d".formatted(number / 250 % 250, 1 + number % 250));
    String answer = call("/checkout/payments", wanted, page);
    Matcher opened = OPENED.matcher(answer);
    if (!opened.find()) {
      throw new IllegalStateException("no window: " + answer);
    }
    String path = URI.create(opened.group(1)).getPath();
    String paymentNumber = opened.group(2);
    expect(call(path, null, Map.of()), paymentNumber);
    String center = value("pg") + "/stgstdpay.inicis.com/api/";
    Map<String, String> returned = new LinkedHashMap<>();
    returned.put("resultCode", "0000");
    returned.put("mid", value("mid"));
    returned.put("orderNumber", paymentNumber);
    returned.put("idc_name", "stg");
    returned.put("authUrl", center + "payAuth");
    returned.put("netCancelUrl", center + "netCancel");
    returned.put("authToken", "token/" + paymentNumber + "/" + AMOUNT);
    call(
        path + "/return",
        form(returned),
        Map.of("Content-Type", "application/x-www-form-urlencoded"));
    expect(call(path + "/status", null, Map.of()), "\"success\":true");
  }

  private Map<String, String> json() {
    return Map.of("Authorization", value("token"), "Content-Type", "application/json");
  }

  private String value(String name) {
    return work.values().getOrDefault(name, "");
  }

  private static String form(Map<String, String> fields) {
    StringBuilder body = new StringBuilder();
    fields.forEach((name, value) ->
        body.append(body.isEmpty() ? "" : "&")
            .append(name)
            .append('=')
            .append(URLEncoder.encode(value, UTF_8)));
    return body.toString();
  }

  private String call(String path, @Nullable String body, Map<String, String> headers)
      throws IOException {
    var http = (HttpURLConnection) URI.create(base() + path).toURL().openConnection();
    http.setConnectTimeout(10_000);
    http.setReadTimeout(60_000);
    http.setInstanceFollowRedirects(false);
    headers.forEach(http::setRequestProperty);
    if (body != null) {
      http.setDoOutput(true);
      byte[] bytes = body.getBytes(UTF_8);
      http.setFixedLengthStreamingMode(bytes.length);
      try (OutputStream out = http.getOutputStream()) {
        out.write(bytes);
      }
    }
    int status = http.getResponseCode();
    try (InputStream in = status >= 400 ? http.getErrorStream() : http.getInputStream()) {
      String answer = in == null ? "" : new String(in.readAllBytes(), UTF_8);
      if (status >= 400) {
        throw new IllegalStateException(path + " answered " + status + " " + answer);
      }
      return answer;
    }
  }

  /** The hub for the next call. The hubs take turns, even within one payment. */
  private String base() {
    return work.bases().get(calls++ % work.bases().size());
  }

  private static void expect(String answer, String part) {
    if (!answer.contains(part)) {
      throw new IllegalStateException("not the answer expected: " + answer);
    }
  }
}
