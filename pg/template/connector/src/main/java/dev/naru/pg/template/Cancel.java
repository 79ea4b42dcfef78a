package dev.naru.pg.template;

import dev.naru.pg.spi.Cancels.CancelOutcome;
import dev.naru.pg.spi.Cancels.CancelRequest;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgTransport;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Gives money back, all of it or a part. */
final class Cancel {

  private final Api api;

  Cancel(Api api) {
    this.api = api;
  }

  CancelOutcome cancel(PersistedAttempt attempt, CancelRequest request) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("mid", attempt.channel().mid());
    fields.put("tid", request.pgTid());
    fields.put("amount", Long.toString(request.amountMinor()));
    // The PG refuses if its remaining amount is another, so that a repeated call cannot cancel
    // twice.
    fields.put("remaining", Long.toString(request.remainingBeforeMinor()));
    fields.put("reason", request.reason());
    String path = request.remainingAfterMinor() == 0 ? "/cancel" : "/partial-cancel";
    Optional<JsonNode> answer;
    try {
      answer = api.call(attempt.channel(), path, fields);
    } catch (PgTransport.NotSentException e) {
      return new CancelOutcome.NotSent("not sent: " + e.getMessage());
    }
    if (answer.isEmpty()) {
      return new CancelOutcome.Unknown("no readable answer to the cancel");
    }
    String code = Api.text(answer.get(), "code");
    if (!code.equals("0000")) {
      return TemplateErrors.of(code, Api.text(answer.get(), "message"))
          .<CancelOutcome>map(CancelOutcome.Refused::new)
          .orElseGet(() -> new CancelOutcome.Unknown("a cancel's code that is not known: " + code));
    }
    try {
      return new CancelOutcome.Cancelled(
          Api.text(answer.get(), "cancel_tid"),
          Instant.parse(Api.text(answer.get(), "cancelled_at")),
          null);
    } catch (DateTimeException e) {
      return new CancelOutcome.Unknown("the cancel's time cannot be read");
    }
  }
}
