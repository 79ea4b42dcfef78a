package dev.naru.hub.payment;

import java.util.Set;

/**
 * The states of a payment, finer than V1's {@code status}. This is the only state table
 * (spec/rest-api.md §3, G12): every change of state that isn't in it is refused.
 */
public enum PaymentState {
  /**
   * The window is open; nothing has been asked of the PG. {@link Adoption} alone moves it from here
   * to PAID: when a database that was restored from a backup has lost the steps in between.
   */
  READY("ready"),
  /**
   * The approval may be under way, or its outcome is not known yet. If nothing else ends it, the
   * {@link Janitor} does.
   */
  APPROVING("ready"),
  /** A virtual account is open and waits for its deposit. */
  AWAITING_DEPOSIT("ready"),
  PAID("paid"),
  /**
   * The payment ended without money. It can still become PAID by a late deposit that the PG
   * accepted after the deadline (spec/rest-api.md §3 row 9), or by a person's word that the PG
   * holds the money ({@link Adoption}).
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
