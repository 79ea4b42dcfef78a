package dev.naru.hub.console.billing;

import dev.naru.hub.billing.KeyCharges;
import dev.naru.hub.console.Changes;
import dev.naru.hub.console.ConsolePages;
import dev.naru.hub.console.Display;
import dev.naru.hub.console.Form;
import dev.naru.hub.console.Needs;
import dev.naru.hub.console.Typed;
import dev.naru.hub.console.Visit;
import dev.naru.hub.database.Columns;
import dev.naru.hub.payment.Charges;
import dev.naru.hub.schedule.Schedule;
import dev.naru.hub.schedule.Schedule.Status;
import dev.naru.hub.schedule.ScheduleLists;
import dev.naru.hub.schedule.ScheduleLists.Filter;
import dev.naru.hub.schedule.ScheduleLists.Mark;
import dev.naru.hub.schedule.Schedules;
import dev.naru.hub.schedule.Schedules.Change;
import dev.naru.hub.schedule.Schedules.Retry;
import dev.naru.hub.time.Korea;
import dev.naru.hub.user.Action;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows a merchant's schedules as a calendar and a list; moves, retries and ends single ones. */
@Controller
final class ScheduleCalendarController {

  private static final int PAGE_SIZE = 50;

  private final ScheduleLists lists;
  private final Schedules schedules;
  private final Changes changes;
  private final ConsolePages pages;
  private final InstantSource time;

  ScheduleCalendarController(
      ScheduleLists lists,
      Schedules schedules,
      Changes changes,
      ConsolePages pages,
      InstantSource time) {
    this.lists = lists;
    this.schedules = schedules;
    this.changes = changes;
    this.pages = pages;
    this.time = time;
  }

  @GetMapping("/console/billing")
  @Needs(Action.SEE_BILLING)
  ResponseEntity<byte[]> list(Visit visit, @RequestParam Map<String, String> params) {
    LocalDate today = Display.day(time.instant());
    LocalDate day = Typed.day(params.getOrDefault("day", "")).orElse(null);
    YearMonth month =
        day == null
            ? Typed.month(params.getOrDefault("month", "")).orElse(YearMonth.from(today))
            : YearMonth.from(day);
    String customer = Columns.storable(params.getOrDefault("customer", "").strip());
    String status = params.getOrDefault("status", "");
    LocalDate first = day == null ? month.atDay(1) : day;
    LocalDate end = day == null ? month.plusMonths(1).atDay(1) : day.plusDays(1);
    long merchantId = visit.merchant().id();
    Filter filter =
        new Filter(
            customer.isEmpty() ? null : customer,
            status(status),
            first.atStartOfDay(Korea.ZONE).toInstant(),
            end.atStartOfDay(Korea.ZONE).toInstant());
    Map<String, Object> model = new HashMap<>();
    model.put("month", Month.of(month, lists.month(merchantId, month), today));
    model.put("day", day == null ? "" : day.toString());
    model.put(
        "found", lists.list(merchantId, filter, mark(params.getOrDefault("after", "")), PAGE_SIZE));
    model.put("begun", params.containsKey("after"));
    model.put("form", Form.of(Map.of("customer", customer, "status", status)));
    return pages.page(visit, "billing/schedules", model);
  }

  @GetMapping("/console/billing/schedule")
  @Needs(Action.SEE_BILLING)
  ResponseEntity<byte[]> one(
      Visit visit, Form form, @RequestParam(defaultValue = "") String order) {
    Schedule schedule =
        ConsolePages.there(schedules.find(visit.merchant().id(), Columns.storable(order)));
    return pages.page(visit, "billing/schedule", model(schedule, form));
  }

  /** Gives a pending schedule another time; enters one that failed or was ended again. */
  @PostMapping("/console/billing/schedule/move")
  @Needs(Action.CHANGE_BILLING)
  ResponseEntity<byte[]> move(Visit visit, Form form) {
    Schedule schedule =
        ConsolePages.there(schedules.find(visit.merchant().id(), form.get("order")));
    Instant at = Typed.time(form.get("at")).orElse(null);
    if (at == null) {
      form.wrong("at", visit.text("billing.wrong-time"));
      return pages.wrong(visit, "billing/schedule", model(schedule, form));
    }
    boolean pending = schedule.status() == Status.SCHEDULED;
    Change change =
        changes.make(
            visit,
            () ->
                pending
                    ? schedules.move(visit.merchant(), schedule.orderNumber(), at)
                    : schedules.reschedule(visit.merchant(), schedule.orderNumber(), at),
            it ->
                it instanceof Change.Changed
                    ? Optional.of(
                        line(
                            pending ? "schedule move" : "schedule again",
                            schedule,
                            Map.of("at", at.toString())))
                    : Optional.empty());
    return switch (change) {
      case Change.Changed _ -> ConsolePages.to("/console/billing", "billing.said-moved");
      case Change.Unknown _ -> pages.notFound(visit);
      case Change.NotPossible _ -> wrong(visit, form, schedule, "", "billing.wrong-state");
      case Change.InThePast _ -> wrong(visit, form, schedule, "at", "billing.wrong-past");
      case Change.Refused(String text) -> {
        form.wrong("at", text);
        yield pages.wrong(visit, "billing/schedule", model(schedule, form));
      }
    };
  }

