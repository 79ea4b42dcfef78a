package dev.naru.pg.mobilians.emulator.payment;

import dev.naru.pg.mobilians.emulator.wire.CashCode;
import dev.naru.pg.mobilians.emulator.wire.NumberGenerator;
import dev.naru.pg.mobilians.emulator.wire.PhoneCodes;
import dev.naru.pg.mobilians.emulator.wire.TestMerchants;
import dev.naru.sandbox.Book.Cancel;
import dev.naru.sandbox.Book.Charge;
import dev.naru.sandbox.KoreanTime;
import dev.naru.sandbox.ReplyDelivery;
import dev.naru.sandbox.SandboxServices;
import dev.naru.sandbox.Scenarios.Fault;
import dev.naru.sandbox.Scenarios.PgCall;
import dev.naru.sandbox.kit.CallFault;
import dev.naru.sandbox.kit.PgRefusal;
import org.jspecify.annotations.Nullable;

/** Cancels and refunds charges (protocols/mobilians.md §2.9, §6). */
public final class Cancellations {

  /**
   * A cancel that a merchant asks for.
   *
   * @param amount won; its meaning depends on the method (§2.9): a phone's partial cancel gives the
   *     amount that remains
   * @param refund the won that are refunded to a bank account; null for an ordinary cancel
   */
  public record Request(Charge charge, long amount, boolean partial, @Nullable Long refund) {}

  /**
   * A cancel that was carried out.
   *
   * @param number the PG's number of it
   * @param delivery how the answer is delivered
   */
  public record Done(String number, ReplyDelivery delivery) {}

  private final SandboxServices sandbox;
  private final NumberGenerator numbers;

  public Cancellations(SandboxServices sandbox, NumberGenerator numbers) {
    this.sandbox = sandbox;
    this.numbers = numbers;
  }

  /**
   * Carries out a cancel.
   *
   * @throws PgRefusal with a code of §5.2 or §5.3; nothing has changed then
   */
  public Done cancel(Request request) {
    Charge charge = request.charge();
    CashCode cash = ChargeDetails.of(charge).cash();
    if (charge.remaining() == 0) {
      throw repeated(cash);
    }
    if (charge.status().equals("waiting")) {
      throw PhoneCodes.refusal("0041");
    }
    Long refund = request.refund();
    long now = refund == null ? ordinary(request, cash) : refunded(request, refund);
    CallFault fault = faultOf(request, now);
    if (fault.is(Fault.CANCEL_REFUSED)) {
      throw cash == CashCode.MC ? PhoneCodes.refusal("0030") : PhoneCodes.refusal("0097");
    }
    if (fault.is(Fault.NET_CANCEL_REFUSED)) {
      throw PhoneCodes.refusal("0099");
    }
    String number = numbers.transactionId(cash, "5001");
    var cancel = new Cancel(number, now, KoreanTime.stamp(sandbox.time().instant()));
    if (sandbox.book().cancel(charge.pg(), charge.tid(), cancel, charge.remaining()).isEmpty()) {
      throw overtaken(charge, cash);
    }
    return new Done(number, fault.delivery());
  }

  /** How much an ordinary cancel reduces the charge, in won. */
  private long ordinary(Request request, CashCode cash) {
    Charge charge = request.charge();
    if (cash == CashCode.VA) {
      throw new PgRefusal("0097", "가상계좌는 환불 계좌로만 환불할 수 있습니다.");
    }
    String paidIn = ChargeDetails.of(charge).signDate().substring(0, 6);
    if (cash == CashCode.MC && !paidIn.equals(KoreanTime.month(sandbox.time().instant()))) {
      throw PhoneCodes.refusal("0042");
    }
    if (!request.partial()) {
      // After partial cancels, a whole cancel names the rest or the original amount (§2.9,
      // inferred).
      if (request.amount() != charge.amount() && request.amount() != charge.remaining()) {
        throw PhoneCodes.refusal("0045");
      }
      return charge.remaining();
    }
    return cash == CashCode.MC ? ofPhone(request) : ofOthers(request);
  }

  /**
   * How much a phone's partial cancel reduces the charge, in won. The request gives the amount that
   * remains, and the contract must allow partial cancels.
   */
  private static long ofPhone(Request request) {
    if (!TestMerchants.of(request.charge().mid()).orElseThrow().phonePartial()) {
      throw PhoneCodes.refusal("0071");
    }
    long now = request.charge().remaining() - request.amount();
    if (request.amount() <= 0 || now <= 0) {
      throw PhoneCodes.refusal("0045");
    }
    return now;
  }

  private static long ofOthers(Request request) {
    if (request.amount() <= 0 || request.amount() > request.charge().remaining()) {
      throw PhoneCodes.refusal("0045");
    }
    return request.amount();
  }

  /**
   * How much a refund to a bank account reduces the charge, in won; {@code amount} is the charge's
   * whole amount.
   */
  private static long refunded(Request request, long refund) {
    Charge charge = request.charge();
    boolean fits =
        request.partial()
            ? refund > 0 && refund <= charge.remaining()
            : refund == charge.remaining();
    if (request.amount() != charge.amount() || !fits) {
      throw PhoneCodes.refusal("0045");
    }
    return refund;
  }

  /**
   * The fault that applies. A whole cancel may also be a net cancel, since the wire has no call of
   * its own for that.
   */
  private CallFault faultOf(Request request, long now) {
    PgCall call = ScenarioCalls.of(request.charge());
    return now == request.charge().amount() && request.refund() == null
        ? CallFault.ofCancel(sandbox.scenarios(), call, Fault.NET_CANCEL_REFUSED)
        : CallFault.ofCancel(sandbox.scenarios(), call);
  }

  private PgRefusal overtaken(Charge charge, CashCode cash) {
    boolean gone =
        sandbox
            .book()
            .byTid(charge.pg(), charge.tid())
            .filter(left -> left.remaining() > 0)
            .isEmpty();
    return gone ? repeated(cash) : PhoneCodes.refusal("0045");
  }

  /** The refusal of a charge that is cancelled wholly already, by method (§5.3). */
  private static PgRefusal repeated(CashCode cash) {
    return switch (cash) {
      case MC -> PhoneCodes.refusal("0044");
      case CN, EP -> new PgRefusal("M231", "이미 취소된 거래입니다.");
      case RA, VA -> new PgRefusal("0087", "이미 취소된 거래입니다.");
    };
  }
}
