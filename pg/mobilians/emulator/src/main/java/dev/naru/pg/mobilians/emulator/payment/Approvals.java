package dev.naru.pg.mobilians.emulator.payment;

import dev.naru.pg.mobilians.emulator.payment.Trade.Step;
import dev.naru.pg.mobilians.emulator.wire.CashCode;
import dev.naru.pg.mobilians.emulator.wire.NumberGenerator;
import dev.naru.pg.mobilians.emulator.wire.PhoneCodes;
import dev.naru.pg.mobilians.emulator.wire.RegisteredOrder;
import dev.naru.sandbox.Book.Charge;
import dev.naru.sandbox.KoreanTime;
import dev.naru.sandbox.MagicCard;
import dev.naru.sandbox.ReplyDelivery;
import dev.naru.sandbox.SandboxServices;
import dev.naru.sandbox.Scenarios.Fault;
import dev.naru.sandbox.kit.CallFault;
import dev.naru.sandbox.kit.CardMemory;
import dev.naru.sandbox.kit.PgRefusal;
import dev.naru.sandbox.kit.StripedLock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Approves authenticated trades (protocols/mobilians.md §2.7): enters each in the book, once. */
public final class Approvals {

  /** How long after the authentication an approval is accepted; the real limit is unknown. */
  static final long LIMIT_MS = 10 * 60 * 1000;

  /** The won that the fault {@code charge_on_issue} charges for a key without a charge. */
  static final long CHARGED_ANYWAY = 1_000;

  /** What the tid of a key's line in the book adds to its charge's number. */
  static final String KEY = "-key";

  /** An answer's fields, and how it is delivered. */
  public record Answer(Map<String, String> fields, ReplyDelivery delivery) {}

  private final SandboxServices sandbox;
  private final MobiliansRecords records;
  private final NumberGenerator numbers;
  private final CardMemory cards;
  private final StripedLock perOrder = new StripedLock();

  public Approvals(
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
   * Approves a trade. Calls for one order number run one after the other.
   *
   * @throws PgRefusal when it is declined or cannot be approved
   */
  public Answer approve(Trade trade) {
    RegisteredOrder order = trade.order();
    return perOrder.locked(
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
    CallFault fault =
        CallFault.ofApproval(
            sandbox.scenarios(),
            ScenarioCalls.of(order, cards.take(trade.tid())),
            magic(trade),
            Fault.BAD_CARD,
            order.amount() == 0 ? Fault.CHARGE_ON_ISSUE : Fault.WRONG_AMOUNT);
    if (fault.is(Fault.TIMEOUT_BEFORE_APPROVAL)) {
      return new Answer(Map.of(), fault.delivery());
    }
    Optional<PgRefusal> decline = decline(trade, fault);
    if (decline.isPresent()) {
      PgRefusal no = decline.get();
      records.put(
          trade.at(Step.DECLINED).with(Map.of("declined", no.code(), "declined_text", no.text())));
      throw no;
    }
    long amount = fault.is(Fault.CHARGE_ON_ISSUE) ? CHARGED_ANYWAY : fault.amount(order.amount());
    Trade approved = numbered(trade);
    // The trade is stored first: its numbers must be known as soon as the book has the charge.
    records.put(approved);
    enter(approved, amount);
    return new Answer(
        ResultFields.approval(approved, "0000", ResultFields.OK, amount, true), fault.delivery());
  }

  /**
   * The answer when the order number has a charge already: of this trade, or of another with the
   * same number (§2.7, §7 item 5).
   */
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

  /**
   * Enters the charge, and the key as a line of its own. A key without a charge has only its own
   * line.
   */
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

  private static Optional<PgRefusal> decline(Trade trade, CallFault fault) {
    CashCode cash = trade.order().cash();
    return askedFor(fault, cash)
        .or(() ->
            cash == CashCode.MC
                ? PhoneCodes.magic(trade.entered("phone")).map(PhoneCodes::refusal)
                : magic(trade).flatMap(CardDeclines::of));
  }

  /** The decline that a tester has asked for. */
  static Optional<PgRefusal> askedFor(CallFault fault, CashCode cash) {
    boolean phone = cash == CashCode.MC;
    if (fault.is(Fault.DECLINE)) {
      return Optional.of(phone ? PhoneCodes.refusal("0036") : CardDeclines.refused());
    }
    return fault.is(Fault.BAD_CARD)
        ? Optional.of(phone ? PhoneCodes.refusal("0011") : CardDeclines.wrongNumber())
        : Optional.empty();
  }

  private static Optional<MagicCard> magic(Trade trade) {
    return MagicCard.named(trade.entered("magic"));
  }
}
