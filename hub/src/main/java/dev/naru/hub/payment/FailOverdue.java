package dev.naru.hub.payment;

import static dev.naru.hub.database.Columns.utc;

import dev.naru.hub.database.TimeOrderedIds;
import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.webhook.Outbox;
import dev.naru.hub.webhook.WebhookEvent;
import dev.naru.hub.work.Lane;
import dev.naru.hub.work.LeasedWork;
import dev.naru.hub.work.RowLease;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Fails payments whose time has passed. No PG is asked, and a webhook is sent only where the
 * merchant wants all failures. The transaction that leases a payment also ends it, so nothing is
 * left to carry out.
 */
abstract class FailOverdue extends LeasedWork<FailOverdue.Failed> {

  private static final Logger log = LoggerFactory.getLogger(FailOverdue.class);

  private static final int BATCH = 500;

  private final Rule rule;
  private final RowLease lease;
  private final Tells tells;
  private final TimeOrderedIds ids;
  final JdbcClient db;

  /**
   * Which payments fail, and how.
   *
   * @param name the work's name, for logs and threads
   * @param poll how often overdue payments are looked for
   * @param overdue the condition in SQL, in which {@code :limit} is the value of {@link #limit}
   * @param since the column, or expression, that tells which has been overdue longest
   * @param code {@link Payment#failCode()}
   * @param reason {@link Payment#failReason()}
   * @param journal the kind of the journal's line
   * @param detail the line's detail, as an SQL expression
   */
  record Rule(
      String name,
      Duration poll,
      String overdue,
      String since,
      String code,
      String reason,
      String journal,
      String detail) {}

  /** What is needed to tell merchants of the failures. */
  record Tells(Merchants merchants, Outbox outbox) {

    boolean allFailuresTo(long merchantId) {
      return merchants.byId(merchantId).filter(Outbox::tellsAllFailures).isPresent();
    }

    String tasks(long merchantId, Failed failed) {
      return Outbox.toJson(
          merchants
              .byId(merchantId)
              .map(merchant -> outbox.tasksFor(merchant, failed.event()))
              .orElse(List.of()));
    }
  }

  FailOverdue(
      Rule rule, JdbcClient db, RowLease lease, Tells tells, InstantSource time, boolean soleNode) {
    super(rule.name(), new Limits(BATCH, BATCH, BATCH, rule.poll()), time, soleNode);
    this.rule = rule;
    this.db = db;
    this.lease = lease;
    this.tells = tells;
    this.ids = new TimeOrderedIds(time);
  }

  /** A payment that has failed because its time is over. */
  record Failed(String paymentNumber, String orderNumber, String noticeUrls, String detail) {

    private static final TypeReference<List<String>> URLS = new TypeReference<>() {};

    WebhookEvent event() {
      return new WebhookEvent(
          paymentNumber,
          orderNumber,
          PaymentState.FAILED.v1Status(),
          null,
          JsonMapper.shared().readValue(noticeUrls, URLS),
          true);
    }
  }

  /** The value of {@code :limit} in {@link Rule#overdue()}. */
  abstract Object limit(Instant now);

  @Override
  protected Set<Lane> lanesWithDueWork(Instant now) {
    return new HashSet<>(
        db.sql("select distinct merchant_id from payment where " + rule.overdue())
            .param("limit", limit(now))
            .query((row, number) -> Lane.of(row.getLong(1)))
            .list());
  }

  @Override
  protected List<Failed> lease(Lane lane, int most, Collection<Failed> underWay, Instant now) {
    boolean told = tells.allFailuresTo(lane.merchantId());
    List<Failed> failed =
        lease.take(
            "select payment_number, order_number, notice_urls, %s as detail from payment"
                    .formatted(rule.detail())
                + " where merchant_id = :merchant and "
                + rule.overdue()
                + " order by %s limit :most for update skip locked".formatted(rule.since()),
            Map.of("merchant", lane.merchantId(), "limit", limit(now), "most", most),
            (row, number) ->
                new Failed(
                    row.getString("payment_number"),
                    row.getString("order_number"),
                    row.getString("notice_urls"),
                    row.getString("detail")),
            marks(told),
            each ->
                new MapSqlParameterSource()
                    .addValue("merchant", lane.merchantId())
                    .addValue("paymentNumber", each.paymentNumber())
                    .addValue("now", utc(now))
                    .addValue("code", rule.code())
                    .addValue("reason", rule.reason())
                    .addValue("id", ids.next())
                    .addValue("what", rule.journal())
                    .addValue("detail", each.detail())
                    .addValue("webhook_tasks", told ? tells.tasks(lane.merchantId(), each) : "[]"));
    if (!failed.isEmpty()) {
      log.info("{}: {} payments were given up", rule.name(), failed.size());
      if (told) {
        tells.outbox().wakeFor(lane.merchantId());
      }
    }
    return failed;
  }

  private static List<String> marks(boolean told) {
    List<String> marks =
        new ArrayList<>(
            List.of(
                """
                update payment set state = 'FAILED', failed_at = :now, updated_at = :now,
                                   fail_code = :code, fail_reason = :reason
                 where merchant_id = :merchant and payment_number = :paymentNumber
                """,
                """
                insert into journal (merchant_id, payment_number, id, at, what, detail)
                values (:merchant, :paymentNumber, :id, :now, :what, :detail)
                """));
    if (told) {
      marks.add(Outbox.INSERT_CTE);
    }
    return marks;
  }

  @Override
  protected void carryOut(Failed payment) {
    log.debug("{} was given up: {}", payment.paymentNumber(), payment.detail());
  }

  @Override
  protected boolean anyDue(Instant now) {
    return !lanesWithDueWork(now).isEmpty();
  }

  @Override
  protected void freeLeases(Instant now) {
    // There are no leases to free: the statement that leases a payment also ends it.
  }
}
