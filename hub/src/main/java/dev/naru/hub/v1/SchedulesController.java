package dev.naru.hub.v1;

import dev.naru.hub.billing.BillingKeys;
import dev.naru.hub.billing.BillingKeys.NewKey;
import dev.naru.hub.billing.Schedule;
import dev.naru.hub.billing.Schedules;
import dev.naru.hub.billing.Schedules.Item;
import dev.naru.hub.billing.Schedules.NewSchedules;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Setting;
import dev.naru.pg.spi.CardData;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Entering, revoking and looking up scheduled charges (spec/rest-api.md §4.4.6, §4.6.2-4.6.5). */
@Controller
final class SchedulesController {

  private final Schedules schedules;
  private final BillingKeys keys;

  SchedulesController(Schedules schedules, BillingKeys keys) {
    this.schedules = schedules;
    this.keys = keys;
  }

  /** How many come in one call, nobody limits but the size of the body. */
  @PostMapping("/subscribe/payments/schedule")
  Answer schedule(Merchant merchant, Params params, HttpServletRequest request) {
    NewKey key = KeyParams.newKey(KeyParams.customerKey(params), params);
    Long checking = params.won("checking_amount");
    List<Item> items =
        params.objects("schedules").stream()
            .map(each -> new Item(OrderParams.order(each), scheduleAt(each)))
            .toList();
    if (items.isEmpty()) {
      throw params.missing("schedules");
    }
    try (CardData card = cardForNew(merchant, key.customerKey(), params)) {
      NewSchedules wanted =
          new NewSchedules(
              key, card, checking == null ? 0 : checking, request.getRemoteAddr(), items);
      return told(schedules.schedule(merchant, wanted));
    }
  }

  /**
   * Null without a card, and where there is a key: what comes with that isn't even read (§4.6.3).
   */
  private @Nullable CardData cardForNew(Merchant merchant, String customerKey, Params params) {
    return CardParams.isGiven(params) && keys.find(merchant.id(), customerKey).isEmpty()
        ? CardParams.card(params)
        : null;
  }

  private static Answer told(Schedules.Answer answer) {
    return switch (answer) {
      case Schedules.Answer.Scheduled(List<Schedule> entered) -> array(entered);
      case Schedules.Answer.UnknownCustomer() -> Answer.refused(Texts.UNKNOWN_CUSTOMER);
      case Schedules.Answer.CardRefused(var error) ->
          Answer.refused(Texts.cardRefusedForSchedule(error));
      case Schedules.Answer.NotSent() -> Answer.error(503, Texts.CARD_NOT_SENT);
      case Schedules.Answer.NoAnswer() -> Answer.failed(Texts.NO_ANSWER_ABOUT_CARD);
      case Schedules.Answer.NoApiChannel() -> Answer.refused(Texts.NO_API_CHANNEL);
      case Schedules.Answer.UnknownChannelKey() -> Answer.refused(Texts.UNKNOWN_CHANNEL_KEY);
      case Schedules.Answer.OrderTaken _ -> Answer.refused(Texts.SCHEDULED_ALREADY);
      case Schedules.Answer.InThePast(String orderNumber) ->
          Answer.refused(Texts.scheduleAtPast(orderNumber));
      case Schedules.Answer.Refused(String text) -> Answer.refused(text);
      case Schedules.Answer.NameMissing(String text) -> Answer.badRequest(text);
      case Schedules.Answer.Throttled() -> Answer.error(429, Texts.ofStatus(429));
    };
  }

  @PostMapping("/subscribe/payments/unschedule")
  Answer unschedule(Merchant merchant, Params params) {
    String customerKey = params.text("customer_uid");
    List<String> orderNumbers = params.list("merchant_uid");
    if (customerKey == null && orderNumbers.isEmpty()) {
      return Answer.badRequest(Texts.missing("customer_uid", "merchant_uid"));
    }
    List<Schedule> revoked = schedules.unschedule(merchant.id(), customerKey, orderNumbers);
    return revoked.isEmpty() ? Answer.refused(Texts.NOTHING_TO_UNSCHEDULE) : array(revoked);
  }

  @GetMapping("/subscribe/payments/schedule")
  Answer list(Merchant merchant, Params params) {
    return page(merchant, ScheduleQuery.query(params, null));
  }

  @GetMapping({
    "/subscribe/payments/schedule/customers/{customerKey}",
    "/subscribe/customers/{customerKey}/schedules",
  })
  Answer ofCustomer(Merchant merchant, Params params, @PathVariable String customerKey) {
    return page(merchant, ScheduleQuery.query(params, KeyParams.customerKey(customerKey)));
  }

  private Answer page(Merchant merchant, Schedules.Query query) {
    Schedules.Page found = schedules.list(merchant.id(), query);
    if (merchant.settings().get(Setting.COMPAT_SCHEDULE_LIST_SHAPE).equals("array")) {
      return array(found.list());
    }
    List<ScheduleJson> list = found.list().stream().map(ScheduleJson::new).toList();
    return Answer.ok(new PageJson(found.total(), query.page(), query.limit(), list));
  }

  @GetMapping("/subscribe/payments/schedule/{orderNumber}")
  Answer one(Merchant merchant, @PathVariable String orderNumber) {
    Optional<Schedule> found =
        Params.isStorable(orderNumber)
            ? schedules.find(merchant.id(), orderNumber)
            : Optional.empty();
    return found
        .map(schedule -> Answer.ok(new ScheduleJson(schedule)))
        .orElseGet(() -> Answer.notFound(Texts.NO_SCHEDULE));
  }

  /**
   * @throws Refusal 400 missing, or no time
   */
  static Instant scheduleAt(Params params) {
    Instant at = params.time("schedule_at");
    if (at == null) {
      throw params.missing("schedule_at");
    }
    return at;
  }

  private static Answer array(List<Schedule> schedules) {
    return Answer.ok(Json.array(schedules.stream().map(ScheduleJson::new).toList()));
  }
}
