package dev.naru.hub.payment.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.naru.hub.payment.Journal;
import dev.naru.hub.vault.HashChain;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Checks the journal: computes all hashes again and compares them with the stored ones, which the
 * database computed.
 */
public final class JdbcJournal implements Journal {

  private static final int BATCH = 1_000;

  private final JdbcClient db;

  public JdbcJournal(JdbcClient db) {
    this.db = db;
  }

  /**
   * A payment and its lines.
   *
   * @param head the hash of its last line; null if it has none
   * @param held how much the payment holds according to its own row, in minor units
   * @param lines the lines in the order of their time
   */
  private record Book(
      long merchantId, String paymentNumber, byte @Nullable [] head, long held, List<Line> lines) {

    /** A sentence about what is wrong; empty when nothing is. */
    Optional<String> fault() {
      byte[] hash = HashChain.start();
      List<Line> left = new ArrayList<>(lines);
      while (!left.isEmpty()) {
        Optional<Line> next = next(hash, left);
        if (next.isEmpty()) {
          return Optional.of(
              paymentNumber + ": a line was changed, added or taken away at or before " + left);
        }
        hash = next.get().hash();
        left.remove(next.get());
      }
      if (!MessageDigest.isEqual(hash, head == null ? HashChain.start() : head)) {
        return Optional.of(paymentNumber + ": its last lines were taken away");
      }
      long sum = lines.stream().mapToLong(Line::amount).sum();
      return sum == held
          ? Optional.empty()
          : Optional.of(
              "%s: its lines sum up to %d, and it holds %d".formatted(paymentNumber, sum, held));
    }

    /**
     * The line whose predecessor has this hash. Its time may be earlier, as two nodes' clocks
     * differ.
     */
    private Optional<Line> next(byte[] hash, List<Line> left) {
      return left.stream()
          .filter(line -> MessageDigest.isEqual(line.after(hash, this), line.hash()))
          .findFirst();
    }
  }

  private record Line(String id, Instant at, long amount, String what, String detail, byte[] hash) {

    /**
     * The hash that this line must have after another one, as the database's function {@code
     * journal_line} (V48) computes it.
     */
    byte[] after(byte[] previous, Book book) {
      return HashChain.next(
          previous,
          Stream.of(
                  book.merchantId(),
                  book.paymentNumber(),
                  id,
                  ChronoUnit.MICROS.between(Instant.EPOCH, at),
                  amount,
                  what,
                  detail)
              .map(String::valueOf)
              .collect(Collectors.joining("\u001f")));
    }

    /** The line as a part of a sentence, without detail and hash. */
    @Override
    public String toString() {
      return what + " of " + at;
    }
  }

  @Override
  public Check check() {
    return check(Long.MIN_VALUE, Long.MAX_VALUE);
  }

  @Override
  public Check check(long merchantId) {
    return check(merchantId, merchantId);
  }

  private Check check(long firstMerchant, long lastMerchant) {
    MessageDigest all = sha256();
    long payments = 0;
    long lines = 0;
    List<String> faults = new ArrayList<>(orphans(firstMerchant, lastMerchant));
    List<Book> batch = after(firstMerchant, "", lastMerchant);
    while (!batch.isEmpty()) {
      for (Book book : batch) {
        payments++;
        lines += book.lines().size();
        all.update((book.merchantId() + " " + book.paymentNumber()).getBytes(UTF_8));
        all.update(book.head() == null ? new byte[0] : book.head());
        book.fault().ifPresent(faults::add);
      }
      Book last = batch.getLast();
      batch = after(last.merchantId(), last.paymentNumber(), lastMerchant);
    }
    return new Check(
        payments,
        lines,
        faults.size(),
        faults.stream().limit(MAX_FAULTS).toList(),
        HexFormat.of().formatHex(all.digest()));
  }

  /** The next payments after this one, with all their lines, read at one moment. */
  private List<Book> after(long merchantId, String paymentNumber, long lastMerchant) {
    return db.sql(
            """
            with books as (
              select merchant_id, payment_number, h.hash as head,
                     case when p.charged and p.state in ('PAID', 'CANCELLED')
                          then p.amount - p.cancelled else 0 end as held
                from payment p left join journal_head h using (merchant_id, payment_number)
               where (merchant_id, payment_number) > (:merchant, :payment)
                 and merchant_id <= :last
               order by merchant_id, payment_number limit :batch)
            select books.*, j.id, j.at, j.amount, j.what, j.detail, j.hash
              from books left join journal j using (merchant_id, payment_number)
             order by merchant_id, payment_number, j.at, j.id
            """)
        .param("merchant", merchantId)
        .param("payment", paymentNumber)
        .param("last", lastMerchant)
        .param("batch", BATCH)
        .query(JdbcJournal::books);
  }

  /** Sentences about lines whose payment doesn't exist. */
  private List<String> orphans(long firstMerchant, long lastMerchant) {
    return db.sql(
            """
            select payment_number from (select merchant_id, payment_number from journal
                                        union select merchant_id, payment_number from journal_head) l
             where merchant_id between :first and :last
               and not exists (select 1 from payment p
                                where p.merchant_id = l.merchant_id
                                  and p.payment_number = l.payment_number)
            """)
        .param("first", firstMerchant)
        .param("last", lastMerchant)
        .query((row, number) -> row.getString(1) + ": the payment of these lines is gone")
        .list();
  }

  private static List<Book> books(ResultSet rows) throws SQLException {
    List<Book> books = new ArrayList<>();
    while (rows.next()) {
      long merchantId = rows.getLong("merchant_id");
      String paymentNumber = rows.getString("payment_number");
      if (books.isEmpty()
          || !books.getLast().paymentNumber().equals(paymentNumber)
          || books.getLast().merchantId() != merchantId) {
        books.add(
            new Book(
                merchantId,
                paymentNumber,
                rows.getBytes("head"),
                rows.getLong("held"),
                new ArrayList<>()));
      }
      if (rows.getString("id") != null) {
        books.getLast().lines().add(line(rows));
      }
    }
    return books;
  }

  private static Line line(ResultSet row) throws SQLException {
    return new Line(
        row.getString("id"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getLong("amount"),
        row.getString("what"),
        row.getString("detail"),
        row.getBytes("hash"));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
