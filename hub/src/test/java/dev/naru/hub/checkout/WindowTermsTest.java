package dev.naru.hub.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.WindowRequest.Cards;
import dev.naru.pg.spi.WindowRequest.Period;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that the PG's connector gets the parameters that a page sends; the time is 10:26:01 in
 * Korea.
 */
class WindowTermsTest {

  private final ShopPage page = new ShopPage();

  @Test
  void a_page_that_says_nothing_says_nothing() {
    WindowTerms terms = page.terms();
    assertThat(terms.cards()).isEqualTo(Cards.UNSAID);
    assertThat(terms.key()).isNull();
    assertThat(terms.digital()).isNull();
    assertThat(terms.vbankDue()).isNull();
    assertThat(terms.carrier()).isNull();
    assertThat(terms.customerId()).isNull();
    assertThat(terms.period()).isNull();
    assertThat(terms.appScheme()).isNull();
    assertThat(terms.bypass()).isEmpty();
    assertThat(terms.escrow()).isFalse();
  }

  @Test
  void everything_that_is_said_is_handed_on() {
    page.with("escrow", "true")
        .with("digital", "\"true\"")
        .with("phone", "{\"carrier\": \"KTF\"}")
        .with("customer_id", "\"buyer7\"")
        .with("period", "{\"from\": \"20260101\", \"to\": \"20261231\"}")
        .with("app_scheme", "\"shopapp://\"")
        .with("tax_free", "0")
        .with("vat_amount", "\"0\"")
        .with("language", "\"en\"")
        .with("bypass", "{\"acceptmethod\": \"noeasypay:SKIN(#c1272c)\", \"inicis\": {\"a\": 1}}");
    WindowTerms terms = page.terms();
    assertThat(terms.escrow()).isTrue();
    assertThat(terms.digital()).isTrue();
    assertThat(terms.carrier()).isEqualTo("KTF");
    assertThat(terms.customerId()).isEqualTo("buyer7");
    assertThat(terms.period())
        .isEqualTo(new Period(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31)));
    assertThat(terms.appScheme()).isEqualTo("shopapp://");
    assertThat(terms.taxFree()).isZero();
    assertThat(terms.vatAmount()).isZero();
    assertThat(terms.language()).isEqualTo("en");
    assertThat(terms.bypass())
        .isEqualTo(Map.of("acceptmethod", "noeasypay:SKIN(#c1272c)", "inicis", Map.of("a", 1)));
  }

  @Test
  void digital_may_be_text_and_false() {
    page.with("digital", "\"false\"");
    assertThat(Objects.requireNonNull(page.terms().digital())).isFalse();
  }

  @Test
  void the_guides_card_snippets_are_read() {
    page.with(
        "card",
        """
        {"direct": {"code": "367", "quota": 3},
         "detail": [{"card_code": "*", "enabled": false},
                    {"card_code": "366", "enabled": true, "max_month": 6}],
         "interest_free": 5}
        """);
    page.with("useFreeInterestFromMall", "true").with("display", "{\"card_quota\": [6]}");
    assertThat(page.terms().cards())
        .isEqualTo(
            new Cards(
                List.of(2, 3, 4, 5, 6),
                new Cards.Direct("367", 3),
                List.of(new Cards.Rule("*", false, null), new Cards.Rule("366", true, 6)),
                5,
                true));
  }

  @Test
  void below_50000_won_there_is_the_lump_sum_alone() {
    page.with("card", "{\"direct\": {\"code\": \"367\", \"quota\": 3}}")
        .with("display", "{\"card_quota\": [2,3,4,5,6]}")
        .with("amount", "49999");
    Cards cards = page.terms().cards();
    assertThat(cards.quotas()).isEmpty();
    assertThat(cards.direct()).isEqualTo(new Cards.Direct("367", 0));
  }

  @Test
  void the_least_and_the_most_months_are_read() {
    page.with("card", "{\"interest_free\": 0, \"direct\": {\"code\": \"367\", \"quota\": 2}}");
    assertThat(page.terms().cards().interestFreeMonths()).isZero();
    assertThat(page.terms().cards().direct()).isEqualTo(new Cards.Direct("367", 2));
    Cards most =
        new ShopPage()
            .with("card", "{\"interest_free\": 36, \"direct\": {\"code\": \"367\", \"quota\": 0}}")
            .terms()
            .cards();
    assertThat(most.interestFreeMonths()).isEqualTo(36);
    assertThat(most.direct()).isEqualTo(new Cards.Direct("367", 0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"direct\": {\"quota\": 3}}|card.direct",
        "{\"direct\": \"367\"}|card.direct",
        "{\"direct\": {\"code\": \"367\", \"quota\": -1}}|card.direct",
        "{\"direct\": {\"code\": \"3:6=7\"}}|card.direct",
        "{\"detail\": {\"card_code\": \"*\"}}|card.detail",
        "{\"detail\": [{\"enabled\": true}]}|card.detail",
        "{\"detail\": [{\"card_code\": \"*\", \"max_month\": 2.5}]}|card.detail",
        "{\"detail\": \"*\"}|card.detail",
        "{\"interest_free\": \"x\"}|card.interest_free",
        "{\"interest_free\": 37}|card.interest_free"
      })
  void card_terms_that_cannot_be_read_are_refused(String card, String named) {
    page.with("card", card);
    page.refusedWith(named + " 파라메터가 올바르지 않습니다.");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-20,2026-01-20T23:59:59",
    "20260120,2026-01-20T23:59:59",
    "20260115,2026-01-15T23:59:59",
    "2026-01-20 13:05:06,2026-01-20T13:05:06",
    "20260120130506,2026-01-20T13:05:06",
    "202601201305,2026-01-20T13:05:00",
    "20260115102602,2026-01-15T10:26:02"
  })
  void a_deposits_deadline_has_many_forms_and_is_korean_time(String given, LocalDateTime due) {
    page.with("pay_method", "\"vbank\"").with("vbank_due", "\"" + given + "\"");
    assertThat(page.terms().vbankDue()).isEqualTo(due);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-01-14", "20260115102601", "202601151026", "2020-02-29"})
  void a_deadline_that_has_passed_is_refused(String given) {
    page.with("pay_method", "\"vbank\"").with("vbank_due", "\"" + given + "\"");
    page.refusedWith("입금기한(vbank_due)이 이미 지났습니다.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tomorrow", "2026-02-30", "20261301", "2026-1-20", "20260120250000"})
  void a_deadline_that_is_none_is_refused(String given) {
    page.with("pay_method", "\"vbank\"").with("vbank_due", "\"" + given + "\"");
    page.refusedWith("vbank_due 파라메터가 올바르지 않습니다.");
  }

  @Test
  void a_deadline_of_no_deposit_is_passed_over() {
    page.with("vbank_due", "\"20200101\"");
    assertThat(page.terms().vbankDue()).isNull();
    assertThat(page.hub.opened.getFirst().method()).isEqualTo(PayMethod.CARD);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "phone|{\"carrier\": \"AT&T\"}|phone.carrier",
        "period|{\"from\": \"x\"}|period",
        "period|{\"to\": \"20260101\"}|period",
        "period|{\"from\": \"20260102\", \"to\": \"20260101\"}|period"
      })
  void other_terms_that_cannot_be_read_are_refused(String name, String json, String named) {
    page.with(name, json);
    page.refusedWith(named + " 파라메터가 올바르지 않습니다.");
  }

  @Test
  void a_methods_contract_binds_the_window() {
    page.hub.pgSettings.put("inicis.pay_methods", "card, vbank");
    page.with("pay_method", "\"trans\"");
    page.refusedWith("지원하지 않는 결제수단입니다.");
    page.with("pay_method", "\"vbank\"");
    assertThat(page.opened().method()).isEqualTo(PayMethod.VBANK);
  }

  @Test
  void a_channel_group_is_not_silently_another_channel() {
    page.with("channelGroupId", "\"group-1\"");
    assertThat(page.answer())
        .extracting(answer -> ((RequestPay.Answer.Refused) answer).result().failure())
        .isEqualTo(Refusal.UNKNOWN_CHANNEL_KEY);
  }
}
