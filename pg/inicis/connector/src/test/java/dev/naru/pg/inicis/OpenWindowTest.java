package dev.naru.pg.inicis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.pg.spi.ChannelConfig;
import dev.naru.pg.spi.ChannelConfig.Mode;
import dev.naru.pg.spi.OpensWindow.WindowOpening;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PgWindow;
import dev.naru.pg.spi.WindowRequest;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Tests the forms of the PC and the mobile window (protocols/inicis.md §3.2, §4.1, §16;
 * spec/pg-rules.md §2).
 */
class OpenWindowTest {
  private static final InstantSource TIME =
      InstantSource.fixed(Instant.ofEpochMilli(1768440300123L));

  @Test
  void the_pc_form_is_the_one_of_the_protocol_s_example() {
    PgWindow window = open(Fixtures.channel(Mode.TEST), 1_000, card(false, Map.of()));

    assertThat(((PgWindow.Scripted) window).fields())
        .containsEntry("version", "1.0")
        .containsEntry("timestamp", "1768440300123")
        .containsEntry("use_chkfake", "Y")
        .containsEntry(
            "signature", "e24aa08fee3de85326cde74c120572a39e339fdaa2160ab199bfd794c02381d6")
        .containsEntry(
            "verification", "eb5fdaa0a3f246f1637b22eba4644cac8956f4899bf2fbabeb03846551a58df5")
        .containsEntry("mKey", "3a9503069192f207491d4b19bd743fc249a761ed94246c8c42fed06c3cd15a33")
        .containsEntry("currency", "WON")
        .containsEntry("gopaymethod", "Card")
        .containsEntry("acceptmethod", "centerCd(Y):below1000:poptargetself")
        .containsEntry("payViewType", "overlay")
        .containsEntry("languageView", "ko")
        .containsEntry("goodname", "테스트 상품")
        .containsEntry("buyername", "홍길동")
        .containsEntry("merchantData", "%EC%A3%BC%EB%AC%B8-1")
        .containsEntry("closeUrl", "https://pay.example.com/pg/close")
        .doesNotContainKeys("quotabase", "tax", "taxfree", "ini_PAYSHOT_KEY");
    assertThat(window)
        .isInstanceOfSatisfying(
            PgWindow.Scripted.class,
            scripted -> {
              assertThat(scripted.script())
                  .isEqualTo(URI.create("https://stgstdpay.inicis.com/stdjs/INIStdPay.js"));
              assertThat(scripted.closeScript())
                  .isEqualTo(URI.create("https://stgstdpay.inicis.com/stdjs/INIStdPay_close.js"));
              assertThat(scripted.openFunction()).isEqualTo("INIStdPay.pay");
            });
  }

  @Test
  void the_mobile_form_is_checked_against_forgery_and_safe_for_raw_answers() {
    WindowRequest request =
        Shop.asks(PayMethod.CARD)
            .onAPhone(true)
            .of(new WindowRequest.Buyer("x&P_OID=other%26\n", "02)1234-1234", "a+b@example.com"))
            .request();
    PgWindow window = open(Fixtures.channel(Mode.TEST), 1_000, request);

    assertThat(((PgWindow.Posted) window).fields())
        .containsEntry("P_INI_PAYMENT", "CARD")
        .containsEntry("P_GOODS", "테스트 상품")
        .containsEntry("P_UNAME", "xP_OIDother26")
        .containsEntry("P_MOBILE", "021234-1234")
        .containsEntry("P_NOTI", "주문-1")
        .containsEntry("P_CHARSET", "utf8")
        .containsEntry(
            "P_RESERVED",
            "centerCd=Y&amt_hash=Y&below1000=Y&twotrs_isp=Y&block_isp=Y&twotrs_isp_noti=N")
        .doesNotContainKeys("P_EMAIL", "P_QUOTABASE");
    assertThat(window)
        .isInstanceOfSatisfying(
            PgWindow.Posted.class,
            posted -> {
              assertThat(posted.action())
                  .isEqualTo(URI.create("https://mobile.inicis.com/smart/payment/"));
              assertThat(posted.acceptCharset()).isEqualTo("euc-kr");
            });
  }

  @Test
  void goods_whose_name_a_phone_cannot_send_have_the_orders_number() {
    WindowRequest request = Shop.asks(PayMethod.CARD).onAPhone(true).selling("&=%😀").request();
    assertThat(fields(Fixtures.channel(Mode.TEST), 1_000, request))
        .containsEntry("P_GOODS", Fixtures.OID);
  }

