package dev.naru.hub.payment;

import dev.naru.hub.channel.Channels;
import dev.naru.hub.payment.store.DueAttempts;
import dev.naru.hub.payment.store.JdbcAttemptRows;
import dev.naru.hub.payment.store.JdbcDueAttempts;
import dev.naru.hub.payment.store.StoredPayments;
import dev.naru.hub.payment.store.Transitions;
import dev.naru.hub.payment.store.UnresolvedAttempts;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.work.RowLease;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Transitions in the database. */
class TransitionsTest extends TransitionsContract {

  @Override
  Kept kept() {
    RunningHub hub = RunningHub.shared();
    Shop shop = hub.newShop();
    JdbcClient db = hub.bean(JdbcClient.class);
    DueAttempts due = new JdbcDueAttempts(db, hub.bean(RowLease.class));
    return new Kept(
        hub.bean(CreatePayment.class),
        hub.bean(StoredPayments.class),
        hub.bean(Transitions.class),
        new JdbcAttemptRows(db),
        due,
        hub.bean(UnresolvedAttempts.class),
        hub.bean(Channels.class).of(shop.merchant.id()).getFirst(),
        hub.world.time.instant(),
        paymentNumber ->
            new long[] {
              count(db, "journal where payment_number = :id", paymentNumber),
              count(db, "attempt where payment_number = :id and due_at is not null", paymentNumber)
            });
  }

  private static long count(JdbcClient db, String of, String paymentNumber) {
    return db.sql("select count(*) from " + of)
        .param("id", paymentNumber)
        .query(Long.class)
        .single();
  }
}
