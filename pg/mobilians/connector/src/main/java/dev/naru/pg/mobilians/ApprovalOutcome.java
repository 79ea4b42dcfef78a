package dev.naru.pg.mobilians;

import dev.naru.pg.mobilians.wire.KoreaTime;
import dev.naru.pg.mobilians.wire.MobiliansJson;
import dev.naru.pg.mobilians.wire.Won;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.Outcome;
import dev.naru.pg.spi.Outcome.Bank;
import dev.naru.pg.spi.Outcome.CardUsed;
import dev.naru.pg.spi.Outcome.IssuedKey;
import dev.naru.pg.spi.Outcome.VirtualAccount;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgError;
import dev.naru.pg.spi.PgError.Category;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Translates an accepted approval into the SPI's outcome, by method (protocols/mobilians.md §2.6,
 * §4.2). KG's number of the charge is the authentication's {@code pay_token}, and KG has no receipt
 * page.
 */
final class ApprovalOutcome {
  private static final Pattern ACCOUNT = Pattern.compile("[0-9][0-9 -]{4,48}[0-9]");
  private static final LocalTime LAST_SECOND = LocalTime.of(23, 59, 59);

  private final InstantSource time;

  ApprovalOutcome(InstantSource time) {
    this.time = time;
  }

  Outcome read(PersistedAttempt attempt, Proof proof, MobiliansJson answer) {
    Instant at = KoreaTime.read(answer.get("sign_date")).orElseGet(time::instant);
    IssuedKey key = OpenKeyWindow.issued(proof, attempt.channel().mid(), answer, at);
    if (proof.trade().issuesKey() && Won.equal(answer.get("amount"), 0)) {
      return key == null
          ? new Outcome.Declined(
              new PgError("", "빌링키가 발급되지 않았습니다. 결제되지 않았습니다.", Category.CONFIGURATION))
          : new Outcome.KeyIssued(proof.payToken(), key, card(proof, answer), at);
    }
    Outcome outcome = read(attempt, proof, answer, key, at);
    return proof.trade().isForAKeyAlone() && outcome instanceof Outcome.Approved charge
        ? new Outcome.UnexpectedCharge(charge)
        : outcome;
  }

  private static Outcome read(
      PersistedAttempt attempt,
      Proof proof,
      MobiliansJson answer,
      @Nullable IssuedKey key,
      Instant at) {
    return switch (proof.trade().cashCode()) {
      case MC -> charged(attempt, proof, answer, PayMethod.PHONE, null, "", null, key, at);
      case CN ->
          charged(
              attempt,
              proof,
              answer,
              PayMethod.CARD,
              null,
              answer.get("cn_appr_no"),
              null,
              key,
              at);
      case RA -> charged(attempt, proof, answer, PayMethod.TRANS, null, "", bank(answer), null, at);
      case EP -> easyPay(attempt, proof, answer, at);
      case VA -> account(attempt, proof, answer, at);
    };
  }

  private static Outcome charged(
      PersistedAttempt attempt,
      Proof proof,
      MobiliansJson answer,
      PayMethod method,
      @Nullable String embPgProvider,
      String applyNum,
      @Nullable Bank bank,
      @Nullable IssuedKey key,
      Instant at) {
    long amountKrw = Won.read(answer.get("amount")).orElse(attempt.amount().minor());
    return new Outcome.Approved(
        proof.payToken(),
        new Money(amountKrw, attempt.amount().currency()),
        method,
        embPgProvider,
        applyNum,
        card(proof, answer),
        bank,
        null,
        key,
        at);
  }

  private static Outcome easyPay(
      PersistedAttempt attempt, Proof proof, MobiliansJson answer, Instant at) {
    return MobiliansEasyPay.of(proof.trade().easyPay())
        .map(used ->
            charged(
                attempt,
                proof,
                answer,
                used.method(),
                used.embPgProvider(),
                answer.get("ep_appr_no"),
                null,
                null,
                at))
        .orElseGet(() -> new Outcome.Unknown("approved, but by no easy-pay we asked for"));
  }

  /** The card that was used; null for other methods, and for an easy-pay's points or money. */
  private static @Nullable CardUsed card(Proof proof, MobiliansJson answer) {
    return switch (proof.trade().cashCode()) {
      case CN ->
          MobiliansCards.card(
              answer.get("cn_card_code"),
              answer.get("cn_card_name"),
              answer.get("cn_card_no"),
              answer.get("cn_installment"));
      case EP ->
          answer.get("ep_card_code").isBlank()
              ? null
              : MobiliansCards.card(
                  answer.get("ep_card_code"),
                  answer.get("ep_card_name"),
                  answer.get("ep_card_no"),
                  answer.get("ep_installment"));
      case MC, RA, VA -> null;
    };
  }

  /**
   * The bank of a transfer, whose answer names it without a code. A name that naru doesn't know
   * gives null.
   */
  private static @Nullable Bank bank(MobiliansJson answer) {
    return MobiliansBanks.byName(answer.get("bank_name")).orElse(null);
  }

  private static Outcome account(
      PersistedAttempt attempt, Proof proof, MobiliansJson answer, Instant at) {
    Optional<Bank> bank = MobiliansBanks.byKgCode(answer.get("bank_code"));
    String number = answer.get("account_no").strip();
    Optional<LocalDate> closure =
        KoreaTime.readDay(answer.get("deposit_closure"))
            .or(() -> KoreaTime.readDay(proof.trade().depositClosure()));
    if (bank.isEmpty() || closure.isEmpty() || !ACCOUNT.matcher(number).matches()) {
      return new Outcome.Unknown("an account was issued, but which one is unreadable");
    }
    String given = answer.get("va_name").strip();
    return new Outcome.AccountIssued(
        proof.payToken(),
        new Money(attempt.amount().minor(), attempt.amount().currency()),
        new VirtualAccount(
            bank.get(),
            number,
            given.isEmpty() ? proof.accountName() : given,
            closure.get().atTime(LAST_SECOND)),
        at);
  }
}
