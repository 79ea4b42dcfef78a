package dev.naru.hub.webhook;

import static dev.naru.hub.database.Columns.storable;
import static dev.naru.hub.database.Columns.utc;
import static dev.naru.hub.database.Columns.uuids;

import dev.naru.hub.database.TimeOrderedIds;
import dev.naru.hub.webhook.DeliveryBackoff.Next;
import dev.naru.hub.webhook.MerchantServer.Answer.Answered;
import dev.naru.hub.webhook.MerchantServer.Answer.NotReached;
import dev.naru.hub.work.Lane;
import dev.naru.hub.work.RowLease;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Due webhooks in the database: the dispatcher's SQL. */
final class WebhookTasks implements DueTasks {

  /**
   * Finds one due task of each merchant, merchant by merchant in the index of due tasks. PostgreSQL
   * would answer a {@code select distinct} with a bitmap of that index, which at every poll reads
   * the entries of all tasks that have ended since the last vacuum; an index scan marks them at its
   * first look, and passes over them from then on. The lower bound of {@code due_at}, here and in
   * {@link #PICK}, excludes nothing: it makes PostgreSQL expect few rows, for which it prefers the
   * index scan on a table without statistics.
   */
  private static final String LANES =
      """
      with recursive lane (merchant_id) as (
        select cast(0 as bigint)
        union all
        select (select t.merchant_id from webhook_task t
                 where t.merchant_id > lane.merchant_id
                   and t.state = 'pending'
                   and t.due_at > '-infinity' and t.due_at <= :now
                   and (t.leased_until is null or t.leased_until <= :now)
                 order by t.merchant_id, t.due_at
                 limit 1)
          from lane where lane.merchant_id is not null)
      select merchant_id from lane where merchant_id > 0
      """;

  /**
   * Picks due tasks of a merchant, in the order of spec/webhooks.md §4. A task waits while another
   * one of its payment is being sent, while an earlier one is due, and while an earlier one to the
   * same address is pending. A subquery for each task looks for those: PostgreSQL would turn a
   * {@code not exists} into a join that reads all pending tasks of the merchant.
   */
  private static final String PICK =
      """
      select t.merchant_id, t.id, t.event_id, t.url, t.content_type, t.body, t.tries, t.manual
        from webhook_task t
        left join lateral (
          select 1 as found from webhook_task e
           where e.merchant_id = :merchant and e.payment_number = t.payment_number
             and e.state = 'pending' and e.id <> t.id
             and (e.leased_until > :now or e.id = any(cast(:underWay as uuid[]))
               or e.no < t.no and (e.due_at <= :now or e.url = t.url))
           limit 1) other on true
       where t.merchant_id = :merchant and t.state = 'pending'
         and t.due_at > '-infinity' and t.due_at <= :now
         and (t.leased_until is null or t.leased_until <= :now)
         and t.id <> all(cast(:underWay as uuid[]))
         and other.found is null
       order by t.due_at, t.id
       limit :most
         for update of t skip locked
      """;

  /**
   * Leases the picked tasks, in a statement after {@link #PICK}. An update in the same statement
   * would change the index page that the pick still reads. PostgreSQL then can't mark the page's
   * dead entries, and every pick would read more of them.
   */
  private static final String LEASE =
      """
      update webhook_task set lease = :lease, leased_until = :until
       where merchant_id = :merchant and id = :id
      """;

  private static final String NOTE_SEND =
      """
      insert into webhook_delivery (merchant_id, task_id, id, at, url, content_type, body,
                                    http_status, error, duration_ms, trigger, answer)
      values (:merchant, :task, :id, :at, :url, :contentType, :body,
              :httpStatus, :error, :durationMs, :trigger, :answer)
      """;

  /**
   * Records the end of a send. A task that another process took over meanwhile keeps its state; one
   * that arrived stays sent.
   */
  private static final String END_SEND =
      """
      update webhook_task
         set state = case when cast(:state as text) = 'dead' and sent_at is not null then 'sent'
                          else cast(:state as text) end,
             tries = :tries, manual = false, due_at = :dueAt, lease = null, leased_until = null,
             sent_at = coalesce(sent_at,
                                case when cast(:state as text) = 'sent'
                                     then cast(:dueAt as timestamptz) end)
       where merchant_id = :merchant and id = :task and lease = :lease
      """;

  private static final String RELEASE =
      """
      update webhook_task set lease = null, leased_until = null
       where merchant_id = :merchant and id = :id and lease = :lease
      """;

  /**
   * Whether a task is due. One that waits behind a task whose next try lies in the future doesn't
   * count.
   */
  private static final String ANY_DUE =
      """
      select exists (
        select 1 from webhook_task t
         where t.state = 'pending' and t.due_at <= :now
           and not exists (
             select 1 from webhook_task e
              where e.merchant_id = t.merchant_id and e.payment_number = t.payment_number
                and e.state = 'pending' and e.url = t.url and e.no < t.no and e.due_at > :now))
      """;

