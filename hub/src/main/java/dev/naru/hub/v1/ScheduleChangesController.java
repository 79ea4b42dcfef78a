package dev.naru.hub.v1;

import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.payment.Payments;
import dev.naru.hub.schedule.Schedule;
import dev.naru.hub.schedule.Schedules;
import dev.naru.hub.schedule.Schedules.Change;
import dev.naru.hub.schedule.Schedules.Retry;
import java.time.Instant;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;

/** Moving, repeating and retrying one scheduled charge (spec/rest-api.md §4.6.6-4.6.8). */
@Controller
final class ScheduleChangesController {

  private static final String ONE = "/subscribe/payments/schedule/{orderNumber}";

  private final Schedules schedules;
  private final ChargeAnswers answers;

  ScheduleChangesController(Schedules schedules, Payments payments) {
    this.schedules = schedules;
    this.answers = new ChargeAnswers(payments);
  }

  @PutMapping(ONE)
  Answer move(Merchant merchant, Params params, @PathVariable String orderNumber) {
    Instant at = SchedulesController.scheduleAt(params);
    return Params.isStorable(orderNumber)
        ? told(schedules.move(merchant, orderNumber, at), Texts.NOT_PENDING)
        : Answer.notFound(Texts.NO_SCHEDULE);
  }

  @PostMapping(ONE + "/reschedule")
  Answer reschedule(Merchant merchant, Params params, @PathVariable String orderNumber) {
    Instant at = SchedulesController.scheduleAt(params);
    return Params.isStorable(orderNumber)
        ? told(schedules.reschedule(merchant, orderNumber, at), Texts.NOT_REPEATABLE)
        : Answer.notFound(Texts.NO_SCHEDULE);
  }

  private static Answer told(Change change, String notPossible) {
    return switch (change) {
      case Change.Changed(Schedule schedule) -> Answer.ok(new ScheduleJson(schedule));
      case Change.Unknown() -> Answer.notFound(Texts.NO_SCHEDULE);
      case Change.NotPossible _ -> Answer.badRequest(notPossible);
      case Change.InThePast() -> Answer.badRequest(Texts.SCHEDULE_AT_PAST);
      case Change.Refused(String text) -> Answer.refused(text);
    };
  }

  @PostMapping(ONE + "/retry")
  Answer retry(Merchant merchant, @PathVariable String orderNumber) {
    Retry retry =
        Params.isStorable(orderNumber)
            ? schedules.retry(merchant, orderNumber)
            : new Retry.Unknown();
    return switch (retry) {
      case Retry.Tried(var answer) -> answers.told(merchant, ChargeAnswers.Call.RETRY, answer);
      case Retry.Unknown() -> Answer.notFound(Texts.NO_SCHEDULE);
      case Retry.NotPossible _ -> Answer.badRequest(Texts.NOT_REPEATABLE);
    };
  }
}
