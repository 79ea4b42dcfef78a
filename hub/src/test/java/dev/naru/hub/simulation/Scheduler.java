package dev.naru.hub.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time, and tasks that wait in it. Exactly one task runs at any moment, and only a wait
 * hands over to another, so that a run depends on nothing but what the tasks do: blocking code of
 * the hub runs as it is, without a second thread running beside it.
 */
final class Scheduler {

  /** A task that doesn't wait in virtual time within this real time hangs. */
  private static final Duration HANGS = Duration.ofSeconds(60);

  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final Deque<Worker> idle = new ArrayDeque<>();
  private final Semaphore baton = new Semaphore(0);
  private Instant now;
  private long sequence;
  private @Nullable Task current;
  private boolean closed;

  Scheduler(Instant start) {
    now = start;
  }

  private record Event(Instant at, long sequence, Runnable what) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = at.compareTo(other.at);
      return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
  }

  /** Something that runs until it waits, and goes on when its time has come. */
  final class Task {
    final String name;
    final @Nullable SimulatedProcess process;
    private final Runnable body;
    private @Nullable Worker worker;
    private @Nullable Runnable whenEnded;
    private boolean ended;

    private Task(String name, @Nullable SimulatedProcess process, Runnable body) {
      this.name = name;
      this.process = process;
      this.body = body;
    }

    boolean hasEnded() {
      return ended;
    }

    private void begin() {
      Worker free = idle.poll();
      worker = free == null ? new Worker() : free;
      worker.task = this;
      resume();
    }

    private void resume() {
      Task before = current;
      current = this;
      Worker own = java.util.Objects.requireNonNull(worker);
      own.go.release();
      try {
        if (!baton.tryAcquire(HANGS.toMillis(), TimeUnit.MILLISECONDS)) {
          var hung = new IllegalStateException(name + " blocks in real time");
          hung.setStackTrace(own.thread.getStackTrace());
          throw hung;
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      current = before;
      if (ended) {
        idle.push(own);
        if (whenEnded != null) {
          at(now, whenEnded);
        }
      }
    }
  }

  /** A thread that lends itself to one task after another. */
  private final class Worker {
    final Semaphore go = new Semaphore(0);
    final Thread thread = Thread.ofVirtual().name("simulated").unstarted(this::run);
    @Nullable Task task;

    Worker() {
      thread.start();
    }

    private void run() {
      while (true) {
        go.acquireUninterruptibly();
        Task own = task;
        if (closed || own == null) {
          return;
        }
        try {
          own.body.run();
        } catch (SimulatedProcess.Died ended) {
          // Nobody is left who could be told.
        } finally {
          own.ended = true;
          baton.release();
        }
      }
    }
  }

  Instant now() {
    return now;
  }

  @Nullable Task current() {
    return current;
  }

  void at(Instant time, Runnable what) {
    events.add(new Event(time.isBefore(now) ? now : time, sequence++, what));
  }

  void after(Duration delay, Runnable what) {
    at(now.plus(delay), what);
  }

  /**
   * Begins a task as soon as what runs now waits.
   *
   * @param body whose exceptions are its own business
   */
  Task spawn(String name, @Nullable SimulatedProcess process, Runnable body) {
    Task task = new Task(name, process, body);
    at(now, task::begin);
    return task;
  }

  /** Lets others run for so long. Called by a task. */
  void pause(Duration delay) {
    Task own = own();
    at(now.plus(delay), own::resume);
    handOver(own);
  }

  /** Waits for another task's end, or for the limit. Called by a task. */
  void await(Task other, Duration limit) {
    if (other.ended) {
      return;
    }
    Task own = own();
    boolean[] resumed = {false};
    Runnable once =
        () -> {
          if (!resumed[0]) {
            resumed[0] = true;
            own.resume();
          }
        };
    other.whenEnded = once;
    at(now.plus(limit), once);
    handOver(own);
  }

  private void handOver(Task own) {
    Worker worker = java.util.Objects.requireNonNull(own.worker);
    baton.release();
    worker.go.acquireUninterruptibly();
  }

  private Task own() {
    Task own = current;
    if (own == null) {
      throw new IllegalStateException("only a task can wait");
    }
    return own;
  }

  /** Runs all that happens up to that time, which is then now. */
  void runUntil(Instant end) {
    while (true) {
      Event next = events.peek();
      if (next == null || next.at.isAfter(end)) {
        break;
      }
      events.poll();
      now = next.at;
      next.what.run();
    }
    now = end.isAfter(now) ? end : now;
  }

  /** Runs until nothing is left that waits for its time. */
  void runUntilIdle() {
    while (!events.isEmpty()) {
      Event next = events.poll();
      now = next.at;
      next.what.run();
    }
  }

  /** Ends the threads. */
  void close() {
    closed = true;
    idle.forEach(worker -> worker.go.release());
    idle.clear();
  }
}
