package dev.naru.pg.inicis.emulator.payment;

import dev.naru.pg.inicis.emulator.payment.Authentication.State;
import dev.naru.pg.inicis.emulator.wire.Inicis;
import dev.naru.pg.inicis.emulator.wire.Method;
import dev.naru.pg.inicis.emulator.wire.TidGenerator;
import dev.naru.pg.inicis.emulator.wire.WindowOrder;
import dev.naru.sandbox.Book.Charge;
import dev.naru.sandbox.MagicCard;
import dev.naru.sandbox.ReplyDelivery;
import dev.naru.sandbox.SandboxServices;
import dev.naru.sandbox.Scenarios.Fault;
import dev.naru.sandbox.Scenarios.PgCall;
import dev.naru.sandbox.kit.CallFault;
import dev.naru.sandbox.kit.CardMemory;
import dev.naru.sandbox.kit.StripedLock;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Approves authentications. An approval charges the buyer, issues a virtual account or issues a
 * billing key, and enters it in the book, once for each authentication.
 */
public final class Approvals {

  /** The PG's decision. */
  public sealed interface Verdict {

    /**
     * The approval is in the book.
     *
     * @param key the billing key that was issued; empty for a payment
     */
    record Approved(Authentication authentication, Charge charge, ChargeDetails details, String key)
        implements Verdict {

      @Override
      public String toString() {
        return "Approved[" + charge.tid() + "]";
      }
    }

    /** The card company or the PG declined; nothing is charged. */
    record Declined(Authentication authentication, Decline decline) implements Verdict {}

    /** The authentication cannot be approved. */
    record Refused(Reason reason) implements Verdict {}

    /** The call did not reach the PG's decision; the authentication is unchanged. */
    record Unreached() implements Verdict {}

    /**
     * Why an authentication cannot be approved: it was approved before, it is too old, or it was
     * net cancelled.
     */
    enum Reason {
      USED,
      EXPIRED,
      VOID
    }
  }

  /** A decision, and how the answer is delivered. */
  public record Result(Verdict verdict, ReplyDelivery delivery) {}

  private final SandboxServices sandbox;
  private final InicisRecords records;
  private final TidGenerator tids;
  private final CardMemory cards;
  private final StripedLock perAuthentication;
  private final ChargeDetailsFactory detailsFactory;
  private final BankDeposits deposits;
  private final SecureRandom random;

  /**
   * Creates the service.
   *
   * @param perAuthentication held while an authentication is approved or net cancelled, by its id
   */
  public Approvals(
      SandboxServices sandbox,
      InicisRecords records,
      TidGenerator tids,
      CardMemory cards,
      StripedLock perAuthentication,
      BankDeposits deposits,
      SecureRandom random) {
    this.sandbox = sandbox;
    this.records = records;
    this.tids = tids;
    this.cards = cards;
    this.perAuthentication = perAuthentication;
    this.detailsFactory = new ChargeDetailsFactory(sandbox, random);
    this.deposits = deposits;
    this.random = random;
  }

  /**
   * Approves an authentication. Concurrent calls for one authentication run one after the other.
   *
   * @param authenticationId an existing authentication
   */
  public Result approve(String authenticationId) {
    return perAuthentication.locked(authenticationId, () -> approveInTurn(authenticationId));
  }

  private Result approveInTurn(String id) {
    Authentication ready = records.authentication(id).orElseThrow();
    Optional<Verdict.Reason> refusal = refusal(ready);
    if (refusal.isPresent()) {
      return new Result(new Verdict.Refused(refusal.get()), ReplyDelivery.NORMAL);
    }
    CallFault fault = faultOf(ready);
    if (fault.is(Fault.TIMEOUT_BEFORE_APPROVAL)) {
      return new Result(new Verdict.Unreached(), fault.delivery());
    }
    Authentication used = ready.with(State.USED, tids.next(ready.prefix(), ready.order().mid()));
    records.put(used);
    Optional<Decline> decline = decline(used, fault);
    if (decline.isPresent()) {
      return new Result(new Verdict.Declined(used, decline.get()), fault.delivery());
    }
    Verdict approved =
        used.order().terms().key()
            ? issueKey(used, fault.is(Fault.CHARGE_ON_ISSUE))
            : charge(used, fault.amount(used.order().amount()));
    return new Result(approved, fault.delivery());
  }

