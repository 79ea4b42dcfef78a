package dev.naru.hub.schedule;

import dev.naru.hub.billing.PendingSchedules;

/** Tells the billing module about the pending schedules of a key that is to be deleted. */
final class DeletedKeySchedules implements PendingSchedules {

  private final ScheduleRepository schedules;

  DeletedKeySchedules(ScheduleRepository schedules) {
    this.schedules = schedules;
  }

  @Override
  public boolean exist(long merchantId, String customerKey) {
    return schedules.hasPending(merchantId, customerKey);
  }

  @Override
  public void revoke(long merchantId, String customerKey) {
    schedules.revokeOfCustomer(merchantId, customerKey);
  }
}
