package dev.naru.hub.v1;

import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.schedule.Schedule;
import dev.naru.hub.schedule.Schedules;
import dev.naru.hub.schedule.Schedules.Change;
import dev.naru.hub.v1.wire.ApiResponse;
import dev.naru.hub.v1.wire.ApiTexts;
import dev.naru.hub.v1.wire.Params;
import java.time.Instant;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;

/** Moves and repeats one scheduled charge (spec/rest-api.md §4.6.6, §4.6.7). */
@Controller
final class ScheduleChangesController {

  private static final String ONE = "/subscribe/payments/schedule/{orderNumber}";

  private final Schedules schedules;

  ScheduleChangesController(Schedules schedules) {
    this.schedules = schedules;
  }

  @PutMapping(ONE)
  ApiResponse move(Merchant merchant, Params params, @PathVariable String orderNumber) {
    Instant at = SchedulesController.scheduleAt(params);
    return Params.isStorable(orderNumber)
        ? response(schedules.move(merchant, orderNumber, at), ApiTexts.NOT_PENDING)
        : ApiResponse.notFound(ApiTexts.NO_SCHEDULE);
  }

  @PostMapping(ONE + "/reschedule")
  ApiResponse reschedule(Merchant merchant, Params params, @PathVariable String orderNumber) {
    Instant at = SchedulesController.scheduleAt(params);
    return Params.isStorable(orderNumber)
        ? response(schedules.reschedule(merchant, orderNumber, at), ApiTexts.NOT_REPEATABLE)
        : ApiResponse.notFound(ApiTexts.NO_SCHEDULE);
  }

  private static ApiResponse response(Change change, String notPossible) {
    return switch (change) {
      case Change.Changed(Schedule schedule) -> ApiResponse.ok(new ScheduleJson(schedule));
      case Change.Unknown() -> ApiResponse.notFound(ApiTexts.NO_SCHEDULE);
      case Change.NotPossible _ -> ApiResponse.badRequest(notPossible);
      case Change.InThePast() -> ApiResponse.badRequest(ApiTexts.SCHEDULE_AT_PAST);
      case Change.Refused(String text) -> ApiResponse.refused(text);
    };
  }
}
