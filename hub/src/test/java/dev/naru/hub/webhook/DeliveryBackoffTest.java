package dev.naru.hub.webhook;

import static dev.naru.hub.webhook.DeliveryBackoff.EVERY_MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.merchant.Setting;
import dev.naru.hub.merchant.Settings;
import dev.naru.hub.webhook.DeliveryBackoff.Next;
import dev.naru.hub.webhook.MerchantServer.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("G20")
class DeliveryBackoffTest {

  private static final Answer NOT_REACHED = new Answer.NotReached("time-out", Duration.ZERO);

  @ParameterizedTest
  @CsvSource({
    "200, SENT",
    "201, SENT",
    "299, SENT",
    "301, DEAD",
    "302, DEAD",
    "400, DEAD",
    "404, DEAD",
    "429, DEAD",
    "500, AGAIN",
    "503, AGAIN",
    "599, AGAIN"
  })
  void what_an_answer_means(int status, Next next) {
    assertThat(DeliveryBackoff.after(task(0, false), answered(status), EVERY_MINUTE))
        .isEqualTo(next);
  }

  @Test
  void after_five_resends_it_is_given_up() {
    for (int tries = 0; tries < 5; tries++) {
      assertThat(DeliveryBackoff.after(task(tries, false), NOT_REACHED, EVERY_MINUTE))
          .isEqualTo(Next.AGAIN);
    }
    assertThat(DeliveryBackoff.after(task(5, false), NOT_REACHED, EVERY_MINUTE))
        .isEqualTo(Next.DEAD);
    assertThat(DeliveryBackoff.after(task(5, false), answered(200), EVERY_MINUTE))
        .isEqualTo(Next.SENT);
  }

  @ParameterizedTest
  @CsvSource({
    "true, every_minute, 1 1 1 1 1",
    "true, growing, 1 5 30 120 360 1440",
    "false, growing, ''"
  })
  void the_pauses_are_v1s_or_growing_ones(String retries, String schedule, String minutes) {
    var settings =
        Settings.of(
            Map.of(
                Setting.WEBHOOK_RETRY_ENABLED, retries, Setting.WEBHOOK_RETRY_SCHEDULE, schedule));
    List<Duration> pauses = DeliveryBackoff.pauses(settings);
    assertThat(pauses.stream().map(each -> Long.toString(each.toMinutes())))
        .containsExactly(minutes.isEmpty() ? new String[0] : minutes.split(" "));
    for (int tries = 0; tries < pauses.size(); tries++) {
      assertThat(DeliveryBackoff.after(task(tries, false), NOT_REACHED, pauses))
          .isEqualTo(Next.AGAIN);
      assertThat(DeliveryBackoff.pause(task(tries, false), pauses)).isEqualTo(pauses.get(tries));
    }
    assertThat(DeliveryBackoff.after(task(pauses.size(), false), NOT_REACHED, pauses))
        .isEqualTo(Next.DEAD);
  }

  @Test
  void a_shop_that_switched_retries_off_is_asked_once() {
    assertThat(DeliveryBackoff.after(task(0, false), NOT_REACHED, List.of())).isEqualTo(Next.DEAD);
    assertThat(DeliveryBackoff.after(task(0, false), answered(500), List.of()))
        .isEqualTo(Next.DEAD);
  }

  @Test
  void a_resend_by_hand_is_one_send() {
    assertThat(DeliveryBackoff.after(task(0, true), NOT_REACHED, EVERY_MINUTE))
        .isEqualTo(Next.DEAD);
  }

  @Test
  void the_first_send_may_take_40_seconds_and_every_other_15() {
    assertThat(DeliveryBackoff.timeouts(task(0, false)).connect()).hasSeconds(10);
    assertThat(DeliveryBackoff.timeouts(task(0, false)).total()).hasSeconds(40);
    assertThat(DeliveryBackoff.timeouts(task(1, false)).total()).hasSeconds(15);
    assertThat(DeliveryBackoff.timeouts(task(0, true)).total()).hasSeconds(15);
    assertThat(DeliveryBackoff.LEASE).isGreaterThan(Duration.ofSeconds(40));
  }

  private static Answer answered(int status) {
    return new Answer.Answered(status, "", Duration.ZERO);
  }

  private static DueTask task(int tries, boolean manual) {
    return new DueTask(
        1,
        UUID.randomUUID(),
        UUID.randomUUID(),
        "https://shop.test",
        "",
        "",
        tries,
        manual,
        UUID.randomUUID());
  }
}
