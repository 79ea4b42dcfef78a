package dev.naru.pg.mobilians.emulator;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Lets calls about the same thing come one after the other; a bounded number of locks. */
final class Turns {

  private final ReentrantLock[] locks =
      Stream.generate(ReentrantLock::new).limit(64).toArray(ReentrantLock[]::new);

  <T> T inTurn(String key, Supplier<T> call) {
    ReentrantLock lock = locks[Math.floorMod(key.hashCode(), locks.length)];
    lock.lock();
    try {
      return call.get();
    } finally {
      lock.unlock();
    }
  }
}
