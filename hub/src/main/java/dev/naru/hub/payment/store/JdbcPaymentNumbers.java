package dev.naru.hub.payment.store;

import dev.naru.hub.payment.PaymentNumbers;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Takes blocks of consecutive numbers from the database and turns each into another number, by a
 * permutation whose key is stored beside the counter. So numbers are unique by construction,
 * without an index over all merchants, and can't be guessed. Thread-safe.
 */
public final class JdbcPaymentNumbers implements PaymentNumbers {

  private static final int BLOCK = 1_000;

  /** Ten digits are two halves of five, which the permutation mixes. */
  private static final int HALF = 100_000;

  private static final int ROUNDS = 8;

  /**
   * How far ahead of the counter a lost number may be. A number further ahead wasn't drawn by this
   * hub, and must not use up the numbers in between.
   */
  private static final long MOST_LOST = 100_000_000;

  private static final String LEASE =
      """
      insert into number_block as b (cell, next, order_key) values (:cell, :block, :key)
      on conflict (cell) do update set next = greatest(b.next, :known) + :block
      returning next, order_key
      """;

  private final JdbcClient db;
  private final String cell;
  private final SecureRandom random = new SecureRandom();
  private Block block = new Block(0, 0, new byte[0]);

  /**
   * The end of the last block. If the counter is below it, the database has lost its newest rows.
   */
  private long known;

  /**
   * @param cell two digits that tell the installation's databases apart; {@code 00} where there is
   *     one
   */
  public JdbcPaymentNumbers(JdbcClient db, String cell) {
    if (!cell.matches("[0-9]{2}")) {
      throw new IllegalArgumentException("naru.cell must be two digits, not '" + cell + "'");
    }
    this.db = db;
    this.cell = cell;
  }

  private record Block(long next, long end, byte[] key) {}

  @Override
  public synchronized String next(String prefix) {
    if (block.next() == block.end()) {
      block = lease();
      known = block.end();
    }
    long number = shuffled(block.next(), block.key());
    block = new Block(block.next() + 1, block.end(), block.key());
    return prefix + cell + String.format(Locale.ROOT, "%010d", number);
  }

  /**
   * How many numbers are skipped, because other nodes may have drawn blocks that are as new as the
   * lost one.
   */
  private static final int LEFT_OUT = 100 * BLOCK;

  @Override
  public void neverAgain(String number) {
    int digits = number.lastIndexOf('_') + 1;
    String text = number.substring(digits);
    if (!text.matches("[0-9]{12}") || !text.startsWith(cell)) {
      return;
    }
    db.sql("select next, order_key from number_block where cell = :cell")
        .param("cell", cell)
        .query((row, line) -> new Block(row.getLong("next"), 0, row.getBytes("order_key")))
        .optional()
        .ifPresent(now -> {
          long drawn = restored(Long.parseLong(text.substring(2)), now.key());
          if (drawn >= now.next() && drawn - now.next() < MOST_LOST) {
            db.sql(
                    """
                    update number_block set next = greatest(next, :after) where cell = :cell
                    """)
                .param("after", drawn + LEFT_OUT)
                .param("cell", cell)
                .update();
          }
        });
  }

  /** Takes the next block. The rest of a block is lost by a crash; there are ten million blocks. */
  private Block lease() {
    byte[] newKey = new byte[32];
    random.nextBytes(newKey);
    return db.sql(LEASE)
        .param("cell", cell)
        .param("block", BLOCK)
        .param("known", known)
        .param("key", newKey)
        .query((row, number) ->
            new Block(row.getLong("next") - BLOCK, row.getLong("next"), row.getBytes("order_key")))
        .single();
  }

  /**
   * Turns a number into another one, by a Feistel network over two halves of five digits. No two
   * numbers give the same result.
   */
  static long shuffled(long number, byte[] key) {
    if (number >= (long) HALF * HALF) {
      throw new IllegalStateException("all payment numbers of this cell are used up");
    }
    long left = number / HALF;
    long right = number % HALF;
    Mac mac = mac(key);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] digest = mac.doFinal(ByteBuffer.allocate(12).putInt(round).putLong(right).array());
      long mixed = (left + (ByteBuffer.wrap(digest).getLong() >>> 1)) % HALF;
      left = right;
      right = mixed;
    }
    return left * HALF + right;
  }

  /**
   * Turns a shuffled number back into the original one.
   *
   * @param shown a result of {@link #shuffled} with the same key
   */
  static long restored(long shown, byte[] key) {
    long left = shown / HALF;
    long right = shown % HALF;
    Mac mac = mac(key);
    for (int round = ROUNDS - 1; round >= 0; round--) {
      byte[] digest = mac.doFinal(ByteBuffer.allocate(12).putInt(round).putLong(left).array());
      long mixed = (right - (ByteBuffer.wrap(digest).getLong() >>> 1) % HALF + HALF) % HALF;
      right = left;
      left = mixed;
    }
    return left * HALF + right;
  }

  private static Mac mac(byte[] key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
