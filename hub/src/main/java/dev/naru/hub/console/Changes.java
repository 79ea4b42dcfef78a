package dev.naru.hub.console;

import dev.naru.hub.audit.Audit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes a change and adds its line to the audit log, in one transaction. */
@Component
public class Changes {

  private final TransactionTemplate transaction;
  private final Audit audit;

  Changes(DataSource database, Audit audit) {
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    this.audit = audit;
  }

  /**
   * What a change writes into the audit log.
   *
   * @param what the name of naru-hub's command for it, such as {@code channel add}
   * @param subject what was changed
   * @param before the values before, without secrets
   * @param after the values after, without secrets
   */
  public record Line(
      String what, String subject, Map<String, String> before, Map<String, String> after) {}

  /**
   * Makes a change.
   *
   * @param change makes the change and returns its line; empty where there was nothing to change
   */
  public void make(Visit visit, Supplier<Optional<Line>> change) {
    transaction.executeWithoutResult(_ -> change.get().ifPresent(line -> note(visit, line)));
  }

  /**
   * Makes a change that has a result.
   *
   * @param line makes the line from the result; empty where nothing was changed
   * @return the change's result
   */
  public <T> T make(Visit visit, Supplier<T> change, Function<T, Optional<Line>> line) {
    return transaction.execute(_ -> {
      T answer = change.get();
      line.apply(answer).ifPresent(it -> note(visit, it));
      return answer;
    });
  }

  /**
   * Adds a line in a transaction of its own, before a PG is asked: no transaction may be open
   * during the call, and the user's request must be on record whatever the PG answers.
   */
  public void note(Visit visit, Line line) {
    audit.note(
        new Audit.Change(
            visit.user().email(),
            line.what(),
            line.subject(),
            visit.hasMerchant() ? visit.merchant().id() : null,
            line.before(),
            line.after()));
  }
}
