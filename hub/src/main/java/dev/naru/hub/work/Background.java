package dev.naru.hub.work;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Lets a caller wait for work for a limited time only; the work goes on behind it. Thread-safe. */
public interface Background {

  /**
   * Begins the work and waits for its end.
   *
   * @param name the thread's name, for logs
   * @param work must not throw
   * @return what the work returned; empty when the limit was over first, or the caller was
   *     interrupted
   */
  <T> Optional<T> await(String name, Duration limit, Supplier<T> work);
}
