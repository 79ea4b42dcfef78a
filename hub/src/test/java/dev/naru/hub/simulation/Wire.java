package dev.naru.hub.simulation;

import dev.naru.hub.simulation.Faults.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way to a PG and back. What the hub's transport promises holds here too: a request that left
 * reaches the PG within {@link #GIVES_UP}, or never; whoever asked waits no longer than that.
 */
final class Wire {

  /** How long the hub's transport waits for an answer. */
  static final Duration GIVES_UP = Duration.ofSeconds(30);

  private final Scheduler scheduler;
  private final Faults faults;
  private final Trace trace;
  private int inTransit;

  Wire(Scheduler scheduler, Faults faults, Trace trace) {
    this.scheduler = scheduler;
    this.faults = faults;
    this.trace = trace;
  }

  private enum Fate {
    NOT_SENT,
    LOST,
    LATE,
    ANSWER_LOST,
    ANSWER_LATE,
    GARBLED,
    TWICE,
    CONNECTOR_FAILS
  }

  /** How the exchange ended for whoever asked. */
  sealed interface Reply<T> {
    record Answered<T>(T answer) implements Reply<T> {}

    record NotSent<T>() implements Reply<T> {}

    record NoAnswer<T>(String why) implements Reply<T> {}
  }

  /** A bug in a connector. */
  static final class ConnectorBug extends RuntimeException {
    private static final long serialVersionUID = 1;

    ConnectorBug() {
      super("a bug in the connector");
    }
  }

  /** Whether a request is on its way that the PG hasn't got yet. */
  boolean isBusy() {
    return inTransit > 0;
  }

  /**
   * Asks. Called by a task.
   *
   * @param pg what the PG does when the request comes, and its answer
   */
  <T> Reply<T> ask(String what, Supplier<T> pg) {
    step();
    @Nullable Fate fate = faults.strikes(Kind.WIRE) ? faults.oneOf(List.of(Fate.values())) : null;
    if (fate != null) {
      trace.say(() -> what + " goes wrong: " + fate);
    }
    if (fate == Fate.NOT_SENT) {
      return new Reply.NotSent<>();
    }
    Duration there =
        fate == Fate.LATE || fate == Fate.TWICE
            ? faults.between(Duration.ofSeconds(5), Duration.ofSeconds(29))
            : faults.between(Duration.ofMillis(5), Duration.ofMillis(400));
    Duration back =
        fate == Fate.ANSWER_LATE
            ? faults.between(Duration.ofSeconds(5), Duration.ofSeconds(40))
            : faults.between(Duration.ofMillis(5), Duration.ofMillis(400));
    Answer<T> answer = new Answer<>();
    if (fate != Fate.LOST) {
      send(what, there, pg, answer);
      if (fate == Fate.TWICE) {
        send(what + " again", faults.between(there, Duration.ofSeconds(29)), pg, new Answer<>());
      }
    }
    boolean inTime = there.plus(back).compareTo(GIVES_UP) < 0;
    boolean heard = inTime && fate != Fate.LOST && fate != Fate.ANSWER_LOST;
    scheduler.pause(heard ? there.plus(back) : GIVES_UP);
    step();
    if (fate == Fate.CONNECTOR_FAILS) {
      throw new ConnectorBug();
    }
    return heard && fate != Fate.GARBLED
        ? new Reply.Answered<>(answer.came())
        : new Reply.NoAnswer<>(fate == Fate.GARBLED ? "unreadable" : "no answer in time");
  }

  private static final class Answer<T> {
    private Optional<T> value = Optional.empty();

    T came() {
      return value.orElseThrow();
    }
  }

  private <T> void send(String what, Duration delay, Supplier<T> pg, Answer<T> answer) {
    inTransit++;
    scheduler.after(
        delay,
        () -> {
          inTransit--;
          T said = pg.get();
          trace.say(() -> "the PG gets " + what + " and says " + said);
          answer.value = Optional.of(said);
        });
  }

  /** The process that asks. */
  @Nullable SimulatedProcess caller() {
    Scheduler.Task task = scheduler.current();
    return task == null ? null : task.process;
  }

  /** A process may die before it has sent, and before it has read the answer. */
  private void step() {
    Scheduler.Task task = scheduler.current();
    if (task == null || task.process == null) {
      return;
    }
    task.process.checkAlive();
    if (faults.strikes(Kind.CRASH)) {
      trace.say(() -> task.process.name + " dies at the wire");
      task.process.kill();
      task.process.checkAlive();
    }
  }
}
