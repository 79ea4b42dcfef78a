package dev.naru.hub.payment;

import static dev.naru.hub.payment.TransitionSql.JOURNAL;
import static dev.naru.hub.payment.TransitionSql.MOVED;
import static dev.naru.hub.payment.TransitionSql.TOLD;
import static dev.naru.hub.payment.TransitionSql.utc;
import static dev.naru.hub.payment.TransitionSql.withWebhooks;

import dev.naru.hub.payment.TransitionWriter.NumberUsedException;
import dev.naru.hub.payment.TransitionWriter.OrderHeldException;
import dev.naru.hub.payment.TransitionWriter.SlotHeldException;
import java.sql.Types;
import java.util.Map;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * The first move of a charge from server to server: its gate, the payment, the attempt and the
 * journal in one statement, before the PG hears of it (G02).
 */
final class BeginTransitionSql {

  private static final String OPEN_GATE = "select 1";
  private static final String ORDER = "payment_holds_order";
  private static final String SLOT = "payment_key_slot";

  private final JdbcClient db;

  BeginTransitionSql(JdbcClient db) {
    this.db = db;
  }

  boolean begin(Transition.Begun begun) {
    NewCharge charge = begun.charge();
    Precondition gate =
        charge.gate() == null ? new Precondition(OPEN_GATE, Map.of()) : charge.gate();
    StatementSpec statement =
        db.sql(
                "with gate as ("
                    + gate.sql()
                    + "), "
                    + EntrySql.RELEASED
                    + ", moved as ("
                    + EntrySql.ENTER
                    + """
                       where exists (select 1 from gate)
                         -- What lets the order go must have done so before this asks for it.
                         and (select count(*) from released) >= 0
                      returning 1
                    ), attempted as (
                      insert into attempt (merchant_id, id, payment_number, kind, amount, request,
                                           proof_sealed, due_at, created_at)
                      select :merchant, cast(:attempt as uuid), :paymentNumber, 'CHARGE', :amount,
                             cast(:request as jsonb), cast(:secret as bytea), :due, :now
                        from moved where cast(:attempt as uuid) is not null
                    ),
                    """
                    + JOURNAL
                    + TOLD
                    + MOVED)
            .params(gate.params())
            .param("attempt", begun.attempt() == null ? null : begun.attempt().id(), Types.OTHER)
            .param("request", begun.attempt() == null ? "{}" : begun.attempt().request())
            .param("secret", begun.secretSealed(), Types.BINARY)
            .param("due", utc(begun.dueAt()))
            .param("journalId", UUID.randomUUID())
            .param("what", begun.attempt() == null ? "failed" : "claimed")
            .param(
                "detail",
                begun.attempt() == null
                    ? String.valueOf(begun.entry().failReason())
                    : begun.attempt().id().toString());
    try {
      return withWebhooks(
              EntrySql.bind(statement, charge.payment(), begun.entry()), begun.webhooks())
          .query(Boolean.class)
          .single();
    } catch (DuplicateKeyException taken) {
      String what = String.valueOf(taken.getMessage());
      if (what.contains(ORDER)) {
        throw new OrderHeldException(taken);
      }
      throw what.contains(SLOT) ? new SlotHeldException(taken) : new NumberUsedException(taken);
    }
  }
}
