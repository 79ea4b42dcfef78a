package dev.naru.pg.inicis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.pg.spi.ChannelConfig.Mode;
import dev.naru.pg.spi.OpensWindow.WindowOpening;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PgWindow;
import dev.naru.pg.spi.WindowRequest;
import dev.naru.pg.spi.WindowRequest.Cards;
import dev.naru.pg.spi.WindowRequest.Cards.Direct;
import dev.naru.pg.spi.WindowRequest.Cards.Rule;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests how a shop's card and period parameters are translated (spec/pg-rules.md §2.2, §2.4). */
class CardFieldsTest {
  private static final Rule NONE = new Rule("*", false, null);

  @Test
  void straight_to_one_company_with_its_instalment() {
    Cards shinhan = direct("366", 3);
    assertThat(fields(false, 50_000, shinhan))
        .containsEntry("ini_cardcode", "14")
        .containsEntry("ansim_quota", "03");
    assertThat(fields(true, 50_000, shinhan).get("P_RESERVED")).endsWith("&d_card=14&d_quota=3");
    assertThat(fields(false, 50_000, direct("366", 2))).containsEntry("ansim_quota", "02");
    assertThat(fields(false, 50_000, direct("366", 1))).containsEntry("ansim_quota", "00");
    assertThat(fields(false, 49_999, shinhan)).containsEntry("ansim_quota", "00");
    assertThat(fields(true, 49_999, shinhan).get("P_RESERVED")).endsWith("&d_card=14&d_quota=0");
    assertThat(fields(false, 50_000, direct("374", 0))).containsEntry("ini_cardcode", "34");
  }

  @Test
  void a_company_nobody_knows_opens_no_window() {
    assertThat(open(false, 1_000, direct("999", 0))).isInstanceOf(WindowOpening.Refused.class);
    assertThat(open(true, 1_000, rules(List.of(NONE)))).isInstanceOf(WindowOpening.Refused.class);
  }

  @Test
  void rules_are_read_in_order_and_the_star_means_all() {
    Cards onlyTwo = rules(List.of(NONE, on("366"), on("374")));
    assertThat(fields(false, 1_000, onlyTwo)).containsEntry("ini_onlycardcode", "34:01:81:14");
    assertThat(fields(true, 1_000, onlyTwo)).containsEntry("P_ONLY_CARDCODE", "34:01:81:14");
    assertThat(fields(false, 1_000, rules(List.of(on("366"), NONE, on("367")))))
        .containsEntry("ini_onlycardcode", "04");
    assertThat(fields(false, 1_000, rules(List.of(NONE, new Rule("*", true, null)))))
        .doesNotContainKey("ini_onlycardcode");
    assertThat(fields(false, 1_000, rules(List.of(new Rule("366", false, null)))))
        .hasEntrySatisfying(
            "ini_onlycardcode",
            codes -> assertThat(codes.split(":")).contains("04", "11").doesNotContain("14"));
  }

  @Test
  void interest_the_merchant_pays_is_told_by_card_and_month() {
    Cards perCard =
        new Cards(
            null,
            null,
            List.of(NONE, new Rule("366", true, 3), new Rule("361", true, 2)),
            null,
            true);
    assertThat(fields(false, 50_000, perCard)).containsEntry("nointerest", "14-2:3,11-2");
    assertThat(fields(true, 50_000, perCard).get("P_RESERVED"))
        .endsWith("&merc_noint=Y&noint_quota=14-2:3^11-2");
    assertThat(fields(false, 49_999, perCard)).doesNotContainKey("nointerest");
    assertThat(fields(true, 49_999, perCard).get("P_RESERVED")).doesNotContain("noint");

    Cards notByTheMall = new Cards(null, null, List.of(new Rule("366", true, 3)), null, false);
    assertThat(fields(false, 50_000, notByTheMall)).doesNotContainKey("nointerest");

    Cards all = new Cards(null, null, List.of(), 3, false);
    assertThat(fields(false, 50_000, all).get("nointerest"))
        .startsWith("34-2:3,01-2:3,")
        .contains("14-2:3");
    Cards onlyOneOfAll = new Cards(null, null, List.of(NONE, on("366")), 3, false);
    assertThat(fields(false, 50_000, onlyOneOfAll)).containsEntry("nointerest", "14-2:3");
  }

  @Test
  void cards_are_no_matter_of_an_account() {
    WindowRequest request =
        Shop.asks(PayMethod.VBANK)
            .with(new Cards(List.of(2), null, List.of(on("366"), NONE, on("366")), 3, true))
            .request();
    assertThat(fields(request, 50_000))
        .doesNotContainKeys("quotabase", "nointerest", "ini_onlycardcode", "ini_cardcode");
  }

  @Test
  void a_time_that_is_paid_for_is_told_when_it_ends() {
    assertThat(fields(period(false, LocalDate.of(2026, 12, 31)), 1_000))
        .containsEntry("offerPeriod", "20260101-20261231");
    assertThat(fields(period(true, LocalDate.of(2026, 12, 31)), 1_000))
        .containsEntry("P_OFFER_PERIOD", "2026010120261231");
    assertThat(fields(period(false, null), 1_000)).doesNotContainKey("offerPeriod");
  }

  private static WindowRequest period(boolean mobile, @Nullable LocalDate to) {
    return Shop.asks(PayMethod.CARD)
        .onAPhone(mobile)
        .lasting(new WindowRequest.Period(LocalDate.of(2026, 1, 1), to))
        .request();
  }

  private static Rule on(String code) {
    return new Rule(code, true, null);
  }

  private static Cards rules(List<Rule> rules) {
    return new Cards(null, null, rules, null, false);
  }

  private static Cards direct(String code, int months) {
    return new Cards(null, new Direct(code, months), List.of(), null, false);
  }

  private static Map<String, String> fields(boolean mobile, long amount, Cards cards) {
    return fields(Shop.asks(PayMethod.CARD).onAPhone(mobile).with(cards).request(), amount);
  }

  private static Map<String, String> fields(WindowRequest request, long amount) {
    return switch (((WindowOpening.Opened) open(request, amount)).window()) {
      case PgWindow.Scripted scripted -> scripted.fields();
      case PgWindow.Posted posted -> posted.fields();
      case PgWindow.Page page -> throw new AssertionError(page);
    };
  }

  private static WindowOpening open(boolean mobile, long amount, Cards cards) {
    return open(Shop.asks(PayMethod.CARD).onAPhone(mobile).with(cards).request(), amount);
  }

  private static WindowOpening open(WindowRequest request, long amount) {
    return new InicisConnector(
            call -> {
              throw new AssertionError("a window touches no network");
            },
            InstantSource.fixed(Instant.EPOCH))
        .open(Fixtures.attempt(Fixtures.channel(Mode.TEST), amount), request);
  }
}
