package dev.naru.bench;

import dev.naru.hub.payment.Payment.Buyer;
import dev.naru.hub.payment.store.SealedBuyer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.StringJoiner;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Enters the rows that the hub would have stored for payments of 90 days. Of each 100 payments, 88
 * are paid, 5 failed, 4 were paid and later partially cancelled, within two weeks, and 3 were never
 * paid. The buyers' data is sealed, and each buyer has five payments.
 */
final class ManyPayments {

  static final Duration DAYS = Duration.ofDays(90);

  private static final String[] METHODS = {"card", "card", "card", "trans", "vbank", "phone"};

  /** The columns of {@code payment} that are entered. */
  static final String COLUMNS =
      "merchant_id, payment_number, order_number, state, holds_order, channel_id, provider, mid,"
          + " test, escrow, method, device, pg_tid, apply_num, card, name, amount, currency,"
          + " cancelled, buyer_sealed, notice_urls, started_at, paid_at, failed_at, cancelled_at,"
          + " updated_at, charged";

  /** The columns of {@code payment_buyer}, by which payments are found by their buyer. */
  static final String BUYER_COLUMNS = "merchant_id, digest, started_at, payment_number";

  private static final int DAYS_TO_CANCEL = 14;
  private static final String NULL = "\\N";

  private final DataSource database;
  private final SealedBuyer buyers;
  private final Instant newest;
  private final String prefix;

  ManyPayments(DataSource database, SealedBuyer buyers, Instant newest) {
    this(database, buyers, newest, "");
  }

  /**
   * @param newest the end of the 90 days
   * @param prefix goes before the names of the tables that are written to, such as {@code bench_}
   */
  ManyPayments(DataSource database, SealedBuyer buyers, Instant newest, String prefix) {
    this.database = database;
    this.buyers = buyers;
    this.newest = newest;
    this.prefix = prefix;
  }

  /**
   * Enters payments of a merchant.
   *
   * @param first the number of the first payment. It determines the payment number, so each number
   *     may be used only once
   */
  void enter(long merchantId, long channelId, int first, int count) throws Exception {
    try (Connection connection = database.getConnection();
        Connection second = database.getConnection()) {
      CopyIn rows = copy(connection, "payment", COLUMNS);
      CopyIn found = copy(second, "payment_buyer", BUYER_COLUMNS);
      for (int i = 0; i < count; i++) {
        long n = first + (long) i;
        Instant at = newest.minus(DAYS.multipliedBy(count - i).dividedBy(count));
        var buyer = new Buyer("구매자" + n / 5, "buyer" + n / 5 + "@example.com", null, null, null);
        SealedBuyer.Kept kept = buyers.keep(buyer, merchantId, number(n));
        write(rows, row(merchantId, channelId, n, at, kept));
        for (String digest : kept.digests().replaceAll("[{}]", "").split(",")) {
          write(found, merchantId + "\t" + digest + "\t" + at + "\t" + number(n));
        }
      }
      rows.endCopy();
      found.endCopy();
    }
  }

  /**
   * Makes a payment number that says nothing about the payment's time, as the hub's own numbers do.
   */
  static String number(long n) {
    return "imp_%012d".formatted(n * 7_919_777 % 999_999_999_989L);
  }

  private CopyIn copy(Connection connection, String table, String columns) throws SQLException {
    return connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyIn("copy %s%s (%s) from stdin".formatted(prefix, table, columns));
  }

  private String row(long merchantId, long channelId, long n, Instant at, SealedBuyer.Kept kept) {
    long kind = n % 100;
    String state = kind < 88 ? "PAID" : kind < 93 ? "FAILED" : kind < 97 ? "CANCELLED" : "READY";
    boolean paid = kind < 88 || (kind >= 93 && kind < 97);
    Instant ended = at.plusSeconds(30);
    Instant cancelled = cancelled(n, ended);
    var row = new StringJoiner("\t");
    row.add(String.valueOf(merchantId)).add(number(n)).add("order_" + n).add(state);
    row.add(paid ? "t" : "f").add(String.valueOf(channelId + n % 2)).add("html5_inicis");
    row.add("INIpayTest").add("t").add("f").add(METHODS[(int) (n % METHODS.length)]).add("pc");
    row.add(paid ? "StdpayCARDINIpayTest" + n : NULL).add("12345678");
    row.add(
        paid
            ? "{\"code\":\"366\",\"name\":\"신한카드\",\"maskedNumber\":\"%06d*********7\",\"quotaMonths\":0}"
                .formatted(400_000 + n % 500)
            : NULL);
    row.add("이용권").add(String.valueOf(1_000 + n * 37 % 100_000)).add("KRW");
    row.add(state.equals("CANCELLED") ? "500" : "0");
    row.add("\\\\x" + HexFormat.of().formatHex(kept.sealed())).add("[]").add(at.toString());
    row.add(paid ? ended.toString() : NULL).add(state.equals("FAILED") ? ended.toString() : NULL);
    row.add(state.equals("CANCELLED") ? cancelled.toString() : NULL);
    row.add((state.equals("CANCELLED") ? cancelled : ended).toString()).add("t");
    return row.toString();
  }

  private Instant cancelled(long n, Instant ended) {
    Instant later = ended.plus(Duration.ofDays(n / 100 % DAYS_TO_CANCEL));
    return later.isBefore(newest) ? later : ended;
  }

  private static void write(CopyIn copy, String line) throws Exception {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    copy.writeToCopy(bytes, 0, bytes.length);
  }
}
