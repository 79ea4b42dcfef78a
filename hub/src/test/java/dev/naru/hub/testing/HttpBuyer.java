package dev.naru.hub.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Pays without a browser, by the very requests that the SDK's and the PG's pages would send. */
public final class HttpBuyer {

  public static final String GOOD_CARD = "1234-1234-1234-1234";

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">");
  private static final Pattern ACTION =
      Pattern.compile("<form id=\"handover\"[^>]* action=\"([^\"]*)\"");
  private static final String SHINHAN = "14";

  private final RunningHub hub;
  private final String userCode;
  private final String tierCode;

  HttpBuyer(RunningHub hub, String userCode) {
    this(hub, userCode, "");
  }

  private HttpBuyer(RunningHub hub, String userCode, String tierCode) {
    this.hub = hub;
    this.userCode = userCode;
    this.tierCode = tierCode;
  }

  /** The same at a sub-merchant: {@code IMP.agency}. */
  public HttpBuyer ofTier(String code) {
    return new HttpBuyer(hub, userCode, code);
  }

  /** What the shop's page asks for. */
  public static Map<String, Object> order(String orderNumber, long amount) {
    Map<String, Object> param = new LinkedHashMap<>();
    param.put("pg", World.INICIS);
    param.put("pay_method", "card");
    param.put("merchant_uid", orderNumber);
    param.put("name", "나루 티셔츠");
    param.put("amount", amount);
    param.put("buyer_name", "홍길동");
    param.put("buyer_tel", "010-1234-5678");
    param.put("buyer_email", "buyer@example.com");
    return param;
  }

  /** {@code IMP.request_pay}, as the ready frame posts it. */
  public JsonNode requests(Map<String, Object> param) {
    return requests(param, false);
  }

  /** The same from a phone or a PC. */
  public JsonNode requests(Map<String, Object> param, boolean mobile) {
    Map<String, Object> body =
        Map.of(
            "request_id",
            "r1",
            "userCode",
            userCode,
            "tierCode",
            tierCode,
            "origin",
            "http://localhost:8070",
            "mobile",
            mobile,
            "param",
            param);
    var answer =
        send(
            HttpRequest.newBuilder(hub.base().resolve("/checkout/payments"))
                .header("Content-Type", "application/json")
                .header("Origin", hub.base().toString())
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body), UTF_8)));
    if (answer.statusCode() != 200) {
      throw new AssertionError("request_pay: " + answer.statusCode() + " " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  /**
   * A phone's window, of whose return somebody makes up every value.
   *
   * @param fields with {@code orderid} put in
   */
  public Return forgesOnPhone(Map<String, Object> param, Map<String, String> fields) {
    JsonNode answer = requests(param, true);
    String url = answer.path("open").path("url").asString("");
    Map<String, String> form = hidden(send(HttpRequest.newBuilder(URI.create(url))).body());
    Map<String, String> made = new LinkedHashMap<>(fields);
    made.put("orderid", form.getOrDefault("orderid", "none"));
    return new Return(url + "/return", made);
  }

  public Window opens(String orderNumber, long amount) {
    return opens(order(orderNumber, amount));
  }

  /** {@code IMP.request_pay} up to the address of the checkout page. */
  String page(Map<String, Object> param) {
    JsonNode answer = requests(param);
    String url = answer.path("open").path("url").asString("");
    if (url.isEmpty()) {
      throw new AssertionError("no window: " + answer);
    }
    return url;
  }

  /** The same on a phone, for a card payment. */
  public Window opensOnPhone(String orderNumber, long amount) {
    JsonNode answer = requests(order(orderNumber, amount), true);
    String url = answer.path("open").path("url").asString("");
    return new Window(url, hidden(send(HttpRequest.newBuilder(URI.create(url))).body()));
  }

  /** Opens the checkout page, which holds the form for the PG's window. */
  public Window opens(Map<String, Object> param) {
    String url = page(param);
    Map<String, String> form = hidden(send(HttpRequest.newBuilder(URI.create(url))).body());
    return new Window(url, form);
  }

  /** The PG's window, opened with what the checkout page hands to the PG's script. */
  public final class Window {
    private final String url;
    private final Map<String, String> form;

    Window(String url, Map<String, String> form) {
      this.url = url;
      this.form = form;
    }

    /** KG INICIS's order number is the hub's payment number. */
    public String paymentNumber() {
      return form.getOrDefault("oid", form.getOrDefault("P_OID", "none"));
    }

    public Return agrees() {
      return agrees(GOOD_CARD);
    }

    /** Through the PG's window with this card, up to what the PG's page would post to the hub. */
    public Return agrees(String cardNumber) {
      String window = enters();
      form(window + "/card", Map.of("card", SHINHAN, "quota", "0", "agree", "Y"));
      return handedOver(form(window + "/pay", Map.of("cardNumber", cardNumber)).body());
    }

    /** The same for a method with a form of its own: a virtual account, a billing key. */
    public Return fills(Map<String, String> entered) {
      Map<String, String> fields = new LinkedHashMap<>(entered);
      fields.put("agree", "Y");
      return handedOver(form(enters() + "/form", fields).body());
    }

    private String enters() {
      Map<String, String> posted = new LinkedHashMap<>(form);
      posted.put("inicisOpener", hub.base().toString());
      String step =
          form(
                  hub.world.sandbox()
                      + (form.containsKey("P_OID")
                          ? "/stgmobile.inicis.com/smart/payment/"
                          : "/stgstdpay.inicis.com/pay/window"),
                  posted)
              .headers()
              .firstValue("Location")
              .orElseThrow(() -> new AssertionError("the PG opened no window"));
      return hub.world.sandbox().resolve(step).toString();
    }

    /** What the shop's page is told: {@code done, success, message, location}. */
    public JsonNode told() {
      return JSON.readTree(send(HttpRequest.newBuilder(URI.create(url + "/status"))).body());
    }
  }

  /** What the PG's page posts to the hub's return address through the buyer's browser. */
  public record Return(String action, Map<String, String> fields) {

    public Return with(String name, String value) {
      Map<String, String> changed = new LinkedHashMap<>(fields);
      changed.put(name, value);
      return new Return(action, changed);
    }

    public HttpResponse<String> post() {
      return form(action, fields);
    }
  }

  static Return handedOver(String page) {
    Matcher action = ACTION.matcher(page);
    if (!action.find()) {
      throw new AssertionError("the PG handed nothing over: " + page);
    }
    return new Return(unescape(action.group(1)), hidden(page));
  }

  static String redirectOf(String url) {
    HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(url)));
    return answer
        .headers()
        .firstValue("Location")
        .orElseThrow(() -> new AssertionError(answer.statusCode() + " " + answer.body()));
  }

  static HttpResponse<String> form(String url, Map<String, String> fields) {
    String body =
        fields.entrySet().stream()
            .map(field ->
                URLEncoder.encode(field.getKey(), UTF_8)
                    + "="
                    + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return send(
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body, UTF_8)));
  }

  private static Map<String, String> hidden(String page) {
    Map<String, String> fields = new LinkedHashMap<>();
    HIDDEN
        .matcher(page)
        .results()
        .forEach(match -> fields.put(unescape(match.group(1)), unescape(match.group(2))));
    return fields;
  }

  private static String unescape(String html) {
    return html.replace("&#34;", "\"")
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
