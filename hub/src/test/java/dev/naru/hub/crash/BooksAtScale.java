package dev.naru.hub.crash;

import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * As {@link dev.naru.hub.testing.BothBooks}, for many payments: few statements, and compared in
 * memory; and what was acknowledged is compared too.
 */
public final class BooksAtScale {

  private BooksAtScale() {}

  private record Row(
      String number,
      String order,
      String state,
      long amount,
      long cancelled,
      String pgTid,
      boolean charged,
      boolean claimed,
      long cancelParts,
      long paidTold,
      long undelivered) {

    boolean wasPaid() {
      return state.equals("PAID") || state.equals("CANCELLED");
    }
  }

  /**
   * What is wrong, a line each.
   *
   * @param lost what was acknowledged and is not in the hub's database
   * @param doubled orders that are paid twice, or that a PG holds money for twice
   * @param unequal everything else in which the books and the webhooks disagree
   */
  public record Faults(List<String> lost, List<String> doubled, List<String> unequal) {

    public List<String> all() {
      return Stream.of(lost, doubled, unequal).flatMap(List::stream).toList();
    }
  }

  /** What is wrong, a line each; nothing may be under way. */
  static List<String> faults(CrashWorld world, Shop shop, MixedLoad load) {
    return faults(world.world, world.receiver, shop, load).all();
  }

  /** Compares what the hub has, what the PGs have and what was told; nothing may be under way. */
  public static Faults faults(World world, WebhookReceiver receiver, Shop shop, Acknowledged told) {
    Faults faults = new Faults(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    Map<String, Row> rows = new HashMap<>();
    for (Row row : rows(world, shop)) {
      rows.put(row.number(), row);
    }
    Map<String, List<World.Charge>> held =
        world.book().stream()
            .filter(line -> !line.isKey())
            .collect(Collectors.groupingBy(World.Charge::order_id));
    rows.values().forEach(row -> money(row, held.getOrDefault(row.number(), List.of()), faults));
    rows.values().forEach(row -> webhooks(row, receiver, faults.unequal()));
    acknowledged(rows, told, faults.lost());
    unknown(world, held.keySet(), faults.unequal());
    onceEach(rows, faults.doubled());
    return faults;
  }

  /** How many payments there are, for a report. */
  static long payments(CrashWorld world, Shop shop) {
    return rows(world.world, shop).stream().filter(Row::wasPaid).count();
  }

  private static List<Row> rows(World world, Shop shop) {
    return JdbcClient.create(world.database)
        .sql(
            """
            select p.*, (select coalesce(sum(c.amount), 0) from payment_cancel c
                          where c.merchant_id = p.merchant_id and c.payment_number = p.payment_number) as parts,
                   count(w.id) filter (where w.body like '%"paid"%') as told,
                   count(w.id) filter (where w.state in ('pending', 'dead')) as undelivered
              from payment p
              left join webhook_task w on w.merchant_id = p.merchant_id and w.payment_number = p.payment_number
             where p.merchant_id = ?
             group by p.merchant_id, p.payment_number
            """)
        .param(shop.merchant.id())
        .query((row, number) ->
            new Row(
                row.getString("payment_number"),
                row.getString("order_number"),
                row.getString("state"),
                row.getLong("amount"),
                row.getLong("cancelled"),
                String.valueOf(row.getString("pg_tid")),
                row.getBoolean("charged"),
                row.getString("cancel_claim") != null,
                row.getLong("parts"),
                row.getLong("told"),
                row.getLong("undelivered")))
        .list();
  }

  private static void money(Row row, List<World.Charge> held, Faults faults) {
    if (held.stream().filter(World.Charge::holdsMoney).count() > 1) {
      faults.doubled().add(row.number() + ": the PG holds " + held);
    }
    List<String> wrong = faults.unequal();
    boolean right =
        switch (row.state()) {
          case "PAID", "CANCELLED" ->
              row.charged()
                  ? held.size() == 1
                      && held.getFirst().tid().equals(row.pgTid())
                      && held.getFirst().amount() == row.amount()
                      && held.getFirst().cancelled_amount() == row.cancelled()
                  : held.stream().noneMatch(World.Charge::holdsMoney);
          case "READY", "FAILED" -> held.stream().noneMatch(World.Charge::holdsMoney);
          case "AWAITING_DEPOSIT" -> held.size() == 1 && held.getFirst().isWaiting();
          default -> false;
        };
    if (!right) {
      wrong.add(row.number() + ": hub " + row + ", PG " + held);
    }
    if (row.claimed() || row.cancelParts() != row.cancelled()) {
      wrong.add(row.number() + ": cancels of " + row);
    }
  }

  private static void webhooks(Row row, WebhookReceiver receiver, List<String> wrong) {
    if (row.paidTold() != (row.wasPaid() ? 1 : 0) || row.undelivered() > 0) {
      wrong.add(row.number() + ": webhooks of " + row);
    }
    if (row.wasPaid() && receiver.told(row.number(), "paid") == 0) {
      wrong.add(row.number() + ": is paid, and no webhook has said so");
    }
  }

  private static void acknowledged(Map<String, Row> rows, Acknowledged told, List<String> wrong) {
    told.paidOrders()
        .forEach((order, number) -> {
          Row row = rows.get(number);
          if (row == null || !row.wasPaid() || !row.order().equals(order)) {
            wrong.add(number + ": acknowledged as paid, and now " + row);
          }
        });
    told.cancelled()
        .forEach((number, amount) -> {
          Row row = rows.get(number);
          if (row == null || row.cancelled() < amount) {
            wrong.add(number + ": acknowledged as cancelled by " + amount + ", and now " + row);
          }
        });
  }

  /** The PG holds nothing that the hub doesn't know, of any merchant. */
  private static void unknown(World world, Set<String> orders, List<String> wrong) {
    Set<String> known =
        new HashSet<>(
            JdbcClient.create(world.database)
                .sql("select payment_number from payment")
                .query((row, number) -> row.getString(1))
                .list());
    orders.stream()
        .filter(order -> !known.contains(order))
        .forEach(order -> wrong.add(order + ": the PG holds what the hub doesn't know"));
  }

  /** No order is paid twice. */
  private static void onceEach(Map<String, Row> rows, List<String> wrong) {
    rows.values().stream()
        .filter(Row::wasPaid)
        .collect(Collectors.groupingBy(Row::order, Collectors.counting()))
        .forEach((order, times) -> {
          if (times > 1) {
            wrong.add("order " + order + " is paid " + times + " times");
          }
        });
  }
}
