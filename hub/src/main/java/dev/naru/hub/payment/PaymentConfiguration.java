package dev.naru.hub.payment;

import dev.naru.hub.channel.ChannelRows;
import dev.naru.hub.channel.Channels;
import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.merchant.MerchantsBySetting;
import dev.naru.hub.payment.account.CloseUntoldAccount;
import dev.naru.hub.payment.account.DirectAccounts;
import dev.naru.hub.payment.account.FindRevocation;
import dev.naru.hub.payment.approve.ConfirmUrl;
import dev.naru.hub.payment.approve.UndoApproval;
import dev.naru.hub.payment.approve.WindowApproval;
import dev.naru.hub.payment.call.PgCalls;
import dev.naru.hub.payment.cancel.FindCancel;
import dev.naru.hub.payment.cancel.PgCancellation;
import dev.naru.hub.payment.charge.AcceptCharge;
import dev.naru.hub.payment.charge.ServerCharges;
import dev.naru.hub.payment.deposit.ApplyDeposit;
import dev.naru.hub.payment.deposit.RecordEscrowChange;
import dev.naru.hub.payment.deposit.ReverseDeposit;
import dev.naru.hub.payment.store.Attempt.Kind;
import dev.naru.hub.payment.store.Attempts;
import dev.naru.hub.payment.store.DueAttempts;
import dev.naru.hub.payment.store.JdbcCreatePayment;
import dev.naru.hub.payment.store.JdbcPaymentLists;
import dev.naru.hub.payment.store.JdbcPaymentNumbers;
import dev.naru.hub.payment.store.JdbcPayments;
import dev.naru.hub.payment.store.JdbcPreparedAmounts;
import dev.naru.hub.payment.store.SealedBuyer;
import dev.naru.hub.payment.store.TransitionWriter;
import dev.naru.hub.vault.Vault;
import dev.naru.hub.webhook.MerchantServer;
import dev.naru.hub.webhook.Outbox;
import dev.naru.hub.work.RowLease;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
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
  JdbcPayments payments(JdbcClient db, SealedBuyer buyers, ChannelRows channels, JsonMapper json) {
    return new JdbcPayments(db, buyers, channels, json);
  }

  @Bean
  PaymentLists paymentLists(JdbcClient db, JdbcPayments payments) {
    return new JdbcPaymentLists(db, payments);
  }

  @Bean
  PreparedAmounts preparedAmounts(JdbcClient db) {
    return new JdbcPreparedAmounts(db);
  }

  @Bean
  PaymentNumbers paymentNumbers(JdbcClient db, @Value("${naru.cell:00}") String cell) {
    return new JdbcPaymentNumbers(db, cell);
  }

  @Bean
  CreatePayment createPayment(
      JdbcClient db, SealedBuyer buyers, PaymentNumbers numbers, InstantSource time) {
    return new JdbcCreatePayment(db, buyers, numbers, time);
  }

  @Bean
  TransitionWriter transitionWriter(
      JdbcClient db, IssuedKeys keys, JdbcPayments payments, InstantSource time) {
    return new TransitionWriter(db, keys, payments, time);
  }

  @Bean
  Attempts attempts(JdbcClient db, Vault vault, JsonMapper json) {
    return new Attempts(db, vault, json);
  }

  @Bean
  FindCancel findCancel(Outbox outbox, InstantSource time, JsonMapper json) {
    return new FindCancel(outbox, time, json);
  }

  @Bean
  PgCalls pgCalls(
      JdbcPayments payments,
      Merchants merchants,
      Attempts attempts,
      TransitionWriter writer,
      FindCancel findCancel,
      IssuedKeys keys,
      Outbox outbox,
      InstantSource time) {
    return new PgCalls(
        payments,
        merchants,
        attempts,
        writer,
        Map.of(
            Kind.APPROVE, new UndoApproval(attempts, payments, time),
            Kind.CHARGE, new AcceptCharge(attempts, keys, outbox, time),
            Kind.CANCEL, findCancel,
            Kind.ACCOUNT, new CloseUntoldAccount(time),
            Kind.REVOKE, new FindRevocation(time)),
        outbox,
        time);
  }

  @Bean
  Approval approval(
      JdbcPayments payments,
      Attempts attempts,
      PgCalls calls,
      MerchantServer server,
      IssuedKeys keys,
      Outbox outbox,
      InstantSource time,
      JsonMapper json) {
    return new WindowApproval(
        payments, attempts, calls, new ConfirmUrl(server, json), keys, outbox, time);
  }

  @Bean
  Charges charges(
      Attempts attempts,
      PgCalls calls,
      PaymentNumbers numbers,
      IssuedKeys keys,
      SealedBuyer buyers,
      Outbox outbox,
      InstantSource time) {
    return new ServerCharges(attempts, calls, numbers, keys, buyers, outbox, time);
  }

  @Bean
  VirtualAccounts virtualAccounts(
      Channels channels,
      JdbcPayments payments,
      PgCalls calls,
      PaymentNumbers numbers,
      SealedBuyer buyers,
      Outbox outbox,
      @Value("${naru.public-url:http://localhost:8080}") URI hub,
      InstantSource time) {
    return new DirectAccounts(channels, payments, calls, numbers, buyers, outbox, hub, time);
  }

  @Bean
  Cancellation cancellation(
      JdbcPayments payments,
      Channels channels,
      Merchants merchants,
      PgCalls calls,
      FindCancel findCancel,
      InstantSource time) {
    return new PgCancellation(payments, channels, merchants, calls, findCancel, time);
  }

  @Bean
  Deposits deposits(
      JdbcPayments payments,
      Channels channels,
      Merchants merchants,
      PgCalls calls,
      FindCancel findCancel,
      Outbox outbox,
      InstantSource time) {
    return new ApplyDeposit(
        payments,
        channels,
        merchants,
        calls,
        outbox,
        new ReverseDeposit(payments, channels, merchants, calls, findCancel, time),
        time);
  }

  @Bean
  EscrowChanges escrowChanges(JdbcPayments payments, JdbcClient db, InstantSource time) {
    return new RecordEscrowChange(payments, db, time);
  }

  @Bean
  ExpireVirtualAccounts expiredAccounts(
      JdbcClient db,
      RowLease lease,
      MerchantsBySetting merchants,
      InstantSource time,
      @Value("${naru.sole-node:false}") boolean soleNode) {
    return new ExpireVirtualAccounts(db, lease, merchants, time, soleNode);
  }

  @Bean
  ExpireWindows expireWindows(
      JdbcClient db,
      RowLease lease,
      InstantSource time,
      @Value("${naru.window-lifetime:PT1H}") Duration lifetime,
      @Value("${naru.sole-node:false}") boolean soleNode) {
    return new ExpireWindows(db, lease, time, lifetime, soleNode);
  }

  @Bean
  Janitor janitor(
      JdbcClient db,
      RowLease lease,
      Attempts attempts,
      PgCalls calls,
      InstantSource time,
      MeterRegistry meters,
      @Value("${naru.sole-node:false}") boolean soleNode) {
    return new Janitor(new DueAttempts(db, lease), attempts, calls, time, meters, soleNode);
  }
}