  private Verdict charge(Authentication used, long amount) {
    boolean issue = used.method() == Method.VBANK;
    ChargeDetails details = detailsFactory.of(used, true);
    Charge charge = enter(used, amount, issue ? "waiting" : "paid", details);
    if (issue) {
      deposits.issued(charge);
    }
    return new Verdict.Approved(used, charge, details, "");
  }

  /**
   * Issues a key. Nothing is charged, whatever price the window has shown (protocols/inicis.md
   * §3.11), unless the fault {@code charge_on_issue} is asked for.
   */
  private Verdict issueKey(Authentication used, boolean charging) {
    var drawn = new byte[20];
    random.nextBytes(drawn);
    String key = HexFormat.of().formatHex(drawn);
    WindowOrder order = used.order();
    records.put(
        key,
        new BillKey(
            order.mid(), used.tid(), order.oid(), used.card(), used.maskedCard(), used.magic()));
    ChargeDetails details = detailsFactory.of(used, charging);
    Charge charge = enter(used, charging ? order.amount() : 0, charging ? "paid" : "key", details);
    return new Verdict.Approved(used, charge, details, key);
  }

  private Charge enter(Authentication used, long amount, String status, ChargeDetails details) {
    WindowOrder order = used.order();
    var charge =
        new Charge(
            Inicis.PG,
            order.mid(),
            used.tid(),
            order.oid(),
            amount,
            0,
            status,
            used.easyPay().isEmpty() ? used.method().code() : used.easyPay(),
            details.json());
    sandbox.book().enter(charge);
    return charge;
  }

  private static Optional<Decline> decline(Authentication about, CallFault fault) {
    if (fault.is(Fault.DECLINE)) {
      return Optional.of(Decline.refused(about));
    }
    if (fault.is(Fault.BAD_CARD)) {
      return Optional.of(Decline.WRONG_NUMBER);
    }
    WindowOrder order = about.order();
    if (about.method() == Method.CARD
        && !order.terms().key()
        && order.amount() < 1_000
        && !order.below1000()) {
      return Optional.of(new Decline(about.codeFamily() + "608", "1000원 미만 신용카드 승인 불가"));
    }
    return magic(about).flatMap(Decline::of);
  }

  private Optional<Verdict.Reason> refusal(Authentication authentication) {
    return switch (authentication.state()) {
      case USED -> Optional.of(Verdict.Reason.USED);
      case VOID -> Optional.of(Verdict.Reason.VOID);
      case READY ->
          sandbox.time().millis() - authentication.atMs() > Authentication.APPROVAL_LIMIT_MS
              ? Optional.of(Verdict.Reason.EXPIRED)
              : Optional.empty();
    };
  }

  private CallFault faultOf(Authentication ready) {
    String number = magic(ready).map(MagicCard::number).orElse(null);
    String remembered = cards.take(ready.id());
    PgCall call = call(ready.order(), remembered == null ? number : remembered);
    var further = EnumSet.noneOf(Fault.class);
    if (ready.method() == Method.CARD) {
      further.add(Fault.BAD_CARD);
    }
    if (!ready.order().terms().key()) {
      further.add(Fault.WRONG_AMOUNT);
    } else if (ready.order().amount() > 0) {
      further.add(Fault.CHARGE_ON_ISSUE);
    }
    return CallFault.ofApproval(
        sandbox.scenarios(), call, magic(ready), further.toArray(Fault[]::new));
  }

  /** Describes a call about this order, so that a scenario can choose how it is answered. */
  static PgCall call(WindowOrder order, @Nullable String cardNumber) {
    return new PgCall(
        Inicis.PG,
        order.mid(),
        order.oid(),
        order.oid(),
        order.merchantUid(),
        order.amount(),
        cardNumber);
  }

  private static Optional<MagicCard> magic(Authentication authentication) {
    return MagicCard.named(authentication.magic());
  }
}
