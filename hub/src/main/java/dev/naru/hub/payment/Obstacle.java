package dev.naru.hub.payment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Why something of a PG's list isn't taken over into the book. It is said in the language of
 * whoever asked: the console and {@code naru-hub} have a text for each kind.
 *
 * @param values what the text names, in its order
 */
public record Obstacle(Kind kind, List<String> values) {

  /** Each with the values that its text names. */
  public enum Kind {
    /** The payment's number, and the PG's number of the charge that paid it. */
    PAID_BY_ANOTHER_CHARGE,
    /** The payment's number. */
    BEING_ASKED_ABOUT,
    /** The payment's number, its amount, and what the PG charged. */
    OF_ANOTHER_AMOUNT,
    NO_DEPOSIT,
    /** What the PG says, asked, and what its list says. */
    ASKED_ANOTHER_AMOUNT,
    ASKED_UNKNOWN,
    /** What the PG says is given back, asked, and what its list says. */
    ASKED_ANOTHER_CANCEL,
    ORDER_TAKEN,
    TRANSACTION_TAKEN,
    /** The payment's number, and what is to be given back. */
    NOTHING_LEFT,
    /** The payment's number. */
    CANCEL_UNDER_WAY,
    /** The payment's number. */
    CHANGED_MEANWHILE,
    /** The PG's order number. */
    NOT_LISTED,
    NO_REASON,
    /** What it is, how it was to be settled, and how it may be. */
    NOT_THIS_WAY,
    /** What came of asking the PG, which may be asked again later. */
    PG_UNCLEAR,
    /** The error's name. */
    HUB_FAILED;

    /** As in keys of texts: {@code paid-by-another-charge}. */
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** With its values as texts. */
  public static Obstacle of(Kind kind, Object... values) {
    return new Obstacle(kind, Arrays.stream(values).map(String::valueOf).toList());
  }
}
