package dev.naru.hub.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.merchant.Settings;
import dev.naru.hub.work.WakeUp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutboxTest {

  private static final String STORE = "https://shop.test/store";
  private static final String OWN = "https://shop.test/own";

  private final Outbox outbox = new Outbox(InstantSource.fixed(Instant.EPOCH), new WakeUp());

  @Test
  void the_payments_own_addresses_win_over_the_stores() {
    assertThat(urls(store(), paid(List.of(OWN, OWN + "2")))).containsExactly(OWN, OWN + "2");
    assertThat(urls(store(), paid(List.of()))).containsExactly(STORE);
    assertThat(urls(store(), paid(List.of("", OWN, OWN)))).containsExactly(OWN);
  }

  @Test
  void a_cancel_goes_to_the_store_alone_where_the_merchant_wants_that() {
    WebhookEvent cancelled = cancelled(List.of(OWN), true);
    assertThat(urls(store(), cancelled)).containsExactly(OWN);
    Merchant storeOnly =
        merchant(Map.of(Setting.WEBHOOK_URL, STORE, Setting.WEBHOOK_CANCEL_TARGET, "store_only"));
    assertThat(urls(storeOnly, cancelled)).containsExactly(STORE);
    assertThat(urls(storeOnly, paid(List.of(OWN)))).containsExactly(OWN);
  }

  @Test
  void without_any_address_one_row_says_so() {
    assertThat(outbox.tasksFor(merchant(Map.of()), paid(List.of())))
        .singleElement()
        .satisfies(row -> {
          assertThat(row.state()).isEqualTo("no_target");
          assertThat(row.url()).isEmpty();
        });
  }

  @Test
  void a_cancel_that_is_not_to_be_told_is_on_record_as_not_sent() {
    assertThat(outbox.tasksFor(store(), cancelled(List.of(OWN), false)))
        .singleElement()
        .satisfies(row -> {
          assertThat(row.state()).isEqualTo("not_sent");
          assertThat(row.url()).isEqualTo(OWN);
        });
  }

  @Test
  void a_merchant_chooses_its_events() {
    Merchant few =
        merchant(Map.of(Setting.WEBHOOK_URL, STORE, Setting.WEBHOOK_EVENTS, "paid api_cancels"));
    assertThat(state(few, paid(List.of()))).isEqualTo("pending");
    assertThat(state(few, cancelled(List.of(), false))).isEqualTo("pending");
    assertThat(state(few, cancelled(List.of(), true))).isEqualTo("not_sent");
    assertThat(state(few, event("o", "ready", null, List.of(), true))).isEqualTo("not_sent");
    for (String status : List.of("ready", "paid", "failed", "cancelled")) {
      assertThat(state(store(), event("o", status, null, List.of(), true))).isEqualTo("pending");
    }
    assertThat(Setting.WEBHOOK_EVENTS.allows("paid refunded")).isFalse();
  }

  @Test
  void a_failure_that_v1_tells_nobody_of_is_told_to_those_who_want_all_of_them() {
    WebhookEvent failed = event("o", "failed", null, List.of(), true);
    assertThat(outbox.tasksForQuiet(store(), () -> failed)).isEmpty();
    Merchant all =
        merchant(Map.of(Setting.WEBHOOK_URL, STORE, Setting.WEBHOOK_EVENTS, "paid all_failures"));
    assertThat(outbox.tasksForQuiet(all, () -> failed))
        .singleElement()
        .satisfies(row -> assertThat(row.state()).isEqualTo("pending"));
    assertThat(state(all, failed)).isEqualTo("pending");
  }

  private String state(Merchant merchant, WebhookEvent event) {
    return outbox.tasksFor(merchant, event).getFirst().state();
  }

  @Test
  void the_json_body_has_the_four_keys_and_no_other() {
    assertThat(body(store(), paid(List.of())))
        .isEqualTo(
            """
            {"imp_uid":"imp_1234567890","merchant_uid":"주문 \\"1\\"&a=b","status":"paid",\
            "cancellation_id":null}\
            """);
    assertThat(body(store(), cancelled(List.of(), true)))
        .isEqualTo(
            """
            {"imp_uid":"imp_1234567890","merchant_uid":"order_1","status":"cancelled",\
            "cancellation_id":"cancel_1"}\
            """);
  }

  @Test
  void the_form_body_has_a_cancellation_id_on_cancels_only() {
    Merchant form =
        merchant(
            Map.of(Setting.WEBHOOK_URL, STORE, Setting.WEBHOOK_CONTENT_TYPE, WebhookBody.FORM));
    assertThat(body(form, paid(List.of())))
        .isEqualTo(
            "imp_uid=imp_1234567890&merchant_uid=%EC%A3%BC%EB%AC%B8+%221%22%26a%3Db&status=paid");
    assertThat(body(form, cancelled(List.of(), true)))
        .isEqualTo(
            "imp_uid=imp_1234567890&merchant_uid=order_1&status=cancelled"
                + "&cancellation_id=cancel_1");
    assertThat(outbox.tasksFor(form, paid(List.of())).getFirst().contentType())
        .isEqualTo("application/x-www-form-urlencoded");
  }

  private List<String> urls(Merchant merchant, WebhookEvent event) {
    return outbox.tasksFor(merchant, event).stream().map(WebhookTaskRow::url).toList();
  }

  private String body(Merchant merchant, WebhookEvent event) {
    return outbox.tasksFor(merchant, event).getFirst().body();
  }

  private static WebhookEvent paid(List<String> noticeUrls) {
    return event("주문 \"1\"&a=b", "paid", null, noticeUrls, true);
  }

  private static WebhookEvent cancelled(List<String> noticeUrls, boolean send) {
    return event("order_1", "cancelled", "cancel_1", noticeUrls, send);
  }

  private static WebhookEvent event(
      String orderNumber,
      String status,
      @Nullable String cancellationId,
      List<String> noticeUrls,
      boolean send) {
    return new WebhookEvent(
        "imp_1234567890", orderNumber, status, cancellationId, noticeUrls, send);
  }

  private static Merchant store() {
    return merchant(Map.of(Setting.WEBHOOK_URL, STORE));
  }

  private static Merchant merchant(Map<Setting, String> settings) {
    return new Merchant(1, "imp00000000", "가게", Settings.of(settings));
  }
}
