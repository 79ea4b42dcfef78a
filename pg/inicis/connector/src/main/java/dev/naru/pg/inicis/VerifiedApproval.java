package dev.naru.pg.inicis;

import dev.naru.pg.inicis.wire.KoreaTime;
import dev.naru.pg.inicis.wire.Tid;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.Outcome;
import dev.naru.pg.spi.Outcome.Approved;
import dev.naru.pg.spi.Outcome.Bank;
import dev.naru.pg.spi.Outcome.CardUsed;
import dev.naru.pg.spi.Outcome.IssuedKey;
import dev.naru.pg.spi.Outcome.VirtualAccount;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PersistedAttempt;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A verified approval of any of KG INICIS's windows or APIs, to be translated into the SPI's
 * outcome (spec/rest-api.md §2.3).
 *
 * @param tid the id of the charge or of the key's issue
 * @param time the PG's time {@code yyyyMMddHHmmss}, empty when the answer has none
 * @param applyNum the approval number of the answer; the outcome keeps it only for cards
 * @param sourceCode the letter of the easy-pay that was used
 */
record VerifiedApproval(
    PersistedAttempt attempt,
    WindowOrder order,
    String tid,
    String time,
    String applyNum,
    String sourceCode) {

  /**
   * The outcome of an approved charge.
   *
   * @param card the card of the answer; ignored when no card was used
   * @param bank the bank of the buyer's account, for a bank transfer
   */
  Outcome approved(@Nullable CardUsed card, Optional<Bank> bank, InstantSource clock) {
    Optional<InicisEasyPay> easyPay =
        order.method().isCard()
            ? InicisEasyPay.used(sourceCode, order.method().method())
            : Optional.empty();
    return new Outcome.Approved(
        tid,
        new Money(attempt.amount().minor(), attempt.amount().currency()),
        easyPay.map(InicisEasyPay::method).orElse(used()),
        easyPay.map(InicisEasyPay::embPgProvider).orElse(null),
        order.method().isCard() ? applyNum : "",
        order.method().isCard() ? card : null,
        order.method() == InicisMethod.TRANS ? bank.orElse(null) : null,
        new InicisHosts(attempt.channel()).receipt(tid),
        null,
        Tid.chargedAt(time, tid, clock));
  }

  /**
   * The method that was used. When an easy-pay's window reports a source other than an easy-pay
   * that naru knows, the buyer paid by card.
   */
  private PayMethod used() {
    return order.method().isEasyPay() ? InicisMethod.CARD.method() : order.method().method();
  }

  /**
   * The outcome of an issued virtual account.
   *
   * @param due the deadline {@code yyyyMMddHHmmss}; some answers leave out the time, older ones
   *     have more digits
   * @return unknown when a part is missing without which a buyer can't pay
   */
  Outcome accountIssued(
      Optional<Bank> bank, String number, String holder, String due, InstantSource clock) {
    Optional<LocalDateTime> until = KoreaTime.readLocal(toTheSecond(due));
    if (bank.isEmpty() || number.isBlank() || until.isEmpty()) {
      return new Outcome.Unknown("an account without bank, number or deadline");
    }
    return new Outcome.AccountIssued(
        tid,
        new Money(attempt.amount().minor(), attempt.amount().currency()),
        new VirtualAccount(bank.get(), number.strip(), holder.strip(), until.get()),
        Tid.chargedAt(time, tid, clock));
  }

  private static String toTheSecond(String due) {
    return switch (due.length()) {
      case 8 -> due + "235959";
      case 12 -> due + "59";
      default -> due.substring(0, Math.min(14, due.length()));
    };
  }

  /**
   * The outcome of an issued key. When the key itself is missing, an operator must look whether the
   * buyer was charged instead.
   */
  Outcome keyIssued(String billKey, CardUsed card, InstantSource clock) {
    if (!applyNum.isBlank() && approved(card, Optional.empty(), clock) instanceof Approved charge) {
      return chargedForKey(billKey, charge);
    }
    return BillKeyDecoder.isKey(billKey)
        ? new Outcome.KeyIssued(
            tid,
            BillKeyDecoder.secret(billKey),
            silentOnType(card),
            Tid.chargedAt(time, tid, clock))
        : new Outcome.Unknown("approved, but without a billing key");
  }

  /**
   * The outcome when an approval number came with a key: issuing a key charges nothing
   * (protocols/inicis.md §3.11), but the number says that the buyer was charged.
   */
  private static Outcome chargedForKey(String billKey, Approved it) {
    IssuedKey key = BillKeyDecoder.isKey(billKey) ? BillKeyDecoder.secret(billKey) : null;
    return new Outcome.UnexpectedCharge(
        new Approved(
            it.pgTid(),
            it.amount(),
            it.method(),
            it.embPgProvider(),
            it.applyNum(),
            it.card(),
            it.bank(),
            it.receiptUrl(),
            key,
            it.approvedAt()));
  }

  /**
   * The card without its type and instalments, which V1 doesn't report for a card that was only
   * registered.
   */
  static CardUsed silentOnType(CardUsed card) {
    return new CardUsed(card.code(), card.name(), card.maskedNumber(), 0, null);
  }
}
