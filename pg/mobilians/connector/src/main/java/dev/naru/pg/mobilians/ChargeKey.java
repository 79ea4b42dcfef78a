package dev.naru.pg.mobilians;

import dev.naru.pg.mobilians.wire.KoreaTime;
import dev.naru.pg.mobilians.wire.MobiliansJson;
import dev.naru.pg.mobilians.wire.Won;
import dev.naru.pg.spi.ChargeOrder;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.Outcome;
import dev.naru.pg.spi.Outcome.CardUsed;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgError;
import dev.naru.pg.spi.PgError.Category;
import dev.naru.pg.spi.PgTransport;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Charges a billing key once (protocols/mobilians.md §2.8). KG decides whether a phone's key may be
 * charged now (0060, 0047, 0019); the hub applies its own rules before (spec/pg-rules.md §5 row
 * C2).
 */
final class ChargeKey {
  private final Generation generation;
  private final PgTransport transport;
  private final InstantSource time;

  ChargeKey(Generation generation, PgTransport transport, InstantSource time) {
    this.generation = generation;
    this.transport = transport;
    this.time = time;
  }

  Outcome charge(PersistedAttempt attempt, MobiliansKey key, ChargeOrder order) {
    MobiliansSettings settings = MobiliansSettings.of(generation, attempt.channel());
    String siteUrl = settings.siteUrl().isEmpty() ? key.siteUrl() : settings.siteUrl();
    // A charge must be cancellable, which needs the link key of this service id.
    if (settings.linkKey().isEmpty()) {
      return ours(Category.CONFIGURATION, "연동키가 설정되지 않은 채널입니다.");
    }
    if (!key.sid().equals(attempt.channel().mid())) {
      return ours(Category.CONFIGURATION, "빌링키가 다른 서비스 아이디에서 발급되었습니다.");
    }
    if (siteUrl.isEmpty()) {
      return ours(Category.CONFIGURATION, "사이트 주소(site_url)가 설정되지 않은 채널입니다.");
    }
    if (key.cashCode() == CashCode.CN && order.quotaMonths() > 1) {
      return ours(Category.BAD_REQUEST, "모빌리언스 빌링키 결제는 할부를 지원하지 않습니다.");
    }
    return switch (MobiliansCall.send(
        transport,
        new MobiliansHosts(attempt.channel()).approval(),
        AutoBilling.request(attempt, key, order, siteUrl),
        MobiliansCall.APPROVAL_TIMEOUT)) {
      case MobiliansCall.Failed(String reason) -> new Outcome.Unknown("key charge: " + reason);
      case MobiliansCall.NotSent(String reason) -> new Outcome.NotSent(reason);
      case MobiliansCall.Answered(MobiliansJson answer) -> read(attempt, key, answer);
    };
  }

  private Outcome read(PersistedAttempt attempt, MobiliansKey key, MobiliansJson answer) {
    String code = answer.get("code");
    if (code.isEmpty()) {
      return new Outcome.Unknown("key charge: no code");
    }
    if (code.equals("0000")) {
      return contradiction(attempt, key, answer)
          .<Outcome>map(field -> new Outcome.Unknown("charged, but " + field + " is not ours"))
          .orElseGet(() -> charged(attempt, key, answer));
    }
    // A refusal may leave these fields out, but a field that it has must be this charge's.
    if (isAnothers(answer.get("sid"), key.sid())
        || isAnothers(answer.get("trade_id"), attempt.pgOrderNumber())) {
      return new Outcome.Unknown("refused, but for another trade");
    }
    MobiliansErrors.Judged judged =
        MobiliansErrors.judge(MobiliansErrors.Step.APPROVAL, code, answer.get("message"));
    return switch (judged.certainty()) {
      case KNOWN, GENERIC -> new Outcome.Declined(judged.error());
      case UNCLEAR -> new Outcome.Unknown("unclear code " + judged.error().code());
    };
  }

  /**
   * The first field of the answer that contradicts the request; amount and number are checked
   * separately.
   */
  private static Optional<String> contradiction(
      PersistedAttempt attempt, MobiliansKey key, MobiliansJson answer) {
    if (!answer.get("sid").equals(key.sid())) {
      return Optional.of("sid");
    }
    if (!answer.get("trade_id").equals(attempt.pgOrderNumber())) {
      return Optional.of("trade_id");
    }
    return answer.get("cash_code").equals(key.cashCode().name())
        ? Optional.empty()
        : Optional.of("cash_code");
  }

  private Outcome charged(PersistedAttempt attempt, MobiliansKey key, MobiliansJson answer) {
    long amountKrw = Won.read(answer.get("amount")).orElse(0);
    if (amountKrw != attempt.amount().minor()) {
      return new Outcome.Unknown(
          "charged, but amount is not ours",
          amountKrw > 0 ? new Money(amountKrw, attempt.amount().currency()) : null);
    }
    Instant at = KoreaTime.read(answer.get("sign_date")).orElseGet(time::instant);
    return AutoBilling.number(answer)
        .<Outcome>map(number ->
            new Outcome.Approved(
                number,
                attempt.amount(),
                key.method(),
                null,
                answer.get("cn_appr_no"),
                card(key, answer),
                null,
                null,
                null,
                at))
        .orElseGet(() -> new Outcome.Unknown("charged, but under no number"));
  }

  private static @Nullable CardUsed card(MobiliansKey key, MobiliansJson answer) {
    return key.cashCode() == CashCode.CN
        ? MobiliansCards.card(
            answer.get("cn_card_code"),
            answer.get("cn_card_name"),
            answer.get("cn_card_no"),
            answer.get("cn_installment"))
        : null;
  }

  private static boolean isAnothers(String given, String ours) {
    return !given.isEmpty() && !given.equals(ours);
  }

  private static Outcome ours(Category category, String text) {
    return new Outcome.Declined(new PgError("", text, category));
  }
}
