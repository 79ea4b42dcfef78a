package dev.naru.hub.work;

import static dev.naru.hub.database.Columns.utc;

import dev.naru.hub.database.TimeOrderedIds;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Deletes old rows with two SQL statements. Each may have the parameters {@code :before}, the time
 * before which rows are too old, and {@code :beforeId}, the smallest time-ordered id of that time;
 * {@code delete} also has {@code :merchant} and {@code :most}.
 *
 * @param merchants selects the merchants that have old rows
 */
public record StatementOldRows(
    JdbcClient db, String name, Duration age, String merchants, String delete) implements OldRows {

  /**
   * Makes the SQL query for the merchants that have old rows. The table's primary key must be the
   * merchant and a time-ordered id. The query jumps by that key from one merchant to the next,
   * because the table may have millions of rows of few merchants.
   *
   * @param table the table's name, which must not come from outside
   * @param old an SQL condition on {@code r}, which a row must fulfil besides its age
   */
  public static String merchantsOf(String table, String old) {
    return """
    with recursive m (id) as (
      (select merchant_id from %1$s order by merchant_id limit 1)
      union all
      select (select merchant_id from %1$s where merchant_id > m.id order by merchant_id limit 1)
        from m where m.id is not null)
    select m.id from m where m.id is not null and exists (
      select 1 from %1$s r where r.merchant_id = m.id and r.id < :beforeId and %2$s)
    """
        .formatted(table, old);
  }

  @Override
  public Set<Long> merchants(Instant now) {
    return new HashSet<>(
        db.sql(merchants).params(parameters(now)).query((row, number) -> row.getLong(1)).list());
  }

  @Override
  public int delete(long merchantId, int most, Instant now) {
    return db.sql(delete)
        .params(parameters(now))
        .param("merchant", merchantId)
        .param("most", most)
        .update();
  }

  private Map<String, Object> parameters(Instant now) {
    Instant before = now.minus(age);
    return Map.of("before", utc(before), "beforeId", TimeOrderedIds.least(before));
  }
}
