package dev.naru.hub.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.billing.KeyInThrottle.Try;
import dev.naru.hub.testing.SettableTime;
import dev.naru.pg.spi.CardData;
import dev.naru.pg.spi.Sensitive;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The brake on card testing, by itself. */
@Tag("G38")
class KeyInThrottleTest {

  private final SettableTime time = new SettableTime(Instant.parse("2026-03-02T01:00:00Z"));
  private final KeyInThrottle throttle = new KeyInThrottle(time);

  private static String number(int card) {
    return "%016d".formatted(4_000_000_000_000_000L + card);
  }

  private Try tries(long merchant, int card, String caller) {
    try (CardData data =
        new CardData(Sensitive.of(number(card)), YearMonth.of(2030, 1), null, null)) {
      return throttle.of(merchant, data, caller);
    }
  }

  private void refused(Try tried, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(throttle.allows(tried)).as("try " + i).isTrue();
      throttle.refused(tried);
    }
  }

  @Test
  void a_card_is_held_up_for_an_hour_after_its_last_refusals() {
    Try card = tries(1, 1, "a");
    refused(card, KeyInThrottle.PER_CARD - 1);
    time.advance(Duration.ofMinutes(30));
    refused(card, 1);
    assertThat(throttle.allows(card)).isFalse();
    assertThat(throttle.allows(tries(1, 1, "another address"))).isFalse();
    assertThat(throttle.allows(tries(1, 2, "a"))).as("another card").isTrue();
    assertThat(throttle.allows(tries(2, 1, "a"))).as("another merchant's").isTrue();

    time.advance(Duration.ofMinutes(30));
    assertThat(throttle.allows(card)).as("an hour after the first of them").isFalse();
    time.advance(Duration.ofMillis(1));
    assertThat(throttle.allows(card)).isTrue();
    refused(card, KeyInThrottle.PER_CARD - 1);
    assertThat(throttle.allows(card)).as("the one of half an hour ago counts").isFalse();
  }

  @Test
  void an_address_is_held_up_for_ten_minutes() {
    for (int card = 0; card < KeyInThrottle.PER_CALLER; card++) {
      refused(tries(card, card, "a"), 1);
    }
    assertThat(throttle.allows(tries(1_000, 1_000, "a"))).isFalse();
    assertThat(throttle.allows(tries(1_000, 1_000, "b"))).isTrue();
    time.advance(Duration.ofMinutes(10).plusMillis(1));
    assertThat(throttle.allows(tries(1_000, 1_000, "a"))).isTrue();
  }

  @Test
  void a_merchant_is_held_up_for_ten_minutes_wherever_it_calls_from() {
    for (int card = 0; card < KeyInThrottle.PER_MERCHANT; card++) {
      refused(tries(1, card, "address " + card), 1);
    }
    assertThat(throttle.allows(tries(1, 1_000, "new"))).isFalse();
    assertThat(throttle.allows(tries(2, 1_000, "new"))).isTrue();
    time.advance(Duration.ofMinutes(10).plusMillis(1));
    assertThat(throttle.allows(tries(1, 1_000, "new"))).isTrue();
  }

  @Test
  @Tag("G25")
  void what_it_keeps_of_a_card_is_no_number() {
    Try tried = tries(1, 7, "a");
    assertThat(tried.toString()).doesNotContain(number(7));
    assertThat(new KeyInThrottle(time).of(1, card(7), "a").card())
        .as("another process digests with another key")
        .isNotEqualTo(tried.card());
    assertThat(tries(1, 7, "a")).isEqualTo(tried);
  }

  private static CardData card(int card) {
    return new CardData(Sensitive.of(number(card)), YearMonth.of(2030, 1), null, null);
  }

  @Test
  @Tag("G39")
  void a_flood_of_cards_cannot_make_it_grow_and_forgets_the_longest_untouched_first() {
    Try old = tries(1, 0, "old");
    refused(old, KeyInThrottle.PER_CARD);
    for (int card = 1; card <= 20_000; card++) {
      throttle.refused(tries(2, card, "flood"));
    }
    assertThat(throttle.allows(old)).isTrue();
  }
}
