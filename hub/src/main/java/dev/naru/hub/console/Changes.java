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

/** Makes a change and its line in the audit log: both, or neither. */
@Component
public class Changes {

  private final TransactionTemplate transaction;
  private final Audit audit;

  Changes(DataSource database, Audit audit) {
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    this.audit = audit;
  }

  /**
   * What was changed.
   *
   * @param what in naru-hub's words, where it has the command: {@code channel add}
   * @param subject what it was done to
   * @param before without secrets
   * @param after without secrets
   */
  public record Line(
      String what, String subject, Map<String, String> before, Map<String, String> after) {}

  /**
   * Makes a change.
   *
   * @param change says what it changed; empty where there was nothing to change
   */
  public void make(Visit visit, Supplier<Optional<Line>> change) {
    transaction.executeWithoutResult(_ -> change.get().ifPresent(line -> note(visit, line)));
  }

  /**
   * Makes a change that answers something.
   *
   * @param line what the answer says was changed; empty where nothing was
   * @return the change's answer
   */
  public <T> T make(Visit visit, Supplier<T> change, Function<T, Optional<Line>> line) {
    return transaction.execute(_ -> {
      T answer = change.get();
      line.apply(answer).ifPresent(it -> note(visit, it));
      return answer;
    });
  }

  /**
   * Adds a line about what is about to be asked of a PG: no transaction may be open meanwhile, and
   * who asked must be on record whatever becomes of it.
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
