package dev.naru.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The scenarios in the sandbox's database. They survive a restart, so that a test which kills the
 * process still gets the fault that it asked for.
 */
final class PostgresScenarios implements Scenarios {

  /**
   * A scenario that a tester asks for.
   *
   * @param pg the V1 provider code
   * @param match some of {@code order_id imp_uid merchant_uid amount mid card_number}; a call must
   *     agree with all of them
   * @param times how many calls it applies to
   */
  record NewScenario(String pg, Map<String, Object> match, Scenario scenario, int times) {}

  private final Database database;

  PostgresScenarios(Database database) {
    this.database = database;
  }

  /**
   * Stores a scenario.
   *
   * @return its number
   */
  long add(NewScenario request) {
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
            ControlJson.MAPPER.writeValueAsString(match),
            wire(request.scenario().fault()),
            request.scenario().amount(),
            request.scenario().delayMs(),
            request.times())
        .orElseThrow();
  }

  /**
   * A scenario that still applies to calls.
   *
   * @param match the conditions as JSON; a card number is replaced by its digest
   */
  record Waiting(long id, String pg, String match, String fault, int timesLeft) {}

  /** The scenarios that still apply to calls, oldest first, at most a hundred. */
  List<Waiting> waiting() {
    return database.list(
        row ->
            new Waiting(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getInt(5)),
        """
        select id, pg, match, fault, times_left from scenario
         where times_left > 0 order by id limit 100
        """);
  }

  /**
   * Takes the first matching scenario. A scenario matches when its JSON is contained in the call's
   * JSON; numbers compare as numbers. The select waits for locked rows and doesn't skip them: if
   * another call is taking a scenario's last use, this call must wait and then look at the next
   * one.
   */
  @Override
  public Optional<Scenario> take(PgCall occasion, Fault... relevant) {
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
        ControlJson.MAPPER.writeValueAsString(known(occasion)));
  }

  static String wire(Fault fault) {
    return fault.name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, Object> known(PgCall occasion) {
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

  /** The digest of a card number. Card numbers are stored only as digests, even a tester's. */
  private static String cardDigest(String number) {
    try {
      byte[] digits = number.replaceAll("[^0-9]", "").getBytes(StandardCharsets.US_ASCII);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(digits));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
