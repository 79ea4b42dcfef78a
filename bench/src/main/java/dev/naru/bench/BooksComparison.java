package dev.naru.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares the payments that the hub has stored with the charges that the PG has received, one by
 * one (G18).
 */
final class BooksComparison {

  private final Options options;
  private final HubBook hub;
  private final StubPg pg;
  private final String first;

  /**
   * @param first the order number of the first charge, which no schedule made
   */
  BooksComparison(Options options, long merchantId, World world, StubPg pg, String first) {
    this.options = options;
    this.hub = new HubBook(world.database(), merchantId);
    this.pg = pg;
    this.first = first;
  }

  boolean agrees(PrintStream out) throws Exception {
    Map<String, StubPg.Charge> charges = pg.charges();
    Map<String, HubBook.Paid> paid = hub.paid();
    List<String> wrong = new ArrayList<>();
    expect(wrong, "charges in the PG's book", charges.size() - 1, options.count());
    expect(wrong, "paid schedules in the hub's", paid.size(), options.count());
    expect(
        wrong,
        "orders charged more than once",
        (int) charges.values().stream().filter(each -> each.calls() > 1).count(),
        0);
    expect(
        wrong,
        "charges that the two tell differently",
        (int)
            charges.entrySet().stream()
                .filter(each -> !each.getKey().equals(first))
                .filter(each -> !isSame(each.getValue(), paid.get(each.getKey())))
                .count(),
        0);
    expect(wrong, "calls of another kind at the PG", pg.otherCalls(), 0);
    if (wrong.isEmpty()) {
      out.printf("the books agree: %,d charges, each once%n", paid.size());
      return true;
    }
    out.println("THE BOOKS DISAGREE");
    wrong.forEach(line -> out.println("  " + line));
    out.println("  the hub's payments: " + hub.states());
    return false;
  }

  private static boolean isSame(StubPg.Charge charge, HubBook.@Nullable Paid paid) {
    return paid != null && paid.tid().equals(charge.tid()) && paid.amount() == charge.amount();
  }

  private static void expect(List<String> wrong, String what, int is, int should) {
    if (is != should) {
      wrong.add("%s: %,d instead of %,d".formatted(what, is, should));
    }
  }
}