  @Test
  void an_address_the_window_would_refuse_is_replaced_by_one_that_reaches_nobody() {
    WindowRequest request =
        Shop.asks(PayMethod.CARD)
            .onAPhone(false)
            .of(new WindowRequest.Buyer("홍길동", "", "a+b@example.com"))
            .request();
    assertThat(fields(Fixtures.channel(Mode.TEST), 1_000, request))
        .containsEntry("buyeremail", "noreply@example.com")
        .containsEntry("buyertel", "000-0000-0000");
    String longest = "b".repeat(48) + "@example.com";
    assertThat(email(longest)).isEqualTo(longest);
    assertThat(email("b" + longest)).isEqualTo("noreply@example.com");
  }

  private static @Nullable String email(String address) {
    WindowRequest request =
        Shop.asks(PayMethod.CARD).of(new WindowRequest.Buyer("홍길동", "", address)).request();
    return fields(Fixtures.channel(Mode.TEST), 1_000, request).get("buyeremail");
  }

  @Test
  void a_live_channel_opens_the_live_window_and_a_sandbox_channel_only_the_sandbox_s() {
    assertThat(script(Fixtures.channel(Mode.LIVE)))
        .isEqualTo("https://stdpay.inicis.com/stdjs/INIStdPay.js");
    assertThat(script(Fixtures.sandbox(URI.create("http://127.0.0.1:8090"))))
        .isEqualTo("http://127.0.0.1:8090/stgstdpay.inicis.com/stdjs/INIStdPay.js");
  }

  @Test
  void instalments_follow_the_list_and_the_fifty_thousand_won_rule() {
    assertThat(quota(null, 50_000)).isNull();
    assertThat(quota(List.of(), 50_000)).isEqualTo("0");
    assertThat(quota(List.of(2, 3, 6), 50_000)).isEqualTo("2:3:6");
    assertThat(quota(List.of(0, 1, 3), 50_000)).isEqualTo("3");
    assertThat(quota(List.of(4), 50_000)).isEqualTo("4");
    assertThat(quota(List.of(2, 3), 49_999)).isNull();
    assertThat(CardQuota.mobile(List.of(2, 12), 50_000)).contains("01:02:12");
    assertThat(CardQuota.mobile(List.of(), 50_000)).contains("01");
  }

  @Test
  void a_phone_has_the_buyers_address_and_instalments_too() {
    WindowRequest request =
        Shop.asks(PayMethod.CARD).onAPhone(true).quotas(List.of(2, 12)).request();
    assertThat(fields(Fixtures.channel(Mode.TEST), 50_000, request))
        .containsEntry("P_EMAIL", "buyer@example.com")
        .containsEntry("P_QUOTABASE", "01:02:12");
  }

  @Test
  void an_option_that_the_hub_has_set_is_not_set_again() {
    WindowRequest request =
        Shop.asks(PayMethod.TRANS)
            .onAPhone(true)
            .bypass(Map.of("P_RESERVED", "twotrs_bank=Y&cp_yn=Y"))
            .request();
    assertThat(fields(Fixtures.channel(Mode.TEST), 1_000, request).get("P_RESERVED"))
        .endsWith("twotrs_isp_noti=N&twotrs_bank=Y&cp_yn=Y");
  }

  @Test
  void an_order_number_that_the_echo_field_has_no_room_for_is_left_out() {
    ChannelConfig channel = Fixtures.channel(Mode.TEST);
    WindowRequest fitting = Shop.asks(PayMethod.CARD).ordering("n".repeat(2_000)).request();
    assertThat(fields(channel, 1_000, fitting)).containsEntry("merchantData", "n".repeat(2_000));
    WindowRequest tooLong = Shop.asks(PayMethod.CARD).ordering("n".repeat(2_001)).request();
    assertThat(fields(channel, 1_000, tooLong)).containsEntry("merchantData", "");
  }

  @Test
  void an_app_is_the_requests_own_and_else_the_one_that_is_handed_through() {
    Map<String, Object> handed = Map.of("P_RESERVED", "app_scheme=shop://pay/done&iosapp=Y");
    assertThat(reserved(Shop.asks(PayMethod.CARD).bypass(handed)))
        .endsWith("&app_scheme=shop://pay/done&iosapp=Y");
    assertThat(reserved(Shop.asks(PayMethod.CARD).bypass(handed).inApp("1 none")))
        .endsWith("&app_scheme=shop://pay/done&iosapp=Y");
    assertThat(reserved(Shop.asks(PayMethod.CARD).bypass(handed).inApp("own")))
        .endsWith("&app_scheme=own://&iosapp=Y");
    assertThat(reserved(Shop.asks(PayMethod.CARD))).doesNotContain("app_scheme");
  }

