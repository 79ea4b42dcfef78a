package dev.naru.hub.payment;

import java.util.Set;

/**
 * Where a payment stands, finer than V1's {@code status}. This is the one state table
 * (spec/rest-api.md §3, G12); the writer refuses every move that isn't in it.
 */
public enum PaymentState {
  /**
   * The window is open; nothing has been asked of the PG. It becomes PAID by {@link Adoption}
   * alone, after a database has lost what came in between.
   */
  READY("ready"),
  /**
   * The approval may be under way, or its outcome is not known yet. The janitor owns it in the end.
   */
  APPROVING("ready"),
  /** A virtual account is open; money may come. */
  AWAITING_DEPOSIT("ready"),
  PAID("paid"),
  /**
   * Ended without money. One late event leaves it: a deposit into an account that was given up at
   * its deadline, which the PG accepted all the same (spec/rest-api.md §3 row 9). Besides, a person
   * may say that the PG holds the money ({@link Adoption}).
   */
  FAILED("failed"),
  /** Cancelled in part or wholly. */
  CANCELLED("cancelled");

  private final String v1Status;

  PaymentState(String v1Status) {
    this.v1Status = v1Status;
  }

  /** V1's {@code status}. */
  public String v1Status() {
    return v1Status;
  }

  /** Whether the PG holds money of it, or did: paid, and perhaps given back since. */
  public boolean wasPaid() {
    return this == PAID || this == CANCELLED;
  }

  /** The states that may follow this one. */
  public Set<PaymentState> next() {
    return switch (this) {
      case READY -> Set.of(APPROVING, PAID, FAILED);
      case APPROVING -> Set.of(AWAITING_DEPOSIT, PAID, FAILED);
      case AWAITING_DEPOSIT -> Set.of(PAID, FAILED);
      case PAID -> Set.of(CANCELLED);
      case CANCELLED -> Set.of(CANCELLED);
      case FAILED -> Set.of(PAID);
    };
  }
}
