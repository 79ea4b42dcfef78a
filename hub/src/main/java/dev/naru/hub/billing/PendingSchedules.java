package dev.naru.hub.billing;

/**
 * Finds and revokes the pending schedules of a key that is about to be deleted. The schedule module
 * implements it, because that module depends on this one and not the other way round.
 */
public interface PendingSchedules {

  /**
   * Whether the customer has schedules that were neither executed nor revoked.
   *
   * @throws org.springframework.dao.DataAccessException if the database is away
   */
  boolean exist(long merchantId, String customerKey);

  /**
   * Revokes all pending schedules of a customer. One that is being executed at this moment is not
   * pending any more.
   *
   * @throws org.springframework.dao.DataAccessException if the database is away
   */
  void revoke(long merchantId, String customerKey);
}