  private static @Nullable String reserved(Shop shop) {
    return fields(Fixtures.channel(Mode.TEST), 1_000, shop.onAPhone(true).request())
        .get("P_RESERVED");
  }

  @Test
  void the_window_speaks_the_buyers_language() {
    WindowRequest english = Shop.asks(PayMethod.CARD).in("en").request();
    assertThat(fields(Fixtures.channel(Mode.TEST), 1_000, english))
        .containsEntry("languageView", "en");
  }

  @Test
  void bypass_values_are_added_to_our_own_and_only_those_on_the_list() {
    Map<String, Object> bypass =
        Map.of(
            "acceptmethod", "SKIN(#c1272c):CARDPOINT:BILLAUTH(Card):centerCd(N):cardonly",
            "P_RESERVED", List.of("noeasypay=Y&amt_hash=N", "cp_yn=Y\n", "d_card=04"),
            "ini_PAYSHOT_KEY", "key-1",
            "P_PAYSHOT_KEY", "key-2");
    ChannelConfig channel = Fixtures.channel(Mode.TEST);
    assertThat(fields(channel, 1_000, card(false, bypass)))
        .containsEntry(
            "acceptmethod", "centerCd(Y):below1000:poptargetself:SKIN(#c1272c):CARDPOINT")
        .containsEntry("ini_PAYSHOT_KEY", "key-1");
    Map<String, String> onAPhone = fields(channel, 1_000, card(true, bypass));
    assertThat(onAPhone.get("P_RESERVED")).endsWith("twotrs_isp_noti=N&noeasypay=Y");
    assertThat(onAPhone).containsEntry("P_PAYSHOT_KEY", "key-2");
    assertThat(fields(channel, 1_000, card(false, Map.of("acceptmethod", "CARDPOINT\r"))))
        .containsEntry("acceptmethod", "centerCd(Y):below1000:poptargetself");
  }

  @Test
  void escrow_tax_parts_and_the_app_come_in_the_words_of_each_form() {
    ChannelConfig channel = Fixtures.channel(Mode.TEST);
    assertThat(fields(channel, 1_100, withExtras(false)))
        .containsEntry("acceptmethod", "centerCd(Y):below1000:poptargetself:useescrow")
        .containsEntry("tax", "100")
        .containsEntry("taxfree", "0");
    assertThat(fields(channel, 1_100, withExtras(true)))
        .containsEntry("P_TAX", "100")
        .containsEntry("P_TAXFREE", "0")
        .hasEntrySatisfying(
            "P_RESERVED",
            reserved ->
                assertThat(reserved)
                    .endsWith("twotrs_isp_noti=N&useescrow=Y&app_scheme=shop://&iosapp=Y"));
  }

  private static WindowRequest withExtras(boolean mobile) {
    return Shop.asks(PayMethod.CARD)
        .onAPhone(mobile)
        .bypass(Map.of("P_RESERVED", "apprun_check=Y&iosapp=Y&app_scheme=evil"))
        .tax(null, 100L)
        .withEscrow()
        .inApp("shop")
        .request();
  }

  private static @Nullable String quota(@Nullable List<Integer> wanted, long amount) {
    WindowRequest request = Shop.asks(PayMethod.CARD).in("en").quotas(wanted).request();
    return fields(Fixtures.channel(Mode.TEST), amount, request).get("quotabase");
  }

  private static WindowRequest card(boolean mobile, Map<String, Object> bypass) {
    return Shop.asks(PayMethod.CARD).onAPhone(mobile).bypass(bypass).request();
  }

  private static String script(ChannelConfig channel) {
    PgWindow window = open(channel, 1_000, card(false, Map.of()));
    return ((PgWindow.Scripted) window).script().toString();
  }

  private static Map<String, String> fields(
      ChannelConfig channel, long amount, WindowRequest request) {
    return switch (open(channel, amount, request)) {
      case PgWindow.Scripted scripted -> scripted.fields();
      case PgWindow.Posted posted -> posted.fields();
      case PgWindow.Page page -> throw new AssertionError(page);
    };
  }

  private static PgWindow open(ChannelConfig channel, long amount, WindowRequest request) {
    WindowOpening opening =
        new InicisConnector(
                call -> {
                  throw new AssertionError("a window touches no network");
                },
                TIME)
            .open(Fixtures.attempt(channel, amount), request);
    return ((WindowOpening.Opened) opening).window();
  }
}
