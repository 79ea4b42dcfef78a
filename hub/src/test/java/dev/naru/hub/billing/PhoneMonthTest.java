package dev.naru.hub.billing;

import static dev.naru.hub.billing.Subscriber.item;
import static dev.naru.hub.billing.Subscriber.statusIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.testing.BothBooks;
import dev.naru.hub.testing.PhoneBuyer;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.Shop.Answer;
import dev.naru.hub.testing.World;
import dev.naru.hub.time.Korea;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A phone's key month by month, over the real wire (spec/pg-rules.md §5, worked example). */
class PhoneMonthTest {

  private static final String AGAINST = "정기결제 조건(동일 금액, 동일 일자)에 맞지 않습니다. ";

  private final World world = new World();
  private final RunningHub hub = RunningHub.start(world, Map.of());
  private final Shop shop = hub.newShop().withMobilians();
  private final Subscriber subscriber = Subscriber.of(shop);
  private final String scheduled = Shop.newOrder();

  @BeforeEach
  void a_key_is_issued_and_charged_on_31_march() {
    until("2026-03-31T10:00");
    Map<String, Object> param = PhoneBuyer.order("phone", Shop.newOrder(), 10_000);
    param.put("customer_uid", subscriber.uid());
    PhoneBuyer.Window window = new PhoneBuyer(shop).opens(param);
    window.agrees().post();
    JsonNode issued = shop.payment(window.paymentNumber());
    assertThat(issued.path("status").asString()).isEqualTo("paid");
    assertThat(issued.path("customer_uid_usage").asString()).isEqualTo("issue");
  }

  @AfterEach
  void both_books_agree() {
    try (world;
        hub) {
      BothBooks.agreeFor(shop);
    }
  }

  private static Instant korea(String at) {
    return LocalDateTime.parse(at).atZone(Korea.ZONE).toInstant();
  }

  private void until(String at) {
    world.time.advance(Duration.between(world.time.instant(), korea(at)));
  }

  private Answer again(long amount) {
    return subscriber.again(Shop.newOrder(), amount);
  }

