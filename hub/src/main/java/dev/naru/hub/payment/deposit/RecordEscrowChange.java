package dev.naru.hub.payment.deposit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.naru.hub.payment.EscrowChanges;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.store.StoredPayment;
import dev.naru.hub.payment.store.StoredPayments;
import dev.naru.pg.spi.ReadsNotice.Notice.EscrowChanged;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Adds a journal line for each escrow change. The line's id is derived from the notice, so a
 * repeated notice adds nothing. Such notices aren't signed: they count only for escrow payments
 * under the right transaction number (G37), and never change a payment's state.
 */
public final class RecordEscrowChange implements EscrowChanges {

  private static final Logger log = LoggerFactory.getLogger(RecordEscrowChange.class);

  private final StoredPayments payments;
  private final JdbcClient db;
  private final InstantSource time;

  public RecordEscrowChange(StoredPayments payments, JdbcClient db, InstantSource time) {
    this.payments = payments;
    this.db = db;
    this.time = time;
  }

  @Override
  public void note(String provider, EscrowChanged change) {
    Optional<Payment> found =
        payments
            .loadByOrder(change.pgOrderNumber())
            .map(StoredPayment::payment)
            .filter(it -> it.provider().equals(provider) && it.mid().equals(change.mid()))
            .filter(it -> it.escrow() && change.chargeTid().equals(it.pgTid()));
    if (found.isEmpty()) {
      log.warn("OPERATOR: {} tells of an escrow payment that nobody knows", provider);
      return;
    }
    Payment payment = found.get();
    String line = provider + " " + change.noticeId();
    try {
      db.sql(
              """
              insert into journal (merchant_id, payment_number, id, at, what, detail)
              select :merchant, :paymentNumber, :id, :now, 'escrow_changed', :detail
               where not exists (select 1 from journal
                                  where merchant_id = :merchant
                                    and payment_number = :paymentNumber and id = :id)
              """)
          .param("merchant", payment.merchantId())
          .param("paymentNumber", payment.paymentNumber())
          .param("id", UUID.nameUUIDFromBytes(line.getBytes(UTF_8)))
          .param("now", time.instant().atOffset(ZoneOffset.UTC))
          .param("detail", change.what())
          .update();
    } catch (DuplicateKeyException repeated) {
      // The same notice came twice at the same time. An insert with "on conflict do nothing" would
      // still have changed the head of the journal's hash chain.
      return;
    }
    log.info("escrow payment {}: {}", payment.paymentNumber(), change.what());
  }
}
