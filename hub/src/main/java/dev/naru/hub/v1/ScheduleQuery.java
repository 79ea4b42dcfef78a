package dev.naru.hub.v1;

import dev.naru.hub.schedule.Schedule;
import dev.naru.hub.schedule.Schedules;
import dev.naru.hub.time.Korea;
import dev.naru.hub.v1.wire.ApiException;
import dev.naru.hub.v1.wire.ApiResponse;
import dev.naru.hub.v1.wire.ApiTexts;
import dev.naru.hub.v1.wire.Params;
import java.time.Instant;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/** Reads the filter of a schedule list (spec/rest-api.md §1.7, §4.4.6, §4.6.2). */
final class ScheduleQuery {

  private static final int MAX_MONTHS = 3;

  private ScheduleQuery() {}

  /**
   * The query that these parameters describe.
   *
   * @param customerKey null for the schedules of all customers
   * @throws ApiException 400 when a parameter is missing or wrong, or the range exceeds 3 months
   */
  static Schedules.Query query(Params params, @Nullable String customerKey) {
    Instant from = params.time("schedule_from", "from");
    Instant to = params.time("schedule_to", "to");
    if (from == null || to == null) {
      throw new ApiException(
          ApiResponse.badRequest(
              customerKey == null
                  ? ApiTexts.missing("schedule_from", "schedule_to")
                  : ApiTexts.missing("from", "to")));
    }
    if (from.isAfter(to)) {
      throw new ApiException(ApiResponse.badRequest(ApiTexts.BAD_RANGE));
    }
    if (!isWithinMonths(from, to)) {
      throw new ApiException(ApiResponse.badRequest(ApiTexts.RANGE_TOO_LONG));
    }
    return new Schedules.Query(
        customerKey,
        from,
        to,
        status(params.anyText("schedule_status", "schedule-status")),
        PageJson.pageOf(params),
        PageJson.limitOf(params),
        isNewestFirst(params));
  }

  /**
   * Whether the range spans at most three calendar months in Korea. It counts from both ends,
   * because the results differ: three months before 31 May is 28 February, and three months after
   * 28 February is 28 May.
   */
  private static boolean isWithinMonths(Instant from, Instant to) {
    ZonedDateTime first = from.atZone(Korea.ZONE);
    ZonedDateTime last = to.atZone(Korea.ZONE);
    return !first.plusMonths(MAX_MONTHS).isBefore(last)
        || !last.minusMonths(MAX_MONTHS).isAfter(first);
  }

  private static Schedule.@Nullable Status status(@Nullable String word) {
    return switch (word) {
      case null -> null;
      case "all" -> null;
      case "scheduled" -> Schedule.Status.SCHEDULED;
      case "executed" -> Schedule.Status.EXECUTED;
      case "revoked" -> Schedule.Status.REVOKED;
      default -> throw new ApiException(ApiResponse.badRequest(ApiTexts.BAD_STATUS));
    };
  }

  private static boolean isNewestFirst(Params params) {
    return switch (params.text("sorting")) {
      case null -> true;
      case "-scheduled" -> true;
      case "scheduled" -> false;
      default -> throw new ApiException(ApiResponse.badRequest(ApiTexts.BAD_SORTING));
    };
  }
}