  private void assertRefused(Answer answer, String why) {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.message()).isEqualTo(AGAINST + why);
  }

  /** The PG's calls that a charge by key makes; the window's own is the first. */
  private long charges() {
    return world.book().stream().filter(World.Charge::holdsMoney).count();
  }

  @Test
  void the_worked_example() {
    assertRefused(again(10_000), "2026-03에는 이미 결제되었습니다.");
    until("2026-04-29T10:00");
    assertRefused(again(10_000), "이 달의 결제일은 2026-04-30입니다.");
    until("2026-04-30T10:00");
    assertRefused(again(9_000), "최초 결제금액은 10,000원입니다.");
    assertThat(charges()).isEqualTo(1);
    assertThat(statusIn(again(10_000))).isEqualTo("paid");
    assertRefused(again(10_000), "2026-04에는 이미 결제되었습니다.");
    until("2026-05-30T10:00");
    assertRefused(again(10_000), "이 달의 결제일은 2026-05-31입니다.");
    until("2026-05-31T23:59:59");
    assertThat(statusIn(again(10_000))).isEqualTo("paid");
    assertThat(charges()).isEqualTo(3);
  }

  @Test
  void with_a_tolerance_of_five_days_the_29th_passes() {
    shop.put("mobilians.billing.repeat_day_tolerance_days", "5");
    until("2026-04-24T10:00");
    assertRefused(again(10_000), "이 달의 결제일은 2026-04-30입니다.");
    until("2026-04-29T10:00");
    assertThat(statusIn(again(10_000))).isEqualTo("paid");
    until("2026-04-30T10:00");
    assertRefused(again(10_000), "2026-04에는 이미 결제되었습니다.");
    until("2026-06-05T10:00");
    assertThat(statusIn(again(10_000))).as("counts to May").isEqualTo("paid");
    until("2026-06-30T10:00");
    assertThat(statusIn(again(10_000))).isEqualTo("paid");
  }

  @Test
  void a_schedule_that_would_be_refused_is_refused_when_it_is_asked_for() {
    assertRefused(
        subscriber.schedules(scheduled, 10_000, korea("2026-04-29T10:00")),
        "이 달의 결제일은 2026-04-30입니다.");
    assertRefused(
        subscriber.schedules(scheduled, 9_000, korea("2026-04-30T10:00")), "최초 결제금액은 10,000원입니다.");
    assertRefused(
        subscriber.schedules(
            List.of(
                item(scheduled, 10_000, korea("2026-04-30T10:00")),
                item(Shop.newOrder(), 10_000, korea("2026-04-30T11:00")))),
        "2026-04에 두 번 결제할 수 없습니다.");
    assertThat(Subscriber.scheduled(shop, scheduled).status()).isEqualTo(404);

    String may = Shop.newOrder();
    assertThat(
            subscriber
                .schedules(
                    List.of(
                        item(scheduled, 10_000, korea("2026-04-30T10:00")),
                        item(may, 10_000, korea("2026-05-31T10:00"))))
                .code())
        .isZero();
    Answer moved =
        shop.put(
            "/subscribe/payments/schedule/" + may,
            Map.of("schedule_at", korea("2026-05-30T10:00").getEpochSecond()));
    assertRefused(moved, "이 달의 결제일은 2026-05-31입니다.");
    for (String at : List.of("2026-04-30T10:00", "2026-05-31T10:00")) {
      until(at);
      hub.settle();
    }
    assertThat(paymentStatus(scheduled)).isEqualTo("paid");
    assertThat(paymentStatus(may)).isEqualTo("paid");
  }

  private String paymentStatus(String orderNumber) {
    return Subscriber.scheduled(shop, orderNumber).response().path("payment_status").asString();
  }

  @Test
  void a_schedule_whose_month_was_charged_meanwhile_fails_without_asking_the_pg() {
    subscriber.schedules(scheduled, 10_000, korea("2026-04-30T10:00"));
    until("2026-04-30T09:00");
    assertThat(statusIn(again(10_000))).isEqualTo("paid");
    until("2026-04-30T10:00");
    hub.settle();
    JsonNode schedule = Subscriber.scheduled(shop, scheduled).response();
    assertThat(schedule.path("schedule_status").asString()).isEqualTo("executed");
    assertThat(schedule.path("payment_status").asString()).isEqualTo("failed");
    assertThat(schedule.path("fail_reason").asString())
        .isEqualTo(AGAINST + "2026-04에는 이미 결제되었습니다.");
    assertThat(world.callsAbout(schedule.path("imp_uid").asString())).isEmpty();
  }

  /** The PG has a rule of its own: no more than five days off, and the same amount. */
  @ParameterizedTest
  @CsvSource({
    "2026-04-27T10:00,10000,paid",
    "2026-04-20T10:00,10000,failed", //
    "2026-04-30T10:00,9000,failed"
  })
  void where_the_rule_only_warns_the_pg_decides(String at, long amount, String end) {
    shop.put("mobilians.billing.rule_enforcement", "warn");
    until(at);
    Answer answer = again(amount);
    assertThat(statusIn(answer)).isEqualTo(end);
    assertThat(world.callsAbout(Subscriber.paymentNumberIn(answer))).containsExactly("approval");
  }

  @Test
  void a_phones_key_has_no_key_in() {
    Answer refused =
        shop.post(
            "/subscribe/payments/onetime",
            Map.of(
                "merchant_uid",
                Shop.newOrder(),
                "amount",
                3_000,
                "pg",
                "mobilians",
                "card_number",
                Subscriber.CARD,
                "expiry",
                "2030-01"));
    // What names no channel that takes cards means the default one that does: KG INICIS's.
    assertThat(statusIn(refused)).isEqualTo("paid");
    assertThat(refused.response().path("pg_provider").asString()).isEqualTo(World.INICIS);
  }
}
