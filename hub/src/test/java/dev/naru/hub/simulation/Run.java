package dev.naru.hub.simulation;

import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.Unresolved;
import dev.naru.hub.payment.Unresolved.Verdict;
import dev.naru.hub.payment.Unresolved.Word;
import dev.naru.hub.simulation.Faults.Kind;
import dev.naru.hub.simulation.Node.Hub;
import dev.naru.hub.simulation.PgBook.Charge;
import dev.naru.hub.work.SteppedWork;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgConnector;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessException;

/** One seed: clients, PGs, faults and crashes, then quiet, and what is left to be judged. */
final class Run {

  private static final Instant START = Instant.parse("2026-03-02T01:00:00Z");
  private static final Duration TROUBLE = Duration.ofMinutes(4);
  private static final Duration LOOKS_EVERY = Duration.ofSeconds(2);
  private static final Duration QUIET = Duration.ofDays(4);

  private static final int MOST_LOOKS = 20_000;

  final Scheduler scheduler = new Scheduler(START);
  final Faults faults;
  final Trace trace;
  final Ledger ledger = new Ledger();
  final Merchants merchants;
  final MerchantSide merchantServer;
  final Store store;
  final Bank bank;
  private final Clients clients;
  private final Wire wire;
  private final List<PgBook> books = new ArrayList<>();
  private final List<PgKind> kinds;
  private final List<Node> nodes = new ArrayList<>();
  private final List<String> surprises = new ArrayList<>();

  /**
   * @param storeOf makes the store, whose own clock stands at the run's time
   */
  Run(
      long seed,
      boolean traced,
      long firstMerchant,
      Function<Merchants, Function<InstantSource, Store>> storeOf) {
    faults = new Faults(seed);
    trace = new Trace(traced);
    trace.clock(scheduler::now);
    wire = new Wire(scheduler, faults, trace);
    merchantServer = new MerchantSide(scheduler, faults, trace);
    kinds = List.of(PgKind.values());
    clients = new Clients(this);
    bank = new Bank(this);
    List<PgConnector> connectors = new ArrayList<>();
    for (PgKind kind : kinds) {
      PgBook book = new PgBook(kind, kind.provider + " ", scheduler::now);
      books.add(book);
      connectors.add(
          kind.canBeAsked()
              ? new AskablePg(kind, book, wire, faults, clients::numbers, this::isOnRecord)
              : new SilentPg(kind, book, wire, faults, clients::numbers, this::isOnRecord));
    }
    merchants = new Merchants(connectors, firstMerchant);
    store = storeOf.apply(merchants).apply(scheduler::now);
    int count = 1 + faults.upTo(2);
    for (int node = 1; node <= count; node++) {
      nodes.add(new Node("node" + node, this));
    }
  }

  /** What broke a rule; empty for nothing. */
  List<String> judged() {
    try {
      trouble();
      quiet();
      List<String> broken = new ArrayList<>(surprises);
      broken.addAll(new Judge(this).broken());
      return broken;
    } finally {
      scheduler.close();
    }
  }

  /** G02. */
  private void isOnRecord(PersistedAttempt attempt) {
    if (!store.isOnRecord(UUID.fromString(attempt.attemptId()))) {
      surprises.add("the PG is asked for what isn't on record: " + attempt.pgOrderNumber());
    }
  }

  private void trouble() {
    Instant end = scheduler.now().plus(TROUBLE);
    nodes.forEach(node -> node.start(isSoleNode()));
    int acts = 10 + faults.upTo(30);
    for (int act = 0; act < acts; act++) {
      scheduler.after(
          faults.between(Duration.ZERO, TROUBLE.minusSeconds(30)),
          () -> anyHub().ifPresent(clients::act));
    }
    for (Duration at = Duration.ZERO; at.compareTo(TROUBLE) < 0; at = at.plus(LOOKS_EVERY)) {
      scheduler.after(at, this::tick);
    }
    scheduler.runUntil(end);
  }

