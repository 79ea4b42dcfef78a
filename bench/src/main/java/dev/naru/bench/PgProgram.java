package dev.naru.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Scanner;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs the {@link StubPg} in a process of its own. It writes its address as its first line, and
 * answers each further line with its {@link Book}.
 */
final class PgProgram {

  private PgProgram() {}

  /**
   * The calls that the PG has received.
   *
   * @param charges amounts in won by the PG's order number
   * @param twice how many orders were charged more than once
   * @param webhooks how many webhooks it received in place of the merchant
   * @param otherCalls how many calls were no charges: inquiries, refunds and net cancels
   */
  record Book(Map<String, Long> charges, int twice, int webhooks, int otherCalls) {}

  public static void main(String[] arguments) throws IOException {
    Duration delay = Duration.ofMillis(Long.parseLong(arguments[0]));
    try (StubPg pg = StubPg.start(delay, InstantSource.system());
        Scanner lines = new Scanner(System.in, StandardCharsets.UTF_8)) {
      System.out.println(pg.base());
      while (lines.hasNextLine()) {
        lines.nextLine();
        Map<String, Long> charges = new TreeMap<>();
        pg.charges().forEach((order, charge) -> charges.put(order, charge.amount()));
        int twice =
            (int) pg.charges().values().stream().filter(charge -> charge.calls() > 1).count();
        System.out.println(
            JsonMapper.shared()
                .writeValueAsString(new Book(charges, twice, pg.webhooks(), pg.otherCalls())));
      }
    }
    System.exit(0);
  }
}
