package dev.naru.hub.v1;

import dev.naru.hub.billing.BillingKeys;
import dev.naru.hub.billing.BillingKeys.NewKey;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.schedule.Schedule;
import dev.naru.hub.schedule.Schedules;
import dev.naru.hub.schedule.Schedules.Item;
import dev.naru.hub.schedule.Schedules.NewSchedules;
import dev.naru.hub.v1.wire.ApiException;
import dev.naru.hub.v1.wire.ApiResponse;
import dev.naru.hub.v1.wire.ApiTexts;
import dev.naru.hub.v1.wire.Params;
import dev.naru.hub.v1.wire.WritesJson;
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

/** Enters, revokes and looks up scheduled charges (spec/rest-api.md §4.4.6, §4.6.2-4.6.5). */
@Controller
final class SchedulesController {

  private final Schedules schedules;
  private final BillingKeys keys;

  SchedulesController(Schedules schedules, BillingKeys keys) {
    this.schedules = schedules;
    this.keys = keys;
  }

  /** Enters schedules, all of a call or none. Only the size of the body limits their number. */
  @PostMapping("/subscribe/payments/schedule")
  ApiResponse schedule(Merchant merchant, Params params, HttpServletRequest request) {
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
      return response(schedules.schedule(merchant, wanted));
    }
  }

  /**
   * The card to issue a new key with. Null when no card was sent, and when the customer has a key
   * already: card data for such a customer isn't even read (spec/rest-api.md §4.6.3).
   */
  private @Nullable CardData cardForNew(Merchant merchant, String customerKey, Params params) {
    return CardParams.isGiven(params) && keys.find(merchant.id(), customerKey).isEmpty()
        ? CardParams.card(params)
        : null;
  }

  private static ApiResponse response(Schedules.Answer answer) {
    return switch (answer) {
      case Schedules.Answer.Scheduled(List<Schedule> entered) -> array(entered);
      case Schedules.Answer.UnknownCustomer() -> ApiResponse.refused(ApiTexts.UNKNOWN_CUSTOMER);
      case Schedules.Answer.CardRefused(var error) ->
          ApiResponse.refused(ApiTexts.cardRefusedForSchedule(error));
      case Schedules.Answer.NotSent() -> ApiResponse.error(503, ApiTexts.CARD_NOT_SENT);
      case Schedules.Answer.NoAnswer() -> ApiResponse.failed(ApiTexts.NO_ANSWER_ABOUT_CARD);
      case Schedules.Answer.NoApiChannel() -> ApiResponse.refused(ApiTexts.NO_API_CHANNEL);
      case Schedules.Answer.UnknownChannelKey() ->
          ApiResponse.refused(ApiTexts.UNKNOWN_CHANNEL_KEY);
      case Schedules.Answer.OrderTaken _ -> ApiResponse.refused(ApiTexts.SCHEDULED_ALREADY);
      case Schedules.Answer.InThePast(String orderNumber) ->
          ApiResponse.refused(ApiTexts.scheduleAtPast(orderNumber));
      case Schedules.Answer.Refused(String text) -> ApiResponse.refused(text);
      case Schedules.Answer.NameMissing(String text) -> ApiResponse.badRequest(text);
      case Schedules.Answer.Throttled(var retryAfter) ->
          ApiResponse.tooMany(ApiTexts.TOO_MANY, retryAfter);
    };
  }

  @PostMapping("/subscribe/payments/unschedule")
  ApiResponse unschedule(Merchant merchant, Params params) {
    String customerKey = params.text("customer_uid");
    List<String> orderNumbers = params.list("merchant_uid");
    if (customerKey == null && orderNumbers.isEmpty()) {
      return ApiResponse.badRequest(ApiTexts.missing("customer_uid", "merchant_uid"));
    }
    List<Schedule> revoked = schedules.unschedule(merchant.id(), customerKey, orderNumbers);
    return revoked.isEmpty() ? ApiResponse.refused(ApiTexts.NOTHING_TO_UNSCHEDULE) : array(revoked);
  }

  @GetMapping("/subscribe/payments/schedule")
  ApiResponse list(Merchant merchant, Params params) {
    return page(merchant, ScheduleQuery.query(params, null));
  }

  @GetMapping({
    "/subscribe/payments/schedule/customers/{customerKey}",
    "/subscribe/customers/{customerKey}/schedules",
  })
  ApiResponse ofCustomer(Merchant merchant, Params params, @PathVariable String customerKey) {
    return page(merchant, ScheduleQuery.query(params, KeyParams.customerKey(customerKey)));
  }

  private ApiResponse page(Merchant merchant, Schedules.Query query) {
    Schedules.Page found = schedules.list(merchant.id(), query);
    if (merchant.settings().get(Setting.COMPAT_SCHEDULE_LIST_SHAPE).equals("array")) {
      return array(found.list());
    }
    List<ScheduleJson> list = found.list().stream().map(ScheduleJson::new).toList();
    return ApiResponse.ok(new PageJson(found.total(), query.page(), query.limit(), list));
  }

  @GetMapping("/subscribe/payments/schedule/{orderNumber}")
  ApiResponse one(Merchant merchant, @PathVariable String orderNumber) {
    Optional<Schedule> found =
        Params.isStorable(orderNumber)
            ? schedules.find(merchant.id(), orderNumber)
            : Optional.empty();
    return found
        .map(schedule -> ApiResponse.ok(new ScheduleJson(schedule)))
        .orElseGet(() -> ApiResponse.notFound(ApiTexts.NO_SCHEDULE));
  }

  /**
   * The time to charge at.
   *
   * @throws ApiException 400 when it is missing or isn't a time in Unix seconds
   */
  static Instant scheduleAt(Params params) {
    Instant at = params.time("schedule_at");
    if (at == null) {
      throw params.missing("schedule_at");
    }
    return at;
  }

  private static ApiResponse array(List<Schedule> schedules) {
    return ApiResponse.ok(WritesJson.array(schedules.stream().map(ScheduleJson::new).toList()));
  }
}
