package dev.naru.pg.inicis.emulator;

import static dev.naru.sandbox.Scenarios.Fault.BAD_CARD;
import static dev.naru.sandbox.Scenarios.Fault.DECLINE;
import static dev.naru.sandbox.Scenarios.Fault.GARBAGE_ANSWER;
import static dev.naru.sandbox.Scenarios.Fault.SLOW;
import static dev.naru.sandbox.Scenarios.Fault.TIMEOUT_AFTER_APPROVAL;
import static dev.naru.sandbox.Scenarios.Fault.TIMEOUT_BEFORE_APPROVAL;
import static dev.naru.sandbox.Scenarios.Fault.WRONG_AMOUNT;

import dev.naru.pg.inicis.emulator.Authentication.State;
import dev.naru.sandbox.Book.Charge;
import dev.naru.sandbox.MagicCard;
import dev.naru.sandbox.Scenarios.Fault;
import dev.naru.sandbox.Scenarios.Occasion;
import dev.naru.sandbox.Scenarios.Scenario;
import dev.naru.sandbox.Stage;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The moment of charge: turns an authentication into a line of the book, once. */
final class Approvals {

  /** What the PG decided. */
  sealed interface Verdict {

    record Approved(Authentication authentication, Charge charge, CardDetails card)
        implements Verdict {}

    /** The card company or the PG said no; nothing is charged. */
    record Declined(Authentication authentication, Decline decline) implements Verdict {}

    /** The authentication cannot be approved: used before, too old, or net-cancelled. */
    record Refused(Reason reason) implements Verdict {}

    /** The call never reached the PG's decision; the authentication is as it was. */
    record Unreached() implements Verdict {}

    enum Reason {
      USED,
      EXPIRED,
      VOID
    }
  }

  record Result(Verdict verdict, Delivery delivery) {}

  private final Stage stage;
  private final Notebook notebook;
  private final Tids tids;
  private final CardMemory cards;
  private final Turns turns;
  private final RandomGenerator random;

  Approvals(
      Stage stage,
      Notebook notebook,
      Tids tids,
      CardMemory cards,
      Turns turns,
      RandomGenerator random) {
    this.stage = stage;
    this.notebook = notebook;
    this.tids = tids;
    this.cards = cards;
    this.turns = turns;
    this.random = random;
  }

  /** Approves; concurrent calls for one authentication come one after the other. */
  Result approve(String authenticationId) {
    return turns.inTurn(authenticationId, () -> approveInTurn(authenticationId));
  }

  private Result approveInTurn(String id) {
    Authentication ready = notebook.authentication(id).orElseThrow();
    Optional<Verdict.Reason> refusal = refusal(ready);
    if (refusal.isPresent()) {
      return new Result(new Verdict.Refused(refusal.get()), Delivery.NORMAL);
    }
    Optional<Scenario> scenario = disturbance(ready);
    Delivery delivery = scenario.map(Delivery::of).orElse(Delivery.NORMAL);
    Fault fault = scenario.map(Scenario::fault).orElse(null);
    if (fault == TIMEOUT_BEFORE_APPROVAL) {
      return new Result(new Verdict.Unreached(), delivery);
    }
    Order order = ready.order();
    String prefix =
        order.mobile()
            ? ready.company().isp() ? "INIMX_ISP_" : "INIMX_CARD"
            : ready.company().isp() ? "StdpayISP_" : "StdpayCARD";
    Authentication used = ready.with(State.USED, tids.next(prefix, order.mid()));
    notebook.put(used);
    Optional<Decline> decline = decline(used, fault);
    if (decline.isPresent()) {
      return new Result(new Verdict.Declined(used, decline.get()), delivery);
    }
    long amount = fault == WRONG_AMOUNT ? scenario.orElseThrow().amount() : order.amount();
    CardDetails card = details(used);
    var charge =
        new Charge(
            Notebook.PG,
            order.mid(),
            used.tid(),
            order.oid(),
            amount,
            0,
            "paid",
            "card",
            card.json());
    stage.book().enter(charge);
    return new Result(new Verdict.Approved(used, charge, card), delivery);
  }

  private static Optional<Decline> decline(Authentication about, @Nullable Fault fault) {
    if (fault == DECLINE) {
      return Optional.of(Decline.REFUSED);
    }
    if (fault == BAD_CARD) {
      return Optional.of(Decline.WRONG_NUMBER);
    }
    if (about.order().amount() < 1_000 && !about.order().below1000()) {
      String family = about.company().isp() ? "501" : "500";
      return Optional.of(new Decline(family + "608", "1000원 미만 신용카드 승인 불가"));
    }
    return magic(about).flatMap(Decline::of);
  }

  private Optional<Verdict.Reason> refusal(Authentication authentication) {
    return switch (authentication.state()) {
      case USED -> Optional.of(Verdict.Reason.USED);
      case VOID -> Optional.of(Verdict.Reason.VOID);
      case READY ->
          stage.time().millis() - authentication.atMs() > Authentication.APPROVAL_LIMIT_MS
              ? Optional.of(Verdict.Reason.EXPIRED)
              : Optional.empty();
    };
  }

  /** A tester's scenario comes first; then what the card number itself asks for. */
  private Optional<Scenario> disturbance(Authentication ready) {
    Order order = ready.order();
    String number = magic(ready).map(MagicCard::number).orElse(null);
    String remembered = cards.forget(ready.id());
    var occasion =
        new Occasion(
            Notebook.PG,
            order.mid(),
            order.oid(),
            order.oid(),
            order.merchantUid(),
            order.amount(),
            remembered == null ? number : remembered);
    return stage
        .scenarios()
        .take(
            occasion,
            DECLINE,
            BAD_CARD,
            TIMEOUT_BEFORE_APPROVAL,
            TIMEOUT_AFTER_APPROVAL,
            WRONG_AMOUNT,
            SLOW,
            GARBAGE_ANSWER)
        .or(
            () ->
                magic(ready)
                    .flatMap(
                        m ->
                            switch (m) {
                              case TIMEOUT_AFTER_APPROVAL ->
                                  Optional.of(new Scenario(TIMEOUT_AFTER_APPROVAL, 0, 0));
                              case TIMEOUT_BEFORE_APPROVAL ->
                                  Optional.of(new Scenario(TIMEOUT_BEFORE_APPROVAL, 0, 0));
                              default -> Optional.empty();
                            }));
  }

  private static Optional<MagicCard> magic(Authentication authentication) {
    return authentication.magic().isEmpty()
        ? Optional.empty()
        : Optional.of(MagicCard.valueOf(authentication.magic()));
  }

  private CardDetails details(Authentication used) {
    CardCompany company = used.company();
    return new CardDetails(
        used.id(),
        company.isp() ? "VCard" : "Card",
        used.maskedCard(),
        company.code(),
        company.bankCode(),
        company.korean(),
        used.months(),
        used.order().interestFree(company.code(), used.months()),
        String.format(Locale.ROOT, "%08d", random.nextInt(100_000_000)),
        Tids.stamp(stage.time().instant()),
        used.order().goods(),
        used.order().merchantUid());
  }
}
