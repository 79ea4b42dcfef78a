package dev.naru.hub.simulation;

import dev.naru.pg.spi.Cancels.CancelOutcome;
import dev.naru.pg.spi.Cancels.CancelRequest;
import dev.naru.pg.spi.Inquires.Finding;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.NetCancels.NetCancelOutcome;
import dev.naru.pg.spi.PgError;
import dev.naru.pg.spi.PgError.Category;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a PG has on record, and its rules about it. It never fails; the way to it does. */
final class PgBook {

  /** After that a net cancel comes too late. */
  private static final Duration NET_CANCEL = Duration.ofMinutes(10);

  private final Map<String, Charge> charges = new LinkedHashMap<>();
  private final Set<String> usedProofs = new HashSet<>();
  private final PgKind kind;
  private final String prefix;
  private final InstantSource time;
  private int numbers;

  PgBook(PgKind kind, String prefix, InstantSource time) {
    this.kind = kind;
    this.prefix = prefix;
    this.time = time;
  }

  /** A line of the book. */
  static final class Charge {
    final String tid;
    final String order;
    final String proof;
    final long amount;
    final Instant at;
    long cancelled;
    boolean waiting;

    /** Made under the number of another order, as no PG should. */
    boolean misplaced;

    /** The process that was told of it; null where its answer never came. */
    @Nullable SimulatedProcess toldTo;

    String lastCancelTid = "";

    private Charge(String tid, String order, String proof, long amount, Instant at) {
      this.tid = tid;
      this.order = order;
      this.proof = proof;
      this.amount = amount;
      this.at = at;
    }

    boolean holdsMoney() {
      return !waiting && cancelled < amount;
    }

    @Override
    public String toString() {
      return "%s of %s, %d, cancelled %d%s"
          .formatted(tid, order, amount, cancelled, waiting ? ", waiting" : "");
    }
  }

  List<Charge> charges() {
    return List.copyOf(charges.values());
  }

  Optional<Charge> charge(String tid) {
    return Optional.ofNullable(charges.get(tid));
  }

  List<Charge> ofOrder(String order) {
    return charges.values().stream().filter(each -> each.order.equals(order)).toList();
  }

  /**
   * Charges, once for an order number and once for an authentication.
   *
   * @return empty where one of them was used before
   */
  Optional<Charge> charge(String order, String proof, long amount, boolean waiting) {
    return ofOrder(order).isEmpty() && usedProofs.add(proof)
        ? Optional.of(enter(order, proof, amount, waiting))
        : Optional.empty();
  }

  /** The same with a billing key, which proves any number of charges. */
  Optional<Charge> chargeKey(String order, String key, long amount) {
    return ofOrder(order).isEmpty() && !usedProofs.contains(order)
        ? Optional.of(enter(order, key, amount, false))
        : Optional.empty();
  }

  /**
   * Refuses for good.
   *
   * @param proof the authentication; of a charge by key the order number
   * @return false where it was used before
   */
  boolean decline(String order, String proof) {
    return ofOrder(order).isEmpty() && usedProofs.add(proof);
  }

  /** Charges under the number of another order, as no PG should. */
  Optional<Charge> chargeUnder(String othersOrder, String proof, long amount) {
    Optional<Charge> charge =
        usedProofs.add(proof)
            ? Optional.of(enter(othersOrder, proof, amount, false))
            : Optional.empty();
    charge.ifPresent(it -> it.misplaced = true);
    return charge;
  }

  private Charge enter(String order, String proof, long amount, boolean waiting) {
    var charge = new Charge(prefix + ++numbers, order, proof, amount, time.instant());
    charge.waiting = waiting;
    charges.put(charge.tid, charge);
    return charge;
  }

  NetCancelOutcome netCancel(
      String order, String proof, @Nullable String tid, @Nullable Money charged) {
    Optional<Charge> found =
        charges.values().stream()
            .filter(each -> each.order.equals(order) && each.proof.equals(proof))
            .filter(each -> tid == null || each.tid.equals(tid))
            .findFirst();
    if (found.isEmpty()) {
      if (kind.netCancelUsesUp()) {
        usedProofs.add(proof);
        return new NetCancelOutcome.Undone(null);
      }
      return new NetCancelOutcome.Refused(error("none", Category.NO_SUCH_TRANSACTION));
    }
    Charge charge = found.get();
    if (charge.cancelled == charge.amount) {
      return new NetCancelOutcome.Undone(charge.tid);
    }
    if (charge.cancelled > 0 || time.instant().isAfter(charge.at.plus(NET_CANCEL))) {
      return new NetCancelOutcome.Refused(error("late", Category.NOT_CANCELLABLE));
    }
    if (charged != null && charged.minor() != charge.amount) {
      return new NetCancelOutcome.Refused(error("amount", Category.BAD_REQUEST));
    }
    giveBack(charge, charge.amount);
    return new NetCancelOutcome.Undone(charge.tid);
  }

  private void giveBack(Charge charge, long amount) {
    charge.cancelled += amount;
    charge.waiting = false;
    charge.lastCancelTid = prefix + "c" + ++numbers;
  }

  CancelOutcome cancel(CancelRequest request) {
    Charge charge = charges.get(request.pgTid());
    if (charge == null || charge.waiting) {
      return new CancelOutcome.Refused(error("none", Category.NO_SUCH_TRANSACTION));
    }
    if (charge.cancelled == charge.amount) {
      return new CancelOutcome.Refused(error("gone", Category.ALREADY_CANCELLED));
    }
    if (request.remainingBeforeMinor() != charge.amount - charge.cancelled) {
      return new CancelOutcome.Refused(error("rest", Category.EXCEEDS_REMAINING));
    }
    if (request.amountMinor() > charge.amount - charge.cancelled) {
      return new CancelOutcome.Refused(error("more", Category.EXCEEDS_REMAINING));
    }
    giveBack(charge, request.amountMinor());
    return new CancelOutcome.Cancelled(charge.lastCancelTid, time.instant(), null);
  }

  Finding inquire(String order, @Nullable String tid) {
    List<Charge> found = new ArrayList<>(ofOrder(order));
    found.removeIf(each -> tid != null && !each.tid.equals(tid));
    if (found.isEmpty()) {
      return new Finding.NotFound();
    }
    Charge charge = found.getFirst();
    return new Finding.Found(
        charge.tid,
        Money.krw(charge.amount),
        charge.waiting,
        charge.cancelled,
        charge.lastCancelTid.isEmpty() ? null : charge.lastCancelTid,
        "12345678",
        charge.at);
  }

  static PgError error(String code, Category category) {
    return new PgError(code, code, category);
  }
}
