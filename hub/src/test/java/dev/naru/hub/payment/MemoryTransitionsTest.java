package dev.naru.hub.payment;

import dev.naru.hub.simulation.MemoryStore;
import dev.naru.hub.simulation.Simulated;

/** Transitions in the simulation's memory. */
class MemoryTransitionsTest extends TransitionsContract {

  @Override
  Kept kept() {
    MemoryStore store = Simulated.store();
    StoredHub.Parts parts = store.payments();
    return new Kept(
        store.opening(),
        parts.payments(),
        parts.transitions(),
        parts.attempts(),
        parts.due(),
        parts.unresolved(),
        Simulated.channel(),
        Simulated.NOW,
        paymentNumber ->
            new long[] {store.linesAbout(paymentNumber), store.openAttemptsOf(paymentNumber)});
  }
}
