package dev.naru.pg.spi;

import java.time.Instant;

/**
 * A PG that tells of deposits, late results and state changes by itself. What it says is believed
 * only as far as the hub's own record, and an inquiry where the PG has one, agree (G37).
 */
public interface ReadsNotice {

  /** Reads a notice; believes nothing yet. Touches no network. */
  Notice readNotice(NoticeMessage message);

  /** The body that tells the PG that the notice is written down, for example {@code OK}. */
  String acknowledgement();

  /** The same, where the PG wants other words for this kind of notice. */
  default String acknowledgement(Notice notice) {
    return acknowledgement();
  }

  /** The body that asks the PG to come again. */
  String refusal();

  /**
   * Whether notices about this channel come from this address: asked, beside the unguessable
   * address the notice was sent to, where the PG can't be asked whether its notice is true. A PG
   * that publishes no sources leaves it at yes.
   *
   * @param remoteAddress as in {@link NoticeMessage}
   */
  default boolean isOwnSource(ChannelConfig channel, String remoteAddress) {
    return true;
  }

  /**
   * @param contentType as sent, empty for none
   * @param body raw bytes: only the connector knows the PG's encoding
   * @param remoteAddress of the caller, as far as trusted proxies tell
   */
  record NoticeMessage(String contentType, byte[] body, String remoteAddress) {}

  /** What a PG tells. */
  sealed interface Notice {

    /**
     * Money came into a virtual account.
     *
     * @param pgOrderNumber the order number the hub sent
     * @param issueTid the number the account was issued under; empty where the PG doesn't say
     * @param accountNumber spaces and dashes removed
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

    /** The bank took a deposit back; never read as a deposit. An operator is told. */
    record DepositTakenBack(String mid, String pgOrderNumber, String noticeId) implements Notice {}

    /**
     * An escrow payment went on: delivered, confirmed, refused. No money moves by it.
     *
     * @param chargeTid the number of the charge; where a part was cancelled, of the first one
     * @param what for the journal, without what people wrote
     * @param noticeId the same for every repetition of this notice
     */
    record EscrowChanged(
        String mid, String pgOrderNumber, String chargeTid, String what, String noticeId)
        implements Notice {}

    /** To be acknowledged and otherwise left alone, for example "account issued". */
    record NothingToDo(String why) implements Notice {}

    /** Not a notice of this PG. */
    record Unreadable(String why) implements Notice {}
  }
}
