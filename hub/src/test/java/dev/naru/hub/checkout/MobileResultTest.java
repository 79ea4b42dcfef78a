package dev.naru.hub.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.checkout.RequestPay.Answer.Mode;
import dev.naru.pg.spi.Bilingual;
import dev.naru.pg.spi.SettingField;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a phone's page, and a PC's, is told the result (spec/javascript-sdk.md §6). */
class MobileResultTest {

  private static final String ADDRESS = "https://shop.example/done";

  private final ShopPage page = new ShopPage();

  private Mode onAPhone(String redirect) {
    page.mobile = true;
    page.param.put("m_redirect_url", redirect);
    Mode mode = page.mode();
    assertThat(page.hub.sessions.all().getFirst().redirects()).isEqualTo(mode == Mode.REDIRECT);
    assertThat(page.hub.sessions.all().getFirst().terms().mobile()).isTrue();
    return mode;
  }

  @ParameterizedTest
  @CsvSource({ADDRESS, "''"})
  void the_page_itself_goes_to_inicis(String redirect) {
    assertThat(onAPhone(redirect)).isEqualTo(Mode.REDIRECT);
  }

  @ParameterizedTest
  @CsvSource({ADDRESS + ",REDIRECT", "'',OVERLAY"})
  void a_key_window_is_called_back_unless_an_address_is_given(String redirect, Mode mode) {
    page.param.put("customer_uid", "u1");
    assertThat(onAPhone(redirect)).isEqualTo(mode);
  }

  @ParameterizedTest
  @CsvSource({
    "auto," + ADDRESS + ",REDIRECT",
    "auto,'',OVERLAY",
    "redirect,'',REDIRECT",
    "callback," + ADDRESS + ",OVERLAY"
  })
  void mobilians_does_as_its_setting_says(String setting, String redirect, Mode mode) {
    page.hub.pg.playMobilians();
    page.hub.pgSettings.put("mobilians.mobile_result", setting);
    assertThat(onAPhone(redirect)).isEqualTo(mode);
  }

  @Test
  void the_guides_placeholder_is_no_address() {
    page.hub.pg.playMobilians();
    assertThat(onAPhone("{Mobile only - URL to redirect to after payment approval}"))
        .isEqualTo(Mode.OVERLAY);
    assertThat(page.hub.sessions.all().getFirst().mRedirectUrl()).isNull();
  }

  @Test
  void a_phone_opens_no_popup() {
    page.hub.pg.playMobilians();
    page.hub.channelSettings.put("pay_view", "popup");
    assertThat(onAPhone("")).isEqualTo(Mode.OVERLAY);
    page.mobile = false;
    assertThat(page.mode()).isEqualTo(Mode.POPUP);
  }

  @Test
  void a_pg_may_want_a_popup_where_the_channel_says_nothing() {
    page.hub.pg.settings =
        List.of(
            SettingField.of("pay_view", new Bilingual("창", "window"), new Bilingual("창.", "It."))
                .oneOf("popup", "overlay"));
    assertThat(page.mode()).isEqualTo(Mode.POPUP);
    page.hub.channelSettings.put("pay_view", "overlay");
    assertThat(page.mode()).isEqualTo(Mode.OVERLAY);
  }

  @Test
  void the_sdk_is_told_what_leads_to_a_popup() {
    page.hub.channelSettings.put("pay_view", "popup");
    assertThat(PayView.popupSelectors(page.hub, 1))
        .containsExactlyInAnyOrder(
            "",
            "channel-key-1",
            "inicis",
            "inicis.INIpayTest",
            "html5_inicis",
            "html5_inicis.INIpayTest",
            "+",
            "+channel-key-1",
            "+inicis",
            "+inicis.INIpayTest",
            "+html5_inicis",
            "+html5_inicis.INIpayTest");
  }
}
