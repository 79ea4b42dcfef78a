package dev.naru.pg.spi;

/**
 * An attempt that is already on record in the hub's journal. Every call to a PG takes one, so that
 * nothing can be sent that isn't known after a crash (G02).
 *
 * @param attemptId the journal's id of this very call
 * @param pgOrderNumber the order number the PG sees, unique per window (not the merchant's {@code
 *     merchant_uid}, which several attempts may share)
 * @param channel the contract the call is made under
 * @param amount what the hub recorded; for a cancel, the original payment's amount
 */
public record PersistedAttempt(
    String attemptId, String pgOrderNumber, ChannelConfig channel, Money amount) {}
