package dev.naru.hub.reconcile;

import dev.naru.hub.channel.ChannelAdministration;
import dev.naru.hub.channel.Channels;
import dev.naru.hub.database.PatientDataSource;
import dev.naru.hub.epoch.DatabaseEpoch;
import dev.naru.hub.merchant.MerchantsBySetting;
import dev.naru.hub.payment.Adoption;
import dev.naru.hub.payment.AskSoon;
import dev.naru.hub.payment.PaymentNumbers;
import dev.naru.hub.payment.ToldCharges;
import dev.naru.hub.work.RowLease;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Provides the reconcile module. */
@Configuration(proxyBeanMethods = false)
class ReconcileConfiguration {

  @Bean
  PgStatements pgStatements(
      DataSource database,
      Channels channels,
      AskSoon askSoon,
      ToldCharges toldCharges,
      PaymentNumbers numbers,
      InstantSource time) {
    return new KeptStatements(
        channels,
        new StatementRows(new PatientDataSource(database)),
        new DifferenceRows(database),
        askSoon,
        toldCharges,
        numbers,
        time);
  }

  @Bean
  FetchStatements fetchStatements(
      DataSource database,
      JdbcClient db,
      RowLease lease,
      PgStatements statements,
      ChannelAdministration channels,
      MerchantsBySetting merchants,
      DatabaseEpoch epoch,
      InstantSource time,
      @Value("${naru.sole-node:false}") boolean soleNode) {
    return new FetchStatements(
        new StatementFetches(db, lease),
        statements,
        new DifferenceRows(database),
        channels,
        merchants,
        epoch,
        time,
        soleNode);
  }

  @Bean
  ReconcileMeters reconcileMeters(DataSource database, InstantSource time, MeterRegistry meters) {
    return new ReconcileMeters(new DifferenceRows(database), time, meters);
  }

  @Bean
  DifferenceCsv differenceCsv(Differences differences) {
    return new DifferenceCsv(differences);
  }

  @Bean
  Differences differences(DataSource database, Adoption adoption, InstantSource time) {
    return new SettleDifferences(new DifferenceRows(database), adoption, time);
  }
}
