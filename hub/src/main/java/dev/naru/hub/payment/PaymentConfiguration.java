package dev.naru.hub.payment;

import dev.naru.hub.channel.ChannelRows;
import dev.naru.hub.channel.Channels;
import dev.naru.hub.epoch.DatabaseEpoch;
import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.merchant.MerchantsBySetting;
import dev.naru.hub.payment.account.CloseUntoldAccount;
import dev.naru.hub.payment.account.DirectAccounts;
import dev.naru.hub.payment.account.FindRevocation;
import dev.naru.hub.payment.adopt.PgAdoption;
import dev.naru.hub.payment.approve.ConfirmUrl;
import dev.naru.hub.payment.approve.HearOfCharge;
import dev.naru.hub.payment.approve.UndoApproval;
import dev.naru.hub.payment.approve.WindowApproval;
import dev.naru.hub.payment.call.AskAgain;
import dev.naru.hub.payment.call.OpenCalls;
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
import dev.naru.hub.payment.store.JdbcAttemptRows;
import dev.naru.hub.payment.store.JdbcCreatePayment;
import dev.naru.hub.payment.store.JdbcDueAttempts;
import dev.naru.hub.payment.store.JdbcHandedOverPayments;
import dev.naru.hub.payment.store.JdbcJournal;
import dev.naru.hub.payment.store.JdbcPaymentCounts;
import dev.naru.hub.payment.store.JdbcPaymentExport;
import dev.naru.hub.payment.store.JdbcPaymentFigures;
import dev.naru.hub.payment.store.JdbcPaymentLists;
import dev.naru.hub.payment.store.JdbcPaymentNumbers;
import dev.naru.hub.payment.store.JdbcPaymentSearch;
import dev.naru.hub.payment.store.JdbcPayments;
import dev.naru.hub.payment.store.JdbcPreparedAmounts;
import dev.naru.hub.payment.store.JdbcUnresolvedAttempts;
import dev.naru.hub.payment.store.SealedBuyer;
import dev.naru.hub.payment.store.StoredPayments;
import dev.naru.hub.payment.store.TransitionWriter;
import dev.naru.hub.payment.store.Transitions;
import dev.naru.hub.payment.store.UnresolvedAttempts;
import dev.naru.hub.payment.unresolved.UnresolvedCases;
import dev.naru.hub.payment.unresolved.UnresolvedMeters;
import dev.naru.hub.vault.Vault;
import dev.naru.hub.webhook.MerchantServer;
import dev.naru.hub.webhook.Outbox;
import dev.naru.hub.work.RowLease;
import dev.naru.hub.work.VirtualThreads;
import dev.naru.hub.work.WakeUp;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Provides the payment module. */
@Configuration(proxyBeanMethods = false)
class PaymentConfiguration {

  @Bean
  Journal journal(JdbcClient db) {
    return new JdbcJournal(db);
  }

  @Bean
  SealedBuyer sealedBuyer(Vault vault, JsonMapper json) {
    return new SealedBuyer(vault, json);
  }

  @Bean
  JdbcPayments payments(JdbcClient db, SealedBuyer buyers, ChannelRows channels, JsonMapper json) {
    return new JdbcPayments(db, buyers, channels, json);
  }

  @Bean
  PaymentLists paymentLists(DataSource database, JdbcPayments payments) {
    return new JdbcPaymentLists(database, payments);
  }

  @Bean
  CountPayments countPayments(
      DataSource database, InstantSource time, @Value("${naru.sole-node:false}") boolean soleNode) {
    return new CountPayments(new JdbcPaymentCounts(database), time, soleNode);
  }

  @Bean
  PaymentExport paymentExport(DataSource database) {
    return new JdbcPaymentExport(database);
  }

  @Bean
  PaymentSearch paymentSearch(
      DataSource database, JdbcPayments payments, SealedBuyer buyers, InstantSource time) {
    return new JdbcPaymentSearch(database, payments, buyers, time);
  }

  @Bean
  PaymentCsv paymentCsv(PaymentSearch search) {
    return new PaymentCsv(search);
  }

  @Bean
  PaymentFigures paymentFigures(DataSource database, InstantSource time) {
    return new JdbcPaymentFigures(database, time);
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
      JdbcClient db,
      SealedBuyer buyers,
      PaymentNumbers numbers,
      DatabaseEpoch epoch,
      InstantSource time) {
    CreatePayment create = new JdbcCreatePayment(db, buyers, numbers, time);
    return payment -> {
      epoch.check();
      return create.open(payment);
    };
  }

  @Bean
  HandedOverPayments handedOverPayments(JdbcClient db, SealedBuyer buyers, InstantSource time) {
    return new JdbcHandedOverPayments(db, buyers, time);
  }

  @Bean
  TransitionWriter transitionWriter(
      JdbcClient db,
      IssuedKeys keys,
      JdbcPayments payments,
      MeterRegistry meters,
      DatabaseEpoch epoch,
      Outbox outbox,
      InstantSource time) {
    return new TransitionWriter(
        db, keys, payments, new PaymentMeters(meters), epoch::check, outbox, time);
  }

  @Bean
  Erasure erasure(
      JdbcPayments payments, TransitionWriter writer, SealedBuyer buyers, InstantSource time) {
    return new Erasure(payments, writer, buyers, time);
  }

  @Bean
  Attempts attempts(JdbcClient db, Vault vault, JsonMapper json) {
    return new Attempts(new JdbcAttemptRows(db), vault, json);
  }

  @Bean
  FindCancel findCancel(Outbox outbox, InstantSource time, JsonMapper json) {
    return new FindCancel(outbox, time, json);
  }

