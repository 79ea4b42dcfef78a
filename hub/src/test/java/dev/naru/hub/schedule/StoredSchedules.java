package dev.naru.hub.schedule;

import dev.naru.hub.billing.ScheduledCharges;
import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.simulation.Around;
import dev.naru.hub.vault.Vault;
import dev.naru.hub.work.RowLease;
import dev.naru.hub.work.SteppedWork;
import java.time.Instant;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The execution of schedules, over any store. */
public final class StoredSchedules {

  private final DueSchedules due;

  private StoredSchedules(DueSchedules due) {
    this.due = due;
  }

  public static StoredSchedules in(MemorySchedules schedules) {
    return new StoredSchedules(schedules);
  }

  public static StoredSchedules in(DataSource database, Vault vault, JsonMapper json) {
    return new StoredSchedules(
        new JdbcDueSchedules(
            JdbcClient.create(database), new RowLease(database), new ScheduleReader(vault, json)));
  }

  public boolean anyDue(Instant now) {
    return due.anyDue(now);
  }

  public SteppedWork<?> execution(
      Around around, ScheduledCharges charges, Merchants merchants, InstantSource time) {
    return new SteppedWork<>(
        new ExecuteSchedules(
            around.around(DueSchedules.class, due), charges, merchants, time, false),
        ExecuteSchedules.MAX_PER_CHANNEL);
  }
}
