package dev.naru.pg.inicis.emulator;

import dev.naru.sandbox.Notes;
import dev.naru.sandbox.Stage;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Makes transaction ids (protocols/inicis.md §2.1): prefix, MID, Korean time, a sequence that goes
 * on after a restart, so that none comes twice.
 */
final class Tids {

  private static final ZoneId KOREA = ZoneId.of("Asia/Seoul");
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
  private static final int BLOCK = 500;

  private final Stage stage;
  private long next;
  private long end;

  Tids(Stage stage) {
    this.stage = stage;
  }

  /** Forty characters. @param prefix ten characters, e.g. {@code StdpayCARD} */
  String next(String prefix, String mid) {
    return prefix
        + mid
        + stamp(stage.time().instant())
        + String.format(Locale.ROOT, "%06d", sequence() % 1_000_000);
  }

  /** {@code yyyyMMddHHmmss}, Korea time. */
  static String stamp(Instant at) {
    return STAMP.format(at.atZone(KOREA));
  }

  /** Numbers are taken from the notes in blocks: a crash loses some, never repeats one. */
  private synchronized long sequence() {
    if (next == end) {
      Notes notes = stage.notes();
      String taken =
          notes
              .change(Notebook.PG, "sequence", "tid", n -> Long.toString(Long.parseLong(n) + BLOCK))
              .orElseGet(
                  () -> {
                    notes.put(Notebook.PG, "sequence", "tid", Integer.toString(BLOCK));
                    return Integer.toString(BLOCK);
                  });
      end = Long.parseLong(taken);
      next = end - BLOCK;
    }
    return ++next;
  }
}
