package dev.naru.pg.mobilians.emulator;

import static dev.naru.sandbox.Scenarios.Fault.BAD_CARD;
import static dev.naru.sandbox.Scenarios.Fault.CHARGE_ON_ISSUE;
import static dev.naru.sandbox.Scenarios.Fault.DECLINE;
import static dev.naru.sandbox.Scenarios.Fault.GARBAGE_ANSWER;
import static dev.naru.sandbox.Scenarios.Fault.SLOW;
import static dev.naru.sandbox.Scenarios.Fault.TIMEOUT_AFTER_APPROVAL;
import static dev.naru.sandbox.Scenarios.Fault.TIMEOUT_BEFORE_APPROVAL;
import static dev.naru.sandbox.Scenarios.Fault.WRONG_AMOUNT;

import dev.naru.pg.mobilians.emulator.Trade.Step;
import dev.naru.sandbox.Book.Charge;
import dev.naru.sandbox.KoreanTime;
import dev.naru.sandbox.MagicCard;
import dev.naru.sandbox.ReplyDelivery;
import dev.naru.sandbox.SandboxServices;
import dev.naru.sandbox.Scenarios.Fault;
import dev.naru.sandbox.Scenarios.Scenario;
import dev.naru.sandbox.kit.CardMemory;
import dev.naru.sandbox.kit.PgRefusal;
import dev.naru.sandbox.kit.StripedLock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The moment of charge (protocols/mobilians.md §2.7): an authenticated trade becomes a line of the
 * book, once.
 */
final class Approvals {

  /** How long after the authentication the PG still approves; the sandbox's own limit. */
  static final long LIMIT_MS = 10 * 60 * 1000;

  /** What {@code charge_on_issue} charges where a key was asked for with amount 0. */
  static final long CHARGED_ANYWAY = 1_000;

  /** A key's line in the book is its charge's number and this. */
  static final String KEY = "-key";

  record Answer(Map<String, String> fields, ReplyDelivery delivery) {}

  private final SandboxServices sandbox;
  private final MobiliansRecords records;
  private final NumberGenerator numbers;
  private final CardMemory cards;
  private final StripedLock turns = new StripedLock();

  Approvals(
      SandboxServices sandbox,
      MobiliansRecords records,
      NumberGenerator numbers,
      CardMemory cards) {
    this.sandbox = sandbox;
    this.records = records;
    this.numbers = numbers;
    this.cards = cards;
  }

  /**
   * Approves; calls for one order come one after the other.
   *
   * @throws PgRefusal when it is declined, or was never possible
   */
  Answer approve(Trade trade) {
    RegisteredOrder order = trade.order();
    return turns.locked(
        order.sid() + order.tradeId(),
        () -> approveInTurn(records.trade(trade.tid()).orElse(trade)));
  }

  private Answer approveInTurn(Trade trade) {
    RegisteredOrder order = trade.order();
    Optional<Charge> before =
        sandbox.book().byOrder(order.merchant().pg(), order.sid(), order.tradeId());
    if (before.isPresent()) {
      return repeated(trade, before.get());
    }
    if (trade.step() == Step.DECLINED) {
      throw new PgRefusal(trade.entered("declined"), trade.entered("declined_text"));
    }
    if (sandbox.time().millis() - trade.authenticatedMs() > LIMIT_MS) {
      throw order.cash() == CashCode.MC
          ? PhoneCodes.refusal("0043")
          : new PgRefusal("0097", "인증 유효 시간이 지났습니다.");
    }
    Optional<Scenario> scenario = disturbance(trade);
    Fault fault = scenario.map(Scenario::fault).orElse(null);
    ReplyDelivery delivery = scenario.map(ReplyDelivery::of).orElse(ReplyDelivery.NORMAL);
    if (fault == TIMEOUT_BEFORE_APPROVAL) {
      return new Answer(Map.of(), delivery);
    }
    Optional<PgRefusal> decline = decline(trade, fault);
    if (decline.isPresent()) {
      PgRefusal no = decline.get();
      records.put(
          trade.at(Step.DECLINED).with(Map.of("declined", no.code(), "declined_text", no.text())));
      throw no;
    }
    long amount =
        fault == WRONG_AMOUNT
            ? scenario.orElseThrow().amount()
            : fault == CHARGE_ON_ISSUE ? CHARGED_ANYWAY : order.amount();
    Trade approved = numbered(trade);
    // First the trade: its numbers must be known when the book already has the line.
    records.put(approved);
    enter(approved, amount);
    return new Answer(
        ResultFields.approval(approved, "0000", ResultFields.OK, amount, true), delivery);
  }

