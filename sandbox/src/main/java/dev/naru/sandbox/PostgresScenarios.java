package dev.naru.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The faults in PostgreSQL: a PG does not change its mind because the hub was killed, so they
 * survive it too.
 */
final class PostgresScenarios implements Scenarios {

  /**
   * What was asked for.
   *
   * @param match a subset of {@code order_id imp_uid merchant_uid amount mid card_number}; all must
   *     hold
   */
  record Request(String pg, Map<String, Object> match, Scenario scenario, int times) {}

  private final Database database;

  PostgresScenarios(Database database) {
    this.database = database;
  }

  /**
   * @return the scenario's number
   */
  long add(Request request) {
    Map<String, Object> match = new LinkedHashMap<>(request.match());
    match.computeIfPresent("card_number", (key, number) -> cardDigest(number.toString()));
    return database
        .one(
            row -> row.getLong(1),
            """
            insert into scenario (pg, match, fault, amount, delay_ms, times_left)
            values (?, ?::jsonb, ?, ?, ?, ?) returning id
            """,
            request.pg(),
            Json.MAPPER.writeValueAsString(match),
            wire(request.scenario().fault()),
            request.scenario().amount(),
            request.scenario().delayMs(),
            request.times())
        .orElseThrow();
  }

  /**
   * JSON containment is the matching rule: whatever was given must be in what is known, and numbers
   * compare as numbers. No {@code skip locked}: whoever waits for a scenario's last use must then
   * look at the next one, not pass while the first taker is undecided.
   */
  @Override
  public Optional<Scenario> take(Occasion occasion, Fault... relevant) {
    return database.one(
        row ->
            new Scenario(
                Fault.valueOf(row.getString(1).toUpperCase(Locale.ROOT)),
                row.getLong(2),
                row.getLong(3)),
        """
        update scenario set times_left = times_left - 1
        where id = (
          select id from scenario
          where pg = ? and times_left > 0 and fault = any (string_to_array(?, ','))
            and match <@ ?::jsonb
          order by id limit 1 for update)
        returning fault, amount, delay_ms
        """,
        occasion.pg(),
        String.join(",", Arrays.stream(relevant).map(PostgresScenarios::wire).toList()),
        Json.MAPPER.writeValueAsString(known(occasion)));
  }

  static String wire(Fault fault) {
    return fault.name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, Object> known(Occasion occasion) {
    Map<String, Object> known = new LinkedHashMap<>();
    known.put("mid", occasion.mid());
    known.put("order_id", occasion.orderId());
    known.put("amount", occasion.amount());
    putIfKnown(known, "imp_uid", occasion.impUid());
    putIfKnown(known, "merchant_uid", occasion.merchantUid());
    String card = occasion.cardNumber();
    putIfKnown(known, "card_number", card == null ? null : cardDigest(card));
    return known;
  }

  private static void putIfKnown(Map<String, Object> known, String key, @Nullable String value) {
    if (value != null) {
      known.put(key, value);
    }
  }

  /** Card numbers are not kept anywhere, not even a tester's. */
  private static String cardDigest(String number) {
    try {
      byte[] digits = number.replaceAll("[^0-9]", "").getBytes(StandardCharsets.US_ASCII);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(digits));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
