package dev.naru.pg.spi;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Data that lives in the memory of one request alone: a card number, a birth date, the digits of a
 * password. It has no accessor that a serializer, a logger or a debugger's list would find, and it
 * is overwritten when it has been used (G25, G26).
 */
public final class Sensitive implements AutoCloseable {

  private final byte[] text;
  private boolean wiped;

  private Sensitive(byte[] text) {
    this.text = text;
  }

  /** What came in; the caller's own copy of it is the caller's to drop. */
  public static Sensitive of(String text) {
    return new Sensitive(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Lends it out for the length of a call; the bytes (UTF-8) are overwritten when that returns.
   *
   * @throws IllegalStateException it was wiped before
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

  /** What is done with it; must keep no reference to the bytes. */
  public interface Use<T> {
    T of(byte[] bytes);
  }

  /** Overwrites it; may be called again. */
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
