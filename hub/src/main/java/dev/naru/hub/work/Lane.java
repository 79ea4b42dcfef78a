package dev.naru.hub.work;

/**
 * A part of the due work that has a limit of its own, so that a slow receiver, or a PG that hangs,
 * delays no other lane's work.
 *
 * @param channelId the channel's id; 0 if a merchant's work isn't divided by channel
 */
public record Lane(long merchantId, long channelId) {

  /** All of a merchant's work. */
  public static Lane of(long merchantId) {
    return new Lane(merchantId, 0);
  }
}
