package dev.naru.sandbox;

import dev.naru.sandbox.Scenarios.Fault;
import dev.naru.sandbox.Scenarios.Scenario;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Reads the body of {@code POST /control/scenarios}. */
final class ScenarioRequest {

  private static final int MOST_TIMES = 1000;
  private static final long MOST_DELAY_MS = 600_000;

  /** The faults that lose the answer. {@code delay_ms} may keep the connection open first. */
  private static final Set<Fault> TIMEOUTS =
      EnumSet.of(
          Fault.TIMEOUT_BEFORE_APPROVAL,
          Fault.TIMEOUT_AFTER_APPROVAL,
          Fault.TIMEOUT_AFTER_CANCEL,
          Fault.INQUIRY_TIMEOUT);

  private ScenarioRequest() {}

  /**
   * The scenario that the body asks for.
   *
   * @param pgs the codes of the emulated PGs
   * @throws ControlException 400 when the body is wrong; the message names the key
   */
  static PostgresScenarios.NewScenario read(ControlBody body, Set<String> pgs) {
    body.only("pg", "match", "fault", "times", "amount", "delay_ms");
    String pg = body.text("pg");
    if (!pgs.contains(pg)) {
      throw ControlException.bad("unknown pg: %s (known: %s)".formatted(pg, names(pgs)));
    }
    Fault fault = fault(body.text("fault"));
    return new PostgresScenarios.NewScenario(
        pg,
        body.has("match") ? match(body.object("match")) : Map.of(),
        new Scenario(
            fault,
            belonging(body, "amount", fault == Fault.WRONG_AMOUNT, Long.MAX_VALUE),
            TIMEOUTS.contains(fault) && !body.has("delay_ms")
                ? 0
                : belonging(
                    body,
                    "delay_ms",
                    fault == Fault.SLOW || TIMEOUTS.contains(fault),
                    MOST_DELAY_MS)),
        body.has("times") ? (int) body.number("times", 1, MOST_TIMES) : 1);
  }

  private static Fault fault(String name) {
    return Arrays.stream(Fault.values())
        .filter(fault -> PostgresScenarios.wire(fault).equals(name))
        .findFirst()
        .orElseThrow(() ->
            ControlException.bad(
                "unknown fault: %s (known: %s)"
                    .formatted(
                        name,
                        names(
                            Arrays.stream(Fault.values()).map(PostgresScenarios::wire).toList()))));
  }

  private static Map<String, Object> match(ControlBody match) {
    match.only("order_id", "imp_uid", "merchant_uid", "amount", "mid", "card_number");
    Map<String, Object> wanted = new LinkedHashMap<>();
    for (String key : match.keys()) {
      wanted.put(
          key,
          switch (key) {
            case "amount" -> match.number(key, 0, Long.MAX_VALUE);
            case "card_number" -> cardNumber(match.text(key));
            default -> match.text(key);
          });
    }
    return wanted;
  }

  private static String cardNumber(String number) {
    if (!number.matches("[0-9](?:[ -]?[0-9]){12,18}")) {
      throw ControlException.bad("match.card_number must be 13 to 19 digits");
    }
    return number;
  }

  /** A number that one fault requires and every other fault forbids; 0 when it is forbidden. */
  private static long belonging(ControlBody body, String key, boolean wanted, long most) {
    if (wanted) {
      return body.number(key, 1, most);
    }
    if (body.has(key)) {
      throw ControlException.bad(
          key
              + " goes with the fault "
              + (key.equals("amount") ? "wrong_amount" : "slow, or with a time-out"));
    }
    return 0;
  }

  private static String names(Iterable<String> names) {
    return String.join(", ", names);
  }
}
