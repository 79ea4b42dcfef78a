package dev.naru.sandbox.kit;

import dev.naru.sandbox.RecordStore;
import java.util.function.LongUnaryOperator;

/**
 * Counts upwards, also across restarts. Numbers are reserved in blocks, so that most calls don't
 * touch the database; a crash skips the rest of a block, and no number comes twice.
 */
public final class NumberSequence {

  private static final String KIND = "sequence";

  private final RecordStore store;
  private final String pg;
  private final String id;
  private final int block;
  private final LongUnaryOperator start;
  private long next;
  private long end;

  /**
   * Opens the sequence.
   *
   * @param pg the V1 provider code
   * @param id the sequence's name
   * @param block how many numbers are reserved at once
   * @param start chooses where to begin when nothing is stored, at the first start and after a
   *     reset; its argument is the last number that this process gave out, 0 for none
   */
  public NumberSequence(
      RecordStore store, String pg, String id, int block, LongUnaryOperator start) {
    this.store = store;
    this.pg = pg;
    this.id = id;
    this.block = block;
    this.start = start;
  }

  /** The next number. Throws an unchecked exception when the database is away. */
  public synchronized long next() {
    if (next == end) {
      String reserved =
          store
              .change(pg, KIND, id, last -> Long.toString(Long.parseLong(last) + block))
              .orElseGet(() -> {
                String first = Long.toString(start.applyAsLong(end) + block);
                store.put(pg, KIND, id, first);
                return first;
              });
      end = Long.parseLong(reserved);
      next = end - block;
    }
    return ++next;
  }
}
