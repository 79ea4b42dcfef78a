package dev.naru.pg.inicis.emulator.wire;

import dev.naru.sandbox.KoreanTime;
import dev.naru.sandbox.SandboxServices;
import dev.naru.sandbox.kit.NumberSequence;
import java.time.InstantSource;
import java.util.Locale;

/**
 * Generates transaction ids (protocols/inicis.md §2.1): a prefix, the MID, the Korean time and a
 * number. The number is counted on after a restart, so that no id comes twice.
 */
public final class TidGenerator {

  private static final int BLOCK = 500;

  private final InstantSource time;
  private final NumberSequence numbers;

  public TidGenerator(SandboxServices sandbox) {
    this.time = sandbox.time();
    this.numbers = new NumberSequence(sandbox.records(), Inicis.PG, "tid", BLOCK, last -> 0);
  }

  /**
   * A new id of forty characters.
   *
   * @param prefix ten characters, for example {@code StdpayCARD}
   */
  public String next(String prefix, String mid) {
    return prefix
        + mid
        + KoreanTime.stamp(time.instant())
        + String.format(Locale.ROOT, "%06d", numbers.next() % 1_000_000);
  }
}
