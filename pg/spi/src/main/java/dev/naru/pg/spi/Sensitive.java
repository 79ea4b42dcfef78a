package dev.naru.pg.spi;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Data that is kept only in memory, and only for one request: a card number, a birth date, digits
 * of a password. It has no accessor that a serializer or a logger would find, and it is overwritten
 * after use (G25, G26).
 */
public final class Sensitive implements AutoCloseable {

  private final byte[] text;
  private boolean wiped;

  private Sensitive(byte[] text) {
    this.text = text;
  }

  /** Copies a text. The caller must drop its own reference to it. */
  public static Sensitive of(String text) {
    return new Sensitive(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Passes a copy of the data, in UTF-8, to a function and overwrites the copy when it returns.
   *
   * @throws IllegalStateException if the data was overwritten before
   */
  public synchronized <T> T lend(Use<T> use) {
    if (wiped) {
      throw new IllegalStateException("used after it was wiped");
    }
    byte[] copy = text.clone();
    try {
      return use.of(copy);
    } finally {
      Arrays.fill(copy, (byte) 0);
    }
  }

  /** A function of the data. It must keep no reference to the bytes. */
  public interface Use<T> {
    T of(byte[] bytes);
  }

  /** Overwrites the data. A second call does nothing. */
  @Override
  public synchronized void close() {
    Arrays.fill(text, (byte) 0);
    wiped = true;
  }

  @Override
  public String toString() {
    return "hidden";
  }
}
