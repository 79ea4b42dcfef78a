package dev.naru.hub.payment.store;

import java.util.Arrays;
import org.springframework.dao.DuplicateKeyException;

/** Says that another payment holds what a transition needs. Nothing has changed. */
public final class TakenException extends RuntimeException {

  /** What is taken; a unique index guards each. */
  public enum What {
    /** Another payment of the same order is paid, or is with the PG right now. */
    ORDER("payment_holds_order"),
    /** The authentication was used before, for this order or another one. */
    AUTHENTICATION("attempt_single_use"),
    /** Another charge of the key counts for the same month. */
    KEY_MONTH("payment_key_slot"),
    /** The number drawn for the payment is in use: draw another one. */
    NUMBER("payment_pkey");

    private final String index;

    What(String index) {
      this.index = index;
    }
  }

  private final What what;

  private TakenException(What what, DuplicateKeyException cause) {
    super(what + " is taken", cause);
    this.what = what;
  }

  public What what() {
    return what;
  }

  /** Translates the database's exception; returns it as it is where it is about something else. */
  static RuntimeException of(DuplicateKeyException duplicate) {
    String text = String.valueOf(duplicate.getMessage());
    return Arrays.stream(What.values())
        .filter(what -> text.contains('"' + what.index + '"'))
        .findFirst()
        .<RuntimeException>map(what -> new TakenException(what, duplicate))
        .orElse(duplicate);
  }
}
