package dev.naru.pg.inicis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.ReadsNotice.Notice;
import dev.naru.pg.spi.ReadsNotice.NoticeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Tests which notices are accepted and what is read from them (protocols/inicis.md §8.1 to §8.3,
 * §11).
 */
class NoticeTest {
  private static final Instant NOW = Instant.parse("2026-01-16T00:00:00Z");

  @Test
  void a_pc_deposit_is_read_to_the_last_field() {
    assertThat(read(pc("0200")))
        .isEqualTo(
            new Notice.Deposited(
                Fixtures.MID,
                Fixtures.OID,
                "StdpayVBNKINIpayTest20260115102601000005",
                "56211103849740",
                Money.krw(1_000),
                "ININPGVBNKINIpayTest20260115134434000001",
                Instant.parse("2026-01-15T04:44:34Z")));
  }

  @Test
  void a_deposits_time_is_the_notices_and_else_that_of_its_number_and_else_now() {
    String body = pc("0200").replace("dt_trans=20260115", "dt_trans=20261315");
    assertThat(depositedAt(body)).isEqualTo("2026-01-15T04:44:34Z");
    assertThat(depositedAt(pc("0200").replace("tm_trans=134434", "tm_trans=134435")))
        .isEqualTo("2026-01-15T04:44:35Z");
    assertThat(depositedAt(body.replaceAll("no_tid=[^&]*", "no_tid=deposit-1"))).isEqualTo(NOW);
  }

  private static Instant depositedAt(String body) {
    return ((Notice.Deposited) read(body)).depositedAt();
  }

  @Test
  void a_mobile_deposit_has_no_number_of_its_own_and_is_told_by_order_amount_and_time() {
    String body = mobile("02", "VBANK");
    assertThat(read(body))
        .isEqualTo(
            new Notice.Deposited(
                Fixtures.MID,
                Fixtures.OID,
                "INIMX_VBNKINIpayTest20260115102601000003",
                "56211103849740",
                Money.krw(1_000),
                Fixtures.OID + "-1000-20260115134431",
                Instant.parse("2026-01-15T04:44:31Z")));
    assertThat(read(body + "&P_IN_TID=ININPGVBNKINIpayTest20260115134434000007"))
        .isInstanceOfSatisfying(
            Notice.Deposited.class,
            it -> assertThat(it.noticeId()).isEqualTo("ININPGVBNKINIpayTest20260115134434000007"));
    assertThat(read(body.replace("P_AUTH_DT=20", "P_AUTH_DT=")))
        .isInstanceOfSatisfying(
            Notice.Deposited.class,
            it -> assertThat(it.depositedAt()).isEqualTo("2026-01-15T04:44:31Z"));
  }

  @Test
  void a_taken_back_deposit_has_another_id_than_the_deposit() {
    assertThat(read(pc("0400")))
        .isEqualTo(
            new Notice.DepositTakenBack(
                Fixtures.MID, Fixtures.OID, "0400-ININPGVBNKINIpayTest20260115134434000001"));
  }

  @Test
  void what_is_new_or_contradicts_itself_is_not_acknowledged() {
    for (String strange :
        new String[] {
          pc("0300"),
          pc("0200").replace("amt_input=1000", "amt_input=-1000"),
          pc("0200").replace("amt_input=1000", "amt_input=1e3"),
          pc("0200").replace("amt_input=1000", "amt_input="),
          pc("0200") + "&amt_input=1",
          pc("0200") + "&no_oid=HUB-2",
          pc("0200").replace("no_oid=" + Fixtures.OID, "no_oid="),
          pc("0200").replace("id_merchant=" + Fixtures.MID, "id_merchant="),
          mobile("03", "VBANK"),
          mobile("02", "VBANK").replace("P_AMT=1000", "P_AMT="),
          escrow("3").replace("cl_status=3", "cl_status=99"),
          escrow("3").replace("no_tid=", "no_tie="),
          escrow("3").replace("id_merchant=INIpayTest", "id_merchant="),
          escrow("3").replace("dt_req=20260115134434", "dt_req=yesterday")
        }) {
      assertThat(read(strange)).as(strange).isInstanceOf(Notice.Unreadable.class);
    }
  }

  @Test
  void an_account_issued_and_a_card_s_old_notice_prove_no_money() {
    assertThat(read(mobile("00", "VBANK"))).isInstanceOf(Notice.NothingToDo.class);
    assertThat(read(mobile("02", "CARD"))).isInstanceOf(Notice.NothingToDo.class);
    assertThat(read(mobile("00", "ISP"))).isInstanceOf(Notice.NothingToDo.class);
  }

  @Test
  void an_escrow_change_is_read_and_has_words_of_its_own() {
    Notice change = read(escrow("4"));
    assertThat(change)
        .isEqualTo(
            new Notice.EscrowChanged(
                Fixtures.MID,
                Fixtures.OID,
                "StdpayCARDINIpayTest20260115102601000005",
                "refused",
                "4-StdpayCARDINIpayTest20260115102601000005-20260115134434"));
    assertThat(change.toString()).as("what the buyer wrote").doesNotContain("changed");
    assertThat(read(escrow("8") + "&tid_org=StdpayCARDINIpayTest20260115000000000001"))
        .isInstanceOfSatisfying(
            Notice.EscrowChanged.class,
            part ->
                assertThat(part.chargeTid()).isEqualTo("StdpayCARDINIpayTest20260115000000000001"));
    var reader =
        new InicisConnector(
            request -> {
              throw new AssertionError("reading calls nobody");
            },
            InstantSource.fixed(NOW));
    assertThat(reader.acknowledgement(change)).isEqualTo("cd_rslt=0000");
    assertThat(reader.acknowledgement(read(pc("0200")))).isEqualTo("OK");
  }

  private static String escrow(String status) {
    return "id_merchant="
        + Fixtures.MID
        + "&no_oid="
        + Fixtures.OID
        + "&no_tid=StdpayCARDINIpayTest20260115102601000005&cl_status="
        + status
        + "&dt_req=20260115134434&cl_paymethod=0&msg_deny=changed+my+mind&price=1000";
  }

  @Test
  void no_payer_is_shown_by_a_reading() {
    assertThat(read(pc("0200")).toString()).doesNotContain("홍길동");
  }

  private static String pc(String type) {
    return Fixtures.text("pc-deposit.txt", values(Map.of("type", type)));
  }

  private static String mobile(String status, String type) {
    return Fixtures.text("mobile-notice.txt", values(Map.of("status", status, "type", type)));
  }

  private static Map<String, String> values(Map<String, String> more) {
    Map<String, String> values = new HashMap<>(more);
    values.putAll(Map.of("mid", Fixtures.MID, "oid", Fixtures.OID, "price", "1000", "serial", "1"));
    return values;
  }

  private static Notice read(String body) {
    return new ReadNotice(InstantSource.fixed(NOW))
        .read(
            new NoticeMessage(
                "application/x-www-form-urlencoded",
                body.getBytes(StandardCharsets.US_ASCII),
                "203.238.37.15"));
  }
}
