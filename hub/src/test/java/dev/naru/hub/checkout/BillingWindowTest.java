package dev.naru.hub.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.WindowRequest;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BillingWindowTest {

  private final ShopPage page = new ShopPage();

  @BeforeEach
  void wants_a_key() {
    page.with("customer_uid", "\"{Unique ID for the card (billing key)}\"");
  }

  private WindowRequest.KeyIssue key() {
    return Objects.requireNonNull(page.terms().key());
  }

  @Test
  void the_channel_is_chosen_for_billing() {
    page.answer();
    assertThat(Objects.requireNonNull(page.hub.requested).billing()).isTrue();
  }

  @Test
  void the_keys_name_may_have_80_characters_and_no_more() {
    page.with("customer_uid", "\"" + "가".repeat(80) + "\"");
    assertThat(page.opened().customerKey()).hasSize(80);
    page.hub.opened.clear();
    page.hub.payments.clear();
    page.with("customer_uid", "\"" + "가".repeat(81) + "\"");
    assertThat(page.answer())
        .extracting(answer -> ((RequestPay.Answer.Refused) answer).result().failure())
        .isEqualTo(new Refusal("F400", "customer_uid는 80자 이하여야 합니다."));
    assertThat(page.hub.opened).isEmpty();
  }

  @Test
  void the_keys_name_has_no_control_character() {
    page.with("customer_uid", "\"a\\u0007b\"");
    page.refusedWith("customer_uid 파라메터가 올바르지 않습니다.");
  }

  @Test
  void a_missing_telephone_comes_before_the_billing_rules() {
    page.with("pay_method", "\"trans\"").param.remove("buyer_tel");
    page.refusedWith("구매자 번호(buyer_tel)는 필수입력입니다.");
  }

  @Nested
  class Of_a_pg_whose_keys_are_cards {

    @ParameterizedTest
    @CsvSource({"0,false", "14000,true"})
    void any_amount_opens_it(long amount, boolean charges) {
      page.param.put("amount", amount);
      assertThat(page.opened().amount().minor()).isEqualTo(amount);
      assertThat(page.opened().customerKey()).isEqualTo("{Unique ID for the card (billing key)}");
      assertThat(page.hub.sessions.all().getFirst().terms().key())
          .isEqualTo(new WindowRequest.KeyIssue("{Unique ID for the card (billing key)}", charges));
    }

    @Test
    void no_other_method_does() {
      page.with("pay_method", "\"trans\"").with("amount", "0");
      page.refusedWith("이니시스 정기결제는 카드 결제만 지원합니다.");
    }

    @Test
    void a_key_of_another_method_is_no_reason_to_allow_0_without_a_key() {
      page.with("amount", "0").param.remove("customer_uid");
      page.refusedWith("amount 파라메터가 올바르지 않습니다.");
    }
  }

  @Nested
  class Of_mobilians {

    @BeforeEach
    void is_the_pg() {
      page.hub.pg.playMobilians();
      page.with("pay_method", "\"phone\"").with("amount", "1004");
    }

    @Test
    void the_first_charge_comes_with_the_key() {
      assertThat(key().charges()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"card", "trans"})
    void only_a_telephone_gets_a_key(String method) {
      page.param.put("pay_method", method);
      page.refusedWith("모빌리언스 정기결제는 휴대폰 결제만 지원합니다.");
    }

    @Test
    void a_merchant_may_have_every_key_window_opened_for_a_telephone() {
      page.hub.pgSettings.put("mobilians.billing.force_phone", "true");
      page.param.put("pay_method", "card");
      assertThat(page.opened().method()).isEqualTo(PayMethod.PHONE);
      page.param.remove("customer_uid");
      assertThat(page.opened().method()).isEqualTo(PayMethod.CARD);
    }

    @Test
    void a_first_charge_of_0_is_refused() {
      page.param.put("amount", 0);
      page.refusedWith("정기결제 최초 결제금액은 0보다 커야 합니다.");
    }

    @Test
    void key_only_issues_a_key_for_any_amount_and_charges_none() {
      page.hub.pgSettings.put("mobilians.billing.issue_mode", "key_only");
      assertThat(key().charges()).isFalse();
      page.hub.sessions.clear();
      page.param.put("amount", 0);
      assertThat(key().charges()).isFalse();
    }

    @Test
    void a_zero_amount_may_ask_for_a_key_alone() {
      page.hub.pgSettings.put("mobilians.billing.zero_amount", "key_only");
      page.param.put("amount", 0);
      assertThat(key().charges()).isFalse();
      page.hub.sessions.clear();
      page.param.put("amount", 1004);
      assertThat(key().charges()).isTrue();
    }

    @Test
    void what_the_channel_was_told_wins_and_its_stored_default_does_not() {
      page.hub.pgSettings.put("mobilians.billing.issue_mode", "key_only");
      page.hub.channelSettings.put("mobilians.billing.issue_mode", "charge");
      assertThat(key().charges()).isFalse();

      page.hub.sessions.clear();
      page.hub.pgSettings.put("mobilians.billing.issue_mode", "charge");
      page.hub.channelSettings.put("mobilians.billing.issue_mode", "key_only");
      assertThat(key().charges()).isFalse();
    }

    @Test
    void the_contract_says_which_methods_there_are() {
      page.param.remove("customer_uid");
      page.param.put("pay_method", "vbank");
      page.refusedWith("지원하지 않는 결제수단입니다.");
      page.hub.pgSettings.put("mobilians.pay_methods", "[phone, card, trans, vbank]");
      assertThat(page.opened().method()).isEqualTo(PayMethod.VBANK);
    }

    @Test
    void its_own_setting_lifts_the_need_of_a_telephone_number() {
      page.param.remove("buyer_tel");
      page.refusedWith("구매자 번호(buyer_tel)는 필수입력입니다.");
      page.hub.pgSettings.put("mobilians.require_buyer_tel", "placeholder");
      assertThat(page.opened().buyer().tel()).isNull();
    }
  }

  @Test
  void a_setting_of_one_pg_concerns_no_other() {
    page.hub.pgSettings.put("mobilians.billing.issue_mode", "key_only");
    page.hub.pgSettings.put("mobilians.billing.force_phone", "true");
    assertThat(page.opened().method()).isEqualTo(PayMethod.CARD);
    assertThat(key().charges()).isTrue();
  }

  @Test
  void a_pg_without_key_windows_says_so() {
    page.hub.pg.keyMethod = null;
    page.refusedWith("이니시스 정기결제는 지원하지 않습니다.");
  }
}
