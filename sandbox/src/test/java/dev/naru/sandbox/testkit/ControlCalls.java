package dev.naru.sandbox.testkit;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** The control calls of {@link TestSandbox}. */
public final class ControlCalls {

  private ControlCalls() {}

  /** Clears the book and the scenarios. */
  public static void reset() {
    TestHttp.postJson("/control/reset", "");
  }

  /**
   * Asks for a fault.
   *
   * @param json the body of {@code POST /control/scenarios}
   */
  public static void scenario(String json) {
    var made = TestHttp.postJson("/control/scenarios", json);
    if (made.statusCode() != 200) {
      throw new IllegalStateException(TestHttp.text(made));
    }
  }

  /** Pays into the virtual account of an order; the answer's status. */
  public static int deposit(String orderId, long amount) {
    return TestHttp.postJson(
            "/control/deposits", "{\"order_id\":\"%s\",\"amount\":%d}".formatted(orderId, amount))
        .statusCode();
  }

  /** The book's lines of an order, oldest first. */
  public static List<JsonNode> book(String orderId) {
    return TestHttp.json(TestHttp.get("/control/book"))
        .valueStream()
        .filter(line -> line.get("order_id").asString().equals(orderId))
        .toList();
  }

  /** The operations that the PG received about a charge, oldest first. */
  public static List<String> requests(String tid) {
    return TestHttp.json(TestHttp.get("/control/requests?tid=" + tid))
        .valueStream()
        .map(request -> request.get("operation").asString())
        .toList();
  }

  /** A line of the book as {@code amount-cancelled status}. */
  public static String summary(JsonNode line) {
    return "%s-%s %s"
        .formatted(
            line.get("amount").asString(),
            line.get("cancelled_amount").asString(),
            line.get("status").asString());
  }
}
