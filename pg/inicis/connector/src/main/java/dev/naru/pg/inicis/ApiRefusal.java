package dev.naru.pg.inicis;

import dev.naru.pg.inicis.wire.Json;
import dev.naru.pg.spi.Outcome;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgError;
import dev.naru.pg.spi.PgError.Category;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * INIAPI v1's "no" to a charge or to a key's issue: {@code [code][summary|detail]} in the text
 * (protocols/inicis.md §6.8), or {@code ER0102} with the fields it means (§6.11).
 */
final class ApiRefusal {

  /** {@code [1113][금액 오류|0원 이하]}, {@code [F113]카드번호 오류}, {@code [500626|기 취소 거래]}. */
  private static final Pattern CODED =
      Pattern.compile("\\[([0-9A-Z]{4,6})(?:]\\s*\\[(.*)]|](.*)|\\|(.*)])", Pattern.DOTALL);

  /** Fields that come from the channel's settings and never from an order. */
  private static final Set<String> SETTINGS =
      Set.of("mid", "clientIp", "hashData", "timestamp", "url");

  private ApiRefusal() {}

  /** Empty where the code leaves open whether something was charged. */
  static Optional<PgError> of(Json answer) {
    InicisErrors.Judged judged = judge(answer);
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
            error.code(), withoutCode(error.code(), Inquire.errorText(answer)), error.category()));
  }

  /** Before anything is sent: what the wire has no word for. */
  static Optional<Outcome> beforehand(PersistedAttempt attempt) {
    return attempt.amount().currency().equals("KRW")
        ? Optional.empty()
        : Optional.of(
            new Outcome.Declined(
                InicisErrors.error("", "KG이니시스는 원화(KRW) 결제만 지원합니다.", Category.BAD_REQUEST)));
  }

  /** Fit for a log. */
  static String code(Json answer) {
    return judge(answer).error().code();
  }

  private static InicisErrors.Judged judge(Json answer) {
    String code = Inquire.errorCode(answer.get("resultCode"), answer);
    return InicisErrors.judge(code, Inquire.errorText(answer));
  }

  /** Merchants are told {@code [code]text}: the code must not stand in the text once more. */
  static String withoutCode(String code, String text) {
    Matcher coded = CODED.matcher(text.strip());
    if (!coded.matches() || !coded.group(1).equals(code)) {
      return text;
    }
    for (int group = 2; group <= coded.groupCount(); group++) {
      if (coded.group(group) != null && !coded.group(group).isBlank()) {
        return coded.group(group).strip();
      }
    }
    return text;
  }
}
