package dev.naru.hub.console.webhooks;

import dev.naru.hub.console.Display;
import dev.naru.hub.webhook.MerchantServer.Answer;
import dev.naru.hub.webhook.MerchantServer.Answer.Answered;
import dev.naru.hub.webhook.MerchantServer.Answer.NotReached;
import dev.naru.hub.webhook.Verdict;
import java.util.Locale;

/** Says for the page how the test of an address ended. */
final class Tested {

  private static final int SHOWN = 300;

  private Tested() {}

  /** The last part of the key of the text for a verdict. */
  static String word(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The HTTP status of the answer, and how long it took. */
  static String detail(Answer answer) {
    return switch (answer) {
      case Answered(int status, String body, var took, _) ->
          "HTTP %d, %s %s"
              .formatted(
                  status,
                  Display.took(took),
                  body.length() > SHOWN ? body.substring(0, SHOWN) + "…" : body)
              .strip();
      case NotReached(String reason, var took) -> reason + ", " + Display.took(took);
    };
  }
}
