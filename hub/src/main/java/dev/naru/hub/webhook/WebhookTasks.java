package dev.naru.hub.webhook;

import dev.naru.hub.webhook.DeliveryBackoff.Next;
import dev.naru.hub.webhook.MerchantServer.Answer.Answered;
import dev.naru.hub.webhook.MerchantServer.Answer.NotReached;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The dispatcher's SQL. Every method is one statement and one round trip. */
final class WebhookTasks {

  /**
   * Takes due tasks, from each merchant in turn as many as it has room for (G22). A task waits
   * while another of its payment is being sent, while an earlier one is due, and while an earlier
   * one to the same address is pending at all (order, spec/webhooks.md §4). The merchants are found
   * by hopping through the index, from the one after the last turn and no farther than there is
   * room, so a merchant's backlog costs the others nothing.
   */
  private static final String CLAIM =
      """
      with recursive merchants as (
          (select merchant_id from webhook_task
           where state = 'pending' and merchant_id > :after order by merchant_id limit 1)
        union all
          select (select t.merchant_id from webhook_task t
                  where t.state = 'pending' and t.merchant_id > m.merchant_id
                  order by t.merchant_id limit 1)
          from merchants m where m.merchant_id is not null
      ),
      turns as (
        select m.merchant_id, greatest(:perMerchant - coalesce(b.busy, 0), 0) as room
        from merchants m
        left join unnest(cast(:busyMerchants as bigint[]), cast(:busy as int[]))
          as b(merchant_id, busy) on b.merchant_id = m.merchant_id
        where m.merchant_id is not null
      ),
      picked as (
        select d.merchant_id, d.id
        from turns cross join lateral (
          select t.merchant_id, t.id
          from webhook_task t
          where t.merchant_id = turns.merchant_id and t.state = 'pending' and t.due_at <= :now
            and (t.leased_until is null or t.leased_until <= :now)
            and t.id <> all(cast(:underWay as uuid[]))
            and not exists (
              select from webhook_task e
              where e.merchant_id = t.merchant_id and e.payment_number = t.payment_number
                and e.state = 'pending' and e.id <> t.id
                and (e.leased_until > :now or e.id = any(cast(:underWay as uuid[]))
                  or e.seq < t.seq and (e.due_at <= :now or e.url = t.url)))
          order by t.due_at, t.seq
          limit turns.room
          for update of t skip locked
        ) d
        limit :room
      )
      update webhook_task t set lease = :lease, leased_until = :until
      from picked p where t.merchant_id = p.merchant_id and t.id = p.id
      returning t.merchant_id, t.id, t.url, t.content_type, t.body, t.tries, t.manual, t.lease
      """;

  /** History and state together; a task that somebody else took over meanwhile keeps its state. */
  private static final String WRITE =
      """
      with result as (
        select * from jsonb_to_recordset(cast(:results as jsonb)) as r(
          merchant_id bigint, task_id uuid, lease uuid, at timestamptz, url text,
          content_type text, body text, http_status int, error text, duration_ms bigint,
          trigger text, answer text, state text, tries int, due_at timestamptz)
      ),
      noted as (
        insert into webhook_delivery (merchant_id, task_id, at, url, content_type, body,
          http_status, error, duration_ms, trigger, answer)
        select merchant_id, task_id, at, url, content_type, body,
          http_status, error, duration_ms, trigger, answer
        from result
      )
      update webhook_task t
      set state = case when r.state = 'dead' and t.sent_at is not null then 'sent' else r.state end,
        tries = r.tries, manual = false, due_at = r.due_at, lease = null, leased_until = null,
        sent_at = coalesce(t.sent_at, case when r.state = 'sent' then r.due_at end)
      from result r
      where t.merchant_id = r.merchant_id and t.id = r.task_id and t.lease = r.lease
      """;

  private static final String RELEASE =
      """
      update webhook_task set lease = null, leased_until = null
      where (merchant_id, id) in (
        select * from unnest(cast(:merchants as bigint[]), cast(:ids as uuid[])))
        and lease = any(cast(:leases as uuid[])) and state = 'pending'
      """;

  /** Not what waits behind a task whose next step lies in the future. */
  private static final String ANY_DUE =
      """
      select exists (
        select from webhook_task t
        where t.state = 'pending' and t.due_at <= :now
          and not exists (
            select from webhook_task e
            where e.merchant_id = t.merchant_id and e.payment_number = t.payment_number and e.state = 'pending'
              and e.url = t.url and e.seq < t.seq and e.due_at > :now))
      """;

