package dev.naru.pg.mobilians;

import dev.naru.pg.mobilians.wire.MobiliansJson;
import dev.naru.pg.mobilians.wire.Won;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.Outcome;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgTransport;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Asks KG Mobilians to charge the authenticated buyer, who is charged at the moment when KG answers
 * (protocols/mobilians.md §2.7). It asks once: KG would answer a second request with M681 or 0051.
 */
final class Approve {
  private final Generation generation;
  private final PgTransport transport;
  private final ApprovalOutcome approved;

  Approve(Generation generation, PgTransport transport, InstantSource time) {
    this.generation = generation;
    this.transport = transport;
    this.approved = new ApprovalOutcome(time);
  }

  Outcome approve(PersistedAttempt attempt, Proof proof) {
    SequencedMap<String, Object> body = new LinkedHashMap<>();
    body.put("sid", attempt.channel().mid());
    body.put("tid", proof.trade().tid());
    body.put("cash_code", proof.trade().cashCode().name());
    body.put("pay_token", proof.payToken());
    body.put("amount", proof.trade().amount());
    body.put("mc_user_key", proof.userKey());
    body.put("reference_key", proof.referenceKey());
    body.values().removeIf(""::equals);
    return switch (MobiliansCall.send(
        transport,
        new MobiliansHosts(attempt.channel()).approval(),
        body,
        MobiliansCall.APPROVAL_TIMEOUT)) {
      case MobiliansCall.Failed(String reason) -> new Outcome.Unknown("approval: " + reason);
      case MobiliansCall.NotSent(String reason) -> new Outcome.NotSent(reason);
      case MobiliansCall.Answered(MobiliansJson answer) -> read(attempt, proof, answer);
    };
  }

  private Outcome read(PersistedAttempt attempt, Proof proof, MobiliansJson answer) {
    String code = answer.get("code");
    if (code.isEmpty()) {
      return new Outcome.Unknown("approval: no code");
    }
    if (code.equals("0000")) {
      return contradiction(attempt, proof, answer)
          .<Outcome>map(field -> new Outcome.Unknown("approved, but " + field + " is not ours"))
          .orElseGet(() ->
              isAmountOurs(proof.trade(), answer.get("amount"))
                  ? approved.read(attempt, proof, answer)
                  : new Outcome.Unknown(
                      "approved, but amount is not ours", charged(attempt, answer)));
    }
    // A refusal may leave these fields out, but a field that it has must be this payment's.
    if (isAnothers(answer.get("sid"), attempt.channel().mid())
        || isAnothers(answer.get("tid"), proof.trade().tid())
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

  private static boolean isAnothers(String given, String ours) {
    return !given.isEmpty() && !given.equals(ours);
  }

  /**
   * Whether the answer's amount is acceptable. The contract decides whether a key window charges,
   * so any amount is reported as it is (spec/pg-rules.md §5, unexpected_charge).
   */
  private static boolean isAmountOurs(Trade trade, String given) {
    return trade.isAmount(given)
        || (trade.issuesKey() && Won.equal(given, 0))
        || (trade.isForAKeyAlone() && Won.read(given).isPresent());
  }

  /** The charged amount, because KG refuses a net cancel with any other amount. */
  private static @Nullable Money charged(PersistedAttempt attempt, MobiliansJson answer) {
    long amountKrw = Won.read(answer.get("amount")).orElse(0);
    return amountKrw > 0 ? new Money(amountKrw, attempt.amount().currency()) : null;
  }

  /**
   * The first field of the answer that contradicts the record; the amount is checked separately.
   */
  private Optional<String> contradiction(
      PersistedAttempt attempt, Proof proof, MobiliansJson answer) {
    Trade trade = proof.trade();
    if (!answer.get("sid").equals(attempt.channel().mid())) {
      return Optional.of("sid");
    }
    if (!answer.get("tid").equals(trade.tid())) {
      return Optional.of("tid");
    }
    if (!answer.get("trade_id").equals(attempt.pgOrderNumber())) {
      return Optional.of("trade_id");
    }
    if (!answer.get("pay_token").equals(proof.payToken())) {
      return Optional.of("pay_token");
    }
    if (!answer.get("cash_code").equals(trade.cashCode().name())) {
      return Optional.of("cash_code");
    }
    MobiliansSettings settings = MobiliansSettings.of(generation, attempt.channel());
    String expected = trade.hmac(new MobiliansSigner(settings.linkKey()));
    return MobiliansSigner.same(answer.get("hmac"), expected)
        ? Optional.empty()
        : Optional.of("hmac");
  }
}
