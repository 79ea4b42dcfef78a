package dev.naru.pg.mobilians;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.pg.spi.ChannelConfig.Mode;
import dev.naru.pg.spi.ReadsNotice.Notice;
import dev.naru.pg.spi.ReadsNotice.NoticeMessage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Deposit notices (protocols/mobilians.md §2.10). */
class NoticeTest {
  private final Stage stage = new Stage(Generation.V2, Map.of());

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
    assertThat(deposited.issueTid()).isEqualTo(Stage.PAY_TOKEN);
    assertThat(deposited.accountNumber()).isEqualTo("56200000000001");
  }

  @Test
  void another_result_than_success_is_no_deposit() {
    assertThat(read(text("20260115101500").replace("Resultcd=0000", "Resultcd=0099")))
        .isInstanceOf(Notice.NothingToDo.class);
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
            "pay_token", Stage.PAY_TOKEN,
            "amount", "1000",
            "at", at));
  }

  private Notice read(String body) {
    return stage
        .connector()
        .readNotice(
            new NoticeMessage(
                "application/x-www-form-urlencoded",
                body.getBytes(StandardCharsets.US_ASCII),
                "175.158.12.1"));
  }
}
