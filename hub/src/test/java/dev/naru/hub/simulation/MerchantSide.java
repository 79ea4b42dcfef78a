package dev.naru.hub.simulation;

import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.simulation.Faults.Kind;
import dev.naru.hub.webhook.MerchantServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The merchants' servers: they take webhooks and confirm payments, slowly, or not at all. */
final class MerchantSide implements MerchantServer {

  private final Scheduler scheduler;
  private final Faults faults;
  private final Trace trace;
  private final List<Delivery> deliveries = new ArrayList<>();

  MerchantSide(Scheduler scheduler, Faults faults, Trace trace) {
    this.scheduler = scheduler;
    this.faults = faults;
    this.trace = trace;
  }

  /**
   * What arrived.
   *
   * @param taken whether the server said that it has it
   */
  record Delivery(String url, String body, boolean taken) {}

  List<Delivery> deliveries() {
    return deliveries;
  }

  @Override
  public Answer post(
      Merchant merchant, String url, String contentType, String body, Timeouts timeouts) {
    SimulatedProcess process =
        java.util.Objects.requireNonNull(
            java.util.Objects.requireNonNull(scheduler.current()).process);
    process.checkAlive();
    boolean troubled = faults.strikes(Kind.MERCHANT);
    Duration took = faults.between(Duration.ofMillis(5), Duration.ofMillis(300));
    int fate = troubled ? faults.upTo(4) : -1;
    if (fate == 0) {
      took = timeouts.total();
    }
    int status = fate == 1 ? 500 : fate == 2 ? 400 : 200;
    boolean arrives = fate != 3 && !(fate == 0 && faults.chance(500));
    scheduler.pause(took);
    if (arrives) {
      deliveries.add(new Delivery(url, body, status == 200 && fate != 0));
      trace.say(() ->
          "%s gets %s and says %s".formatted(url, readable(body), fate == 0 ? "nothing" : status));
    }
    process.checkAlive();
    return fate == 0 || fate == 3
        ? new Answer.NotReached("no answer", took)
        : new Answer.Answered(status, "", took);
  }

  /** Without the ids that are drawn at random. */
  private static String readable(String body) {
    return body.replaceAll("cancellation_[0-9a-f-]+", "cancellation");
  }
}
