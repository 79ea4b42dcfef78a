package dev.naru.hub.simulation;

import dev.naru.hub.simulation.Faults.Kind;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Set;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * A process's way to the database. A statement may take its time, fail, have its answer lost, or be
 * carried out after the process has given it up; the process may die before or after it.
 */
final class FaultyStore implements Around {

  /** Called while the hub holds a lock of its own, so that they can't let others run. */
  private static final Set<String> UNDER_LOCK = Set.of("write");

  /** Which may be carried out late: whoever asked has got an exception by then. */
  private static final Set<String> MOVES = Set.of("execute", "executeAndRead");

  private static final Duration LATEST = Duration.ofSeconds(50);

  private final SimulatedProcess process;
  private final Scheduler scheduler;
  private final Faults faults;
  private final Trace trace;
  private final Ledger ledger;

  FaultyStore(
      SimulatedProcess process, Scheduler scheduler, Faults faults, Trace trace, Ledger ledger) {
    this.process = process;
    this.scheduler = scheduler;
    this.faults = faults;
    this.trace = trace;
    this.ledger = ledger;
  }

  @Override
  public <T> T around(Class<T> face, T real) {
    return face.cast(
        Proxy.newProxyInstance(
            face.getClassLoader(),
            new Class<?>[] {face},
            (proxy, method, arguments) ->
                method.getDeclaringClass() == Object.class
                    ? method.invoke(real, arguments)
                    : called(real, method, arguments)));
  }

  private Object called(Object real, Method method, Object[] arguments) throws Throwable {
    String name = method.getName();
    boolean mayWait = !UNDER_LOCK.contains(name) && scheduler.current() != null;
    step(name, mayWait);
    if (faults.strikes(Kind.STORE)) {
      switch (faults.upTo(3)) {
        case 0 -> {
          trace.say(() -> process.name + ": " + name + " fails");
          ledger.failed(name, arguments);
          throw away();
        }
        case 1 -> {
          trace.say(() -> process.name + ": the answer to " + name + " is lost");
          carryOut(real, method, arguments);
          throw away();
        }
        default -> {
          if (MOVES.contains(name)) {
            trace.say(() -> process.name + ": " + name + " hangs");
            Duration most = faults.chance(600) ? Duration.ofSeconds(2) : LATEST;
            Duration late = faults.between(Duration.ofMillis(50), most);
            scheduler.after(late, () -> carryOutLate(real, method, arguments));
          } else {
            ledger.failed(name, arguments);
          }
          throw away();
        }
      }
    }
    Object result = carryOut(real, method, arguments);
    step(name, mayWait);
    return result;
  }

  private Object carryOut(Object real, Method method, Object[] arguments) throws Throwable {
    try {
      method.setAccessible(true);
      Object result = method.invoke(real, arguments);
      ledger.carriedOut(method.getName(), arguments, result);
      return result;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private void carryOutLate(Object real, Method method, Object[] arguments) {
    try {
      Object result = carryOut(real, method, arguments);
      trace.say(() -> "what hung comes to its end: " + result);
    } catch (RuntimeException | Error nobodyListens) {
      trace.say(() -> "what hung fails: " + nobodyListens);
      if (!(nobodyListens instanceof RuntimeException)) {
        throw (Error) nobodyListens;
      }
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static DataAccessException away() {
    return new DataAccessResourceFailureException("the database is away");
  }

  private void step(String name, boolean mayWait) {
    process.checkAlive();
    if (faults.strikes(Kind.CRASH)) {
      trace.say(() -> process.name + " dies at " + name);
      process.kill();
    }
    if (mayWait && faults.strikes(Kind.INTERLEAVE)) {
      scheduler.pause(
          faults.chance(50)
              ? faults.between(Duration.ofMillis(10), Duration.ofSeconds(3))
              : faults.between(Duration.ofMillis(1), Duration.ofMillis(20)));
    }
    process.checkAlive();
  }
}
