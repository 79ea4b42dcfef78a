package dev.naru.pg.inicis;

import dev.naru.pg.inicis.wire.InicisJson;
import dev.naru.pg.spi.Outcome;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgError;
import dev.naru.pg.spi.PgError.Category;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads how INIAPI v1 refuses a charge or the issue of a key: with {@code [code][summary|detail]}
 * in the text (protocols/inicis.md §6.8), or with {@code ER0102} and the names of the missing
 * fields (§6.11).
 */
final class ApiRefusal {

  /** The fields that are filled from the channel's settings and not from an order. */
  private static final Set<String> SETTINGS =
      Set.of("mid", "clientIp", "hashData", "timestamp", "url");

  private ApiRefusal() {}

  /** The refusal; empty when the code doesn't say for certain that nothing was charged. */
  static Optional<PgError> of(InicisJson answer) {
    InicisErrors.Judged judged = InicisErrors.judge(answer);
    if (judged.certainty() == InicisErrors.Certainty.UNCLEAR) {
      return Optional.empty();
    }
    PgError error = judged.error();
    List<String> fields =
        answer.list("errorDetails").stream()
            .map(detail -> detail.get("field"))
            .filter(field -> field.matches("[A-Za-z]{1,30}"))
            .distinct()
            .toList();
    if (!fields.isEmpty()) {
      Category category = SETTINGS.containsAll(fields) ? Category.CONFIGURATION : error.category();
      String named = fields.stream().collect(Collectors.joining(", ", " (", ")"));
      return Optional.of(InicisErrors.error(error.code(), error.text() + named, category));
    }
    return Optional.of(
        InicisErrors.error(
            error.code(),
            InicisErrors.withoutCode(error.code(), answer.get("resultMsg")),
            error.category()));
  }

  /** Declines an order that isn't in won before anything is sent; empty for every other order. */
  static Optional<Outcome> beforehand(PersistedAttempt attempt) {
    return attempt.amount().currency().equals("KRW")
        ? Optional.empty()
        : Optional.of(
            new Outcome.Declined(
                InicisErrors.error("", "KG이니시스는 원화(KRW) 결제만 지원합니다.", Category.BAD_REQUEST)));
  }

  /** The answer's code, safe for a log. */
  static String code(InicisJson answer) {
    return InicisErrors.judge(answer).error().code();
  }
}