  private boolean isSoleNode() {
    return nodes.size() == 1;
  }

  /** What happens by itself every now and then. */
  private void tick() {
    for (Node node : nodes) {
      if (node.hub().isEmpty()) {
        if (faults.chance(200)) {
          node.start(isSoleNode());
        }
        continue;
      }
      if (faults.strikes(Kind.CRASH)) {
        kill(node);
        continue;
      }
      if (faults.chance(50) && faults.strikes(Kind.CLOCK)) {
        // A request on its way is waited for by the clock, so the model leaps when there is none.
        node.jump(
            wire.isBusy() || faults.chance(500)
                ? Duration.ofMillis(faults.upTo(8_000) - 4_000L)
                : Duration.ofSeconds(faults.upTo(7_200) - 3_600L));
      }
      if (isAnythingDue(node.now())) {
        node.hub().ifPresent(hub -> look(node, hub));
      }
    }
  }

  private void kill(Node node) {
    node.hub()
        .ifPresent(hub -> {
          trace.say(() -> hub.process().name + " is killed");
          hub.process().kill();
        });
  }

  private boolean isAnythingDue(Instant now) {
    return !store.payments().due().lanes(now).isEmpty()
        || store.webhooks().anyDue(now)
        || store.schedules().anyDue(now);
  }

  /** The node's loops look for work once. */
  private void look(Node node, Hub hub) {
    for (SteppedWork<?> work : hub.works()) {
      scheduler.spawn(
          "look",
          hub.process(),
          () -> {
            try {
              work.lease(node.now(), piece -> scheduler.spawn("piece", hub.process(), piece));
            } catch (DataAccessException away) {
              // The next look comes by itself.
            }
          });
    }
  }

  /** Faults end, processes start, time passes until nothing is left to be done. */
  private void quiet() {
    trace.say(() -> "--- all is well from now on");
    faults.end();
    scheduler.runUntilIdle();
    Instant end = scheduler.now().plus(QUIET);
    nodes.forEach(Node::setClockRight);
    nodes.forEach(node -> node.start(isSoleNode()));
    scheduler.runUntilIdle();
    int looks = 0;
    boolean toldAgain = false;
    while (scheduler.now().isBefore(end)) {
      Instant now = scheduler.now();
      if (isAnythingDue(now) && ++looks < MOST_LOOKS) {
        for (Node node : nodes) {
          node.hub().ifPresent(hub -> look(node, hub));
        }
        scheduler.runUntilIdle();
        if (scheduler.now().equals(now)) {
          // It waits for what a dead process, or one whose clock was ahead, has leased.
          scheduler.runUntil(now.plus(step(now, end).dividedBy(10)));
        }
        continue;
      }
      if (!toldAgain || (!bank.unacknowledged().isEmpty() && looks < 100)) {
        toldAgain = true;
        looks++;
        bank.tellAgain();
        scheduler.runUntilIdle();
      }
      scheduler.runUntil(nextDue(now, end));
    }
    personCloses();
    scheduler.runUntilIdle();
    for (int look = 0; look < 20 && isAnythingDue(scheduler.now()); look++) {
      nodes.forEach(node -> node.hub().ifPresent(hub -> look(node, hub)));
      scheduler.runUntilIdle();
    }
  }

  /** Leases end at times that nobody tells; those of a clock that was ahead end late. */
  private Instant nextDue(Instant now, Instant end) {
    Hub hub = nodes.getFirst().hub().orElseThrow();
    return Stream.concat(
            hub.works().stream().flatMap(work -> work.nextDue(now).stream()),
            Stream.of(now.plus(step(now, end)), end))
        .min(Instant::compareTo)
        .orElse(end);
  }

