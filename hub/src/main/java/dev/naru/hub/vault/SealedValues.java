package dev.naru.hub.vault;

import dev.naru.hub.crash.CrashPoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads all sealed values of the database and seals them again, in batches. */
final class SealedValues {

  private static final int BATCH = 200;

  private final JdbcClient db;
  private final JdbcTemplate batches;
  private final TransactionTemplate transaction;
  private final List<SealedColumn> columns;

  SealedValues(DataSource database, List<SealedColumn> columns) {
    this.db = JdbcClient.create(database);
    this.batches = new JdbcTemplate(database);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    this.columns = List.copyOf(columns);
  }

  /** A sealed value with the context that it opens in. */
  record Sealed(byte[] bytes, String context) {
    @Override
    public String toString() {
      return context;
    }
  }

  /** Any sealed value; empty when the database has none. */
  Optional<Sealed> any() {
    return columns.stream()
        .flatMap(column ->
            db
                .sql(
                    "select %s as sealed, %s as context from %s where %s is not null limit 1"
                        .formatted(
                            column.column(), column.context(), column.table(), column.column()))
                .query(
                    (row, number) -> new Sealed(row.getBytes("sealed"), row.getString("context")))
                .optional()
                .stream())
        .findFirst();
  }

  /** How many values each key has sealed, by its id. */
  Map<Integer, Long> countByKey() {
    Map<Integer, Long> counts = new HashMap<>();
    for (SealedColumn column : columns) {
      // The key's id stands after Tink's byte for the version.
      db.sql(
              """
              select substring(%1$s from 2 for 4) as key, count(*) as values
                from %2$s where %1$s is not null group by 1
              """
                  .formatted(column.column(), column.table()))
          .query(row -> {
            byte[] prefixed = new byte[5];
            System.arraycopy(row.getBytes("key"), 0, prefixed, 1, 4);
            counts.merge(KeyRing.keyOf(prefixed), row.getLong("values"), Long::sum);
          });
    }
    return counts;
  }

  /**
   * Seals again the values that another key than {@code withKey} has sealed. A value that changes
   * meanwhile keeps its change.
   *
   * @return how many values were sealed again
   */
  long sealAgain(Vault vault, int withKey) {
    return columns.stream().mapToLong(column -> sealAgain(column, vault, withKey)).sum();
  }

  private long sealAgain(SealedColumn column, Vault vault, int withKey) {
    String keys = String.join(", ", column.key());
    String marks = String.join(", ", column.key().stream().map(_ -> "?").toList());
    String select =
        "select %s, %s as sealed, %s as context from %s where %s is not null"
            .formatted(keys, column.column(), column.context(), column.table(), column.column());
    String page = " order by %s limit %d".formatted(keys, BATCH);
    String update =
        "update %s set %s = ? where (%s) = (%s) and %s = ?"
            .formatted(column.table(), column.column(), keys, marks, column.column());
    long sealed = 0;
    List<Object> after = List.of();
    while (true) {
      List<Row> rows =
          db.sql(
                  after.isEmpty()
                      ? select + page
                      : select + " and (%s) > (%s)".formatted(keys, marks) + page)
              .params(after)
              .query((row, number) -> {
                List<Object> key = new ArrayList<>();
                for (String each : column.key()) {
                  key.add(row.getObject(each));
                }
                return new Row(key, new Sealed(row.getBytes("sealed"), row.getString("context")));
              })
              .list();
      if (rows.isEmpty()) {
        return sealed;
      }
      sealed += sealAgain(rows, update, vault, withKey);
      after = rows.getLast().key();
    }
  }

  private record Row(List<Object> key, Sealed value) {}

  private long sealAgain(List<Row> rows, String update, Vault vault, int withKey) {
    List<Object[]> changes = new ArrayList<>();
    for (Row row : rows) {
      byte[] old = row.value().bytes();
      if (KeyRing.keyOf(old) != withKey) {
        String context = row.value().context();
        List<Object> values = new ArrayList<>();
        values.add(vault.seal(vault.open(old, context), context));
        values.addAll(row.key());
        values.add(old);
        changes.add(values.toArray());
      }
    }
    if (changes.isEmpty()) {
      return 0;
    }
    int[] counts =
        transaction.execute(status -> {
          int[] changed = batches.batchUpdate(update, changes);
          CrashPoint.KEY_ROTATE_MID_BATCH.reached();
          return changed;
        });
    long sealed = 0;
    for (int count : counts) {
      // The driver's reWriteBatchedInserts doesn't merge updates, so each has its own count.
      sealed += Math.max(count, 0);
    }
    return sealed;
  }
}
