package dev.naru.hub.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.payment.store.JdbcJournal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Compares what the hub believes with what the PG holds (spec/guarantees.md §3), for all payments
 * of a shop, once nothing is under way any more.
 */
public final class BothBooks {

  private final Shop shop;
  private final World world;
  private final List<String> wrong = new ArrayList<>();

  private BothBooks(Shop shop) {
    this.shop = shop;
    this.world = shop.hub.world;
  }

  /**
   * @param charged false for the record of a billing key alone
   */
  private record Row(
      String paymentNumber,
      String state,
      long amount,
      long cancelled,
      String pgTid,
      boolean claimed,
      boolean charged,
      boolean issuedKey,
      boolean tellsFailure) {

    boolean wasPaid() {
      return state.equals("PAID") || state.equals("CANCELLED");
    }

    String status() {
      return state.equals("AWAITING_DEPOSIT") ? "ready" : state.toLowerCase(Locale.ROOT);
    }
  }

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
      money(row, charges.getOrDefault(row.paymentNumber(), List.of()));
      sums(row);
      journal(row);
      webhooks(row);
      rest(row);
    }
    schedules();
    journal();
    unknown(charges)
        .forEach(order ->
            wrong.add(order + ": the PG holds what the hub doesn't know: " + charges.get(order)));
    say(!shop.hasOpenAttempts(), "attempts", "some are still open");
  }

  /** The journal's chain is whole, and the lines of each payment sum up to what it holds (G11). */
  private void journal() {
    new JdbcJournal(world.db())
        .check(shop.merchant.id())
        .faults()
        .forEach(fault -> wrong.add("journal: " + fault));
  }

  /** What is executed has its payment, nothing else has, and no payment is of two schedules. */
  private void schedules() {
    world
        .db()
        .sql(
            """
            select s.order_number || ' ' || s.status from schedule s
             where s.merchant_id = :m
               and (s.status = 'executed' and not exists (
                      select 1 from payment p
                       where p.merchant_id = s.merchant_id and p.payment_number = s.payment_number
                         and p.order_number = s.order_number and p.amount = s.amount
                         and p.customer_key_usage = 'payment.scheduled')
                    or s.status = 'scheduled' and s.payment_number is not null)
            union all
            select p.payment_number || ' is of so many schedules: ' || count(s.id)
              from payment p
              left join schedule s on s.merchant_id = p.merchant_id and s.payment_number = p.payment_number
             where p.merchant_id = :m and p.customer_key_usage = 'payment.scheduled'
             group by p.merchant_id, p.payment_number
            having count(s.id) > 1 or count(s.id) = 0 and min(p.state) <> 'FAILED'
            """)
        .param("m", shop.merchant.id())
        .query((row, number) -> row.getString(1))
        .list()
        .forEach(line -> wrong.add("schedule: " + line));
  }

  /**
   * The orders in the PG's book that no merchant of the hub has: neither as a payment nor, where
   * the PG holds keys alone, as a key that was issued by card data.
   */
  private List<String> unknown(Map<String, List<World.Charge>> charges) {
    return world
        .db()
        .sql(
            """
            select o.number
              from unnest(:numbers, :of_keys) as o(number, of_key)
             where not exists (select 1 from payment where payment_number = o.number)
               and not (o.of_key
                        and (exists (select 1 from key_issue where pg_order_number = o.number)
                             or exists (select 1 from payment where payment_number || '_key' = o.number)))
            """)
        .param("numbers", charges.keySet().toArray(String[]::new))
        .param(
            "of_keys",
            charges.values().stream()
                .map(held -> held.stream().allMatch(World.Charge::isKey))
                .toArray(Boolean[]::new))
        .query((row, number) -> row.getString(1))
        .list();
  }

  private List<Row> rows() {
    return world
        .db()
        .sql("select * from payment where merchant_id = :m")
        .param("m", shop.merchant.id())
        .query((row, number) ->
            new Row(
                row.getString("payment_number"),
                row.getString("state"),
                row.getLong("amount"),
                row.getLong("cancelled"),
                String.valueOf(row.getString("pg_tid")),
                row.getString("cancel_claim") != null,
                row.getBoolean("charged"),
                "issue".equals(row.getString("customer_key_usage")),
                row.getBoolean("tells_failure")))
        .list();
  }

  private void money(Row row, List<World.Charge> lines) {
    List<World.Charge> keys = lines.stream().filter(World.Charge::isKey).toList();
    List<World.Charge> held = lines.stream().filter(line -> !line.isKey()).toList();
    switch (row.state()) {
      case "PAID", "CANCELLED" -> {
        say(
            row.charged() ? isIn(row, held) : held.stream().noneMatch(World.Charge::holdsMoney),
            row.paymentNumber(),
            "hub " + row + ", PG " + held);
        // KG INICIS has one line for both where it charges for a key.
        say(
            // Of what the buyer's browser alone said, the PG may know nothing.
            (row.issuedKey() && journalled(row, "key_unproved") == 0)
                ? keys.size() == 1 || (keys.isEmpty() && !held.isEmpty())
                : row.issuedKey() || keys.isEmpty(),
            row.paymentNumber(),
            "hub " + row + ", PG " + lines);
      }
      case "AWAITING_DEPOSIT" ->
          say(
              isIn(row, held) && held.getFirst().isWaiting(),
              row.paymentNumber(),
              "hub " + row + ", PG " + held);
      case "READY", "FAILED" ->
          say(
              held.stream().noneMatch(World.Charge::holdsMoney),
              row.paymentNumber(),
              row.state() + ", but the PG holds money: " + held);
      default -> wrong.add(row.paymentNumber() + ": still " + row.state());
    }
    say(!row.claimed(), row.paymentNumber(), "a cancel is still claimed");
  }

  private static boolean isIn(Row row, List<World.Charge> held) {
    return held.size() == 1
        && held.getFirst().tid().equals(row.pgTid())
        && held.getFirst().amount() == row.amount()
        && held.getFirst().cancelled_amount() == row.cancelled();
  }

  private void sums(Row row) {
    long parts =
        count(
            "select coalesce(sum(amount), 0) from payment_cancel where payment_number = :id",
            row.paymentNumber());
    say(parts == row.cancelled(), row.paymentNumber(), "the cancels sum up to " + parts);
    say(
        (row.cancelled() > 0) == row.state().equals("CANCELLED") && row.cancelled() <= row.amount(),
        row.paymentNumber(),
        row.state() + " with " + row.cancelled() + " of " + row.amount() + " cancelled");
  }

  private void journal(Row row) {
    long paid = journalled(row, "paid", "deposited", "key_issued", "key_unproved");
    say(paid == (row.wasPaid() ? 1 : 0), row.paymentNumber(), "journal of paid");
    say(journalled(row, "cancelled") == cancels(row), row.paymentNumber(), "journal of cancels");
    if (row.wasPaid() || row.state().equals("AWAITING_DEPOSIT")) {
      // What was adopted from the PG's list was never claimed, or the claim was lost.
      say(
          journalled(row, "claimed") == 1 || journalled(row, "adopted") == 1,
          row.paymentNumber(),
          "journal of the claim");
    }
    if (row.state().equals("AWAITING_DEPOSIT")) {
      say(journalled(row, "account_issued") == 1, row.paymentNumber(), "journal of the account");
    }
    if (row.state().equals("FAILED")) {
      long ends = journalled(row, "failed", "ended_in_window", "account_expired");
      say(ends == 1, row.paymentNumber(), "journal of the failure");
    }
  }

  private long journalled(Row row, String... what) {
    return world
        .db()
        .sql("select count(*) from journal where payment_number = :id and what in (:what)")
        .param("id", row.paymentNumber())
        .param("what", List.of(what))
        .query(Long.class)
        .single();
  }

  /** One notice a change, to whatever address or none; shops here give no address of a payment. */
  private void webhooks(Row row) {
    say(told(row, "paid") == (row.wasPaid() ? 1 : 0), row.paymentNumber(), "webhooks of paid");
    say(told(row, "cancelled") == cancels(row), row.paymentNumber(), "webhooks of cancels");
    say(
        told(row, "ready") == journalled(row, "account_issued"),
        row.paymentNumber(),
        "webhooks of accounts");
    boolean toldOfFailure = row.state().equals("FAILED") && row.tellsFailure();
    say(
        told(row, "failed") == (toldOfFailure ? 1 : 0),
        row.paymentNumber(),
        "webhooks of failures");
  }

  private long told(Row row, String status) {
    return count(
        "select count(*) from webhook_task where payment_number = :id and body like '%\""
            + status
            + "\"%'",
        row.paymentNumber());
  }

  private void rest(Row row) {
    JsonNode told = shop.payment(row.paymentNumber());
    say(
        told.path("status").asString("").equals(row.status())
            && told.path("amount").asLong() == row.amount()
            && told.path("cancel_amount").asLong() == row.cancelled(),
        row.paymentNumber(),
        "REST says " + told);
    say(
        told.path("cancel_history").size() == cancels(row),
        row.paymentNumber(),
        "REST's cancel_history");
  }

  private long cancels(Row row) {
    return count(
        "select count(*) from payment_cancel where payment_number = :id", row.paymentNumber());
  }

  private long count(String sql, String paymentNumber) {
    return world.db().sql(sql).param("id", paymentNumber).query(Long.class).single();
  }

  private void say(boolean right, String about, String otherwise) {
    if (!right) {
      wrong.add(about + ": " + otherwise);
    }
  }
}
