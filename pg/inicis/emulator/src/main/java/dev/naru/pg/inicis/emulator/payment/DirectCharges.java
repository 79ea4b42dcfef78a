package dev.naru.pg.inicis.emulator.payment;

import dev.naru.pg.inicis.emulator.wire.Inicis;
import dev.naru.pg.inicis.emulator.wire.Merchant;
import dev.naru.pg.inicis.emulator.wire.Method;
import dev.naru.pg.inicis.emulator.wire.TidGenerator;
import dev.naru.sandbox.Book.Charge;
import dev.naru.sandbox.KoreanTime;
import dev.naru.sandbox.MagicCard;
import dev.naru.sandbox.ReplyDelivery;
import dev.naru.sandbox.SandboxServices;
import dev.naru.sandbox.Scenarios.Fault;
import dev.naru.sandbox.Scenarios.PgCall;
import dev.naru.sandbox.kit.CallFault;
import dev.naru.sandbox.kit.PgRefusal;
import dev.naru.sandbox.kit.StripedLock;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;

/**
 * Charges cards and billing keys without a window, and issues keys for cards (protocols/inicis.md
 * §6.5 to §6.8). An order number is charged once; a second call is refused, as under KG INICIS's
 * contract option "duplicate order number prevention" (§10 row 619).
 */
public final class DirectCharges {

  private static final String PREFIX = "INIAPICARD";

  /** The PG's decision. */
  public sealed interface Verdict {

    /**
     * The charge or the key is in the book.
     *
     * @param key the billing key that was issued; empty for a charge
     */
    record Done(Charge line, ChargeDetails details, String key) implements Verdict {
      @Override
      public String toString() {
        return "Done[" + line.tid() + "]";
      }
    }

    /** The card company or the PG declined; nothing is charged. */
    record Declined(Decline decline) implements Verdict {}

    /** The call did not reach the PG's decision. */
    record Unreached() implements Verdict {}
  }

  /** A decision, and how the answer is delivered. */
  public record Result(Verdict verdict, ReplyDelivery delivery) {}

  private final SandboxServices sandbox;
  private final InicisRecords records;
  private final TidGenerator tids;
  private final StripedLock perOrder = new StripedLock();
  private final RandomGenerator random;

  public DirectCharges(
      SandboxServices sandbox, InicisRecords records, TidGenerator tids, RandomGenerator random) {
    this.sandbox = sandbox;
    this.records = records;
    this.tids = tids;
    this.random = random;
  }

  /**
   * The card behind a billing key.
   *
   * @throws PgRefusal when the merchant has no such key, or a net cancel has ended it
   */
  public DirectCard cardOf(Merchant merchant, String key) {
    return records
        .billKey(key)
        .filter(it -> it.mid().equals(merchant.mid()))
        .filter(this::isAlive)
        .map(DirectCard::of)
        .orElseThrow(
            () -> merchant.makesKeys() ? new PgRefusal("550997", "등록되지 않은 빌링키입니다.") : noContract());
  }

  /** The refusal for a MID without a billing contract, which has no keys. */
  public static PgRefusal noContract() {
    return new PgRefusal("550433", "빌링 가맹점이 아닙니다.");
  }

  /**
   * Whether a key can be charged. Only keys from a window can be net cancelled, so only those are
   * looked up in the book.
   */
  private boolean isAlive(BillKey key) {
    return key.tid().startsWith(PREFIX)
        || sandbox
            .book()
            .byTid(Inicis.PG, key.tid())
            .filter(line -> line.amount() > 0 || !line.status().equals("cancelled"))
            .isPresent();
  }

  /**
   * Charges a card.
   *
   * @throws PgRefusal when the order number was used before
   */
  public Result charge(DirectOrder order, DirectCard card) {
    return decide(order, card, true, amount -> enter(order, card, amount, "paid", ""));
  }

