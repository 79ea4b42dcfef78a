package dev.naru.pg.template;

import dev.naru.pg.spi.AuthResult;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.Outcome;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgTransport;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Charges what the buyer agreed to in the window. */
final class Approve {

  private final Api api;

  Approve(Api api) {
    this.api = api;
  }

  Outcome approve(PersistedAttempt attempt, AuthResult.Authenticated authenticated) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("mid", attempt.channel().mid());
    fields.put("order", attempt.pgOrderNumber());
    fields.put("amount", Long.toString(attempt.amount().minor()));
    fields.put("token", authenticated.proof().getOrDefault("token", ""));
    Optional<JsonNode> answer;
    try {
      answer = api.call(attempt.channel(), "/approve", fields);
    } catch (PgTransport.NotSentException e) {
      return new Outcome.NotSent("not sent: " + e.getMessage());
    }
    if (answer.isEmpty()) {
      return new Outcome.Unknown("no readable answer to the approval");
    }
    String code = Api.text(answer.get(), "code");
    if (!code.equals("0000")) {
      return TemplateErrors.of(code, Api.text(answer.get(), "message"))
          .<Outcome>map(Outcome.Declined::new)
          .orElseGet(() -> new Outcome.Unknown("an approval's code that is not known: " + code));
    }
    return approved(
        attempt, new PayMethod(authenticated.proof().getOrDefault("method", "card")), answer.get());
  }

  private static Outcome approved(PersistedAttempt attempt, PayMethod method, JsonNode answer) {
    String tid = Api.text(answer, "tid");
    long won = Api.won(answer, "amount");
    if (!Api.text(answer, "mid").equals(attempt.channel().mid())
        || !Api.text(answer, "order").equals(attempt.pgOrderNumber())
        || tid.isBlank()
        || won < 0) {
      return new Outcome.Unknown("the approval's answer contradicts the request");
    }
    if (won != attempt.amount().minor()) {
      return new Outcome.Unknown("another amount was charged", Money.krw(won));
    }
    Instant at;
    try {
      at = Instant.parse(Api.text(answer, "approved_at"));
    } catch (DateTimeException e) {
      return new Outcome.Unknown("the approval's time cannot be read");
    }
    boolean byCard = method.equals(PayMethod.CARD);
    return new Outcome.Approved(
        tid,
        attempt.amount(),
        method,
        null,
        byCard ? Api.text(answer, "approval_number") : "",
        byCard
            ? new Outcome.CardUsed(
                null, Api.text(answer, "card_name"), Api.text(answer, "card_number"), 0, null)
            : null,
        null,
        null,
        null,
        at);
  }
}