  @PostMapping("/console/billing/schedule/retry")
  @Needs(Action.CHANGE_BILLING)
  ResponseEntity<byte[]> retry(Visit visit, Form form) {
    Schedule schedule =
        ConsolePages.there(schedules.find(visit.merchant().id(), form.get("order")));
    // The retry calls the PG, so no transaction may be open.
    changes.note(visit, line("schedule retry", schedule, Map.of()));
    return switch (schedules.retry(visit.merchant(), schedule.orderNumber())) {
      case Retry.Unknown _ -> wrong(visit, form, schedule, "", "billing.wrong-no-key");
      case Retry.NotPossible _ -> wrong(visit, form, schedule, "", "billing.wrong-state");
      case Retry.Tried(KeyCharges.Answer answer) ->
          switch (answer) {
            case KeyCharges.Answer.Made(Charges.Recorded.Paid(String number, _)) ->
                ConsolePages.to("/console/payments/" + number, "billing.said-charged");
            case KeyCharges.Answer.Made(Charges.Recorded.Declined(String number, _, _)) ->
                ConsolePages.to("/console/payments/" + number, "billing.said-declined");
            case KeyCharges.Answer.Made(Charges.Recorded.Unresolved(String number)) ->
                ConsolePages.to("/console/payments/" + number, "payments.said-unresolved");
            case KeyCharges.Answer.Made(Charges.Recorded.NotSent _) ->
                wrong(visit, form, schedule, "", "payments.wrong-not-sent");
            case KeyCharges.Answer.OrderTaken _ ->
                wrong(visit, form, schedule, "", "billing.wrong-order-taken");
            case KeyCharges.Answer.Refused(String text) -> {
              form.wrong("", text);
              yield pages.wrong(visit, "billing/schedule", model(schedule, form));
            }
            case KeyCharges.Answer.NameMissing(String text) -> {
              form.wrong("", text);
              yield pages.wrong(visit, "billing/schedule", model(schedule, form));
            }
            case KeyCharges.Answer.UnknownCustomer _,
                KeyCharges.Answer.NoApiChannel _,
                KeyCharges.Answer.UnknownChannelKey _,
                KeyCharges.Answer.Throttled _ ->
                wrong(visit, form, schedule, "", "billing.wrong-no-key");
          };
    };
  }

  @PostMapping("/console/billing/schedule/end")
  @Needs(Action.CHANGE_BILLING)
  ResponseEntity<byte[]> end(Visit visit, Form form) {
    Schedule schedule =
        ConsolePages.there(schedules.find(visit.merchant().id(), form.get("order")));
    List<Schedule> ended =
        changes.make(
            visit,
            () ->
                schedules.unschedule(
                    visit.merchant().id(), schedule.customerKey(), List.of(schedule.orderNumber())),
            it ->
                it.isEmpty()
                    ? Optional.empty()
                    : Optional.of(line("schedule end", schedule, Map.of())));
    if (ended.isEmpty()) {
      return wrong(visit, form, schedule, "", "billing.wrong-state");
    }
    return ConsolePages.to("/console/billing", "billing.said-ended");
  }

  private ResponseEntity<byte[]> wrong(
      Visit visit, Form form, Schedule schedule, String field, String key) {
    form.wrong(field, visit.text(key));
    return pages.wrong(visit, "billing/schedule", model(schedule, form));
  }

  private static Changes.Line line(String what, Schedule schedule, Map<String, String> after) {
    return new Changes.Line(
        what,
        schedule.orderNumber(),
        Map.of("at", schedule.scheduleAt().toString(), "status", schedule.status().code()),
        after);
  }

  private static Map<String, Object> model(Schedule schedule, Form form) {
    return Map.of("schedule", schedule, "form", form);
  }

  private static @Nullable Status status(String word) {
    try {
      return word.isEmpty() ? null : Status.valueOf(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      return null;
    }
  }

  private static @Nullable Mark mark(String text) {
    String[] parts = text.split("_", 2);
    Optional<Instant> at = Typed.instant(parts[0]);
    Optional<UUID> id = Typed.id(parts[parts.length - 1]);
    return at.isPresent() && id.isPresent() ? new Mark(at.get(), id.get()) : null;
  }
}