  private final JdbcClient database;
  private final NamedParameterJdbcTemplate batches;
  private final TransactionTemplate transaction;
  private final RowLease leases;
  private final TimeOrderedIds ids;

  WebhookTasks(DataSource database, RowLease leases, InstantSource time) {
    this.database = JdbcClient.create(database);
    this.batches = new NamedParameterJdbcTemplate(database);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    this.leases = leases;
    this.ids = new TimeOrderedIds(time);
  }

  @Override
  public Set<Lane> lanes(Instant now) {
    return new HashSet<>(
        database
            .sql(LANES)
            .param("now", utc(now))
            .query((row, number) -> Lane.of(row.getLong(1)))
            .list());
  }

  @Override
  public List<DueTask> lease(long merchantId, int most, Collection<DueTask> underWay, Instant now) {
    UUID lease = UUID.randomUUID();
    return leases.take(
        PICK,
        Map.of(
            "merchant",
            merchantId,
            "now",
            utc(now),
            "underWay",
            uuids(underWay.stream().map(DueTask::id).toList()),
            "most",
            most),
        (row, number) -> dueTask(row, lease),
        List.of(LEASE),
        task ->
            new MapSqlParameterSource()
                .addValue("merchant", merchantId)
                .addValue("id", task.id())
                .addValue("lease", lease)
                .addValue("until", utc(now.plus(DeliveryBackoff.LEASE))));
  }

  @Override
  public void write(long merchantId, List<SendResult> results) {
    SqlParameterSource[] rows =
        results.stream().map(each -> row(merchantId, each)).toArray(SqlParameterSource[]::new);
    transaction.executeWithoutResult(_ -> {
      batches.batchUpdate(NOTE_SEND, rows);
      batches.batchUpdate(END_SEND, rows);
    });
  }

  @Override
  public void release(List<DueTask> tasks) {
    batches.batchUpdate(
        RELEASE,
        tasks.stream()
            .map(task ->
                new MapSqlParameterSource()
                    .addValue("merchant", task.merchantId())
                    .addValue("id", task.id())
                    .addValue("lease", task.lease()))
            .toArray(SqlParameterSource[]::new));
  }

  @Override
  public Optional<Instant> nextDue(Instant after) {
    return database
        .sql("select min(due_at) from webhook_task where state = 'pending' and due_at > :after")
        .param("after", utc(after))
        .query((row, number) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
        .single()
        .map(OffsetDateTime::toInstant);
  }

  @Override
  public void freeAll() {
    database
        .sql(
            """
            update webhook_task set lease = null, leased_until = null
            where state = 'pending' and lease is not null
            """)
        .update();
  }

  @Override
  public boolean anyDue(Instant now) {
    return database.sql(ANY_DUE).param("now", utc(now)).query(Boolean.class).single();
  }

  private SqlParameterSource row(long merchantId, SendResult result) {
    DueTask task = result.task();
    boolean again = result.next() == Next.AGAIN;
    Instant dueAt = result.endedAt().plus(result.pause());
    MapSqlParameterSource row =
        new MapSqlParameterSource()
            .addValue("merchant", merchantId)
            .addValue("task", task.id())
            .addValue("lease", task.lease())
            .addValue("id", ids.next())
            .addValue("at", utc(result.at()))
            .addValue("url", task.url())
            .addValue("contentType", task.contentType())
            .addValue("body", task.body())
            .addValue("trigger", task.trigger())
            .addValue("state", again ? "pending" : result.next().name().toLowerCase(Locale.ROOT))
            .addValue("tries", task.manual() ? task.tries() : task.tries() + 1)
            .addValue("dueAt", utc(dueAt));
    return switch (result.answer()) {
      case Answered answered ->
          row.addValue("httpStatus", answered.status())
              .addValue(
                  "error",
                  answered.broken() == null ? null : storable(answered.broken()),
                  Types.VARCHAR)
              .addValue("answer", storable(answered.body()))
              .addValue("durationMs", answered.took().toMillis());
      case NotReached failure ->
          row.addValue("httpStatus", null, Types.INTEGER)
              .addValue("error", storable(failure.reason()))
              .addValue("answer", "")
              .addValue("durationMs", failure.took().toMillis());
    };
  }

  private static DueTask dueTask(ResultSet row, UUID lease) throws SQLException {
    return new DueTask(
        row.getLong("merchant_id"),
        row.getObject("id", UUID.class),
        row.getObject("event_id", UUID.class),
        row.getString("url"),
        row.getString("content_type"),
        row.getString("body"),
        row.getInt("tries"),
        row.getBoolean("manual"),
        lease);
  }
}
