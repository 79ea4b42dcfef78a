package dev.naru.pg.spi;

/**
 * An attempt that is stored in the hub's journal. Every call to a PG takes one, so that after a
 * crash the hub knows every request that may have been sent (G02).
 *
 * @param attemptId the journal's id of this call
 * @param pgOrderNumber the order number that the PG sees. It is unique per window; the merchant's
 *     own order number is not, since several attempts may share it
 * @param channel the contract under which the PG is called
 * @param amount the amount on record; for a cancel, the amount of the whole payment
 */
public record PersistedAttempt(
    String attemptId, String pgOrderNumber, ChannelConfig channel, Money amount) {}
