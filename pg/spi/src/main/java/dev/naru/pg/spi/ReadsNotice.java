package dev.naru.pg.spi;

import java.time.Instant;
import java.util.Map;

/**
 * A PG that sends notices of deposits, late results and state changes. The hub acts on a notice
 * only if its own record agrees and, where the PG has an inquiry, the PG's answer agrees too (G37).
 */
public interface ReadsNotice {

  /**
   * Reads a notice, without a network call. The hub, not the connector, checks whether it is true.
   */
  Notice readNotice(NoticeMessage message);

  /** The response body that says that the notice was stored, for example {@code OK}. */
  String acknowledgement();

  /**
   * The response body that says that this notice was stored. A PG whose response depends on the
   * kind of notice overrides it.
   */
  default String acknowledgement(Notice notice) {
    return acknowledgement();
  }

  /** The response body that asks the PG to send the notice again. */
  String refusal();

  /**
   * Whether the PG sends notices about this channel from this address. The hub asks this if the PG
   * has no inquiry to confirm a notice. As a second protection, nobody can guess the address that a
   * notice is sent to. A PG that does not publish its addresses keeps the default, which accepts
   * all.
   *
   * @param remoteAddress as in {@link NoticeMessage}
   */
  default boolean isOwnSource(ChannelConfig channel, String remoteAddress) {
    return true;
  }

  /**
   * Whether a notice of a charge agrees in every field with the authentication that the hub has
   * approved. The hub asks this of an approval whose outcome is unknown, if the PG has no inquiry.
   * Makes no network call.
   *
   * @param attempt the approval
   * @param authenticated the authentication that was passed to it
   */
  default boolean agrees(
      Notice.Charged notice, PersistedAttempt attempt, AuthResult.Authenticated authenticated) {
    return false;
  }

  /**
   * A notice as it arrived.
   *
   * @param contentType the header as sent; empty for none
   * @param body the raw bytes, since only the connector knows the PG's encoding
   * @param remoteAddress the caller's address, as trusted proxies report it
   */
  record NoticeMessage(String contentType, byte[] body, String remoteAddress) {}

  /** The content of a notice. */
  sealed interface Notice {

    /**
     * Money was deposited into a virtual account.
     *
     * @param pgOrderNumber the order number that the hub had sent
     * @param issueTid the transaction number of the account's issue; empty if the PG does not say
     * @param accountNumber the account's number without spaces and dashes
     * @param noticeId the same for every repetition of this notice
     */
    record Deposited(
        String mid,
        String pgOrderNumber,
        String issueTid,
        String accountNumber,
        Money amount,
        String noticeId,
        Instant depositedAt)
        implements Notice {}

    /**
     * An approval charged the buyer. It repeats the approval's answer, and helps if that answer was
     * lost.
     *
     * @param pgOrderNumber the order number that the hub had sent
     * @param pgTid the transaction number of the charge
     * @param fields what {@link ReadsNotice#agrees} compares
     */
    record Charged(
        String mid, String pgOrderNumber, String pgTid, Money amount, Map<String, String> fields)
        implements Notice {

      public Charged {
        fields = Map.copyOf(fields);
      }

      /** Shows only the fields' names, because the values hold telephone numbers and keys. */
      @Override
      public String toString() {
        return "Charged[" + pgOrderNumber + ", " + pgTid + ", " + amount.minor() + "]";
      }
    }

    /** The bank took a deposit back. The hub tells an operator. */
    record DepositTakenBack(String mid, String pgOrderNumber, String noticeId) implements Notice {}

    /**
     * An escrow payment changed: delivered, confirmed or refused. No money moves.
     *
     * @param chargeTid the transaction number of the charge; after partial cancels, of the first
     *     charge
     * @param what the change, for the journal, without texts that people entered
     * @param noticeId the same for every repetition of this notice
     */
    record EscrowChanged(
        String mid, String pgOrderNumber, String chargeTid, String what, String noticeId)
        implements Notice {}

    /** A notice that is acknowledged and changes nothing, for example "account issued". */
    record NothingToDo(String why) implements Notice {}

    /** Not a notice of this PG. */
    record Unreadable(String why) implements Notice {}
  }
}
