package dev.naru.hub.simulation;

import dev.naru.hub.payment.CreatePayment;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PreparedAmounts;
import dev.naru.hub.payment.StoredHub;
import dev.naru.hub.schedule.StoredSchedules;
import dev.naru.hub.webhook.StoredWebhooks;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All that the hub keeps: in memory, or in a database. */
interface Store {

  StoredHub.Parts payments();

  CreatePayment opening();

  PreparedAmounts prepared();

  StoredWebhooks webhooks();

  StoredSchedules schedules();

  // What the judge reads.

  List<Payment> allPayments();

  List<Line> journal();

  List<Told> allWebhooks();

  List<Planned> allSchedules();

  /** How many attempts haven't ended. */
  long openAttempts();

  /** Whether an attempt is on record, whatever became of it. */
  boolean isOnRecord(UUID attempt);

  /** A line of the journal. */
  record Line(String paymentNumber, String what) {}

  /**
   * A webhook as it stands.
   *
   * @param no in the order of the payment's changes
   */
  record Told(String paymentNumber, long no, UUID id, String url, String body, String state) {}

  /** A schedule as it stands. */
  record Planned(String orderNumber, String status, @Nullable String paymentNumber, Instant at) {}
}
