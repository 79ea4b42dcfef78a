package dev.naru.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The oracle of every journey (G18): what the hub says and what the PG's own book says are the same
 * thing, of money, of keys and of virtual accounts that wait for it.
 */
final class Books {

  private Books() {}

  /** As {@link #areEqualFor}, and nobody's money is anywhere. */
  static void holdNothingOf(Merchant merchant, String impUid) {
    areEqualFor(merchant, impUid);
    assertThat(moneyAtPg(merchant, impUid)).as("money the PG holds of %s", impUid).isZero();
    assertThat(merchant.statusOf(impUid)).isNotEqualTo("paid");
  }

  static void areEqualFor(Merchant merchant, String impUid) {
    areEqual(merchant.payment(impUid), merchant.pgBook(impUid));
  }

  /**
   * @param hub a payment, as the REST API tells it
   * @param pg the lines of the PG's book with that payment's order number
   */
  static void areEqual(JsonNode hub, List<JsonNode> pg) {
    String impUid = hub.path("imp_uid").asString();
    String status = hub.path("status").asString();
    boolean keyOnly = hub.path("customer_uid_usage").asString().equals("issue") && !charges(hub);
    boolean hasMoney = !keyOnly && (status.equals("paid") || status.equals("cancelled"));
    long expected = hasMoney ? hub.path("amount").asLong() - hub.path("cancel_amount").asLong() : 0;
    assertThat(held(pg))
        .as("money the PG holds of %s, which the hub calls %s; PG book: %s", impUid, status, pg)
        .isEqualTo(expected);
    keysAreEqual(hub, pg);
    accountsAreEqual(hub, pg);
    if (hasMoney) {
      List<JsonNode> charges = pg.stream().filter(line -> !is(line, "key")).toList();
      assertThat(charges).as("charges of %s in the PG's book", impUid).hasSize(1);
      isLineOf(hub, charges.getFirst());
    }
  }

  /** Whether the PG takes money when it issues a key (spec/pg-rules.md §2.6, §5 row C1). */
  private static boolean charges(JsonNode hub) {
    return hub.path("pg_provider").asString().startsWith("mobilians")
        && hub.path("amount").asLong() > 0;
  }

  private static void keysAreEqual(JsonNode hub, List<JsonNode> pg) {
    List<JsonNode> keys = pg.stream().filter(line -> is(line, "key")).toList();
    boolean issued =
        hub.path("customer_uid_usage").asString().equals("issue")
            && hub.path("status").asString().equals("paid");
    assertThat(keys).as("keys in the PG's book").hasSize(issued ? 1 : 0);
    keys.forEach(key -> assertThat(key.path("amount").asLong(-1)).isZero());
  }

  /** A virtual account that waits isn't money yet, but it is the buyer's to pay. */
  private static void accountsAreEqual(JsonNode hub, List<JsonNode> pg) {
    List<JsonNode> waiting = pg.stream().filter(line -> is(line, "waiting")).toList();
    boolean open =
        hub.path("status").asString().equals("ready") && hub.path("vbank_num").isString();
    assertThat(waiting).as("accounts that wait, in the PG's book").hasSize(open ? 1 : 0);
    waiting.forEach(line -> isLineOf(hub, line));
  }

  private static void isLineOf(JsonNode hub, JsonNode line) {
    assertThat(line.path("tid").asString()).isEqualTo(hub.path("pg_tid").asString());
    assertThat(line.path("amount").asLong()).isEqualTo(hub.path("amount").asLong());
    assertThat(line.path("pg").asString()).isEqualTo(hub.path("pg_provider").asString());
    assertThat(line.path("mid").asString()).isEqualTo(hub.path("pg_id").asString());
  }

  private static boolean is(JsonNode line, String status) {
    return line.path("status").asString().equals(status);
  }

  /** What the PG holds of a payment, less what it gave back. */
  static long moneyAtPg(Merchant merchant, String impUid) {
    return held(merchant.pgBook(impUid));
  }

  private static long held(List<JsonNode> lines) {
    return lines.stream()
        .filter(line -> !is(line, "waiting"))
        .mapToLong(line -> line.path("amount").asLong() - line.path("cancelled_amount").asLong())
        .sum();
  }
}
