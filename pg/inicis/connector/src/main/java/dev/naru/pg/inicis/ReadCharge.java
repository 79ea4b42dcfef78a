package dev.naru.pg.inicis;

import dev.naru.pg.inicis.wire.InicisJson;
import dev.naru.pg.inicis.wire.KoreaTime;
import dev.naru.pg.inicis.wire.Tid;
import dev.naru.pg.inicis.wire.Won;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.Outcome;
import dev.naru.pg.spi.Outcome.CardUsed;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PersistedAttempt;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Reads INIAPI v1's answer to a charge by key or card, and to the issue of a key by card
 * (protocols/inicis.md §6.5, §6.7, §6.8). The answer needn't name the order: it belongs to the
 * request of its connection. When it does name a MID or an order, they must be the request's.
 */
final class ReadCharge {

  /**
   * The value that the approval number has when nothing was approved (protocols/inicis.md §6.8).
   */
  private static final String NO_APPROVAL = "ERROR";

  private final InstantSource time;

  ReadCharge(InstantSource time) {
    this.time = time;
  }

  Outcome charge(PersistedAttempt attempt, InicisCall call) {
    return read(attempt, call, this::charged);
  }

  Outcome issue(PersistedAttempt attempt, InicisCall call) {
    return read(attempt, call, this::issued);
  }

  /** Reads the issue of a virtual account (protocols/inicis.md §6.6). */
  Outcome account(PersistedAttempt attempt, InicisCall call) {
    return read(attempt, call, this::accountIssued);
  }

  private Outcome accountIssued(PersistedAttempt attempt, InicisJson answer) {
    String tid = answer.get("tid");
    if (!Tid.isChargeOf(attempt.channel().mid(), tid)) {
      return unknown("account issued, but tid is not ours");
    }
    if (!Won.equal(answer.get("price"), attempt.amount().minor())) {
      return unknown("account issued, but with another price");
    }
    String hour = answer.get("validTime");
    Optional<LocalDateTime> due =
        KoreaTime.readLocal(answer.get("validDate") + (hour.length() == 4 ? hour + "59" : hour));
    Optional<Outcome.Bank> bank = InicisBanks.bank(answer.get("vacctBankCode"), "");
    String number = answer.get("vacct").strip();
    if (due.isEmpty() || bank.isEmpty() || number.isEmpty()) {
      return unknown("account issued, but without number, bank or deadline");
    }
    return new Outcome.AccountIssued(
        tid,
        attempt.amount(),
        new Outcome.VirtualAccount(bank.get(), number, answer.get("vacctName").strip(), due.get()),
        Tid.chargedAt(answer.get("authDate") + answer.get("authTime"), tid, time));
  }

  private static Outcome read(
      PersistedAttempt attempt,
      InicisCall call,
      BiFunction<PersistedAttempt, InicisJson, Outcome> success) {
    return switch (call) {
      case InicisCall.Failed(String reason) -> unknown(reason);
      case InicisCall.NotSent(String reason) -> new Outcome.NotSent(reason);
      case InicisCall.Answered(byte[] body) ->
          InicisJson.parse(body)
              .map(answer -> read(attempt, answer, success))
              .orElseGet(() -> unknown("unreadable answer"));
    };
  }

  private static Outcome read(
      PersistedAttempt attempt,
      InicisJson answer,
      BiFunction<PersistedAttempt, InicisJson, Outcome> success) {
    if (isAnothers(answer.get("mid"), attempt.channel().mid())
        || isAnothers(answer.get("moid"), attempt.pgOrderNumber())
        || isAnothers(answer.get("oid"), attempt.pgOrderNumber())) {
      return unknown("answer for another order");
    }
    return answer.get("resultCode").equals("00") ? success.apply(attempt, answer) : refused(answer);
  }

  private static boolean isAnothers(String given, String ours) {
    return !given.isEmpty() && !given.equals(ours);
  }

  private Outcome charged(PersistedAttempt attempt, InicisJson answer) {
    String tid = answer.get("tid");
    if (!Tid.isChargeOf(attempt.channel().mid(), tid)) {
      return unknown("approved, but tid is not ours");
    }
    String applyNum = answer.get("payAuthCode");
    if (applyNum.equals(NO_APPROVAL)) {
      return unknown("approved, but without an approval number");
    }
    OptionalLong price = Won.read(answer.get("price"));
    if (price.isEmpty()) {
      return unknown("approved, but no price");
    }
    Money charged = new Money(price.getAsLong(), attempt.amount().currency());
    if (!charged.equals(attempt.amount())) {
      return new Outcome.Unknown("api: approved, but with another price", charged);
    }
    return new Outcome.Approved(
        tid,
        charged,
        PayMethod.CARD,
        null,
        applyNum,
        // V1 reports no card type for a charge by API (spec/pg-rules.md §2.7).
        card(answer, answer.get("payAuthQuota"), ""),
        null,
        new InicisHosts(attempt.channel()).receipt(tid),
        null,
        Tid.chargedAt(answer.get("payDate") + answer.get("payTime"), tid, time));
  }

  /**
   * Reads the issue of a key. The form of its id and the names of its time fields are inferred
   * (protocols/inicis.md §6.7, §14 row 10).
   */
  private Outcome issued(PersistedAttempt attempt, InicisJson answer) {
    String tid = answer.get("tid");
    if (!tid.matches("[\\x21-\\x7e]{1,64}")
        || Tid.parse(tid).filter(it -> !it.mid().equals(attempt.channel().mid())).isPresent()) {
      return unknown("issued, but tid is not ours");
    }
    String billKey = answer.get("billKey");
    if (!BillKeyDecoder.isKey(billKey)) {
      return unknown("issued, but without a billing key");
    }
    String given =
        Stream.of("auth", "pay", "billkey")
            .map(name -> answer.get(name + "Date") + answer.get(name + "Time"))
            .filter(it -> KoreaTime.read(it).isPresent())
            .findFirst()
            .orElse("");
    return new Outcome.KeyIssued(
        tid,
        BillKeyDecoder.secret(billKey),
        card(answer, "", answer.get("checkFlg")),
        Tid.chargedAt(given, tid, time));
  }

  private static CardUsed card(InicisJson answer, String quota, String checkFlag) {
    return InicisCards.card(answer.get("cardCode"), answer.get("cardNumber"), quota, checkFlag);
  }

  private static Outcome refused(InicisJson answer) {
    String code = answer.get("resultCode");
    String applyNum = answer.get("payAuthCode");
    if (code.isEmpty() || !(applyNum.isEmpty() || applyNum.equals(NO_APPROVAL))) {
      return unknown(code.isEmpty() ? "no resultCode" : "refused, but with an approval number");
    }
    return ApiV1.refusal(answer)
        .<Outcome>map(Outcome.Declined::new)
        .orElseGet(() -> unknown("unclear code " + ApiV1.code(answer)));
  }

  private static Outcome unknown(String reason) {
    return new Outcome.Unknown("api: " + reason);
  }
}
