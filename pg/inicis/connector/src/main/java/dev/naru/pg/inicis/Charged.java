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
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An approval that stood its test, in the hub's words, whichever window it belongs to
 * (spec/rest-api.md §2.3).
 *
 * @param tid the charge's or the issue's
 * @param time what was told, {@code yyyyMMddHHmmss}; empty where it wasn't
 * @param applyNum as told; kept for cards alone
 * @param sourceCode the easy-pay's letter
 */
record Charged(
    PersistedAttempt attempt,
    Order order,
    String tid,
    String time,
    String applyNum,
    String sourceCode) {

  /**
   * @param card what was told of it; left out where no card was used
   * @param bank the account's, for a bank transfer
   */
  Outcome approved(@Nullable CardUsed card, Optional<Bank> bank, InstantSource clock) {
    Optional<EasyPay> easyPay =
        order.method().isCard()
            ? EasyPay.used(sourceCode, order.method().method())
            : Optional.empty();
    return new Outcome.Approved(
        tid,
        new Money(attempt.amount().minor(), attempt.amount().currency()),
        easyPay.map(EasyPay::method).orElse(used()),
        easyPay.map(EasyPay::embPgProvider).orElse(null),
        order.method().isCard() ? applyNum : "",
        order.method().isCard() ? card : null,
        order.method() == InicisMethod.TRANS ? bank.orElse(null) : null,
        new InicisHosts(attempt.channel()).receipt(tid),
        null,
        at(time, tid, clock));
  }

  /** An easy-pay's window that says another origin than any we know was paid by card. */
  private PayMethod used() {
    return order.method().isEasyPay() ? InicisMethod.CARD.method() : order.method().method();
  }

  /**
   * @param due {@code yyyyMMddHHmmss}; some answers say it less exactly, older ones have more
   *     digits
   * @return unknown where the account cannot be shown to a buyer
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
        at(time, tid, clock));
  }

  private static String toTheSecond(String due) {
    return switch (due.length()) {
      case 8 -> due + "235959";
      case 12 -> due + "59";
      default -> due.substring(0, Math.min(14, due.length()));
    };
  }

  /** A key without its secret is none: somebody must look whether a charge was made instead. */
  Outcome keyIssued(String billKey, CardUsed card, InstantSource clock) {
    if (!applyNum.isBlank() && approved(card, Optional.empty(), clock) instanceof Approved charge) {
      return chargedForKey(billKey, charge);
    }
    return BillKeyDecoder.isKey(billKey)
        ? new Outcome.KeyIssued(tid, secret(billKey), silentOnType(card), at(time, tid, clock))
        : new Outcome.Unknown("approved, but without a billing key");
  }

  /**
   * No money moves for a key (protocols/inicis.md §3.11), but an approval number says that it did.
   */
  private static Outcome chargedForKey(String billKey, Approved it) {
    IssuedKey key = BillKeyDecoder.isKey(billKey) ? secret(billKey) : null;
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

  static IssuedKey secret(String billKey) {
    return new IssuedKey(Map.of("billKey", billKey));
  }

  /**
   * What {@link #secret} hid.
   *
   * @throws IllegalArgumentException it isn't a key of KG INICIS
   */
  static String billKey(IssuedKey key) {
    String billKey = key.secret().get("billKey");
    if (billKey == null) {
      throw new IllegalArgumentException("a key without its billKey");
    }
    return billKey;
  }

  /** V1 tells no type and no instalment of a card that was only registered. */
  static CardUsed silentOnType(CardUsed card) {
    return new CardUsed(card.code(), card.name(), card.maskedNumber(), 0, null);
  }

  /**
   * The PG's own time; where it is unreadable the id's, and last our clock's.
   *
   * @param time as told, {@code yyyyMMddHHmmss}
   */
  static Instant at(String time, String tid, InstantSource clock) {
    return KoreaTime.read(time)
        .or(() -> Tid.parse(tid).flatMap(Tid::issuedAt))
        .orElseGet(clock::instant);
  }
}
