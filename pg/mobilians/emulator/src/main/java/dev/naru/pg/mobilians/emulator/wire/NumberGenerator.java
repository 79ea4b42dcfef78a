package dev.naru.pg.mobilians.emulator.wire;

import dev.naru.sandbox.KoreanTime;
import dev.naru.sandbox.SandboxServices;
import dev.naru.sandbox.kit.NumberSequence;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Generates the PG's numbers (protocols/mobilians.md §2.4, §2.6, §2.7). The sequence goes on after
 * a restart and after a reset, so that no number comes twice.
 */
public final class NumberGenerator {

  private static final int BLOCK = 500;
  private static final int START_BLOCKS = 1_000;

  private final InstantSource time;
  private final RandomGenerator random;
  private final NumberSequence sequence;

  public NumberGenerator(SandboxServices sandbox, RandomGenerator random) {
    this.time = sandbox.time();
    this.random = random;
    this.sequence =
        new NumberSequence(
            sandbox.records(),
            Mobilians.PG,
            "number",
            BLOCK,
            // A reset empties the records, but merchants keep the numbers that they got before it.
            last -> last == 0 ? BLOCK * random.nextLong(START_BLOCKS) : last);
  }

  /** A {@code tid}: 17 lower-case hex characters. */
  public String tid() {
    return hex(9).substring(0, 17);
  }

  /**
   * A {@code pay_token}: {@code 5004} and six digits for a phone, else the date and nine digits.
   */
  public String payToken(CashCode cash) {
    return cash == CashCode.MC
        ? "5004" + digits(6, sequence.next())
        : KoreanTime.stamp(time.instant()).substring(2, 8) + digits(9, sequence.next());
  }

  /**
   * A {@code transaction_id} of 32 characters.
   *
   * @param opcode 2001 for an approval, 5001 for a cancel
   */
  public String transactionId(CashCode cash, String opcode) {
    String now = KoreanTime.stamp(time.instant());
    return now.substring(0, 8)
        + cash
        + "TA"
        + opcode
        + now.substring(8)
        + "A"
        + digits(9, sequence.next());
  }

  /** An auto-billing key in the form of legacy keys: {@code bk}, seven digits and the date. */
  public String billKey() {
    return "bk" + digits(7, sequence.next()) + KoreanTime.stamp(time.instant()).substring(2, 8);
  }

  /** A card's approval number of eight digits. */
  public String approvalNumber() {
    return digits(8, random.nextLong(100_000_000));
  }

  /** A virtual account's number of fourteen digits. */
  public String accountNumber() {
    return "7" + digits(13, sequence.next());
  }

  /** A {@code reference_key} of 20 hex characters. */
  public String referenceKey() {
    return hex(10);
  }

  /** A random {@code hmac2}: the real wire has it, but its meaning is unknown. */
  public String hmac2() {
    return Base64.getEncoder().encodeToString(bytes(32));
  }

  /** A random {@code fwd_hash}: the real wire has it, but its meaning is unknown. */
  public String forwardHash() {
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
}
