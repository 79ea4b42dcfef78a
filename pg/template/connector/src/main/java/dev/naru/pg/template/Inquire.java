package dev.naru.pg.template;

import dev.naru.pg.spi.Inquires.Finding;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgTransport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Asks the PG for the state of a transaction. */
final class Inquire {

  private static final String NO_SUCH_TRANSACTION = "T404";

  private final Api api;

  Inquire(Api api) {
    this.api = api;
  }

  Finding inquire(PersistedAttempt attempt, @Nullable String pgTid) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("mid", attempt.channel().mid());
    fields.put("order", attempt.pgOrderNumber());
    fields.put("tid", pgTid == null ? "" : pgTid);
    Optional<JsonNode> answer;
    try {
      answer = api.call(attempt.channel(), "/inquiry", fields);
    } catch (PgTransport.NotSentException e) {
      return new Finding.NotSent("not sent: " + e.getMessage());
    }
    if (answer.isEmpty()) {
      return new Finding.Unknown("no readable answer to the inquiry");
    }
    return read(attempt, answer.get());
  }

  private static Finding read(PersistedAttempt attempt, JsonNode answer) {
    String code = Api.text(answer, "code");
    if (code.equals(NO_SUCH_TRANSACTION)) {
      return new Finding.NotFound();
    }
    long won = Api.won(answer, "amount");
    long cancelled = Api.won(answer, "cancelled_amount");
    if (!code.equals("0000")
        || !Api.text(answer, "order").equals(attempt.pgOrderNumber())
        || won < 0
        || cancelled < 0) {
      return new Finding.Unknown("the inquiry's answer is not understood: " + code);
    }
    return new Finding.Found(
        Api.text(answer, "tid"), Money.krw(won), false, cancelled, null, null, null);
  }
}
