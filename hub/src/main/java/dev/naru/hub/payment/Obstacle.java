package dev.naru.hub.payment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The reason why a charge or cancel of a PG's list isn't entered into the book. The console and
 * {@code naru-hub} have a text for each kind, in the user's language.
 *
 * @param values the values for the text's placeholders, in their order
 */
public record Obstacle(Kind kind, List<String> values) {

  /** The kinds of reasons, each with the values of its text. */
  public enum Kind {
    /** Values: the payment's number, and the PG's number of the charge that paid it. */
    PAID_BY_ANOTHER_CHARGE,
    /** A call about the payment has no answer yet. Value: the payment's number. */
    BEING_ASKED_ABOUT,
    /** Values: the payment's number, its amount, and the amount that the PG charged. */
    OF_ANOTHER_AMOUNT,
    /** The PG says that no money has come into the account. */
    NO_DEPOSIT,
    /** Values: the amount in the PG's answer, and the amount in its list. */
    ASKED_ANOTHER_AMOUNT,
    /** The PG says that it has no such transaction. */
    ASKED_UNKNOWN,
    /** Values: the cancelled amount in the PG's answer, and the one in its list. */
    ASKED_ANOTHER_CANCEL,
    /** Another payment of the order is paid or under way. */
    ORDER_TAKEN,
    /** Another payment already has the PG's transaction. */
    TRANSACTION_TAKEN,
    /** Values: the payment's number, and the amount to be refunded. */
    NOTHING_LEFT,
    /** Another cancel of the payment has not ended. Value: the payment's number. */
    CANCEL_UNDER_WAY,
    /** The payment has changed since it was looked at. Value: its number. */
    CHANGED_MEANWHILE,
    /** The PG's lists have no charge of the order. Value: the PG's order number. */
    NOT_LISTED,
    /** A person gave no reason, or no name. */
    NO_REASON,
    /** Values: the difference's class, the action that was chosen, and the possible actions. */
    NOT_THIS_WAY,
    /** Value: the result of asking the PG, which can be asked again later. */
    PG_UNCLEAR,
    /** Value: the error's name. */
    HUB_FAILED;

    /** The kind in the form of a text's key: {@code paid-by-another-charge}. */
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** An obstacle with its values turned into texts. */
  public static Obstacle of(Kind kind, Object... values) {
    return new Obstacle(kind, Arrays.stream(values).map(String::valueOf).toList());
  }
}
