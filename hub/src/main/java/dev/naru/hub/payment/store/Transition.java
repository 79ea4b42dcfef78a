package dev.naru.hub.payment.store;

import static dev.naru.hub.database.Columns.utc;

import dev.naru.hub.payment.IssuedKeys;
import dev.naru.hub.webhook.Outbox;
import dev.naru.hub.webhook.WebhookTaskRow;
import dev.naru.pg.spi.Outcome.CardUsed;
import dev.naru.pg.spi.Outcome.IssuedKey;
import java.sql.Types;
import java.time.Instant;
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
 * A move of a payment, as a value with its SQL: one statement, one round trip, one commit. Every
 * move that follows a call to a PG ends its {@link Attempt} first and only while the fence still
 * holds: whoever lost its turn to the janitor moves nothing.
 */
public sealed interface Transition
    permits AdoptionTransition,
        BuyerErased,
        CancelTransition,
        ChargeBegun,
        ChargeEnded,
        ClosedByPerson,
        DepositApplied,
        RevocationTransition,
        WindowTransition {

  Instant at();

  /** The webhooks that tell the merchant of it. */
  default List<WebhookTaskRow> webhooks() {
    return List.of();
  }

  /** A new statement, which {@link TransitionWriter} carries out once. */
  Statement statement();

  /**
   * Builds the SQL statement of one transition from parts. Parts after {@link #moves} have an
   * effect only if the payment's state has changed. Every part names the merchant.
   */
  final class Statement {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final StringJoiner parts = new StringJoiner(",\n", "with ", "\n");
    private final MapSqlParameterSource params = new MapSqlParameterSource();
    private final long merchantId;
    private boolean endsAttempt;
    private Consumer<IssuedKeys> kept = keys -> {};
    private String what = "";

    private Statement(long merchantId, String paymentNumber, Instant at) {
      this.merchantId = merchantId;
      params.addValue("merchant", merchantId);
      params.addValue("paymentNumber", paymentNumber);
      params.addValue("now", utc(at));
    }

    static Statement of(long merchantId, String paymentNumber, Instant at) {
      return new Statement(merchantId, paymentNumber, at);
    }

    /**
     * Begins a statement that also ends the payment's attempt, if the attempt's fence number is
     * still the same.
     */
    static Statement ending(Attempt attempt, String outcome, Instant at) {
      Statement statement = of(attempt.merchantId(), attempt.paymentNumber(), at);
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
     * Adds the change of the payment's row. The row {@code moved} then has the payment's provider,
     * method and new state.
     *
     * @param set the {@code set} of the update of {@code payment p}
     * @param from the condition for the change
     */
    Statement moves(String set, String from) {
      return part(
          "moved",
          "update payment p set updated_at = :now, "
              + set
              + " where p.merchant_id = :merchant and p.payment_number = :paymentNumber and "
              + from
              + (endsAttempt ? " and exists (select 1 from ended)" : "")
              + " returning p.*");
    }

    /** The outcome in one word: that of the ended attempt, or else the journal line's word. */
    String outcome() {
      return String.valueOf(params.hasValue("outcome") ? params.getValue("outcome") : what);
    }

    /**
     * Adds the attempt that the transition begins.
     *
     * @param secret sealed values that are needed to end the attempt after a crash; null for none
     * @param singleUse a digest of a value that may be used only once at the PG; null for none
     * @param due when the janitor takes over
     */
    Statement begins(
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
    Statement notes(String what, String detail) {
      return notes(what, detail, "0");
    }

    /**
     * Adds a line to the journal.
     *
     * @param effect the change of the payment's money in minor units, as an SQL expression over the
     *     row {@code moved}: positive for money that came in, negative for money that went back
     */
    Statement notes(String what, String detail, String effect) {
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

    /** Adds a second line to the journal with a person's word. */
    Statement says(String what, String said, UUID lineId) {
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

    /** Adds webhooks, in the same commit (G19). */
    Statement tells(List<WebhookTaskRow> tasks) {
      return tasks.isEmpty()
          ? this
          : part("told", Outbox.INSERT_CTE + " where exists (select 1 from moved)")
              .param("webhook_tasks", Outbox.toJson(tasks));
    }

    /**
     * Stores the billing key that came with the payment, in the same commit; adds nothing if none
     * came.
     */
    Statement keeps(
        @Nullable String customerKey, @Nullable IssuedKey key, @Nullable CardUsed card) {
      return key == null || customerKey == null
          ? this
          : keeps(IssuedKeys::upsertFromPayment, customerKey, key, card);
    }

    /** Stores a key like {@link #keeps}, but as unproved, beside the customer's key. */
    Statement keepsUnproved(String customerKey, IssuedKey key, @Nullable CardUsed card) {
      return keeps(IssuedKeys::addUnprovedFromPayment, customerKey, key, card);
    }

    private Statement keeps(
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

    Statement part(String name, String sql) {
      parts.add(name + " as (\n" + sql + ")");
      return this;
    }

    Statement param(String name, Object value) {
      params.addValue(name, value);
      return this;
    }

    Statement param(String name, @Nullable Object value, int type) {
      params.addValue(name, value, type);
      return this;
    }

    MapSqlParameterSource params() {
      return params;
    }

    /**
     * Runs the statement, which can be done once.
     *
     * @param keys stores the billing key that came with the payment, sealed to its row (G27)
     * @param select the values to select from the row {@code moved}
     * @throws TakenException when another payment holds what this one needs
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
  }
}
