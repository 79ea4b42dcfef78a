package dev.naru.hub.simulation;

import dev.naru.hub.simulation.Faults.Kind;
import dev.naru.hub.simulation.PgBook.Charge;
import dev.naru.hub.simulation.Wire.Reply;
import dev.naru.pg.spi.Approves;
import dev.naru.pg.spi.AuthResult.Authenticated;
import dev.naru.pg.spi.Bilingual;
import dev.naru.pg.spi.Cancels;
import dev.naru.pg.spi.Capabilities;
import dev.naru.pg.spi.Capabilities.Operation;
import dev.naru.pg.spi.ChargeOrder;
import dev.naru.pg.spi.ChargesBillingKey;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.NetCancels;
import dev.naru.pg.spi.Outcome;
import dev.naru.pg.spi.Outcome.AnothersCharge;
import dev.naru.pg.spi.Outcome.IssuedKey;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgConnector;
import dev.naru.pg.spi.PgDescription;
import dev.naru.pg.spi.PgError.Category;
import dev.naru.pg.spi.ReadsNotice;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A connector to a simulated PG that can't be asked about its charges. The PG declines, charges
 * another amount and names another's charge, as often as the seed has it.
 */
class SilentPg
    implements PgConnector, Approves, NetCancels, Cancels, ChargesBillingKey, ReadsNotice {

  static final String TOKEN = "token";
  static final String METHOD = "method";
  static final String KEY = "key";

  final PgBook book;
  final Wire wire;
  private final Faults faults;
  private final PgDescription description;

  /** Order numbers that a PG may take one charge for another's by. */
  private final Supplier<List<String>> orders;

  /** Hears of each attempt before its first byte leaves. */
  private final Consumer<PersistedAttempt> before;

  SilentPg(
      PgKind kind,
      PgBook book,
      Wire wire,
      Faults faults,
      Supplier<List<String>> orders,
      Consumer<PersistedAttempt> before) {
    this.before = before;
    this.book = book;
    this.wire = wire;
    this.faults = faults;
    this.orders = orders;
    description =
        PgDescription.of(
            kind.provider,
            new Bilingual("모의", "Simulated"),
            List.of(),
            new Capabilities(
                Map.of(
                    PayMethod.CARD, Set.copyOf(Arrays.asList(Operation.values())),
                    PayMethod.VBANK, Set.copyOf(Arrays.asList(Operation.values())))));
  }

  @Override
  public PgDescription description() {
    return description;
  }

  @Override
  public Outcome approve(PersistedAttempt attempt, Authenticated authenticated) {
    String token = authenticated.proof().getOrDefault(TOKEN, "");
    boolean account = "vbank".equals(authenticated.proof().get(METHOD));
    String order = attempt.pgOrderNumber();
    before.accept(attempt);
    Outcome outcome =
        outcome(
            wire.ask(
                "the approval of " + order,
                () -> approved(order, token, attempt.amount().minor(), account)));
    if (outcome instanceof Outcome.Unknown(_, _, AnothersCharge anothers) && anothers != null) {
      book.charge(anothers.pgTid()).ifPresent(charge -> charge.toldTo = wire.caller());
    }
    return outcome;
  }

  private Outcome approved(String order, String token, long amount, boolean account) {
    if (faults.strikes(Kind.PG)) {
      switch (faults.upTo(5)) {
        case 0, 1 -> {
          return book.decline(order, token)
              ? declined()
              : new Outcome.Unknown("the authentication was used before");
        }
        case 2 -> {
          return charged(book.charge(order, token, amount + 100, false));
        }
        case 3 -> {
          return named(book.chargeUnder(anothersOrder(), token, amount));
        }
        default -> {
          List<Charge> all = book.charges().stream().filter(charge -> !charge.misplaced).toList();
          if (!all.isEmpty() && book.decline(order, token)) {
            return named(Optional.of(faults.oneOf(all)));
          }
        }
      }
    }
    Optional<Charge> charge = book.charge(order, token, amount, account);
    return account ? issued(charge) : charged(charge);
  }

  private String anothersOrder() {
    List<String> known = orders.get();
    return known.isEmpty() || faults.chance(300) ? "imp_foreign" : faults.oneOf(known);
  }

  private static Outcome declined() {
    return new Outcome.Declined(PgBook.error("declined", Category.DECLINED));
  }

  private static Outcome named(Optional<Charge> charge) {
    return charge
        .<Outcome>map(it ->
            new Outcome.Unknown(
                "another order's charge",
                new AnothersCharge(it.tid, it.order, Money.krw(it.amount))))
        .orElseGet(() -> new Outcome.Unknown("used before"));
  }

  private static Outcome charged(Optional<Charge> charge) {
    return charge
        .<Outcome>map(it ->
            new Outcome.Approved(
                it.tid,
                Money.krw(it.amount),
                PayMethod.CARD,
                null,
                "12345678",
                null,
                null,
                null,
                null,
                it.at))
        .orElseGet(() -> new Outcome.Unknown("used before"));
  }

  private static Outcome issued(Optional<Charge> charge) {
    return charge
        .<Outcome>map(it ->
            new Outcome.AccountIssued(
                it.tid,
                Money.krw(it.amount),
                new Outcome.VirtualAccount(
                    new Outcome.Bank("088", "신한은행"),
                    accountNumber(it),
                    "나루",
                    LocalDateTime.of(2026, 12, 24, 23, 59, 59)),
                it.at))
        .orElseGet(() -> new Outcome.Unknown("used before"));
  }

  static String accountNumber(Charge charge) {
    return "562" + charge.tid.replaceAll("[^0-9]", "");
  }

  @Override
  public Outcome chargeKey(PersistedAttempt attempt, IssuedKey key, ChargeOrder asked) {
    String order = attempt.pgOrderNumber();
    String secret = key.secret().getOrDefault(KEY, "");
    long amount = attempt.amount().minor();
    before.accept(attempt);
    return outcome(
        wire.ask(
            "the charge of " + order,
            () -> {
              if (faults.strikes(Kind.PG)) {
                if (faults.chance(700)) {
                  return book.decline(order, order)
                      ? declined()
                      : new Outcome.Unknown("the order number was used before");
                }
                return charged(book.chargeKey(order, secret, amount + 100));
              }
              return charged(book.chargeKey(order, secret, amount));
            }));
  }

  private static Outcome outcome(Reply<Outcome> reply) {
    return switch (reply) {
      case Reply.Answered<Outcome>(Outcome outcome) -> outcome;
      case Reply.NotSent<Outcome>() -> new Outcome.NotSent("no connection");
      case Reply.NoAnswer<Outcome>(String why) -> new Outcome.Unknown(why);
    };
  }

  @Override
  public NetCancelOutcome netCancel(
      PersistedAttempt attempt,
      Authenticated authenticated,
      @Nullable String pgTid,
      @Nullable Money charged) {
    Map<String, String> proof = authenticated.proof();
    String proven = proof.getOrDefault(TOKEN, proof.getOrDefault(KEY, ""));
    Reply<NetCancelOutcome> reply =
        wire.ask(
            "the net cancel of " + attempt.pgOrderNumber(),
            () -> book.netCancel(attempt.pgOrderNumber(), proven, pgTid, charged));
    return switch (reply) {
      case Reply.Answered<NetCancelOutcome>(NetCancelOutcome outcome) -> outcome;
      case Reply.NotSent<NetCancelOutcome>() -> new NetCancelOutcome.NotSent("no connection");
      case Reply.NoAnswer<NetCancelOutcome>(String why) -> new NetCancelOutcome.Unknown(why);
    };
  }

  /** Notices come to the hub already read. */
  @Override
  public Notice readNotice(NoticeMessage message) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String acknowledgement() {
    return "OK";
  }

  @Override
  public String refusal() {
    return "FAIL";
  }

  @Override
  public CancelOutcome cancel(PersistedAttempt attempt, CancelRequest request) {
    before.accept(attempt);
    // The same request gets the same answer, however often it comes.
    boolean refuses = faults.strikes(Kind.PG);
    Reply<CancelOutcome> reply =
        wire.ask(
            "the cancel of %d of %s".formatted(request.amountMinor(), attempt.pgOrderNumber()),
            () ->
                refuses
                    ? new CancelOutcome.Refused(PgBook.error("no", Category.NOT_CANCELLABLE))
                    : book.cancel(request));
    return switch (reply) {
      case Reply.Answered<CancelOutcome>(CancelOutcome outcome) -> outcome;
      case Reply.NotSent<CancelOutcome>() -> new CancelOutcome.NotSent("no connection");
      case Reply.NoAnswer<CancelOutcome>(String why) -> new CancelOutcome.Unknown(why);
    };
  }
}
