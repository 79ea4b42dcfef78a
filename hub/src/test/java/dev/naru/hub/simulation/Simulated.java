package dev.naru.hub.simulation;

import dev.naru.hub.channel.Channel;
import java.time.Instant;
import java.util.List;

/** The simulation's parts, for the contract tests that its store passes. */
public final class Simulated {

  public static final Instant NOW = Instant.parse("2026-03-02T01:00:00Z");

  private Simulated() {}

  /** An empty store, whose clock stands still. */
  public static MemoryStore store() {
    return new MemoryStore(SimulatedVault.VAULT, () -> NOW);
  }

  /** A merchant's channel to a PG that nobody calls. */
  public static Channel channel() {
    Scheduler scheduler = new Scheduler(NOW);
    Faults faults = new Faults(1);
    Wire wire = new Wire(scheduler, faults, new Trace(false));
    PgBook book = new PgBook(PgKind.ASKABLE, "", scheduler::now);
    var pg = new AskablePg(PgKind.ASKABLE, book, wire, faults, List::of, _ -> {});
    return new Merchants(List.of(pg), 1).allChannels().getFirst();
  }
}
