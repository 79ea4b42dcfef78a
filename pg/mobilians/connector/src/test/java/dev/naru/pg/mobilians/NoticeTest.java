package dev.naru.pg.mobilians;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.pg.spi.AuthResult.Authenticated;
import dev.naru.pg.spi.ChannelConfig.Mode;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.ReadsNotice.Notice;
import dev.naru.pg.spi.ReadsNotice.NoticeMessage;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests notices of deposits and of charges (protocols/mobilians.md §2.6, §2.10). */
class NoticeTest {
  private final ScriptedMobilians stage = new ScriptedMobilians(Generation.V2, Map.of());

  @AfterEach
  void stop() {
    stage.close();
  }

  @Test
  void the_time_is_the_notices_own_unless_it_is_a_deadline() {
    assertThat(deposited("20260115101500").depositedAt())
        .isEqualTo(Instant.parse("2026-01-15T01:15:00Z"));
    assertThat(deposited("20260120235959").depositedAt()).isEqualTo(Fixtures.NOW);
    assertThat(deposited("20260120").depositedAt()).isEqualTo(Fixtures.NOW);
    assertThat(deposited("").depositedAt()).isEqualTo(Fixtures.NOW);
  }

  @Test
  void all_that_the_hub_compares_is_told() {
    Notice.Deposited deposited = deposited("20260115101500");
    assertThat(deposited.mid()).isEqualTo(Fixtures.SID);
    assertThat(deposited.pgOrderNumber()).isEqualTo(Fixtures.TRADE_ID);
    assertThat(deposited.issueTid()).isEqualTo(ScriptedMobilians.PAY_TOKEN);
    assertThat(deposited.accountNumber()).isEqualTo("56200000000001");
  }

  @Test
  void another_result_than_success_is_no_deposit() {
    assertThat(read(text("20260115101500").replace("Resultcd=0000", "Resultcd=0099")))
        .isInstanceOf(Notice.NothingToDo.class);
  }

  @Test
  void a_deposit_notice_without_a_field_that_it_needs_is_unreadable() {
    String whole = text("20260115101500");
    for (String needed : new String[] {"Svcid", "Tradeid", "Mobilid", "Accountno", "Prdtprice"}) {
      assertThat(read(whole.replaceAll(needed + "=[^&]*", needed + "=")))
          .as(needed)
          .isInstanceOf(Notice.Unreadable.class);
    }
    assertThat(read("nothing=known")).isInstanceOf(Notice.Unreadable.class);
  }

  @Test
  void a_notice_of_a_charge_needs_a_code_a_trade_and_a_service_id() {
    for (String needed : new String[] {"code", "trade_id", "sid"}) {
      assertThat(read(form(Map.of(needed, "")))).as(needed).isInstanceOf(Notice.Unreadable.class);
    }
  }

  @Test
  void a_notice_of_a_failure_or_of_no_amount_is_no_charge() {
    for (Map<String, String> none :
        List.of(
            Map.of("code", "0031"),
            Map.of("amount", "0"),
            Map.of("amount", "many"),
            Map.of("account_no", "56200000000001"))) {
      assertThat(read(form(none))).as("%s", none).isInstanceOf(Notice.NothingToDo.class);
    }
  }

  @Test
  @Tag("G37")
  void a_charge_is_believed_when_all_its_fields_are_those_of_the_authentication() {
    assertThat(agrees(Map.of())).isTrue();
    assertThat(agrees(Map.of("time_stamp", ""))).as("no time").isTrue();
    Map.of(
            "sid", "999900010002",
            "trade_id", "HUB-2",
            "tid", "1".repeat(17),
            "pay_token", "260115000000002",
            "amount", "1001",
            "cash_code", "CN",
            "time_stamp", "20260115102602",
            "hmac", MobiliansFixture.tradeHmac("1001", Fixtures.TRADE_ID))
        .forEach((name, value) -> assertThat(agrees(Map.of(name, value))).as(name).isFalse());
    for (String needed : new String[] {"tid", "cash_code", "hmac"}) {
      assertThat(agrees(Map.of(needed, ""))).as("no " + needed).isFalse();
    }
  }

