package dev.naru.acceptance;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The return that the PG's window makes the buyer's browser post to the hub, as an attacker sees it
 * too.
 */
final class ReturnLeg {

  private static final String RETURN = "**/checkout/*/return";

  private final List<Sent> seen = new ArrayList<>();
  private final Page page;
  private final List<Route> held = new ArrayList<>();

  /**
   * A copy of the request as it was sent, because changing the route changes what it reports later.
   */
  private record Sent(URI url, String body) {

    static Sent of(Request request) {
      return new Sent(URI.create(request.url()), request.postData());
    }
  }

  private ReturnLeg(Page page) {
    this.page = page;
  }

  /** Records the return and lets it pass. */
  static ReturnLeg watch(Page page) {
    var leg = new ReturnLeg(page);
    page.onRequest(request -> {
      if (request.url().matches(".*/checkout/[^/]+/return")) {
        leg.seen.add(Sent.of(request));
      }
    });
    return leg;
  }

  /** Records the return and holds it back, so that the browser waits for an answer. */
  static ReturnLeg hold(Page page) {
    var leg = new ReturnLeg(page);
    page.route(
        RETURN,
        route -> {
          leg.seen.add(Sent.of(route.request()));
          leg.held.add(route);
        });
    return leg;
  }

  void awaitHeld() {
    page.waitForCondition(() -> !held.isEmpty());
  }

  boolean seen() {
    return !seen.isEmpty();
  }

  /** Lets the held return pass. */
  void release() {
    held.removeFirst().resume();
  }

  Page page() {
    return page;
  }

  URI url() {
    return seen.getFirst().url();
  }

  Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String pair : seen.getFirst().body().split("&", -1)) {
      String[] parts = pair.split("=", 2);
      fields.put(decode(parts[0]), decode(parts[1]));
    }
    return fields;
  }

  String field(String name) {
    return fields().getOrDefault(name, "");
  }

  /** Posts exactly what the browser posted. */
  Http.Answer replay() {
    return Http.form(url(), seen.getFirst().body());
  }

  /** Posts the return with some fields replaced. */
  Http.Answer forge(Map<String, String> replaced) {
    Map<String, String> fields = fields();
    fields.putAll(replaced);
    return Http.form(url(), encode(fields));
  }

  /** What the hub's page would report to the shop's page after this answer to the return. */
  JsonNode status(Http.Answer answer) {
    if (answer.status() != 303) {
      throw new AssertionError("the return leg answered " + answer.status());
    }
    if (!answer.location().endsWith("/result")) {
      throw new AssertionError("the return leg led to " + answer.location());
    }
    return status();
  }

  JsonNode status() {
    String path = url().toString().replaceFirst("/return$", "/status");
    return Http.get(URI.create(path)).json().path("message").path("response");
  }

  static String encode(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
