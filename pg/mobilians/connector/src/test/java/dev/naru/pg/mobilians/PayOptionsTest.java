package dev.naru.pg.mobilians;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.WindowRequest.Cards;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests the {@code pay_options} of a registration (protocols/mobilians.md §2.3, §4.2). */
class PayOptionsTest {
  private static final Map<String, String> PERSONAL =
      Map.of("cashReceiptType", "personal", "customerIdentifier", "010-9876-5432");

  private final ScriptedMobilians v2 = new ScriptedMobilians(Generation.V2, Map.of());

  @AfterEach
  void stop() {
    v2.close();
  }

  @Test
  void a_transfer_through_the_banks_own_window_has_nothing_but_its_escrow() {
    assertThat(sent(transfer()))
        .containsOnly(Map.entry("ra_direct", "N"), Map.entry("ra_escrow", "N"));
    assertThat(sent(transfer().escrow().bypass(own(Map.of("ra_escrow_password", "pw1"), PERSONAL))))
        .containsOnly(Map.entry("ra_direct", "N"), Map.entry("ra_escrow", "Y"));
  }

  @Test
  void a_direct_transfer_brings_what_the_window_would_have_asked_for() {
    Map<String, String> direct = Map.of("ra_direct", "Y", "ra_escrow_password", "pw1");
    assertThat(sent(transfer().tel("010-9876-5432").escrow().bypass(own(direct, PERSONAL))))
        .containsOnly(
            Map.entry("ra_direct", "Y"),
            Map.entry("ra_escrow", "Y"),
            Map.entry("ra_escrow_password", "pw1"),
            Map.entry("ra_escrow_phone_no", "01098765432"),
            Map.entry("ra_cash_receipt", "Y"),
            Map.entry("ra_issue_type", "A"),
            Map.entry("ra_issue_no", "01098765432"));
    assertThat(sent(transfer().bypass(own(Map.of("ra_direct", "Y"), Map.of()))))
        .containsOnly(Map.entry("ra_direct", "Y"), Map.entry("ra_escrow", "N"));
  }

  @Test
  void a_cash_receipt_needs_both_its_kind_and_whom_it_is_for() {
    Map<String, String> business =
        Map.of("cashReceiptType", "corporate", "customerIdentifier", "123-45-67890");
    assertThat(sent(easyPay(PayMethod.KAKAOPAY).bypass(own(Map.of(), business))))
        .containsEntry("ep_issue_type", "B")
        .containsEntry("ep_issue_no", "1234567890");
    for (Map<String, String> half :
        List.of(
            Map.of("cashReceiptType", "personal"),
            Map.of("customerIdentifier", "010-9876-5432"),
            Map.of("cashReceiptType", "anybody", "customerIdentifier", "010-9876-5432"),
            Map.of("cashReceiptType", "personal", "customerIdentifier", "someone"))) {
      assertThat(sent(easyPay(PayMethod.KAKAOPAY).bypass(own(Map.of(), half))))
          .containsOnly(Map.entry("ep_code", "KKO"));
      assertThat(sent(transfer().bypass(own(Map.of("ra_direct", "Y"), half))))
          .containsOnly(Map.entry("ra_direct", "Y"), Map.entry("ra_escrow", "N"));
    }
  }

  @Test
  void a_cash_receipt_for_a_number_too_long_for_the_method_is_left_out() {
    Map<String, Integer> room = Map.of("ep_issue_no", 11, "ra_issue_no", 20);
    room.forEach((field, digits) -> {
      assertThat(receiptOf(field, "1".repeat(digits))).containsEntry(field, "1".repeat(digits));
      assertThat(receiptOf(field, "1".repeat(digits + 1)))
          .doesNotContainKeys(field, "ep_issue_type", "ra_issue_type", "ra_cash_receipt");
    });
  }

  private Map<String, String> receiptOf(String field, String identifier) {
    Map<String, String> receipt =
        Map.of("cashReceiptType", "personal", "customerIdentifier", identifier);
    return field.startsWith("ep")
        ? sent(easyPay(PayMethod.NAVERPAY).bypass(own(Map.of(), receipt)))
        : sent(transfer().bypass(own(Map.of("ra_direct", "Y"), receipt)));
  }

