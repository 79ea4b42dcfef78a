package dev.naru.hub.payment;

import dev.naru.hub.payment.Transition.SealedKey;
import dev.naru.hub.webhook.Outbox;
import dev.naru.hub.webhook.WebhookTaskRow;
import dev.naru.pg.spi.Outcome.CardUsed;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import tools.jackson.databind.json.JsonMapper;

/**
 * The parts that the statements of all moves share: each begins with {@code with}, ends with MOVED.
 */
final class TransitionSql {

  static final String JOURNAL =
      """
      noted as (
        insert into journal (merchant_id, payment_number, id, at, what, detail)
        select :merchant, :paymentNumber, :journalId, :now, :what, :detail where exists (select 1 from moved)
      )
      """;

  static final String END_ATTEMPT =
      """
      with ended as (
        update attempt set due_at = null, outcome = :outcome, ended_at = :now
         where merchant_id = :merchant and id = :attempt and fence = :fence and due_at is not null
        returning payment_number
      )
      """;

  static final String TOLD =
      ", told as (" + Outbox.INSERT_CTE + " where exists (select 1 from moved))\n";

  static final String MOVED = "select exists (select 1 from moved)";

  private static final JsonMapper JSON = JsonMapper.shared();

  private TransitionSql() {}

  static StatementSpec withWebhooks(StatementSpec statement, List<WebhookTaskRow> tasks) {
    return statement.param("webhook_tasks", Outbox.toJson(tasks));
  }

  static StatementSpec withKey(
      StatementSpec statement, @Nullable SealedKey key, @Nullable CardUsed card) {
    return statement
        .param("customerKey", key == null ? null : key.customerKey(), Types.VARCHAR)
        .param("keySealed", key == null ? null : key.sealed(), Types.BINARY)
        .param("keyCard", card == null ? null : JSON.writeValueAsString(card), Types.VARCHAR);
  }

  static @Nullable String text(@Nullable Object value) {
    return value == null ? null : JSON.writeValueAsString(value);
  }

  static boolean moved(
      StatementSpec statement, Attempt attempt, String what, String detail, Instant at) {
    return moved(statement, attempt.merchantId(), attempt.paymentNumber(), what, detail, at);
  }

  static boolean moved(
      StatementSpec statement,
      long merchantId,
      String paymentNumber,
      String what,
      String detail,
      Instant at) {
    return statement
        .param("merchant", merchantId)
        .param("paymentNumber", paymentNumber)
        .param("journalId", UUID.randomUUID())
        .param("what", what)
        .param("detail", detail)
        .param("now", utc(at))
        .query(Boolean.class)
        .single();
  }

  static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
