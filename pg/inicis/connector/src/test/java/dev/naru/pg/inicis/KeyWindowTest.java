package dev.naru.pg.inicis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.pg.spi.AuthResult;
import dev.naru.pg.spi.AuthResult.Authenticated;
import dev.naru.pg.spi.ChannelConfig;
import dev.naru.pg.spi.ChannelConfig.Mode;
import dev.naru.pg.spi.NetCancels.NetCancelOutcome;
import dev.naru.pg.spi.OpensWindow.WindowOpening;
import dev.naru.pg.spi.Outcome;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgError.Category;
import dev.naru.pg.spi.PgTransport;
import dev.naru.pg.spi.PgWindow;
import dev.naru.pg.spi.ReturnMessage;
import dev.naru.pg.spi.WindowRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests the billing-key windows (protocols/inicis.md §3.11, §5.1, §5.2; spec/pg-rules.md §2.6). */
class KeyWindowTest {
  private static final String KEY = InicisFixture.BILL_KEY;
  private static final String TID = "INIMX_BILLINIpayTest20260115102601000004";
  private static final InstantSource TIME =
      InstantSource.fixed(Instant.parse("2026-01-15T01:30:00Z"));
  private static final PgTransport NOBODY =
      request -> {
        throw new AssertionError("nobody is called");
      };

  private final InicisConnector connector = new InicisConnector(NOBODY, TIME);
  private final PersistedAttempt attempt = attempt("inilite");
  private final PersistedAttempt newer = attempt("inilitepay");

  private static final Map<String, String> OLD_RETURN =
      Map.of(
          "resultcode", "00",
          "resultmsg", "정상",
          "mid", Fixtures.MID,
          "orderid", Fixtures.OID,
          "tid", TID,
          "billkey", KEY,
          "cardcd", "14",
          "cardno", "400933*********7",
          "CheckFlag", "1");

  private static final Map<String, String> NEW_RETURN =
      Map.of(
          "resultCode",
          "SUCCESS",
          "resultMessage",
          "정상",
          "mid",
          Fixtures.MID,
          "orderId",
          Fixtures.OID,
          "tid",
          TID,
          "billkey",
          KEY,
          "cardCode",
          "14",
          "cardNumber",
          "400933*********7");

  @Test
  void on_a_pc_the_ordinary_window_is_told_that_a_key_is_wanted_and_nothing_shown_is_charged() {
    PgWindow.Scripted window =
        (PgWindow.Scripted)
            opened(attempt, Shop.asks(PayMethod.CARD).forAKey().tax(0L, 0L)).window();
    assertThat(window.fields())
        .containsEntry("price", "0")
        .containsEntry("gopaymethod", "Card")
        .doesNotContainKeys("quotabase", "tax", "taxfree")
        .containsEntry("acceptmethod", "BILLAUTH(Card):centerCd(Y):below1000:poptargetself");
  }