  /** The same trade again, or another with the same number (§2.7, §7 item 5). */
  private Answer repeated(Trade trade, Charge before) {
    boolean same = before.tid().replace(KEY, "").equals(trade.payToken());
    if (!same) {
      throw PhoneCodes.refusal("0052");
    }
    if (!trade.order().cash().byCard()) {
      throw PhoneCodes.refusal("0051");
    }
    long amount =
        sandbox
            .book()
            .byTid(before.pg(), trade.payToken())
            .map(Charge::amount)
            .orElse(before.amount());
    var echo = ResultFields.approval(trade, "M681", "중복된 거래가 존재합니다.", amount, false);
    return new Answer(echo, ReplyDelivery.NORMAL);
  }

  private Trade numbered(Trade trade) {
    CashCode cash = trade.order().cash();
    var made = new LinkedHashMap<String, String>();
    made.put("sign_date", KoreanTime.stamp(sandbox.time().instant()));
    switch (cash) {
      case MC -> made.put("transaction_id", numbers.transactionId(cash, "2001"));
      case CN, EP -> made.put("approval_number", numbers.approvalNumber());
      case VA -> made.put("account_no", numbers.accountNumber());
      case RA -> {}
    }
    if (trade.order().issuesKey()) {
      made.put("bill_key", numbers.billKey());
    }
    return trade.with(made);
  }

  /** The charge, then the key, each a line of its own; a key had for nothing is a line alone. */
  private void enter(Trade trade, long amount) {
    RegisteredOrder order = trade.order();
    if (amount > 0) {
      sandbox
          .book()
          .enter(line(trade, "", amount, order.cash() == CashCode.VA ? "waiting" : "paid"));
    }
    if (order.issuesKey()) {
      records.put(BillKey.issued(trade));
      sandbox.book().enter(line(trade, KEY, 0, "key"));
    }
  }

  private static Charge line(Trade trade, String suffix, long amount, String status) {
    RegisteredOrder order = trade.order();
    var extra = new LinkedHashMap<String, String>();
    if (order.cash() == CashCode.VA) {
      extra.put("account_no", trade.entered("account_no"));
      extra.put("bank", trade.entered("bank"));
      extra.put("depositor", trade.entered("holder"));
      extra.put("closure", order.option("va_deposit_closure"));
      extra.put("noti_url", order.notiUrl());
      extra.put("product_name", order.productName());
      extra.put("user_id", order.userId());
      extra.put("user_name", order.userName());
    }
    var details =
        new ChargeDetails(
            order.cash(),
            trade.tid(),
            trade.entered("sign_date"),
            ScenarioCalls.merchantUid(order.mstr()),
            extra);
    return new Charge(
        order.merchant().pg(),
        order.sid(),
        trade.payToken() + suffix,
        order.tradeId(),
        amount,
        0,
        status,
        order.payMethod(),
        details.json());
  }

  /** A tester's scenario comes first; then what the card number itself asks for. */
  private Optional<Scenario> disturbance(Trade trade) {
    RegisteredOrder order = trade.order();
    Fault[] relevant = {
      DECLINE,
      BAD_CARD,
      TIMEOUT_BEFORE_APPROVAL,
      TIMEOUT_AFTER_APPROVAL,
      GARBAGE_ANSWER,
      SLOW,
      order.amount() == 0 ? CHARGE_ON_ISSUE : WRONG_AMOUNT
    };
    return sandbox
        .scenarios()
        .take(ScenarioCalls.of(order, cards.take(trade.tid())), relevant)
        .or(() -> magic(trade).flatMap(MagicCard::timeout));
  }

  private static Optional<PgRefusal> decline(Trade trade, @Nullable Fault fault) {
    boolean phone = trade.order().cash() == CashCode.MC;
    if (fault == DECLINE) {
      return Optional.of(phone ? PhoneCodes.refusal("0036") : CardDeclines.REFUSED);
    }
    if (fault == BAD_CARD) {
      return Optional.of(phone ? PhoneCodes.refusal("0011") : CardDeclines.WRONG_NUMBER);
    }
    return phone
        ? PhoneCodes.magic(trade.entered("phone")).map(PhoneCodes::refusal)
        : magic(trade).flatMap(CardDeclines::of);
  }

  private static Optional<MagicCard> magic(Trade trade) {
    return MagicCard.named(trade.entered("magic"));
  }
}
