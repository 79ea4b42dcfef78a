package dev.naru.sandbox.kit;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Runs calls with the same key one after the other. There are 64 locks, so that two keys may share
 * one; a call must not take a second key of the same instance.
 */
public final class StripedLock {

  private final ReentrantLock[] locks =
      Stream.generate(ReentrantLock::new).limit(64).toArray(ReentrantLock[]::new);

  /** Waits until no other call holds the key, and then runs this call. */
  public <T> T locked(String key, Supplier<T> call) {
    ReentrantLock lock = locks[Math.floorMod(key.hashCode(), locks.length)];
    lock.lock();
    try {
      return call.get();
    } finally {
      lock.unlock();
    }
  }
}
