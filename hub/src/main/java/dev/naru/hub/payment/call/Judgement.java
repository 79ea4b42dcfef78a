package dev.naru.hub.payment.call;

import dev.naru.hub.payment.store.NamedCharge;
import dev.naru.hub.payment.store.Transition;

/** What an answer of a PG comes to. */
public sealed interface Judgement {

  /**
   * The PG has said what is true: this is to be written down.
   *
   * @param named what ends the attempt in another way where that can't be written down
   */
  record Clear(Transition end, NamedCharge named) implements Judgement {
    public Clear(Transition end) {
      this(end, NamedCharge.NONE);
    }
  }

  /**
   * Only the PG can say, when it is asked again.
   *
   * @param reason for the log, without secrets
   */
  record Unclear(String reason, NamedCharge named) implements Judgement {
    public Unclear(String reason) {
      this(reason, NamedCharge.NONE);
    }

    /** A question and what came of it. */
    public static Unclear asked(String question, Object answer) {
      return new Unclear(question + ": " + answer);
    }
  }
}
