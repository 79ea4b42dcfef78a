package dev.naru.sandbox;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The faults that were asked for through {@code POST /control/scenarios}. */
public interface Scenarios {

  /** What can be asked for; on the wire in lower case. */
  enum Fault {
    DECLINE,
    BAD_CARD,
    TIMEOUT_BEFORE_APPROVAL,
    TIMEOUT_AFTER_APPROVAL,
    WRONG_AMOUNT,
    CANCEL_REFUSED,
    TIMEOUT_AFTER_CANCEL,
    CHARGE_ON_ISSUE,
    /** {@link Stage#notices()} shows this one itself, for every emulator. */
    DUPLICATE_NOTICE,
    SLOW,
    /** The approval's answer is cut off in the middle. */
    GARBAGE_ANSWER,
    /** The net cancel is answered with an error and not carried out. */
    NET_CANCEL_REFUSED,
    /** The inquiry is not answered. */
    INQUIRY_TIMEOUT
  }

  /** What an emulator knows of the call that may be disturbed; null where it doesn't apply. */
  record Occasion(
      String pg,
      String mid,
      String orderId,
      @Nullable String impUid,
      @Nullable String merchantUid,
      long amount,
      @Nullable String cardNumber) {}

  /**
   * @param amount for {@link Fault#WRONG_AMOUNT}, what is charged instead
   * @param delayMs for {@link Fault#SLOW}; with a time-out fault, how long the answer is held
   *     before it is lost, 0 to lose it at once
   */
  record Scenario(Fault fault, long amount, long delayMs) {}

  /**
   * The first scenario that matches the occasion and is one of {@code relevant}; it is used up by
   * one. An emulator asks only for the faults that its current step could show.
   */
  Optional<Scenario> take(Occasion occasion, Fault... relevant);
}
