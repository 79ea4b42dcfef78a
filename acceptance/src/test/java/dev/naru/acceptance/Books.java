package dev.naru.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The oracle of every journey (G18): what the hub says and what the PG's own book says are the same
 * thing.
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
    JsonNode hub = merchant.payment(impUid);
    List<JsonNode> pg = merchant.pgBook(impUid);
    long held = held(pg);
    String status = hub.path("status").asString();
    boolean hasMoney = status.equals("paid") || status.equals("cancelled");
    long expected = hasMoney ? hub.path("amount").asLong() - hub.path("cancel_amount").asLong() : 0;
    assertThat(held)
        .as("money the PG holds of %s, which the hub calls %s; PG book: %s", impUid, status, pg)
        .isEqualTo(expected);
    if (hasMoney) {
      assertThat(pg).as("charges of %s in the PG's book", impUid).hasSize(1);
      assertThat(pg.getFirst().path("tid").asString()).isEqualTo(hub.path("pg_tid").asString());
      assertThat(pg.getFirst().path("amount").asLong()).isEqualTo(hub.path("amount").asLong());
    }
  }

  /** What the PG holds of a payment, less what it gave back. */
  static long moneyAtPg(Merchant merchant, String impUid) {
    return held(merchant.pgBook(impUid));
  }

  private static long held(List<JsonNode> lines) {
    return lines.stream()
        .mapToLong(line -> line.path("amount").asLong() - line.path("cancelled_amount").asLong())
        .sum();
  }
}
