package dev.naru.hub.reconcile;

import dev.naru.hub.channel.ChannelAdministration;
import dev.naru.hub.epoch.DatabaseEpoch;
import dev.naru.hub.merchant.MerchantsBySetting;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.reconcile.PgStatements.Outcome;
import dev.naru.hub.reconcile.StatementFetches.Due;
import dev.naru.hub.time.Korea;
import dev.naru.hub.work.Lane;
import dev.naru.hub.work.LeasedWork;
import dev.naru.pg.spi.GivesStatements.Kind;
import dev.naru.pg.spi.GivesStatements.StatementForm;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the PGs every morning for the lists of the day before, for merchants who set {@link
 * Setting#RECONCILE_NIGHTLY}. If a day's list of transactions hasn't come by the early afternoon,
 * that is a difference of its own, which ends when the list comes. At most one call for each
 * channel is under way.
 */
final class FetchStatements extends LeasedWork<Due> {

  private static final Logger log = LoggerFactory.getLogger(FetchStatements.class);

  private static final Limits LIMITS = new Limits(4, 1, 1, Duration.ofMinutes(1));
  private static final int MOST_DAYS = 14;
  private static final String WHO = "naru, nightly";

  private final StatementFetches fetches;
  private final PgStatements statements;
  private final DifferenceRows differences;
  private final ChannelAdministration channels;
  private final MerchantsBySetting merchants;
  private final DatabaseEpoch epoch;
  private final InstantSource time;

  FetchStatements(
      StatementFetches fetches,
      PgStatements statements,
      DifferenceRows differences,
      ChannelAdministration channels,
      MerchantsBySetting merchants,
      DatabaseEpoch epoch,
      InstantSource time,
      boolean soleNode) {
    super("statements", LIMITS, time, soleNode);
    this.fetches = fetches;
    this.statements = statements;
    this.differences = differences;
    this.channels = channels;
    this.merchants = merchants;
    this.epoch = epoch;
    this.time = time;
  }

  @Override
  protected Set<Lane> lanesWithDueWork(Instant now) {
    plan(now);
    return fetches.lanes(now);
  }

  /**
   * Plans yesterday's lists each time, so that a hub that was down for a night doesn't miss them.
   */
  private void plan(Instant now) {
    LocalDate yesterday = LocalDate.ofInstant(now, Korea.ZONE).minusDays(1);
    for (long merchantId : merchants.having(Setting.RECONCILE_NIGHTLY, "true")) {
      for (ChannelAdministration.Entry channel : channels.all(merchantId)) {
        for (StatementForm form : statements.forms(merchantId, channel.id())) {
          if (form.called()) {
            fetches.plan(merchantId, channel.id(), form.code(), yesterday);
          }
        }
      }
    }
    epoch.openSince().ifPresent(since -> planAfterRewind(since, yesterday));
  }

  /**
   * Plans, whatever is set, all lists of the days that the loss of commits may touch: the day
   * before the database was set back, and all days since.
   */
  private void planAfterRewind(Instant since, LocalDate yesterday) {
    LocalDate first = LocalDate.ofInstant(since, Korea.ZONE).minusDays(1);
    for (ChannelAdministration.Entry channel : channels.all(null)) {
      for (StatementForm form : statements.forms(channel.merchantId(), channel.id())) {
        if (form.called() && form.kind() == Kind.TRANSACTIONS) {
          for (LocalDate day = first;
              !day.isAfter(yesterday) && day.isBefore(first.plusDays(MOST_DAYS));
              day = day.plusDays(1)) {
            fetches.plan(channel.merchantId(), channel.id(), form.code(), day);
          }
        }
      }
    }
  }

  @Override
  protected List<Due> lease(Lane lane, int most, Collection<Due> underWay, Instant now) {
    return underWay.isEmpty() ? fetches.lease(lane, most, now) : List.of();
  }

  @Override
  protected void carryOut(Due due) {
    Outcome outcome =
        statements.fetch(due.merchantId(), due.channelId(), due.form(), due.day(), WHO);
    switch (outcome) {
      case Outcome.Read _, Outcome.AlreadyRead _ -> {
        differences.endLate(
            due.merchantId(), due.channelId(), due.form(), due.day(), time.instant());
        fetches.ended(due, true, true, "read");
      }
      case Outcome.NotConfigured(String setting) ->
          fetches.ended(due, false, false, "no " + setting);
      case Outcome.Nothing _ -> missed(due, "nothing yet");
      case Outcome.Refused(String code) -> missed(due, "refused: " + code);
      case Outcome.Unclear(String why) -> missed(due, why);
      case Outcome.Unreadable(long line, String why) -> missed(due, "line " + line + ": " + why);
    }
  }

  private void missed(Due due, String answer) {
    log.info("the list {} of {} isn't there: {}", due.form(), due.day(), answer);
    boolean transactions =
        statements.forms(due.merchantId(), due.channelId()).stream()
            .anyMatch(form -> form.code().equals(due.form()) && form.kind() == Kind.TRANSACTIONS);
    if (transactions && due.isLastOfTheDay()) {
      channels.all(due.merchantId()).stream()
          .filter(channel -> channel.id() == due.channelId())
          .forEach(channel -> differences.late(channel, due.form(), due.day(), time.instant()));
    }
    fetches.ended(due, false, true, answer);
  }

  @Override
  protected boolean anyDue(Instant now) {
    plan(now);
    return fetches.anyDue(now);
  }

  @Override
  protected void freeLeases(Instant now) {
    fetches.freeAll();
  }

  @Override
  public Optional<Instant> nextDue(Instant after) {
    plan(after);
    return fetches.nextAfter(after);
  }
}