  @Test
  void on_a_phone_the_old_window_opens_with_its_digest() {
    WindowRequest.Period year =
        new WindowRequest.Period(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31));
    PgWindow.Posted window =
        (PgWindow.Posted)
            opened(attempt, Shop.asks(PayMethod.CARD).onAPhone(true).forAKey().lasting(year))
                .window();
    assertThat(window.action()).hasToString("https://inilite.inicis.com/inibill/inibill_card.jsp");
    assertThat(window.fields())
        .containsExactly(
            Map.entry("mid", Fixtures.MID),
            Map.entry("authtype", "D"),
            Map.entry("orderid", Fixtures.OID),
            Map.entry("price", "0"),
            Map.entry("timestamp", "20260115103000"),
            Map.entry(
                "hashdata",
                new InicisSigner(InicisSettings.of(attempt.channel()))
                    .iniLite(Fixtures.MID, Fixtures.OID, "20260115103000")),
            Map.entry("goodname", "테스트 상품"),
            Map.entry("buyername", "홍길동"),
            Map.entry("buyertel", "010-1234-5678"),
            Map.entry("buyeremail", "buyer@example.com"),
            Map.entry("returnurl", "https://pay.example.com/pg/return/token"),
            Map.entry("period", "2026010120261231"));
  }

  @Test
  void a_shop_may_ask_for_the_short_form_and_for_no_other() {
    assertThat(authType(Map.of("inicis", Map.of("authtype", "01")))).isEqualTo("01");
    assertThat(authType(Map.of("inicis", Map.of("authtype", "99")))).isEqualTo("D");
    assertThat(authType(Map.of("inicis", "01"))).isEqualTo("D");
  }

  private String authType(Map<String, Object> bypass) {
    PgWindow.Posted window =
        (PgWindow.Posted)
            opened(attempt, Shop.asks(PayMethod.CARD).onAPhone(true).forAKey().bypass(bypass))
                .window();
    return window.fields().getOrDefault("authtype", "");
  }

  @Test
  void the_new_window_is_a_setting_and_has_a_digest_of_its_own() {
    PgWindow.Posted window =
        (PgWindow.Posted)
            opened(newer, Shop.asks(PayMethod.CARD).onAPhone(true).forAKey()).window();
    assertThat(window.action()).hasToString("https://inilitepay.inicis.com/pay/card/billing");
    assertThat(window.fields())
        .containsEntry("orderId", Fixtures.OID)
        .containsEntry("returnUrl", "https://pay.example.com/pg/return/token")
        .containsEntry(
            "hashData",
            new InicisSigner(InicisSettings.of(newer.channel()))
                .iniLitePay("0", Fixtures.MID, Fixtures.OID, "20260115103000"));
  }

  @Test
  void a_return_is_the_result_and_approving_it_calls_nobody() {
    for (Authenticated agreed :
        new Authenticated[] {
          (Authenticated) read(attempt, OLD_RETURN), (Authenticated) read(newer, NEW_RETURN)
        }) {
      assertThat(connector.approve(attempt, agreed))
          .isEqualTo(
              new Outcome.KeyIssued(
                  TID,
                  new Outcome.IssuedKey(Map.of("billKey", KEY)),
                  new Outcome.CardUsed("366", "신한카드", "400933*********7", 0, null),
                  Instant.parse("2026-01-15T01:26:01Z"),
                  false));
      assertThat(connector.netCancel(attempt, agreed, null, null))
          .isInstanceOf(NetCancelOutcome.Undone.class);
      assertThat(Proof.of(agreed)).hasToString("Key[hidden]");
      assertThat(agreed.toString()).doesNotContain(KEY);
      assertThat(agreed.singleUse()).as("refused for another order").isEqualTo(KEY);
    }
  }

  @Test
  void a_return_of_another_mid_order_window_or_without_a_key_is_forged() {
    for (Map<String, String> forged :
        List.of(
            with(OLD_RETURN, "mid", "SomeoneElz"),
            with(OLD_RETURN, "mid", ""),
            with(OLD_RETURN, "orderid", "HUB-2"),
            with(OLD_RETURN, "orderid", ""),
            with(OLD_RETURN, "billkey", ""),
            with(OLD_RETURN, "billkey", KEY + "0"),
            with(OLD_RETURN, "tid", ""),
            with(OLD_RETURN, "P_STATUS", "00"),
            with(with(OLD_RETURN, "resultcode", "01"), "orderid", "HUB-2"),
            NEW_RETURN,
            Map.<String, String>of())) {
      assertThat(read(attempt, forged)).as("%s", forged).isInstanceOf(AuthResult.Forged.class);
    }
    assertThat(read(newer, OLD_RETURN)).isInstanceOf(AuthResult.Forged.class);
    assertThat(read(newer, with(NEW_RETURN, "orderId", "HUB-2")))
        .isInstanceOf(AuthResult.Forged.class);
  }

  @Test
  void a_billing_return_is_none_of_the_other_windows() {
    assertThat(connector.readReturn(attempt, Fixtures.PC.toMemo(), new ReturnMessage(NEW_RETURN)))
        .isNotInstanceOf(Authenticated.class);
    assertThat(
            connector.readReturn(attempt, Fixtures.MOBILE.toMemo(), new ReturnMessage(OLD_RETURN)))
        .isInstanceOf(AuthResult.Forged.class);
  }

  @Test
  void a_buyer_who_leaves_and_an_issuer_who_refuses_are_told_apart() {
    assertThat(read(attempt, Map.of("resultcode", "01", "resultmsg", "사용자 취소")))
        .isInstanceOfSatisfying(
            AuthResult.Refused.class,
            it -> assertThat(it.error().category()).isEqualTo(Category.LEFT_BY_BUYER));
    assertThat(read(attempt, Map.of("resultcode", "01", "resultmsg", "[500601|카드번호 오류]")))
        .isInstanceOfSatisfying(
            AuthResult.Refused.class,
            it -> assertThat(it.error().category()).isEqualTo(Category.BAD_CARD));
  }

  @Test
  void an_encrypted_key_is_refused_until_a_decoder_for_it_is_put_in() {
    Map<String, String> encrypted = with(NEW_RETURN, "billkey", "c2VjcmV0LWFuZC1sb25n");
    assertThat(read(newer, encrypted))
        .isInstanceOfSatisfying(
            AuthResult.Refused.class,
            it -> assertThat(it.error().category()).isEqualTo(Category.CONFIGURATION));

    InicisConnector decoding =
        new InicisConnector(NOBODY, TIME, (received, key) -> Optional.of(KEY));
    Map<String, String> memo =
        opened(newer, Shop.asks(PayMethod.CARD).onAPhone(true).forAKey()).memo();
    assertThat(decoding.readReturn(newer, memo, new ReturnMessage(encrypted)))
        .isInstanceOf(Authenticated.class);
  }

  private AuthResult read(PersistedAttempt of, Map<String, String> fields) {
    Map<String, String> memo =
        opened(of, Shop.asks(PayMethod.CARD).onAPhone(true).forAKey()).memo();
    return connector.readReturn(of, memo, new ReturnMessage(fields));
  }

  private WindowOpening.Opened opened(PersistedAttempt of, Shop shop) {
    return (WindowOpening.Opened) connector.open(of, shop.request());
  }

  private static PersistedAttempt attempt(String window) {
    Map<String, String> settings = new HashMap<>(Fixtures.TEST_KEYS);
    settings.put("inicis.billing_window", window);
    return Fixtures.attempt(new ChannelConfig(Fixtures.MID, Mode.TEST, settings, null), 0);
  }

  private static Map<String, String> with(Map<String, String> fields, String name, String value) {
    Map<String, String> changed = new HashMap<>(fields);
    changed.put(name, value);
    return changed;
  }
}
