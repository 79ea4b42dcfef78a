package dev.naru.hub.payment.store;

import dev.naru.hub.payment.IssuedKeys;
import dev.naru.hub.webhook.Outbox;
import dev.naru.hub.webhook.WebhookTaskRow;
import dev.naru.pg.spi.Outcome.CardUsed;
import dev.naru.pg.spi.Outcome.IssuedKey;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * The statement of one transition, put together from parts that depend on each other: whatever
 * follows {@link #moves} happens only when the payment has moved. Every part names the merchant.
 */
public final class TransitionStatement {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final StringJoiner parts = new StringJoiner(",\n", "with ", "\n");
  private final MapSqlParameterSource params = new MapSqlParameterSource();
  private final long merchantId;
  private boolean endsAttempt;
  private Consumer<IssuedKeys> kept = keys -> {};
  private String what = "";

  private TransitionStatement(long merchantId, String paymentNumber, Instant at) {
    this.merchantId = merchantId;
    params.addValue("merchant", merchantId);
    params.addValue("paymentNumber", paymentNumber);
    params.addValue("now", utc(at));
  }

  static TransitionStatement of(long merchantId, String paymentNumber, Instant at) {
    return new TransitionStatement(merchantId, paymentNumber, at);
  }

  /** Begins a move that also ends the payment's attempt, as long as its fence number holds. */
  static TransitionStatement ending(Attempt attempt, String outcome, Instant at) {
    TransitionStatement statement = of(attempt.merchantId(), attempt.paymentNumber(), at);
    statement.endsAttempt = true;
    return statement
        .part(
            "ended",
            """
            update attempt set due_at = null, unresolved_since = null, outcome = :outcome,
                               ended_at = :now
             where merchant_id = :merchant and id = :attempt and fence = :fence
               and ended_at is null
            returning 1\
            """)
        .param("attempt", attempt.id())
        .param("fence", attempt.fence())
        .param("outcome", outcome);
  }

  /**
   * The move itself. Every statement's row {@code moved} has the payment's provider, method and
   * state after it.
   *
   * @param set of the update of {@code payment p}
   * @param from the condition under which it may move
   */
  TransitionStatement moves(String set, String from) {
    return part(
        "moved",
        "update payment p set updated_at = :now, "
            + set
            + " where p.merchant_id = :merchant and p.payment_number = :paymentNumber and "
            + from
            + (endsAttempt ? " and exists (select 1 from ended)" : "")
            + " returning p.*");
  }

  /** One word for what came of it: of the attempt that it ends, or else of its journal line. */
  String outcome() {
    return String.valueOf(params.hasValue("outcome") ? params.getValue("outcome") : what);
  }

  /**
   * The attempt that the move begins.
   *
   * @param secret sealed: what ends it after a crash; null for nothing
   * @param singleUse digest of what may be brought to the PG once; null where that doesn't matter
   * @param due when the janitor takes over
   */
  TransitionStatement begins(
      Attempt attempt, byte @Nullable [] secret, byte @Nullable [] singleUse, Instant due) {
    return part(
            "attempted",
            """
            insert into attempt (merchant_id, id, payment_number, kind, amount, request,
                                 proof_sealed, single_use, due_at, created_at)
            select :merchant, :attempt, :paymentNumber, :kind, :attemptAmount,
                   cast(:request as jsonb), cast(:secret as bytea), cast(:singleUse as bytea),
                   :due, :now
              from moved\
            """)
        .param("attempt", attempt.id())
        .param("kind", attempt.kind().name())
        .param("attemptAmount", attempt.amountMinor())
        .param("request", attempt.request())
        .param("secret", secret, Types.BINARY)
        .param("singleUse", singleUse, Types.BINARY)
        .param("due", utc(due));
  }

  /** Adds a line to the journal that moves no money. */
  TransitionStatement notes(String what, String detail) {
    return notes(what, detail, "0");
  }

  /**
   * Adds a line to the journal.
   *
   * @param effect what the move did to the payment's money, as SQL over the row {@code moved}, in
   *     minor units: what came in is positive, what went back negative
   */
  TransitionStatement notes(String what, String detail, String effect) {
    this.what = what;
    return part(
            "noted",
            """
            insert into journal (merchant_id, payment_number, id, at, what, detail, amount)
            select :merchant, :paymentNumber, :journalId, :now, :what, :detail, %s from moved\
            """
                .formatted(effect))
        .param("what", what)
        .param("detail", detail);
  }

  /** Adds a second line to the journal: what a person said. */
  TransitionStatement says(String what, String said, UUID lineId) {
    return part(
            "said",
            """
            insert into journal (merchant_id, payment_number, id, at, what, detail)
            select :merchant, :paymentNumber, :saidId, :now, :saidWhat, :said from moved\
            """)
        .param("saidId", lineId)
        .param("saidWhat", what)
        .param("said", said);
  }

  /** Webhooks, in the same commit (G19). */
  TransitionStatement tells(List<WebhookTaskRow> tasks) {
    return tasks.isEmpty()
        ? this
        : part("told", Outbox.INSERT_CTE + " where exists (select 1 from moved)")
            .param("webhook_tasks", Outbox.toJson(tasks));
  }

  /** The billing key that came with the payment, in the same commit; nothing where none came. */
  TransitionStatement keeps(
      @Nullable String customerKey, @Nullable IssuedKey key, @Nullable CardUsed card) {
    return key == null || customerKey == null
        ? this
        : keeps(IssuedKeys::upsertFromPayment, customerKey, key, card);
  }

  /** As {@link #keeps}, for a key that nobody has vouched for. */
  TransitionStatement keepsUnproved(String customerKey, IssuedKey key, @Nullable CardUsed card) {
    return keeps(IssuedKeys::addUnprovedFromPayment, customerKey, key, card);
  }

  private TransitionStatement keeps(
      Function<IssuedKeys, String> sql,
      String customerKey,
      IssuedKey key,
      @Nullable CardUsed card) {
    kept =
        keys ->
            part("kept", sql.apply(keys))
                .param("customerKey", customerKey)
                .param("keySealed", keys.seal(key, merchantId, customerKey))
                .param("keyCard", json(card), Types.VARCHAR);
    return this;
  }

  TransitionStatement part(String name, String sql) {
    parts.add(name + " as (\n" + sql + ")");
    return this;
  }

  TransitionStatement param(String name, Object value) {
    params.addValue(name, value);
    return this;
  }

  TransitionStatement param(String name, @Nullable Object value, int type) {
    params.addValue(name, value, type);
    return this;
  }

  MapSqlParameterSource params() {
    return params;
  }

  /**
   * Runs it, once.
   *
   * @param keys keeps the billing key that came with the payment, sealed to its row (G27)
   * @param select from the row {@code moved}
   * @throws TakenException when another payment has what it needs
   */
  <T> Optional<T> run(JdbcClient db, IssuedKeys keys, String select, RowMapper<T> reader) {
    kept.accept(keys);
    try {
      return db.sql(parts + select).paramSource(params).query(reader).optional();
    } catch (DuplicateKeyException duplicate) {
      throw TakenException.of(duplicate);
    }
  }

  static @Nullable String json(@Nullable Object value) {
    return value == null ? null : JSON.writeValueAsString(value);
  }

  static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
