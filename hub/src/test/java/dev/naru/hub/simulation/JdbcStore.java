package dev.naru.hub.simulation;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.channel.ChannelRows;
import dev.naru.hub.payment.CreatePayment;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentNumbers;
import dev.naru.hub.payment.PreparedAmounts;
import dev.naru.hub.payment.StoredHub;
import dev.naru.hub.payment.store.JdbcAttemptRows;
import dev.naru.hub.payment.store.JdbcCreatePayment;
import dev.naru.hub.payment.store.JdbcDueAttempts;
import dev.naru.hub.payment.store.JdbcPayments;
import dev.naru.hub.payment.store.JdbcPreparedAmounts;
import dev.naru.hub.payment.store.JdbcUnresolvedAttempts;
import dev.naru.hub.payment.store.SealedBuyer;
import dev.naru.hub.payment.store.TransitionWriter;
import dev.naru.hub.schedule.StoredSchedules;
import dev.naru.hub.vault.Vault;
import dev.naru.hub.webhook.StoredWebhooks;
import dev.naru.hub.work.RowLease;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The hub's real store, in a real PostgreSQL. */
final class JdbcStore implements Store {

  private final JdbcClient db;
  private final JdbcPayments payments;
  private final StoredHub.Parts parts;
  private final CreatePayment opening;
  private final StoredWebhooks webhooks;
  private final StoredSchedules schedules;
  private final Long[] merchantIds;
  private int drawn;

  /**
   * @param database with all migrations; other runs may have their merchants in it
   */
  JdbcStore(DataSource database, Merchants merchants, Vault vault, InstantSource time) {
    JsonMapper json = JsonMapper.shared();
    db = JdbcClient.create(database);
    merchantIds = merchants.all().stream().map(it -> it.id()).toArray(Long[]::new);
    merchants.allChannels().forEach(channel -> enter(channel, time));
    SealedBuyer buyers = new SealedBuyer(vault, json);
    ChannelRows channels = new ByIds(merchants);
    payments = new JdbcPayments(db, buyers, channels, json);
    long first = merchantIds[0] * 100_000;
    PaymentNumbers numbers = prefix -> prefix + "%012d".formatted(first + ++drawn);
    schedules = StoredSchedules.in(database, vault, json, time);
    parts =
        new StoredHub.Parts(
            payments,
            new JdbcAttemptRows(db),
            new JdbcDueAttempts(db, new RowLease(database)),
            new JdbcUnresolvedAttempts(db),
            new TransitionWriter(
                db,
                new MemoryStore.NoKeys(),
                payments,
                (_, _, _, _) -> {},
                () -> {},
                StoredWebhooks.outbox(time),
                time),
            numbers,
            schedules.slots());
    opening = new JdbcCreatePayment(db, buyers, numbers, time);
    webhooks = StoredWebhooks.in(database, time);
  }

  private void enter(Channel channel, InstantSource time) {
    db.sql(
            """
            insert into channel (merchant_id, id, channel_key, provider, mid, mode, is_default,
                                 for_billing, settings_sealed, created_at)
            values (:merchant, :id, :key, :provider, :mid, 'TEST', false, false, ''::bytea, :now)
            """)
        .param("merchant", channel.merchantId())
        .param("id", channel.id())
        .param("key", channel.channelKey())
        .param("provider", channel.provider())
        .param("mid", channel.config().mid())
        .param("now", dev.naru.hub.database.Columns.utc(time.instant()))
        .update();
  }

  /** The run's own channels, whose connectors are simulated. */
  private record ByIds(Merchants merchants) implements ChannelRows {
    @Override
    public Channel read(ResultSet row) throws SQLException {
      return merchants
          .channels()
          .byId(row.getLong("c_merchant_id"), row.getLong("c_id"))
          .orElseThrow();
    }
  }

  @Override
  public StoredHub.Parts payments() {
    return parts;
  }

  @Override
  public CreatePayment opening() {
    return opening;
  }

  @Override
  public PreparedAmounts prepared() {
    return new JdbcPreparedAmounts(db);
  }

  @Override
  public StoredWebhooks webhooks() {
    return webhooks;
  }

  @Override
  public StoredSchedules schedules() {
    return schedules;
  }

  private JdbcClient.StatementSpec select(String sql) {
    return db.sql(sql).param("merchants", merchantIds);
  }

  @Override
  public List<Payment> allPayments() {
    return select(
            """
            select merchant_id, payment_number from payment
             where merchant_id = any(:merchants) order by payment_number
            """)
        .query((row, _) -> payments.find(row.getLong(1), row.getString(2)).orElseThrow())
        .list();
  }

  @Override
  public List<Line> journal() {
    return select(
            "select payment_number, what from journal where merchant_id = any(:merchants)"
                + " order by id")
        .query((row, _) -> new Line(row.getString(1), row.getString(2)))
        .list();
  }

  @Override
  public List<Told> allWebhooks() {
    return select(
            """
            select payment_number, no, id, url, body, state from webhook_task
             where merchant_id = any(:merchants) order by payment_number, no
            """)
        .query((row, _) ->
            new Told(
                row.getString(1),
                row.getLong(2),
                row.getObject(3, UUID.class),
                row.getString(4),
                row.getString(5),
                row.getString(6)))
        .list();
  }

  @Override
  public List<Planned> allSchedules() {
    return select(
            """
            select order_number, status, payment_number, schedule_at from schedule
             where merchant_id = any(:merchants) order by schedule_at, order_number
            """)
        .query((row, _) ->
            new Planned(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getObject(4, OffsetDateTime.class).toInstant()))
        .list();
  }

  @Override
  public long openAttempts() {
    return select(
            "select count(*) from attempt where merchant_id = any(:merchants) and ended_at is null")
        .query(Long.class)
        .single();
  }

  @Override
  public boolean isOnRecord(UUID attempt) {
    return db.sql("select exists (select 1 from attempt where id = :id)")
        .param("id", attempt)
        .query(Boolean.class)
        .single();
  }
}
