package dev.naru.hub.simulation;

import dev.naru.hub.simulation.Wire.Reply;
import dev.naru.pg.spi.Inquires;
import dev.naru.pg.spi.PersistedAttempt;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A connector to a simulated PG that can be asked about its charges. */
final class AskablePg extends SilentPg implements Inquires {

  AskablePg(
      PgKind kind,
      PgBook book,
      Wire wire,
      Faults faults,
      Supplier<List<String>> orders,
      Consumer<PersistedAttempt> before) {
    super(kind, book, wire, faults, orders, before);
  }

  @Override
  public Finding inquire(PersistedAttempt attempt, @Nullable String pgTid) {
    Reply<Finding> reply =
        wire.ask(
            "the inquiry about " + attempt.pgOrderNumber(),
            () -> book.inquire(attempt.pgOrderNumber(), pgTid));
    return switch (reply) {
      case Reply.Answered<Finding>(Finding finding) -> finding;
      case Reply.NotSent<Finding>() -> new Finding.NotSent("no connection");
      case Reply.NoAnswer<Finding>(String why) -> new Finding.Unknown(why);
    };
  }
}
