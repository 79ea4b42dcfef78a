package dev.naru.hub.console;

import dev.naru.hub.audit.Audit;
import java.util.Map;
import java.util.Optional;
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

  private void note(Visit visit, Line line) {
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
