package dev.naru.pg.inicis.emulator;

import static dev.naru.sandbox.Scenarios.Fault.BAD_CARD;
import static dev.naru.sandbox.Scenarios.Fault.DECLINE;
import static dev.naru.sandbox.Scenarios.Fault.GARBAGE_ANSWER;
import static dev.naru.sandbox.Scenarios.Fault.SLOW;
import static dev.naru.sandbox.Scenarios.Fault.TIMEOUT_AFTER_APPROVAL;
import static dev.naru.sandbox.Scenarios.Fault.TIMEOUT_BEFORE_APPROVAL;
import static dev.naru.sandbox.Scenarios.Fault.WRONG_AMOUNT;

import dev.naru.sandbox.Book.Charge;
import dev.naru.sandbox.KoreanTime;
import dev.naru.sandbox.MagicCard;
import dev.naru.sandbox.ReplyDelivery;
import dev.naru.sandbox.SandboxServices;
import dev.naru.sandbox.Scenarios.Fault;
import dev.naru.sandbox.Scenarios.PgCall;
import dev.naru.sandbox.Scenarios.Scenario;
import dev.naru.sandbox.kit.PgRefusal;
import dev.naru.sandbox.kit.StripedLock;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Charges without a buyer, and keys for cards that a merchant's server has (protocols/inicis.md
 * §6.5 to §6.8). An order number is charged once: a merchant's server that submits twice is refused
 * as with the contract "duplicate order number prevention" (§10 row 619).
 */
final class DirectCharges {

  private static final String PREFIX = "INIAPICARD";
  private static final Fault[] OF_A_CHARGE = {
    DECLINE,
    BAD_CARD,
    TIMEOUT_BEFORE_APPROVAL,
    TIMEOUT_AFTER_APPROVAL,
    WRONG_AMOUNT,
    GARBAGE_ANSWER,
    SLOW
  };
  private static final Fault[] OF_A_KEY = {
    DECLINE, BAD_CARD, TIMEOUT_BEFORE_APPROVAL, TIMEOUT_AFTER_APPROVAL, GARBAGE_ANSWER, SLOW
  };

  /** What the PG decided. */
  sealed interface Verdict {

    /**
     * @param key the billing key that was made; empty for a charge
     */
    record Done(Charge line, ChargeDetails details, String key) implements Verdict {
      @Override
      public String toString() {
        return "Done[" + line.tid() + "]";
      }
    }

    /** The card company or the PG said no; nothing is charged. */
    record Declined(Decline decline) implements Verdict {}

    /** The call never reached the PG's decision. */
    record Unreached() implements Verdict {}
  }

  record Result(Verdict verdict, ReplyDelivery delivery) {}

  private final SandboxServices sandbox;
  private final InicisRecords records;
  private final TidGenerator tids;
  private final StripedLock turns = new StripedLock();
  private final RandomGenerator random;

  DirectCharges(
      SandboxServices sandbox, InicisRecords records, TidGenerator tids, RandomGenerator random) {
    this.sandbox = sandbox;
    this.records = records;
    this.tids = tids;
    this.random = random;
  }

  /**
   * The card behind a key.
   *
   * @throws PgRefusal there is none, it is another merchant's, or a net cancel ended it
   */
  DirectCard cardOf(Merchant merchant, String key) {
    return records
        .billKey(key)
        .filter(it -> it.mid().equals(merchant.mid()))
        .filter(this::isAlive)
        .map(DirectCard::of)
        .orElseThrow(
            () -> merchant.makesKeys() ? new PgRefusal("550997", "등록되지 않은 빌링키입니다.") : noContract());
  }

  /** The MID makes no keys, so that it has none to charge either. */
  static PgRefusal noContract() {
    return new PgRefusal("550433", "빌링 가맹점이 아닙니다.");
  }

  /** Only a window's key has a net cancel; one of these calls has none to look for. */
  private boolean isAlive(BillKey key) {
    return key.tid().startsWith(PREFIX)
        || sandbox
            .book()
            .byTid(Inicis.PG, key.tid())
            .filter(line -> line.amount() > 0 || !line.status().equals("cancelled"))
            .isPresent();
  }

  /**
   * @throws PgRefusal the order number was used before
   */
  Result charge(DirectOrder order, DirectCard card) {
    return decide(order, card, true, amount -> enter(order, card, amount, "paid", ""));
  }

  /**
   * As {@link #charge}, of a key. It is drawn here and kept under its fingerprint, with what the
   * card will do when it is charged.
   */
  Result issue(DirectOrder order, DirectCard card) {
    return decide(order, card, false, amount -> makeKey(order, card));
  }

  private Result decide(
      DirectOrder order, DirectCard card, boolean charging, LongFunction<Verdict> deed) {
    return turns.locked(
        order.mid() + order.moid(),
        () -> {
          refuseDouble(order, charging);
          Optional<Scenario> scenario = disturbance(order, card, charging);
          ReplyDelivery delivery = scenario.map(ReplyDelivery::of).orElse(ReplyDelivery.NORMAL);
          Fault fault = scenario.map(Scenario::fault).orElse(null);
          if (fault == TIMEOUT_BEFORE_APPROVAL) {
            return new Result(new Verdict.Unreached(), delivery);
          }
          long amount = fault == WRONG_AMOUNT ? scenario.orElseThrow().amount() : order.price();
          Verdict verdict =
              decline(card, fault, charging)
                  .<Verdict>map(Verdict.Declined::new)
                  .orElseGet(() -> deed.apply(amount));
          return new Result(verdict, delivery);
        });
  }

  /** A key and its first charge may share an order number. */
  private void refuseDouble(DirectOrder order, boolean charging) {
    if (sandbox
        .book()
        .byOrder(Inicis.PG, order.mid(), order.moid())
        .filter(line -> !charging || !line.status().equals("key"))
        .isPresent()) {
      throw new PgRefusal("500619", "상점주문번호 중복 오류");
    }
  }

  /** A tester's scenario comes first; then what the card number itself asks for. */
  private Optional<Scenario> disturbance(DirectOrder order, DirectCard card, boolean charging) {
    var occasion =
        new PgCall(
            Inicis.PG,
            order.mid(),
            order.moid(),
            order.moid(),
            order.merchantUid().isEmpty() ? null : order.merchantUid(),
            order.price(),
            card.number());
    return sandbox
        .scenarios()
        .take(occasion, charging ? OF_A_CHARGE : OF_A_KEY)
        .or(() -> charging ? card.isMagic().flatMap(MagicCard::timeout) : Optional.empty());
  }

  /** Whether a card pays shows when it is charged; a number that is none shows at once. */
  private static Optional<Decline> decline(
      DirectCard card, @Nullable Fault fault, boolean charging) {
    if (fault == DECLINE) {
      return Optional.of(Decline.REFUSED);
    }
    if (fault == BAD_CARD) {
      return Optional.of(Decline.WRONG_NUMBER);
    }
    return card.isMagic()
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
