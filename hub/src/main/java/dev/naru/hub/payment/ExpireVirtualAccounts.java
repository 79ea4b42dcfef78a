package dev.naru.hub.payment;

import dev.naru.hub.merchant.MerchantsBySetting;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.time.Korea;
import dev.naru.hub.work.Lane;
import dev.naru.hub.work.RowLease;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Moves payments from AWAITING_DEPOSIT to FAILED once the virtual account's deadline has passed,
 * for merchants whose {@link Setting#VBANK_ON_EXPIRY} says so. If the PG's bank still accepts a
 * deposit, the payment becomes paid after all (spec/rest-api.md §3 row 9).
 */
final class ExpireVirtualAccounts extends FailOverdue {

  private static final String FAILS = "failed";

  /**
   * Deadlines are text of Korean time, which sorts as time does. The second condition on them is
   * always true; the index asks for it, and no statement about one payment has it.
   */
  private static final String PAST_DEADLINE =
      """
      state = 'AWAITING_DEPOSIT' and account ->> 'due' < :limit and account ->> 'due' < '9999'
      """;

  private static final Rule RULE =
      new Rule(
          "expired-accounts",
          Duration.ofSeconds(10),
          PAST_DEADLINE,
          "account ->> 'due'",
          Deposits.EXPIRED,
          "입금기한 만료",
          "account_expired",
          "account ->> 'due'");

  private final MerchantsBySetting merchants;

  ExpireVirtualAccounts(
      JdbcClient db,
      RowLease lease,
      MerchantsBySetting merchants,
      Tells tells,
      InstantSource time,
      boolean soleNode) {
    super(RULE, db, lease, tells, time, soleNode);
    this.merchants = merchants;
  }

  @Override
  String limit(Instant now) {
    return LocalDateTime.ofInstant(now, Korea.ZONE).truncatedTo(ChronoUnit.SECONDS).toString();
  }

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
            .param("limit", limit(now))
            .query((row, number) -> Lane.of(row.getLong(1)))
            .list());
  }

  /** An account ends one second after its deadline: until then a deposit is accepted. */
  @Override
  public Optional<Instant> nextDue(Instant after) {
    return db.sql(
            """
            select min(account ->> 'due') from payment
             where state = 'AWAITING_DEPOSIT' and account ->> 'due' >= :koreanAfter
               and account ->> 'due' < '9999'
            """)
        .param("koreanAfter", limit(after))
        .query((row, number) -> Optional.ofNullable(row.getString(1)))
        .single()
        .map(due -> LocalDateTime.parse(due).atZone(Korea.ZONE).toInstant().plusSeconds(1));
  }
}
