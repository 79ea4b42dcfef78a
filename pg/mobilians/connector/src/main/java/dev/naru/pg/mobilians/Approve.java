package dev.naru.pg.mobilians;

import dev.naru.pg.mobilians.wire.Json;
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
 * Asks KG Mobilians to charge what the buyer agreed to: this answer is the moment of the charge
 * (protocols/mobilians.md §2.7). Asked once; a second time would be answered M681 or 0051.
 */
final class Approve {
  private final Generation generation;
  private final PgTransport transport;
  private final Approved approved;

  Approve(Generation generation, PgTransport transport, InstantSource time) {
    this.generation = generation;
    this.transport = transport;
    this.approved = new Approved(time);
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
    return switch (Call.send(
        transport, new MobiliansHosts(attempt.channel()).approval(), body, Call.APPROVAL_TIMEOUT)) {
      case Call.Failed(String reason) -> new Outcome.Unknown("approval: " + reason);
      case Call.NotSent(String reason) -> new Outcome.NotSent(reason);
      case Call.Answered(Json answer) -> read(attempt, proof, answer);
    };
  }

  private Outcome read(PersistedAttempt attempt, Proof proof, Json answer) {
    String code = answer.get("code");
    if (code.isEmpty()) {
      return new Outcome.Unknown("approval: no code");
    }
    if (code.equals("0000")) {
      return contradiction(attempt, proof, answer)
          .<Outcome>map(field -> new Outcome.Unknown("approved, but " + field + " is not ours"))
          .orElseGet(
              () ->
                  isAmountOurs(proof.trade(), answer.get("amount"))
                      ? approved.read(attempt, proof, answer)
                      : new Outcome.Unknown(
                          "approved, but amount is not ours", charged(attempt, answer)));
    }
    // A refusal may lack what it is about; what it names must be ours.
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
   * Whether a key window charges is the contract's affair; what it charged is told as it is
   * (spec/pg-rules.md §5, unexpected_charge).
   */
  private static boolean isAmountOurs(Trade trade, String told) {
    return trade.isAmount(told)
        || (trade.issuesKey() && Won.equal(told, 0))
        || (trade.isForAKeyAlone() && Won.read(told).isPresent());
  }

  /** For the net cancel: KG cancels no other figure than the one it charged. */
  private static @Nullable Money charged(PersistedAttempt attempt, Json answer) {
    long amountKrw = Won.read(answer.get("amount")).orElse(0);
    return amountKrw > 0 ? new Money(amountKrw, attempt.amount().currency()) : null;
  }

  /** The acceptance test, but for the amount: the first field that doesn't hold. */
  private Optional<String> contradiction(PersistedAttempt attempt, Proof proof, Json answer) {
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
