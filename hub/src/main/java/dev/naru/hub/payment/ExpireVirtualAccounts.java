package dev.naru.hub.payment;

import static dev.naru.hub.database.Columns.utc;

import dev.naru.hub.database.TimeOrderedIds;
import dev.naru.hub.merchant.MerchantsBySetting;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.time.Korea;
import dev.naru.hub.work.Lane;
import dev.naru.hub.work.LeasedWork;
import dev.naru.hub.work.RowLease;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * AWAITING_DEPOSIT → FAILED once a virtual account's deadline has passed, for merchants who set
 * {@link Setting#VBANK_ON_EXPIRY} so. No PG is asked and no webhook is sent (spec/webhooks.md): the
 * PG's bank may still accept a deposit, and then the payment is paid all the same (spec/rest-api.md
 * §3 row 9). The transaction that leases an account also ends it, so nothing is left to carry out.
 */
final class ExpireVirtualAccounts extends LeasedWork<ExpireVirtualAccounts.Expired> {

  private static final Logger log = LoggerFactory.getLogger(ExpireVirtualAccounts.class);

  private static final String REASON = "입금기한 만료";
  private static final String FAILS = "failed";
  private static final int BATCH = 500;
  private static final Limits LIMITS = new Limits(BATCH, BATCH, BATCH, Duration.ofSeconds(10));

  /**
   * Deadlines are text of Korean time, which sorts as time does. The second condition on them is
   * always true; the index asks for it, and no statement about one payment has it.
   */
  private static final String PAST_DEADLINE =
      """
      state = 'AWAITING_DEPOSIT' and account ->> 'due' < :koreanNow and account ->> 'due' < '9999'
      """;

  private final JdbcClient db;
  private final RowLease lease;
  private final MerchantsBySetting merchants;
  private final TimeOrderedIds ids;

  ExpireVirtualAccounts(
      JdbcClient db,
      RowLease lease,
      MerchantsBySetting merchants,
      InstantSource time,
      boolean soleNode) {
    super("expired-accounts", LIMITS, time, soleNode);
    this.db = db;
    this.lease = lease;
    this.merchants = merchants;
    this.ids = new TimeOrderedIds(time);
  }

  /** A payment that was given up. */
  record Expired(String paymentNumber, String due) {}

  @Override
  protected Set<Lane> lanesWithDueWork(Instant now) {
    Set<Long> those = merchants.having(Setting.VBANK_ON_EXPIRY, FAILS);
    if (those.isEmpty()) {
      return Set.of();
    }
    return new HashSet<>(
        db.sql(
                "select distinct merchant_id from payment where merchant_id = any(:merchants) and "
                    + PAST_DEADLINE)
            .param("merchants", those.toArray(Long[]::new))
            .param("koreanNow", korean(now))
            .query((row, number) -> Lane.of(row.getLong(1)))
            .list());
  }

  @Override
  protected List<Expired> lease(Lane lane, int most, Collection<Expired> underWay, Instant now) {
    List<Expired> expired =
        lease.take(
            "select payment_number, account ->> 'due' as due from payment"
                + " where merchant_id = :merchant and "
                + PAST_DEADLINE
                + " order by account ->> 'due' limit :most for update skip locked",
            Map.of(
                "merchant", lane.merchantId(),
                "koreanNow", korean(now),
                "most", most),
            (row, number) -> new Expired(row.getString("payment_number"), row.getString("due")),
            List.of(
                """
                update payment set state = 'FAILED', failed_at = :now, updated_at = :now,
                                   fail_code = :code, fail_reason = :reason
                 where merchant_id = :merchant and payment_number = :paymentNumber
                """,
                """
                insert into journal (merchant_id, payment_number, id, at, what, detail)
                values (:merchant, :paymentNumber, :id, :now, 'account_expired', :due)
                """),
            each ->
                new MapSqlParameterSource()
                    .addValue("merchant", lane.merchantId())
                    .addValue("paymentNumber", each.paymentNumber())
                    .addValue("now", utc(now))
                    .addValue("code", Deposits.EXPIRED)
                    .addValue("reason", REASON)
                    .addValue("id", ids.next())
                    .addValue("due", each.due()));
    if (!expired.isEmpty()) {
      log.info("{} virtual accounts were given up at their deadline", expired.size());
    }
    return expired;
  }

  @Override
  protected void carryOut(Expired account) {
    log.debug(
        "{} was given up; its account was open until {}", account.paymentNumber(), account.due());
  }

  @Override
  protected boolean anyDue(Instant now) {
    return !lanesWithDueWork(now).isEmpty();
  }

  @Override
  protected void freeLeases(Instant now) {
    // There are none: what is leased has ended.
  }

  /** The second after a deadline, since an account is open until its deadline has passed. */
  @Override
  public Optional<Instant> nextDue(Instant after) {
    return db.sql(
            """
            select min(account ->> 'due') from payment
             where state = 'AWAITING_DEPOSIT' and account ->> 'due' >= :koreanAfter
               and account ->> 'due' < '9999'
            """)
        .param("koreanAfter", korean(after))
        .query((row, number) -> Optional.ofNullable(row.getString(1)))
        .single()
        .map(due -> LocalDateTime.parse(due).atZone(Korea.ZONE).toInstant().plusSeconds(1));
  }

  private static String korean(Instant now) {
    return LocalDateTime.ofInstant(now, Korea.ZONE).truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