  @Bean
  AcceptCharge acceptCharge(
      Attempts attempts, ScheduledSlots slots, Outbox outbox, InstantSource time) {
    return new AcceptCharge(attempts, slots, outbox, time);
  }

  @Bean
  UnresolvedAttempts unresolvedAttempts(JdbcClient db) {
    return new JdbcUnresolvedAttempts(db);
  }

  /** The wake-up of the janitor; other modules' loops have wake-ups of their own. */
  @Bean(defaultCandidate = false)
  WakeUp janitorWakeUp() {
    return new WakeUp();
  }

  @Bean
  OpenCalls openCalls(
      StoredPayments payments,
      Merchants merchants,
      Attempts attempts,
      Transitions writer,
      FindCancel findCancel,
      AcceptCharge acceptCharge,
      Outbox outbox,
      InstantSource time) {
    return new OpenCalls(
        payments,
        merchants,
        attempts,
        writer,
        Map.of(
            Kind.APPROVE, new UndoApproval(attempts, payments, outbox, time),
            Kind.CHARGE, acceptCharge,
            Kind.CANCEL, findCancel,
            Kind.ACCOUNT, new CloseUntoldAccount(time),
            Kind.REVOKE, new FindRevocation(time)),
        time);
  }

  @Bean
  AskAgain askAgain(
      UnresolvedAttempts unresolved,
      Attempts attempts,
      OpenCalls open,
      @Qualifier("janitorWakeUp") WakeUp janitor,
      InstantSource time) {
    return new AskAgain(unresolved, attempts, open, janitor, new VirtualThreads(), time);
  }

  @Bean
  PgCalls pgCalls(
      Attempts attempts,
      Transitions writer,
      OpenCalls open,
      AskAgain askAgain,
      InstantSource time) {
    return new PgCalls(attempts, writer, open, askAgain, time);
  }

  @Bean
  Unresolved unresolved(
      UnresolvedAttempts unresolved,
      Attempts attempts,
      AskAgain askAgain,
      OpenCalls open,
      PgCalls calls,
      AcceptCharge charges,
      FindCancel cancels,
      Merchants merchants,
      StoredPayments payments,
      InstantSource time) {
    return new UnresolvedCases(
        unresolved, attempts, askAgain, open, calls, charges, cancels, merchants, payments, time);
  }

  @Bean
  UnresolvedMeters unresolvedMeters(
      UnresolvedAttempts unresolved, InstantSource time, MeterRegistry meters) {
    return new UnresolvedMeters(unresolved, time, meters);
  }

  @Bean
  Approval approval(
      StoredPayments payments,
      Merchants merchants,
      Attempts attempts,
      PgCalls calls,
      MerchantServer server,
      Outbox outbox,
      InstantSource time,
      JsonMapper json) {
    return new WindowApproval(
        payments, merchants, attempts, calls, new ConfirmUrl(server, json), outbox, time);
  }

  @Bean
  Charges charges(
      Attempts attempts,
      PgCalls calls,
      PaymentNumbers numbers,
      SealedBuyer buyers,
      Outbox outbox,
      InstantSource time) {
    return new ServerCharges(attempts, calls, numbers, buyers, outbox, time);
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
      StoredPayments payments,
      PgCalls calls,
      OpenCalls open,
      AskAgain askAgain,
      FindCancel findCancel,
      InstantSource time) {
    return new PgCancellation(payments, calls, open, askAgain, findCancel, time);
  }

  @Bean
  Adoption adoption(
      StoredPayments payments,
      Channels channels,
      Merchants merchants,
      PgCalls calls,
      FindCancel findCancel,
      SealedBuyer buyers,
      Outbox outbox,
      InstantSource time) {
    return new PgAdoption(payments, channels, merchants, calls, findCancel, buyers, outbox, time);
  }

  @Bean
  Deposits deposits(
      StoredPayments payments,
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
  ChargeNotices chargeNotices(
      StoredPayments payments,
      Channels channels,
      UnresolvedAttempts unresolved,
      Attempts attempts,
      ToldCharges told) {
    return new HearOfCharge(payments, channels, unresolved, attempts, told);
  }

  @Bean
  EscrowChanges escrowChanges(StoredPayments payments, JdbcClient db, InstantSource time) {
    return new RecordEscrowChange(payments, db, time);
  }

  @Bean
  ExpireVirtualAccounts expiredAccounts(
      JdbcClient db,
      RowLease lease,
      MerchantsBySetting merchants,
      Merchants all,
      Outbox outbox,
      InstantSource time,
      @Value("${naru.sole-node:false}") boolean soleNode) {
    return new ExpireVirtualAccounts(
        db, lease, merchants, new FailOverdue.Tells(all, outbox), time, soleNode);
  }

  @Bean
  ExpireWindows expireWindows(
      JdbcClient db,
      RowLease lease,
      Merchants merchants,
      Outbox outbox,
      InstantSource time,
      @Value("${naru.window-lifetime:PT1H}") Duration lifetime,
      @Value("${naru.sole-node:false}") boolean soleNode) {
    return new ExpireWindows(
        db, lease, new FailOverdue.Tells(merchants, outbox), time, lifetime, soleNode);
  }

  @Bean
  Janitor janitor(
      JdbcClient db,
      RowLease lease,
      OpenCalls calls,
      Unresolved unresolved,
      InstantSource time,
      MeterRegistry meters,
      @Qualifier("janitorWakeUp") WakeUp wakeUp,
      @Value("${naru.sole-node:false}") boolean soleNode) {
    return new Janitor(
        new JdbcDueAttempts(db, lease), calls, unresolved, time, meters, wakeUp, soleNode);
  }
}