  @Test
  @Tag("G37")
  void no_notice_is_compared_with_a_keys_charge() {
    Notice.Charged charged = (Notice.Charged) read(form(Map.of()));
    assertThat(
            stage
                .connector()
                .agrees(
                    charged,
                    stage.attempt(1_000),
                    new Authenticated(ChargeKeyTest.PHONE_KEY.secret())))
        .isFalse();
  }

  /** Whether the notice agrees with the authentication of a phone payment of 1,000 won. */
  private boolean agrees(Map<String, String> further) {
    Authenticated agreed = stage.authenticated(Fixtures.request(PayMethod.PHONE), 1_000, Map.of());
    return stage
        .connector()
        .agrees((Notice.Charged) read(form(further)), stage.attempt(1_000), agreed);
  }

  /** A notice of a charge; a field with an empty value is left out. */
  private static String form(Map<String, String> further) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("code", "0000");
    fields.put("sid", Fixtures.SID);
    fields.put("tid", Fixtures.TID);
    fields.put("trade_id", Fixtures.TRADE_ID);
    fields.put("cash_code", "MC");
    fields.put("pay_token", ScriptedMobilians.PAY_TOKEN);
    fields.put("amount", "1000");
    fields.put("time_stamp", Fixtures.NOW_IN_KOREA);
    fields.put("hmac", MobiliansFixture.tradeHmac("1000", Fixtures.TRADE_ID));
    fields.putAll(further);
    fields.values().removeIf(String::isEmpty);
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), US_ASCII))
        .collect(Collectors.joining("&"));
  }

  @Test
  @Tag("G37")
  void a_notice_comes_from_kgs_addresses_or_in_the_sandbox_from_this_machine() {
    MobiliansConnector connector = stage.connector();
    var live = Fixtures.channel(Mode.LIVE, Map.of());
    assertThat(connector.isOwnSource(live, "175.158.12.1")).isTrue();
    assertThat(connector.isOwnSource(live, "::ffff:116.127.121.132")).isTrue();
    assertThat(connector.isOwnSource(live, "175.158.12.3")).isFalse();
    assertThat(connector.isOwnSource(live, "127.0.0.1")).isFalse();
    var own =
        Fixtures.channel(Mode.LIVE, Map.of("mobilians.source_addresses", "192.0.2.1, 192.0.2.2"));
    assertThat(connector.isOwnSource(own, "192.0.2.2")).isTrue();
    assertThat(connector.isOwnSource(own, "175.158.12.1")).isFalse();
    var listed = Fixtures.channel(Mode.LIVE, Map.of("mobilians.source_addresses", "[192.0.2.1,]"));
    assertThat(connector.isOwnSource(listed, "192.0.2.1")).isTrue();
    assertThat(connector.isOwnSource(listed, "")).isFalse();
    var sandbox = Fixtures.sandbox(URI.create("http://127.0.0.1:8090"));
    assertThat(connector.isOwnSource(sandbox, "127.0.0.1")).isTrue();
    assertThat(connector.isOwnSource(sandbox, "175.158.12.1")).isFalse();
  }

  @Test
  void kg_is_answered_in_its_own_words() {
    assertThat(stage.connector().acknowledgement()).isEqualTo("SUCCESS");
    assertThat(stage.connector().refusal()).isEqualTo("FAIL");
  }

  private Notice.Deposited deposited(String at) {
    return (Notice.Deposited) read(text(at));
  }

  private static String text(String at) {
    return Fixtures.text(
        "notice-deposit.txt",
        Map.of(
            "sid", Fixtures.SID,
            "trade_id", Fixtures.TRADE_ID,
            "pay_token", ScriptedMobilians.PAY_TOKEN,
            "amount", "1000",
            "at", at));
  }

  private Notice read(String body) {
    return stage
        .connector()
        .readNotice(
            new NoticeMessage(
                "application/x-www-form-urlencoded", body.getBytes(US_ASCII), "175.158.12.1"));
  }
}
