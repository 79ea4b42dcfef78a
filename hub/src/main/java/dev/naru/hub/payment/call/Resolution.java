package dev.naru.hub.payment.call;

/** How attempts of one kind end whose outcome only the PG knows. */
public interface Resolution {

  /**
   * One look: asks the PG, or asks it to undo. Blocks for it.
   *
   * @return what is to be written down; unclear while the PG hasn't said what is true, with what it
   *     was asked and what it said
   */
  Judgement look(OpenCall call);
}
