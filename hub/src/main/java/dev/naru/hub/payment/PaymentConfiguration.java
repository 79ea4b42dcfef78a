package dev.naru.hub.payment;

import dev.naru.hub.channel.Channels;
import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.vault.Vault;
import dev.naru.hub.webhook.MerchantServer;
import dev.naru.hub.webhook.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** How the payment module is put together. */
@Configuration(proxyBeanMethods = false)
class PaymentConfiguration {

  @Bean
  SealedBuyer sealedBuyer(Vault vault, JsonMapper json) {
    return new SealedBuyer(vault, json);
  }

  @Bean
  JdbcPayments payments(JdbcClient db, SealedBuyer buyers, JsonMapper json) {
    return new JdbcPayments(db, buyers, json);
  }

  @Bean
  PreparedAmounts preparedAmounts(JdbcClient db) {
    return new JdbcPreparedAmounts(db);
  }

  @Bean
  CreatePayment opening(JdbcClient db, SealedBuyer buyers, InstantSource time) {
    return new JdbcCreatePayment(db, buyers, time);
  }

  @Bean
  TransitionWriter transitionWriter(JdbcClient db, IssuedKeys keys) {
    return new TransitionWriter(db, keys);
  }

  @Bean
  Attempts attempts(JdbcClient db, Vault vault, JsonMapper json) {
    return new Attempts(db, vault, json);
  }

  @Bean
  Settlement settlement(TransitionWriter writer, InstantSource time) {
    return new Settlement(writer, time);
  }

  @Bean
  ChargeSettlement chargeSettlement(
      JdbcPayments payments,
      Channels channels,
      Merchants merchants,
      Attempts attempts,
      TransitionWriter writer,
      IssuedKeys keys,
      Outbox outbox,
      InstantSource time) {
    return new ChargeSettlement(
        payments, channels, merchants, attempts, writer, keys, outbox, time);
  }

  @Bean
  Charges charges(
      Attempts attempts,
      TransitionWriter writer,
      ChargeSettlement settlement,
      IssuedKeys keys,
      SealedBuyer buyers,
      Outbox outbox,
      InstantSource time) {
    return new ServerCharges(attempts, writer, settlement, keys, buyers, outbox, time);
  }

  @Bean
  CancelSettlement cancelSettlement(
      JdbcPayments payments,
      Merchants merchants,
      TransitionWriter writer,
      Outbox outbox,
      InstantSource time,
      JsonMapper json) {
    return new CancelSettlement(payments, merchants, writer, outbox, time, json);
  }

  @Bean
  Approval approval(
      JdbcPayments payments,
      Channels channels,
      Merchants merchants,
      Attempts attempts,
      TransitionWriter writer,
      MerchantServer server,
      Settlement settlement,
      IssuedKeys keys,
      Outbox outbox,
      InstantSource time,
      JsonMapper json) {
    return new WindowApproval(
        payments,
        channels,
        merchants,
        attempts,
        writer,
        new ConfirmUrl(server, json),
        settlement,
        keys,
        outbox,
        time);
  }

  @Bean
  Cancellation cancellation(
      JdbcPayments payments,
      Channels channels,
      TransitionWriter writer,
      CancelSettlement settlement,
      Attempts attempts,
      InstantSource time,
      JsonMapper json) {
    return new PgCancellation(payments, channels, writer, settlement, attempts, time, json);
  }

  @Bean
  Deposits deposits(
      JdbcPayments payments,
      Channels channels,
      Merchants merchants,
      TransitionWriter writer,
      CancelSettlement settlement,
      Outbox outbox,
      InstantSource time,
      JsonMapper json) {
    return new ApplyDeposit(
        payments,
        channels,
        merchants,
        writer,
        outbox,
        new ReverseDeposit(payments, channels, writer, settlement, time, json),
        time);
  }

  @Bean
  EscrowChanges escrowChanges(JdbcPayments payments, JdbcClient db, InstantSource time) {
    return new RecordEscrowChange(payments, db, time);
  }

  @Bean(initMethod = "start", destroyMethod = "stop")
  ExpireVirtualAccounts expiredAccounts(JdbcClient db, InstantSource time) {
    return new ExpireVirtualAccounts(db, time);
  }

  @Bean(initMethod = "start", destroyMethod = "stop")
  ExpireWindows expireWindows(
      JdbcClient db,
      InstantSource time,
      @Value("${naru.window-lifetime:PT1H}") Duration lifetime) {
    return new ExpireWindows(db, time, lifetime);
  }

  @Bean(initMethod = "start", destroyMethod = "stop")
  Janitor janitor(
      Attempts attempts,
      JdbcPayments payments,
      Channels channels,
      Settlement settlement,
      ChargeSettlement chargeSettlement,
      CancelSettlement cancelSettlement,
      InstantSource time,
      MeterRegistry meters,
      @Value("${naru.sole-node:false}") boolean soleNode) {
    return new Janitor(
        attempts,
        payments,
        channels,
        settlement,
        chargeSettlement,
        cancelSettlement,
        time,
        meters,
        soleNode);
  }
}