  @Test
  void a_card_is_fixed_only_in_an_easy_pay_whose_window_takes_one() {
    Cards shinhan = new Cards(null, new Cards.Direct("366", 3), List.of(), null, false);
    for (PayMethod takes : List.of(PayMethod.KAKAOPAY, PayMethod.NAVERPAY, PayMethod.TOSSPAY)) {
      assertThat(sent(easyPay(takes).cards(shinhan)))
          .containsEntry("ep_card_code", "SHN")
          .containsEntry("ep_installment", "03");
    }
    assertThat(sent(easyPay(PayMethod.SAMSUNG).cards(shinhan)))
        .containsOnly(Map.entry("ep_code", "SSP"));
    Cards unlisted = new Cards(null, new Cards.Direct("999", 3), List.of(), null, false);
    assertThat(sent(easyPay(PayMethod.KAKAOPAY).cards(unlisted)))
        .containsOnly(Map.entry("ep_code", "KKO"));
  }

  @Test
  void cards_are_fixed_opened_directly_and_their_months_told() {
    Cards direct = new Cards(null, new Cards.Direct("366", 0), List.of(), null, false);
    assertThat(card(direct, 1_000, "cn_direct")).isEqualTo("SHN:00");
    Cards twoMonths = new Cards(null, new Cards.Direct("366", 2), List.of(), null, false);
    assertThat(card(twoMonths, 1_000, "cn_direct")).isEqualTo("SHN:02");

    List<Cards.Rule> onlyTwo =
        List.of(
            new Cards.Rule("*", false, null),
            new Cards.Rule("366", true, null),
            new Cards.Rule("090", true, null));
    assertThat(card(new Cards(null, null, onlyTwo, null, false), 1_000, "cn_fix_card"))
        .isEqualTo("SHN:KKB");

    List<Cards.Rule> allButOne = List.of(new Cards.Rule("361", false, null));
    assertThat(card(new Cards(null, null, allButOne, null, false), 1_000, "cn_fix_card"))
        .doesNotContain("BCC")
        .startsWith("KBC:HDC");

    assertThat(card(quotas(List.of(3, 5, 9)), 50_000, "cn_installment"))
        .isEqualTo("03:04:05:06:07:08:09");
    assertThat(card(quotas(List.of(2, 4)), 50_000, "cn_installment")).isEqualTo("02:03:04");
    assertThat(card(quotas(List.of(3)), 50_000, "cn_fix_installment")).isEqualTo("03");
    assertThat(card(quotas(List.of(0, 1, 3)), 50_000, "cn_fix_installment")).isEqualTo("03");
    assertThat(card(quotas(List.of()), 50_000, "cn_fix_installment")).isEqualTo("00");
    assertThat(card(quotas(List.of(3, 5)), 49_999, "cn_installment")).isEmpty();
    assertThat(card(quotas(null), 50_000, "cn_installment")).isEmpty();
  }

  @Test
  void a_carrier_that_kg_does_not_know_and_a_fixed_number_that_is_none_are_left_out() {
    Map<String, Object> fixed = own(Map.of("mc_fix_no", "Y"), Map.of());
    assertThat(sent(phone().carrier("lgt").tel("010 9876 5432").bypass(fixed)))
        .containsOnly(
            Map.entry("mc_default_comm_id", "LGT"),
            Map.entry("mc_no", "01098765432"),
            Map.entry("mc_fix_no", "Y"));
    assertThat(sent(phone().carrier("NTT").tel("02-1234-1234").bypass(fixed))).isEmpty();
  }

  private static RequestBuilder transfer() {
    return new RequestBuilder(PayMethod.TRANS);
  }

  private static RequestBuilder phone() {
    return new RequestBuilder(PayMethod.PHONE);
  }

  private static RequestBuilder easyPay(PayMethod method) {
    return new RequestBuilder(method);
  }

  private static Map<String, Object> own(Map<String, String> options, Map<String, String> receipt) {
    Map<String, Object> own = new HashMap<>(receipt);
    own.put("pay_options", options);
    return Map.of("mobilians_v2", own);
  }

  /** An option of the registration of a card payment. */
  private String card(Cards cards, long amountKrw, String option) {
    return v2.registered(new RequestBuilder(PayMethod.CARD).cards(cards).build(), amountKrw)
        .get("pay_options")
        .path(option)
        .asString("");
  }

  private static Cards quotas(@Nullable List<Integer> quotas) {
    return new Cards(quotas, null, List.of(), null, false);
  }

  /** The options of the registration that this request makes. */
  private Map<String, String> sent(RequestBuilder request) {
    Map<String, String> options = new HashMap<>();
    v2.registered(request.build(), 10_000)
        .get("pay_options")
        .properties()
        .forEach(option -> options.put(option.getKey(), option.getValue().asString()));
    return options;
  }
}
