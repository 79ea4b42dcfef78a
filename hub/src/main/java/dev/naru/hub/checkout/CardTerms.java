package dev.naru.hub.checkout;

import dev.naru.pg.spi.WindowRequest.Cards;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what a shop page asks for about cards and instalments (spec/pg-rules.md §2.4, §2.5). */
final class CardTerms {

  private static final int MIN_MONTHS = 2;
  private static final int MAX_MONTHS = 36;
  private static final int MAX_RULES = 100;

  /** The least amount that can be paid in instalments, in won. */
  private static final long INSTALMENTS_FROM_KRW = 50_000;

  private static final Pattern CODE = Pattern.compile("[0-9A-Za-z]{1,4}");

  private final RequestPayParam param;
  private final boolean instalments;
  private final boolean singleMeansUpTo;

  /**
   * @param singleMeansUpTo whether {@code card_quota: [6]} means up to 6 months; otherwise it means
   *     exactly 6
   */
  CardTerms(RequestPayParam param, boolean singleMeansUpTo) {
    this.param = param;
    this.instalments =
        param.amount() instanceof RequestedAmount.Whole(long won, _) && won >= INSTALMENTS_FROM_KRW;
    this.singleMeansUpTo = singleMeansUpTo;
  }

  /** Why the page's card parameters can't be read; empty when they can. */
  Optional<Refusal> refusal() {
    if (!isQuotaReadable()) {
      return Optional.of(Refusal.malformed("display.card_quota"));
    }
    if (isGiven(direct()) && readDirect().isEmpty()) {
      return Optional.of(Refusal.malformed("card.direct"));
    }
    if (readRules().isEmpty()) {
      return Optional.of(Refusal.malformed("card.detail"));
    }
    return isGiven(interestFree()) && months(interestFree()) < 0
        ? Optional.of(Refusal.malformed("card.interest_free"))
        : Optional.empty();
  }

  /** The card parameters; only to be called when {@link #refusal} is empty. */
  Cards cards() {
    return new Cards(
        quotas(),
        readDirect().orElse(null),
        readRules().orElseThrow(),
        isGiven(interestFree()) ? Integer.valueOf(months(interestFree())) : null,
        param.freeInterestFromMall());
  }

  private boolean isQuotaReadable() {
    JsonNode given = param.cardQuota();
    return !isGiven(given)
        || (given.isArray()
            && given.valueStream().mapToInt(CardTerms::months).allMatch(months -> months >= 0));
  }

  private @Nullable List<Integer> quotas() {
    if (!param.cardQuota().isArray()) {
      return null;
    }
    List<Integer> months = new ArrayList<>();
    param.cardQuota().valueStream().map(CardTerms::months).distinct().forEach(months::add);
    months.removeIf(each -> !instalments || each < MIN_MONTHS);
    return singleMeansUpTo && months.size() == 1
        ? IntStream.rangeClosed(MIN_MONTHS, months.getFirst()).boxed().toList()
        : List.copyOf(months);
  }

  private Optional<Cards.Direct> readDirect() {
    ParamReader read = new ParamReader(direct());
    String code = read.text("code");
    int quota = isGiven(read.at("quota")) ? months(read.at("quota")) : 0;
    return code == null || !CODE.matcher(code).matches() || quota < 0
        ? Optional.empty()
        : Optional.of(new Cards.Direct(code, instalments && quota >= MIN_MONTHS ? quota : 0));
  }

  /** The rules of {@code card.detail}; empty when one of them can't be read. */
  private Optional<List<Cards.Rule>> readRules() {
    JsonNode detail = param.card().path("detail");
    if (!isGiven(detail)) {
      return Optional.of(List.of());
    }
    List<Cards.Rule> rules = new ArrayList<>();
    for (JsonNode each : detail) {
      ParamReader read = new ParamReader(each);
      String code = read.text("card_code");
      int most = isGiven(read.at("max_month")) ? months(read.at("max_month")) : 0;
      if (code == null || most < 0 || !(code.equals("*") || CODE.matcher(code).matches())) {
        return Optional.empty();
      }
      boolean enabled = !Boolean.FALSE.equals(read.bool("enabled"));
      rules.add(new Cards.Rule(code, enabled, most == 0 ? null : Integer.valueOf(most)));
    }
    return detail.isArray() && rules.size() <= MAX_RULES
        ? Optional.of(List.copyOf(rules))
        : Optional.empty();
  }

  private JsonNode direct() {
    return param.card().path("direct");
  }

  private JsonNode interestFree() {
    return param.card().path("interest_free");
  }

  private static boolean isGiven(JsonNode node) {
    return !node.isMissingNode() && !node.isNull();
  }

  /** The number of months, or -1 when the value isn't a whole number from 0 to 36. */
  private static int months(JsonNode given) {
    return RequestedAmount.of(given) instanceof RequestedAmount.Whole(long months, _)
            && months <= MAX_MONTHS
        ? (int) months
        : -1;
  }
}
