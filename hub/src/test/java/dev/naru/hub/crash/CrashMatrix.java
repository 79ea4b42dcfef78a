package dev.naru.hub.crash;

import dev.naru.hub.crash.Operation.Act;
import dev.naru.hub.crash.Operation.Done;
import dev.naru.hub.testing.BothBooks;
import dev.naru.hub.testing.Shop;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * Ends the hub at every crash point of every operation, starts it again, and compares both books
 * (spec/guarantees.md §3). Which points an operation passes is not written down anywhere: it runs
 * once without a crash, and the hub notes them.
 */
final class CrashMatrix {

  /** How often one operation is ended at one point that it passes again and again. */
  private static final int MOST_AT_ONE_POINT = 3;

  private static final Duration HALTS_WITHIN = Duration.ofSeconds(30);

  private final CrashWorld world;
  private final Consumer<String> progress;
  private final List<String> faults = new ArrayList<>();
  private int missed;

  CrashMatrix(CrashWorld world, Consumer<String> progress) {
    this.world = world;
    this.progress = progress;
  }

  /**
   * One cell.
   *
   * @param before how often the point is passed before
   */
  record Cell(Operation operation, CrashPoint point, int before) {
    String where() {
      return point + "+" + before;
    }

    @Override
    public String toString() {
      return operation + " at " + where();
    }
  }

  /** What went wrong, a line each; the crash's place begins it. */
  List<String> faults() {
    return faults;
  }

  /** How many cells' points weren't reached, as a loop in the background had been there before. */
  int missed() {
    return missed;
  }

  /** The database's own first steps: ended between two migrations, twice, and gone on with. */
  void migrate() {
    for (String halt : List.of("MIGRATION_MID_STEP+0", "MIGRATION_MID_STEP+6")) {
      HubProcess first = world.begin(halt);
      if (!first.endsWithin(Duration.ofMinutes(2)) || !first.endedAtCrashPoint()) {
        faults.add(halt + ": the hub did not end there");
        first.kill();
      }
    }
  }

  /** All cells; runs every operation once, to the end, in the hub that is running. */
  List<Cell> cells(Shop shop) {
    List<Cell> cells = new ArrayList<>();
    for (Operation operation : Operation.values()) {
      Act act = operation.prepare(world, shop, Shop.newOrder());
      world.hub().ask("settle");
      world.hub().ask("note");
      act.run();
      // Only what the operation does by itself: a look at an open attempt is an operation too.
      world.settle();
      Map<CrashPoint, Integer> passed = new EnumMap<>(CrashPoint.class);
      for (String point : world.hub().ask("noted").split(" ")) {
        if (!point.isEmpty()) {
          passed.merge(CrashPoint.valueOf(point), 1, Integer::sum);
        }
      }
      passed.forEach((point, times) -> {
        for (int before = 0; before < Math.min(times, MOST_AT_ONE_POINT); before++) {
          cells.add(new Cell(operation, point, before));
        }
      });
    }
    world.hub().ask("halt ");
    return cells;
  }

  /**
   * Runs cells, each with a merchant of its own; a hub must be running, and one runs afterwards.
   */
  void run(List<Cell> cells, List<Shop> shops) {
    for (int i = 0; i < cells.size(); i++) {
      Cell cell = cells.get(i);
      try {
        run(cell, shops.get(i));
      } catch (AssertionError | RuntimeException fault) {
        faults.add(cell + ": " + fault);
        progress.accept("FAULT " + faults.getLast());
        if (!world.hub().isAlive()) {
          world.start();
        }
      }
      if ((i + 1) % 10 == 0 || i + 1 == cells.size()) {
        progress.accept(
            "%d of %d crash points, %d faults".formatted(i + 1, cells.size(), faults.size()));
      }
    }
  }

  private void run(Cell cell, Shop shop) {
    String order = Shop.newOrder();
    Act act = cell.operation().prepare(world, shop, order);
    world.hub().ask("settle");
    world.hub().ask("halt " + cell.where());
    Optional<Done> told = act(act);
    if (world.hub().endsWithin(HALTS_WITHIN)) {
      if (!world.hub().endedAtCrashPoint()) {
        throw new AssertionError("the hub ended by itself");
      }
      world.start();
    } else {
      missed++;
      world.hub().ask("halt ");
    }
    world.settle().ifPresent(open -> faults.add(cell + ": still open: " + open));
    act.afterwards();
    world.settle();
    check(cell, shop, order, told.orElse(Done.NOTHING_TOLD));
  }

  private static Optional<Done> act(Act act) {
    try {
      return Optional.of(act.run());
    } catch (UncheckedIOException | HubProcess.GoneException died) {
      return Optional.empty();
    }
  }

  private void check(Cell cell, Shop shop, String order, Done told) {
    BothBooks.agreeFor(shop);
    List<String> numbers =
        JdbcClient.create(world.world.database)
            .sql("select payment_number from payment where merchant_id = ?")
            .param(shop.merchant.id())
            .query((row, number) -> row.getString(1))
            .list();
    for (String number : numbers) {
      JsonNode payment = shop.payment(number);
      String status = payment.path("status").asString("");
      boolean hasPaid = payment.path("paid_at").asLong(0) > 0;
      if (hasPaid && world.receiver.told(number, "paid") == 0) {
        faults.add(cell + ": " + number + " is paid, and no webhook has said so");
      }
      if (payment.path("merchant_uid").asString("").equals(order)) {
        if (told.paid() && !hasPaid) {
          faults.add(cell + ": acknowledged as paid, and now " + status);
        }
        if (payment.path("cancel_amount").asLong() < told.cancelled()) {
          faults.add(cell + ": acknowledged as cancelled, and now " + payment);
        }
      }
    }
    if (cell.operation().name().endsWith("_SCHEDULE") && numbers.isEmpty()) {
      faults.add(cell + ": the schedule was never executed");
    }
  }
}
