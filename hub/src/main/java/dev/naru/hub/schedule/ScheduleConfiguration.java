package dev.naru.hub.schedule;

import dev.naru.hub.billing.BillingKeys;
import dev.naru.hub.billing.ScheduledCharges;
import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.payment.ScheduledSlots;
import dev.naru.hub.vault.Vault;
import dev.naru.hub.work.RowLease;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Provides the schedule module. */
@Configuration(proxyBeanMethods = false)
class ScheduleConfiguration {

  @Bean
  ScheduleReader scheduleReader(Vault vault, JsonMapper json) {
    return new ScheduleReader(vault, json);
  }

  @Bean
  ScheduleRepository scheduleRepository(
      JdbcClient db, ScheduleReader reader, JsonMapper json, InstantSource time) {
    return new ScheduleRepository(db, reader, json, time);
  }

  @Bean
  ScheduleLists scheduleLists(JdbcClient db, ScheduleReader reader) {
    return new ScheduleLists(db, reader);
  }

  @Bean
  ScheduledSlots scheduledSlots(JdbcClient db) {
    return new FreedSchedules(db);
  }

  @Bean
  Schedules schedules(
      ScheduleRepository repository,
      BillingKeys keys,
      ScheduledCharges charges,
      InstantSource time) {
    return new ScheduleService(repository, keys, charges, time);
  }

  @Bean
  CustomerErasure customerErasure(BillingKeys keys, ScheduleRepository schedules) {
    return new CustomerErasure(keys, schedules);
  }

  @Bean
  HandedOverSchedules handedOverSchedules(
      ScheduleRepository repository,
      BillingKeys keys,
      ScheduledCharges charges,
      InstantSource time) {
    return new HandedOverSchedules(repository, keys, charges, time);
  }

  @Bean
  ScheduleMeters scheduleMeters(JdbcClient db, InstantSource time, MeterRegistry meters) {
    return new ScheduleMeters(db, time, meters);
  }

  @Bean
  ExecuteSchedules executeSchedules(
      JdbcClient db,
      RowLease lease,
      ScheduleReader reader,
      ScheduledCharges charges,
      Merchants merchants,
      InstantSource time,
      @Value("${naru.sole-node:false}") boolean soleNode) {
    return new ExecuteSchedules(
        new JdbcDueSchedules(db, lease, reader), charges, merchants, time, soleNode);
  }
}