  /**
   * Issues a billing key for a card. It is stored under its digest, together with the magic card's
   * name.
   *
   * @throws PgRefusal when the order number was used before
   */
  public Result issue(DirectOrder order, DirectCard card) {
    return decide(order, card, false, amount -> makeKey(order, card));
  }

  private Result decide(
      DirectOrder order, DirectCard card, boolean charging, LongFunction<Verdict> deed) {
    return perOrder.locked(
        order.mid() + order.moid(),
        () -> {
          refuseDouble(order, charging);
          CallFault fault = faultOf(order, card, charging);
          if (fault.is(Fault.TIMEOUT_BEFORE_APPROVAL)) {
            return new Result(new Verdict.Unreached(), fault.delivery());
          }
          Verdict verdict =
              decline(card, fault, charging)
                  .<Verdict>map(Verdict.Declined::new)
                  .orElseGet(() -> deed.apply(fault.amount(order.price())));
          return new Result(verdict, fault.delivery());
        });
  }

  /** Refuses an order number that was used before; a key and its first charge may share one. */
  private void refuseDouble(DirectOrder order, boolean charging) {
    if (sandbox
        .book()
        .byOrder(Inicis.PG, order.mid(), order.moid())
        .filter(line -> !charging || !line.status().equals("key"))
        .isPresent()) {
      throw new PgRefusal("500619", "상점주문번호 중복 오류");
    }
  }

  private CallFault faultOf(DirectOrder order, DirectCard card, boolean charging) {
    var call =
        new PgCall(
            Inicis.PG,
            order.mid(),
            order.moid(),
            order.moid(),
            order.merchantUid().isEmpty() ? null : order.merchantUid(),
            order.price(),
            card.number());
    return charging
        ? CallFault.ofApproval(
            sandbox.scenarios(), call, card.magicCard(), Fault.BAD_CARD, Fault.WRONG_AMOUNT)
        : CallFault.ofApproval(sandbox.scenarios(), call, Optional.empty(), Fault.BAD_CARD);
  }

  /**
   * The decline, if any. A magic card declines when it is charged; a wrong number is also refused
   * when a key is issued.
   */
  private static Optional<Decline> decline(DirectCard card, CallFault fault, boolean charging) {
    if (fault.is(Fault.DECLINE)) {
      return Optional.of(Decline.REFUSED);
    }
    if (fault.is(Fault.BAD_CARD)) {
      return Optional.of(Decline.WRONG_NUMBER);
    }
    return card.magicCard()
        .filter(magic -> charging || magic == MagicCard.WRONG_NUMBER)
        .flatMap(Decline::of);
  }

  private Verdict makeKey(DirectOrder order, DirectCard card) {
    var drawn = new byte[20];
    random.nextBytes(drawn);
    String key = HexFormat.of().formatHex(drawn);
    Verdict.Done done = enter(order, card, 0, "key", key);
    String tid = done.line().tid();
    records.put(
        key, new BillKey(order.mid(), tid, order.moid(), card.code(), card.masked(), card.magic()));
    return done;
  }

  private Verdict.Done enter(
      DirectOrder order, DirectCard card, long amount, String status, String key) {
    var details =
        new ChargeDetails(
            "",
            Method.CARD,
            "",
            Method.CARD.pc(),
            false,
            false,
            key.isEmpty() ? String.format(Locale.ROOT, "%08d", random.nextInt(100_000_000)) : "",
            KoreanTime.stamp(sandbox.time().instant()),
            order.goods(),
            order.merchantUid(),
            order.buyerName(),
            "",
            card.details(order.months()),
            Map.of(),
            "");
    var line =
        new Charge(
            Inicis.PG,
            order.mid(),
            tids.next(PREFIX, order.mid()),
            order.moid(),
            amount,
            0,
            status,
            Method.CARD.code(),
            details.json());
    sandbox.book().enter(line);
    return new Verdict.Done(line, details, key);
  }
}
