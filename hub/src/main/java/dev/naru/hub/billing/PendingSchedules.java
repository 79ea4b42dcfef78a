package dev.naru.hub.billing;

/**
 * What a key that is about to be deleted needs to know of its schedules. The schedule module
 * implements it, since it depends on this module and not the other way round.
 */
public interface PendingSchedules {

  /**
   * Whether the customer has schedules that were neither executed nor revoked.
   *
   * @throws org.springframework.dao.DataAccessException if the database is away
   */
  boolean exist(long merchantId, String customerKey);

  /**
   * Revokes all of them. One that is being executed at this moment is not pending any more.
   *
   * @throws org.springframework.dao.DataAccessException if the database is away
   */
  void revoke(long merchantId, String customerKey);
}
