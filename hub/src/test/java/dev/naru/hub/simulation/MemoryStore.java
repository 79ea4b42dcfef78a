package dev.naru.hub.simulation;

import dev.naru.hub.payment.Charges.Precondition;
import dev.naru.hub.payment.CreatePayment;
import dev.naru.hub.payment.IssuedKeys;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentNumbers;
import dev.naru.hub.payment.PreparedAmounts;
import dev.naru.hub.payment.StoredHub;
import dev.naru.hub.payment.store.MemoryAttempts;
import dev.naru.hub.payment.store.MemoryPrepared;
import dev.naru.hub.payment.store.MemoryStoredPayments;
import dev.naru.hub.payment.store.MemoryTables;
import dev.naru.hub.payment.store.MemoryTransitions;
import dev.naru.hub.payment.store.SealedBuyer;
import dev.naru.hub.schedule.MemorySchedules;
import dev.naru.hub.schedule.StoredSchedules;
import dev.naru.hub.vault.Vault;
import dev.naru.hub.webhook.MemoryTasks;
import dev.naru.hub.webhook.StoredWebhooks;
import dev.naru.hub.webhook.WebhookTaskRow;
import dev.naru.pg.spi.Outcome.CardUsed;
import dev.naru.pg.spi.Outcome.IssuedKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The hub's store in memory. Its parts pass the contract tests of the database's. */
public final class MemoryStore implements Store, MemoryTransitions.Others {

  private final MemoryTables tables;
  private final MemoryStoredPayments payments;
  private final MemoryAttempts attempts;
  private final MemoryTransitions transitions;
  private final MemoryTasks tasks = new MemoryTasks();
  private final MemorySchedules schedules = new MemorySchedules();
  private final StoredWebhooks webhooks = StoredWebhooks.in(tasks);
  private final StoredSchedules planned = StoredSchedules.in(schedules);
  private final PaymentNumbers numbers;
  private int drawn;

  public MemoryStore(Vault vault, InstantSource time) {
    JsonMapper json = JsonMapper.shared();
    SealedBuyer buyers = new SealedBuyer(vault, json);
    numbers = prefix -> prefix + "%012d".formatted(++drawn);
    tables = new MemoryTables(buyers);
    payments = new MemoryStoredPayments(tables, buyers, numbers, time);
    attempts = new MemoryAttempts(tables, json);
    transitions = new MemoryTransitions(tables, this);
  }

  /** No payment of a simulation issues a billing key. */
  static final class NoKeys implements IssuedKeys {
    @Override
    public byte[] seal(IssuedKey key, long merchantId, String customer) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String upsertFromPayment() {
      throw new UnsupportedOperationException();
    }

    @Override
    public String addUnprovedFromPayment() {
      throw new UnsupportedOperationException();
    }
  }

  @Override
  public StoredHub.Parts payments() {
    return new StoredHub.Parts(
        payments, attempts, attempts, attempts, transitions, numbers, schedules);
  }

  @Override
  public CreatePayment opening() {
    return payments;
  }

  @Override
  public PreparedAmounts prepared() {
    return new MemoryPrepared(tables);
  }

  @Override
  public StoredWebhooks webhooks() {
    return webhooks;
  }

  @Override
  public StoredSchedules schedules() {
    return planned;
  }

  @Override
  public List<Payment> allPayments() {
    return payments.all();
  }

  @Override
  public List<Line> journal() {
    return tables.journal().stream()
        .map(line -> new Line(line.paymentNumber(), line.what()))
        .toList();
  }

  @Override
  public List<Told> allWebhooks() {
    return tasks.all().stream()
        .map(told ->
            new Told(
                told.paymentNumber(), told.no(), told.id(), told.url(), told.body(), told.state()))
        .toList();
  }

  @Override
  public List<Planned> allSchedules() {
    return schedules.all().stream()
        .map(it -> new Planned(it.orderNumber(), it.status(), it.paymentNumber(), it.at()))
        .toList();
  }

  @Override
  public long openAttempts() {
    return tables.openAttempts();
  }

  /** How many lines the journal has about a payment. */
  public long linesAbout(String paymentNumber) {
    return journal().stream().filter(line -> line.paymentNumber().equals(paymentNumber)).count();
  }

  /** How many attempts of a payment haven't ended. */
  public long openAttemptsOf(String paymentNumber) {
    return tables.openAttempts(paymentNumber);
  }

  @Override
  public boolean isOnRecord(UUID attempt) {
    return tables.isOnRecord(attempt);
  }

  @Override
  public void tell(long merchantId, String paymentNumber, List<WebhookTaskRow> rows) {
    tasks.insert(merchantId, paymentNumber, rows);
  }

  @Override
  public boolean isOpen(Precondition precondition, long merchantId) {
    return schedules.isOpen(precondition, merchantId);
  }

  @Override
  public void pass(Precondition precondition, long merchantId, String paymentNumber, Instant now) {
    schedules.pass(precondition, merchantId, paymentNumber);
  }

  @Override
  public void free(long merchantId, String paymentNumber, Instant now) {
    schedules.free(merchantId, paymentNumber, now);
  }

  @Override
  public void keep(Payment payment, IssuedKey key, @Nullable CardUsed card, Instant now) {
    throw new UnsupportedOperationException("no payment of a simulation issues a billing key");
  }
}
