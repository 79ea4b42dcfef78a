package dev.naru.hub.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Compares what the hub believes with what the PG holds (guarantees.md §3), for all payments of a
 * shop, once nothing is under way any more.
 */
public final class BothBooks {

  private final Shop shop;
  private final World world;
  private final List<String> wrong = new ArrayList<>();

  private BothBooks(Shop shop) {
    this.shop = shop;
    this.world = shop.hub.world;
  }

  private record Row(
      String impUid, String state, long amount, long cancelled, String pgTid, boolean claimed) {}

  /** Fails with every line that doesn't agree. */
  public static void agreeFor(Shop shop) {
    BothBooks books = new BothBooks(shop);
    books.compare();
    assertThat(books.wrong).as("both books of %s", shop.merchant.userCode()).isEmpty();
  }

  private void compare() {
    Map<String, List<World.Charge>> charges =
        world.book().stream().collect(Collectors.groupingBy(World.Charge::order_id));
    for (Row row : rows()) {
      money(row, charges.getOrDefault(row.impUid(), List.of()));
      sums(row);
      journal(row);
      webhooks(row);
      rest(row);
    }
    charges.forEach(
        (order, held) ->
            say(
                count("select count(*) from payment where imp_uid = :id", order) == 1,
                order,
                "the PG holds a charge that the hub doesn't know"));
    say(
        world
                .db()
                .sql("select count(*) from attempt where merchant_id = :m and due_at is not null")
                .param("m", shop.merchant.id())
                .query(Long.class)
                .single()
            == 0,
        "attempts",
        "some are still open");
  }

  private List<Row> rows() {
    return world
        .db()
        .sql("select * from payment where merchant_id = :m")
        .param("m", shop.merchant.id())
        .query(
            (row, number) ->
                new Row(
                    row.getString("imp_uid"),
                    row.getString("state"),
                    row.getLong("amount"),
                    row.getLong("cancelled"),
                    String.valueOf(row.getString("pg_tid")),
                    row.getString("cancel_claim") != null))
        .list();
  }

  private void money(Row row, List<World.Charge> held) {
    switch (row.state()) {
      case "PAID", "CANCELLED" ->
          say(
              held.size() == 1
                  && held.getFirst().tid().equals(row.pgTid())
                  && held.getFirst().amount() == row.amount()
                  && held.getFirst().cancelled_amount() == row.cancelled(),
              row.impUid(),
              "hub " + row + ", PG " + held);
      case "READY", "FAILED" ->
          say(
              held.stream().allMatch(World.Charge::isWhollyCancelled),
              row.impUid(),
              row.state() + ", but the PG holds money: " + held);
      default -> wrong.add(row.impUid() + ": still " + row.state());
    }
    say(!row.claimed(), row.impUid(), "a cancel is still claimed");
  }

  private void sums(Row row) {
    long parts =
        count(
            "select coalesce(sum(amount), 0) from payment_cancel where imp_uid = :id",
            row.impUid());
    say(parts == row.cancelled(), row.impUid(), "the cancels sum up to " + parts);
    say(
        (row.cancelled() > 0) == row.state().equals("CANCELLED") && row.cancelled() <= row.amount(),
        row.impUid(),
        row.state() + " with " + row.cancelled() + " of " + row.amount() + " cancelled");
  }

  private void journal(Row row) {
    String count = "select count(*) from journal where imp_uid = :id and what = ";
    boolean paid = row.state().equals("PAID") || row.state().equals("CANCELLED");
    say(count(count + "'paid'", row.impUid()) == (paid ? 1 : 0), row.impUid(), "journal of paid");
    say(
        count(count + "'cancelled'", row.impUid()) == cancels(row),
        row.impUid(),
        "journal of cancels");
    if (paid) {
      say(count(count + "'claimed'", row.impUid()) == 1, row.impUid(), "journal of the claim");
    }
    if (row.state().equals("FAILED")) {
      long ends =
          count(count + "'failed'", row.impUid())
              + count(count + "'ended_in_window'", row.impUid());
      say(ends == 1, row.impUid(), "journal of the failure");
    }
  }

  /** One notice a change, to whatever address or none; shops here give no address of a payment. */
  private void webhooks(Row row) {
    boolean paid = row.state().equals("PAID") || row.state().equals("CANCELLED");
    String count = "select count(*) from webhook_task where imp_uid = :id and body like ";
    say(
        count(count + "'%\"paid\"%'", row.impUid()) == (paid ? 1 : 0),
        row.impUid(),
        "webhooks of paid");
    say(
        count(count + "'%\"cancelled\"%'", row.impUid()) == cancels(row),
        row.impUid(),
        "webhooks of cancels");
  }

  private void rest(Row row) {
    JsonNode told = shop.payment(row.impUid());
    String status = row.state().toLowerCase(Locale.ROOT);
    say(
        told.path("status").asString("").equals(status)
            && told.path("amount").asLong() == row.amount()
            && told.path("cancel_amount").asLong() == row.cancelled(),
        row.impUid(),
        "REST says " + told);
    say(told.path("cancel_history").size() == cancels(row), row.impUid(), "REST's cancel_history");
  }

  private long cancels(Row row) {
    return count("select count(*) from payment_cancel where imp_uid = :id", row.impUid());
  }

  private long count(String sql, String impUid) {
    return world.db().sql(sql).param("id", impUid).query(Long.class).single();
  }

  private void say(boolean right, String about, String otherwise) {
    if (!right) {
      wrong.add(about + ": " + otherwise);
    }
  }
}