  private static Duration step(Instant now, Instant end) {
    Duration quietFor = QUIET.minus(Duration.between(now, end));
    if (quietFor.compareTo(Duration.ofMinutes(10)) < 0) {
      return Duration.ofSeconds(20);
    }
    return quietFor.compareTo(Duration.ofHours(3)) < 0
        ? Duration.ofMinutes(5)
        : Duration.ofHours(1);
  }

  /** What a PG can't be asked about, a person reads in its console and says. */
  private void personCloses() {
    Hub hub = nodes.getFirst().hub().orElseThrow();
    Unresolved unresolved = hub.payments().unresolved();
    for (Unresolved.Case open : unresolved.list(null, 100)) {
      if (kindOf(open.provider()).canBeAsked()) {
        continue; // the judge will say so
      }
      scheduler.spawn(
          "person",
          hub.process(),
          () -> {
            trace.say(() -> "a person closes " + open.paymentNumber() + ": " + open.answered());
            unresolved.close(word(open));
          });
      scheduler.runUntilIdle();
    }
  }

  private Word word(Unresolved.Case open) {
    PgBook book = books.get(kinds.indexOf(kindOf(open.provider())));
    Payment payment =
        store.allPayments().stream()
            .filter(it -> it.paymentNumber().equals(open.paymentNumber()))
            .findFirst()
            .orElseThrow();
    Optional<Charge> charge =
        book.charges().stream()
            .filter(it -> it.order.equals(open.paymentNumber()) && it.holdsMoney())
            .findFirst();
    if (open.kind() == Unresolved.Kind.CANCEL) {
      long cancelled =
          book.charge(String.valueOf(payment.pgTid())).map(it -> it.cancelled).orElse(0L);
      return said(
          open,
          cancelled > payment.cancelledMinor() ? Verdict.CANCELLED : Verdict.NOT_CANCELLED,
          null);
    }
    if (charge.isPresent() && charge.get().amount == payment.amount().minor()) {
      return said(open, Verdict.PAID, charge.get().tid);
    }
    // Another amount, or another's charge: given back in the PG's console first.
    book.charges().stream()
        .filter(it -> it.holdsMoney() && isOfAttempt(it, open))
        .forEach(it -> it.cancelled = it.amount);
    return said(open, Verdict.NOT_PAID, null);
  }

  private static boolean isOfAttempt(Charge charge, Unresolved.Case open) {
    return charge.order.equals(open.paymentNumber()) || charge.tid.equals(open.pgTid());
  }

  private static Word said(
      Unresolved.Case open, Verdict verdict, @org.jspecify.annotations.Nullable String tid) {
    return new Word(open.id(), verdict, tid, "seen in the PG's console", "operator");
  }

  PgKind kindOf(String provider) {
    return Arrays.stream(PgKind.values())
        .filter(kind -> kind.provider.equals(provider))
        .findFirst()
        .orElseThrow();
  }

  PgBook book(PgKind kind) {
    return books.get(kinds.indexOf(kind));
  }

  List<PgBook> books() {
    return books;
  }

  Optional<Charge> charge(Payment payment) {
    return book(kindOf(payment.provider())).charge(String.valueOf(payment.pgTid()));
  }

  Unresolved unresolved() {
    return nodes.getFirst().hub().orElseThrow().payments().unresolved();
  }

  /** The hub on a node whose process lives, as a load balancer finds it. */
  Optional<Hub> anyHub() {
    List<Hub> living = nodes.stream().flatMap(node -> node.hub().stream()).toList();
    return living.isEmpty() ? Optional.empty() : Optional.of(faults.oneOf(living));
  }

  /** An exception that a caller gets, as a 500: nothing but these two may come to that. */
  void expected(RuntimeException answer) {
    if (!(answer instanceof DataAccessException || answer instanceof Wire.ConnectorBug)) {
      var trace = new java.io.StringWriter();
      answer.printStackTrace(new java.io.PrintWriter(trace));
      surprises.add("a call failed: " + trace);
    }
  }
}
