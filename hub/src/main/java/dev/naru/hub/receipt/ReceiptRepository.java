package dev.naru.hub.receipt;

import static dev.naru.hub.database.Columns.instant;
import static dev.naru.hub.database.Columns.utc;

import dev.naru.hub.receipt.Receipt.Kind;
import dev.naru.hub.receipt.Receipt.Subject;
import dev.naru.pg.spi.IssuesReceipt.ReceiptOutcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Cash receipts in the database. Each method is one statement. */
final class ReceiptRepository {

  private final JdbcClient db;

  ReceiptRepository(JdbcClient db) {
    this.db = db;
  }

  /** A receipt's row in the table. */
  record Stored(
      long merchantId,
      Subject subject,
      UUID id,
      String state,
      long channelId,
      boolean forCompany,
      long amountMinor,
      long vatMinor,
      @Nullable String receiptTid,
      @Nullable String applyNum,
      @Nullable String url,
      @Nullable Instant appliedAt,
      @Nullable Instant cancelledAt) {

    /** The receipt; empty if the PG has not issued it. */
    Optional<Receipt> told() {
      return receiptTid == null || applyNum == null || appliedAt == null
          ? Optional.empty()
          : Optional.of(
              new Receipt(
                  subject,
                  receiptTid,
                  applyNum,
                  forCompany,
                  amountMinor,
                  vatMinor,
                  url,
                  appliedAt,
                  cancelledAt));
    }
  }

  /**
   * Stores the intent to ask for a receipt; false when there is a receipt already, or a call is
   * under way.
   */
  boolean ask(Stored wanted, String provider, Instant until, Instant now) {
    return db.sql(
                """
                insert into receipt (merchant_id, kind, subject, id, state, asked_until, channel_id,
                                     provider, for_company, amount, vat, created_at)
                values (:merchant, :kind, :subject, :id, 'ASKED', :until, :channel,
                        :provider, :forCompany, :amount, :vat, :now)
                on conflict do nothing
                """)
            .param("merchant", wanted.merchantId())
            .param("kind", wanted.subject().kind().name())
            .param("subject", wanted.subject().number())
            .param("id", wanted.id())
            .param("until", utc(until))
            .param("channel", wanted.channelId())
            .param("provider", provider)
            .param("forCompany", wanted.forCompany())
            .param("amount", wanted.amountMinor())
            .param("vat", wanted.vatMinor())
            .param("now", utc(now))
            .update()
        == 1;
  }

  /**
   * Gives up a call whose answer was lost, so that the call can be made again.
   *
   * @return false when there was no such call
   */
  boolean giveUpLost(long merchantId, Subject subject, Instant now) {
    return db.sql(
                """
                update receipt set state = 'UNKNOWN'
                 where merchant_id = :merchant and kind = :kind and subject = :subject
                   and state = 'ASKED' and asked_until < :now
                """)
            .param("merchant", merchantId)
            .param("kind", subject.kind().name())
            .param("subject", subject.number())
            .param("now", utc(now))
            .update()
        == 1;
  }

  void issued(Stored asked, ReceiptOutcome.Issued issued) {
    db.sql(
            """
            update receipt set state = 'ISSUED', receipt_tid = :tid, apply_num = :applyNum,
                               url = :url, applied_at = :at
             where merchant_id = :merchant and kind = :kind and subject = :subject and id = :id
            """)
        .param("tid", issued.receiptTid())
        .param("applyNum", issued.applyNum())
        .param("url", issued.url(), Types.VARCHAR)
        .param("at", utc(issued.at()))
        .param("merchant", asked.merchantId())
        .param("kind", asked.subject().kind().name())
        .param("subject", asked.subject().number())
        .param("id", asked.id())
        .update();
  }

  /** Stores the intent to cancel a receipt; empty when there is no valid one. */
  Optional<Stored> askCancel(long merchantId, Subject subject, Instant until, Instant now) {
    return db.sql(
            """
            update receipt set state = 'CANCEL_ASKED', asked_until = :until
             where merchant_id = :merchant and kind = :kind and subject = :subject
               and (state = 'ISSUED' or state = 'CANCEL_ASKED' and asked_until < :now)
            returning *
            """)
        .param("until", utc(until))
        .param("merchant", merchantId)
        .param("kind", subject.kind().name())
        .param("subject", subject.number())
        .param("now", utc(now))
        .query(ReceiptRepository::read)
        .optional();
  }

  /**
   * Ends a call.
   *
   * @param cancelledAt null unless the receipt was cancelled
   */
  void ended(Stored asked, String state, @Nullable Instant cancelledAt) {
    db.sql(
            """
            update receipt set state = :state, cancelled_at = :cancelledAt
             where merchant_id = :merchant and kind = :kind and subject = :subject and id = :id
            """)
        .param("state", state)
        .param(
            "cancelledAt",
            cancelledAt == null ? null : utc(cancelledAt),
            Types.TIMESTAMP_WITH_TIMEZONE)
        .param("merchant", asked.merchantId())
        .param("kind", asked.subject().kind().name())
        .param("subject", asked.subject().number())
        .param("id", asked.id())
        .update();
  }

  /** All issued receipts, oldest first. */
  List<Stored> all(long merchantId, Subject subject) {
    return db.sql(
            """
            select * from receipt
             where merchant_id = :merchant and kind = :kind and subject = :subject
               and receipt_tid is not null
             order by id limit 100
            """)
        .param("merchant", merchantId)
        .param("kind", subject.kind().name())
        .param("subject", subject.number())
        .query(ReceiptRepository::read)
        .list();
  }

  /** The newest issued receipt. */
  Optional<Stored> latest(long merchantId, Subject subject) {
    return db.sql(
            """
            select * from receipt
             where merchant_id = :merchant and kind = :kind and subject = :subject
               and receipt_tid is not null
             order by id desc limit 1
            """)
        .param("merchant", merchantId)
        .param("kind", subject.kind().name())
        .param("subject", subject.number())
        .query(ReceiptRepository::read)
        .optional();
  }

  private static Stored read(ResultSet row, int number) throws SQLException {
    return new Stored(
        row.getLong("merchant_id"),
        new Subject(Kind.valueOf(row.getString("kind")), row.getString("subject")),
        row.getObject("id", UUID.class),
        row.getString("state"),
        row.getLong("channel_id"),
        row.getBoolean("for_company"),
        row.getLong("amount"),
        row.getLong("vat"),
        row.getString("receipt_tid"),
        row.getString("apply_num"),
        row.getString("url"),
        instant(row, "applied_at"),
        instant(row, "cancelled_at"));
  }
}
