package dev.naru.hub.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.naru.pg.spi.StatementRow;
import dev.naru.pg.spi.StatementRow.Fees;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Writes a list's rows into the database with {@code COPY} while the list is read. */
final class RowCopy implements Consumer<StatementRow> {

  private static final int CHUNK = 1 << 16;
  private static final int TELL_EACH = 20_000;

  private final long merchantId;
  private final UUID statementId;
  private final CopyIn copy;
  private final LongConsumer progress;
  private final StringBuilder lines = new StringBuilder(CHUNK + 1_024);

  long rows;
  long charged;
  long cancelled;
  long fee;
  long feeVat;
  long net;

  RowCopy(Connection connection, long merchantId, UUID statementId, LongConsumer progress)
      throws SQLException {
    this.merchantId = merchantId;
    this.statementId = statementId;
    this.progress = progress;
    this.copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(
                """
                copy statement_row (merchant_id, statement_id, line, kind, pg_tid, event_tid,
                  pg_order_number, amount, currency, fee, fee_vat, net, occurred_at, settled_on,
                  method, approval_number) from stdin\
                """);
  }

  @Override
  public void accept(StatementRow row) {
    rows++;
    Fees fees = row.fees();
    switch (row.kind()) {
      case CHARGE -> charged += row.amountMinor();
      case CANCEL, PARTIAL_CANCEL -> cancelled += row.amountMinor();
      case ADJUSTMENT -> {}
    }
    if (fees != null) {
      fee += fees.feeMinor();
      feeVat += fees.vatMinor();
      net += fees.netMinor();
    }
    lines.append(merchantId).append('\t').append(statementId).append('\t').append(rows);
    field(row.kind().name());
    field(row.pgTid());
    field(row.eventTid());
    field(row.pgOrderNumber());
    field(row.amountMinor());
    field(row.currency());
    field(fees == null ? null : fees.feeMinor());
    field(fees == null ? null : fees.vatMinor());
    field(fees == null ? null : fees.netMinor());
    field(row.occurredAt());
    field(row.settledOn());
    field(row.method());
    field(row.approvalNumber());
    lines.append('\n');
    if (lines.length() >= CHUNK) {
      flush();
    }
    if (rows % TELL_EACH == 0) {
      progress.accept(rows);
    }
  }

  private void field(@Nullable Object value) {
    lines.append('\t');
    if (value == null) {
      lines.append("\\N");
      return;
    }
    String text = value.toString();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> lines.append("\\\\");
        case '\t' -> lines.append("\\t");
        case '\n' -> lines.append("\\n");
        case '\r' -> lines.append("\\r");
        case '\0' -> lines.append('\uFFFD');
        default -> lines.append(c);
      }
    }
  }

  private void flush() {
    byte[] bytes = lines.toString().getBytes(UTF_8);
    lines.setLength(0);
    try {
      copy.writeToCopy(bytes, 0, bytes.length);
    } catch (SQLException e) {
      throw new CopyException(e);
    }
  }

  /** Completes the copy; all rows are then in the table. */
  void end() throws SQLException {
    flush();
    copy.endCopy();
    progress.accept(rows);
  }

  /**
   * Ends the copy without its rows, so that the connection can be used again. The transaction can
   * only be rolled back.
   */
  void cancel() throws SQLException {
    if (copy.isActive()) {
      copy.cancelCopy();
    }
  }

  /** Carries the database's exception through a reader that knows nothing of databases. */
  static final class CopyException extends RuntimeException {
    CopyException(SQLException cause) {
      super(cause);
    }
  }
}
