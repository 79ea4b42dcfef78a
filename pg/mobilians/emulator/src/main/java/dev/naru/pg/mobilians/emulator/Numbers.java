package dev.naru.pg.mobilians.emulator;

import dev.naru.sandbox.Notes;
import dev.naru.sandbox.Stage;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Makes the PG's numbers (protocols/mobilians.md §2.4, §2.6, §2.7). The sequence goes on after a
 * restart and a reset, so that no number comes twice.
 */
final class Numbers {

  private static final int BLOCK = 500;
  private static final int START_BLOCKS = 1_000;

  private final Stage stage;
  private final RandomGenerator random;
  private long next;
  private long end;

  Numbers(Stage stage, RandomGenerator random) {
    this.stage = stage;
    this.random = random;
  }

  /** 17 lower-case hex characters. */
  String tid() {
    return hex(9).substring(0, 17);
  }

  /** {@code 5004} and six digits for a phone, otherwise the date and nine digits. */
  String payToken(Cash cash) {
    return cash == Cash.MC
        ? "5004" + digits(6, sequence())
        : Korea.stamp(stage.time().instant()).substring(2, 8) + digits(9, sequence());
  }

  /** 32 characters; {@code opcode} 2001 approves, 5001 cancels. */
  String transactionId(Cash cash, String opcode) {
    String now = Korea.stamp(stage.time().instant());
    return now.substring(0, 8)
        + cash
        + "TA"
        + opcode
        + now.substring(8)
        + "A"
        + digits(9, sequence());
  }

  /** {@code bk}, seven digits, today; as legacy keys look. */
  String billKey() {
    return "bk" + digits(7, sequence()) + Korea.stamp(stage.time().instant()).substring(2, 8);
  }

  String approvalNumber() {
    return digits(8, random.nextLong(100_000_000));
  }

  String accountNumber() {
    return "7" + digits(13, sequence());
  }

  String referenceKey() {
    return hex(10);
  }

  /** Noise of the real wire: {@code hmac2}. */
  String hmac2() {
    return Base64.getEncoder().encodeToString(bytes(32));
  }

  /** Noise of the real wire: {@code fwd_hash}. */
  String forwardHash() {
    return hex(96);
  }

  private String hex(int length) {
    return HexFormat.of().formatHex(bytes(length));
  }

  private byte[] bytes(int length) {
    var drawn = new byte[length];
    random.nextBytes(drawn);
    return drawn;
  }

  private static String digits(int count, long number) {
    return String.format(Locale.ROOT, "%0" + count + "d", number % Math.powExact(10L, count));
  }

  /** Taken from the notes in blocks: a crash loses some, never repeats one. */
  private synchronized long sequence() {
    if (next == end) {
      Notes notes = stage.notes();
      String taken =
          notes
              .change(
                  MobiliansEmulator.PG,
                  "sequence",
                  "number",
                  n -> Long.toString(Long.parseLong(n) + BLOCK))
              .orElseGet(
                  () -> {
                    // A reset empties the notes; merchants keep what they were told before it.
                    long from = end == 0 ? BLOCK * random.nextLong(START_BLOCKS) : end;
                    String first = Long.toString(from + BLOCK);
                    notes.put(MobiliansEmulator.PG, "sequence", "number", first);
                    return first;
                  });
      end = Long.parseLong(taken);
      next = end - BLOCK;
    }
    return ++next;
  }
}
