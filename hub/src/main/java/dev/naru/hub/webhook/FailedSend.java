package dev.naru.hub.webhook;

import dev.naru.hub.webhook.DeliveryBackoff.Next;
import dev.naru.hub.webhook.MerchantServer.Answer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells an operator in one line that a webhook didn't arrive, why, and what to do. */
final class FailedSend {

  private static final Logger LOG = LoggerFactory.getLogger(FailedSend.class);

  private FailedSend() {}

  static void log(DueTask task, Answer answer, Next next) {
    if (next == Next.AGAIN) {
      LOG.info("{}; it is sent again by itself", what(task, answer));
    } else if (next == Next.DEAD) {
      LOG.warn("{}; it was given up. {}", what(task, answer), advice(answer));
    }
  }

  private static String what(DueTask task, Answer answer) {
    String outcome =
        switch (answer) {
          case Answer.Answered answered -> "got HTTP " + answered.status();
          case Answer.NotReached failure -> "got no answer: " + failure.reason();
        };
    return "webhook %s of order %s (%s) to %s %s"
        .formatted(
            task.id(),
            WebhookBody.value(task, "merchant_uid"),
            WebhookBody.value(task, "status"),
            withoutQuery(task.url()),
            outcome);
  }

  /** The address without its query, which may hold a secret of the shop. */
  private static String withoutQuery(String url) {
    int query = url.indexOf('?');
    return query < 0 ? url : url.substring(0, query) + "?…";
  }

  private static String advice(Answer answer) {
    String again = " Then send it again from the payment's webhook history.";
    return switch (answer) {
      case Answer.Answered answered when answered.status() < 400 ->
          "Redirects aren't followed: set webhook.url or notice_url to the final address." + again;
      case Answer.Answered answered when answered.status() == 404 || answered.status() == 405 ->
          "Nothing takes a POST there: correct webhook.url or notice_url." + again;
      case Answer.Answered answered when answered.status() < 500 ->
          "The shop's handler refuses it, and the same request would be refused again: see the"
              + " shop's log."
              + again;
      case Answer.Answered _ -> "The shop's handler fails: see the shop's log." + again;
      case Answer.NotReached failure when failure.reason().equals("refused address") ->
          "It is a private address: set webhook.allow_private_targets for this merchant if its"
              + " shop is in this network."
              + again;
      case Answer.NotReached _ -> "Check the address and whether the shop is up." + again;
    };
  }
}