  private static final JsonMapper JSON = JsonMapper.shared();

  private final JdbcClient database;

  WebhookTasks(JdbcClient database) {
    this.database = database;
  }

  /**
   * @param room how many at most
   * @param perMerchant how many of one merchant, with those that are busy
   * @param busy sends under way in this process, by merchant
   * @param underWay their tasks: not to be taken again even if the clock leapt past their leases
   * @param after the merchant that had the last turn; -1 for a new round
   */
  record Claim(
      int room,
      int perMerchant,
      Map<Long, Integer> busy,
      Collection<UUID> underWay,
      long after,
      UUID lease) {}

  List<DueTask> claim(Claim claim, Instant now) {
    List<Map.Entry<Long, Integer>> busy = List.copyOf(claim.busy().entrySet());
    return database
        .sql(CLAIM)
        .param("room", claim.room())
        .param("perMerchant", claim.perMerchant())
        .param("busyMerchants", array(busy.stream().map(Map.Entry::getKey).toList()))
        .param("busy", array(busy.stream().map(Map.Entry::getValue).toList()))
        .param("underWay", array(claim.underWay()))
        .param("after", claim.after())
        .param("lease", claim.lease())
        .param("now", sql(now))
        .param("until", sql(now.plus(DeliveryBackoff.LEASE)))
        .query(WebhookTasks::dueTask)
        .list();
  }

  void write(List<SendResult> results) {
    ArrayNode rows = JSON.createArrayNode();
    results.forEach(result -> row(result, rows.addObject()));
    database.sql(WRITE).param("results", JSON.writeValueAsString(rows)).update();
  }

  /** Gives tasks back unsent, to be claimed by whoever comes first. */
  void release(List<DueTask> tasks) {
    database
        .sql(RELEASE)
        .param("merchants", array(tasks.stream().map(DueTask::merchantId).toList()))
        .param("ids", array(tasks.stream().map(DueTask::id).toList()))
        .param("leases", array(tasks.stream().map(DueTask::lease).distinct().toList()))
        .update();
  }

  /** When the next send falls due, after that time. */
  Optional<Instant> nextDue(Instant after) {
    return database
        .sql("select min(due_at) from webhook_task where state = 'pending' and due_at > :after")
        .param("after", sql(after))
        .query((row, number) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
        .single()
        .map(OffsetDateTime::toInstant);
  }

  /** For a hub that knows it is the only one: what a crash left leased is free now. */
  void freeAll() {
    database
        .sql(
            """
            update webhook_task set lease = null, leased_until = null
            where state = 'pending' and lease is not null
            """)
        .update();
  }

  /** Whether a send is due or under way, in this process or another. */
  boolean anyDue(Instant now) {
    return database.sql(ANY_DUE).param("now", sql(now)).query(Boolean.class).single();
  }

  private static void row(SendResult result, ObjectNode row) {
    DueTask task = result.task();
    boolean again = result.next() == Next.AGAIN;
    row.put("merchant_id", task.merchantId())
        .put("task_id", task.id().toString())
        .put("lease", task.lease().toString())
        .put("at", result.at().toString())
        .put("url", task.url())
        .put("content_type", task.contentType())
        .put("body", task.body())
        .put("trigger", task.trigger())
        .put("state", again ? "pending" : result.next().name().toLowerCase(Locale.ROOT))
        .put("tries", task.manual() ? task.tries() : task.tries() + 1)
        .put(
            "due_at",
            (again ? result.endedAt().plus(DeliveryBackoff.STEP) : result.endedAt()).toString());
    switch (result.answer()) {
      case Answered answered ->
          row.put("http_status", answered.status())
              .put("answer", Text.storable(answered.body()))
              .put("duration_ms", answered.took().toMillis());
      case NotReached trouble ->
          row.put("error", Text.storable(trouble.reason()))
              .put("answer", "")
              .put("duration_ms", trouble.took().toMillis());
    }
  }

  private static DueTask dueTask(ResultSet row, int number) throws SQLException {
    return new DueTask(
        row.getLong("merchant_id"),
        row.getObject("id", UUID.class),
        row.getString("url"),
        row.getString("content_type"),
        row.getString("body"),
        row.getInt("tries"),
        row.getBoolean("manual"),
        row.getObject("lease", UUID.class));
  }

  static OffsetDateTime sql(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  /** Numbers and ids only: nothing in them needs quoting. */
  private static String array(Collection<?> values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
  }
}
