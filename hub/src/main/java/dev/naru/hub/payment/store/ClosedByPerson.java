package dev.naru.hub.payment.store;

import dev.naru.hub.webhook.WebhookTaskRow;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A change that a person's word makes in place of the PG's. The journal stores what happened and
 * who said so.
 *
 * @param move the transition that the PG's word would make; it ends an attempt
 * @param journalId the id of the journal's second line
 * @param outcome the attempt's outcome, which differs from outcomes that the PG told
 * @param detail who said it, and why
 */
public record ClosedByPerson(Transition move, UUID journalId, String outcome, String detail)
    implements Transition {

  @Override
  public Instant at() {
    return move.at();
  }

  @Override
  public List<WebhookTaskRow> webhooks() {
    return move.webhooks();
  }

  @Override
  public Statement statement() {
    return move.statement().says("closed_by_person", detail, journalId).param("outcome", outcome);
  }
}
