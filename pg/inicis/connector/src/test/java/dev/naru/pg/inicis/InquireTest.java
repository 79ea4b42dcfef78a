package dev.naru.pg.inicis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.pg.spi.ChannelConfig.Mode;
import dev.naru.pg.spi.Inquires.Finding;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.PgTransport;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests how an inquiry's answer is judged (protocols/inicis.md §7, §14 row 11). */
class InquireTest {
  private static final String TID = "StdpayCARDINIpayTest20260115102601000001";
  private static final Map<String, String> VALUES =
      Map.of(
          "mid",
          Fixtures.MID,
          "oid",
          Fixtures.OID,
          "tid",
          TID,
          "price",
          "1000",
          "remains",
          "700",
          "cancelled",
          "300");

  private final String charged = Fixtures.text("v2-inquiry.json", VALUES);
  private final String partly = Fixtures.text("v2-inquiry-partly-cancelled.json", VALUES);

  @Test
  void everything_the_pg_tells_is_found() {
    assertThat(inquire(charged))
        .isEqualTo(
            new Finding.Found(
                TID,
                Money.krw(1_000),
                false,
                0,
                null,
                "30012345",
                Instant.parse("2026-01-15T01:26:01Z")));
    assertThat(inquire(partly))
        .isInstanceOfSatisfying(
            Finding.Found.class,
            found ->
                assertThat(found.lastCancelTid())
                    .isEqualTo("StdpayCARDINIpayTest20260115110000000007"));
  }

  @Test
  void of_two_cancels_in_one_second_the_later_number_is_the_newest() {
    String cancel =
        partly.substring(partly.indexOf("{\"tid\":\"StdpayCARDINIpayTest20260115110000"));
    String first = cancel.substring(0, cancel.indexOf("}") + 1);
    String halves = first.replace("\"300\"", "\"150\"");
    String both = halves + "," + halves.replace("000007", "000008");
    for (String order : new String[] {both, halves.replace("000007", "000008") + "," + halves}) {
      assertThat(inquire(partly.replace(first, order)))
          .isInstanceOfSatisfying(
              Finding.Found.class, found -> assertThat(found.lastCancelTid()).endsWith("000008"));
    }
  }

  @Test
  void amounts_that_do_not_agree_are_unknown() {
    assertThat(inquire(partly.replace("\"300\"", "\"200\""))).isInstanceOf(Finding.Unknown.class);
    assertThat(inquire(partly.replace("\"700\"", "\"7000\""))).isInstanceOf(Finding.Unknown.class);
    assertThat(inquire(partly.replace("PART_CANCEL", "APPROVAL")))
        .isInstanceOf(Finding.Unknown.class);
    assertThat(inquire(charged.replace("\"price\":\"1000\"", "\"price\":\"\"")))
        .isInstanceOf(Finding.Unknown.class);
  }

  @Test
  void a_part_is_told_by_what_is_left_or_by_its_list_and_is_neither_nothing_nor_more_than_all() {
    String list = partly.substring(partly.indexOf("[{"), partly.lastIndexOf("]") + 1);
    assertThat(cancelled(partly.replace("\"700\"", "\"\""))).isEqualTo(300);
    assertThat(cancelled(partly.replace(list, "[]"))).isEqualTo(300);
    assertThat(cancelled(partly.replace(list, "[]").replace("\"700\"", "\"0\""))).isEqualTo(1_000);
    for (String left : new String[] {"", "1000", "1001"}) {
      assertThat(inquire(partly.replace(list, "[]").replace("\"700\"", "\"" + left + "\"")))
          .as("left: " + left)
          .isInstanceOf(Finding.Unknown.class);
    }
    assertThat(inquire(partly.replace("\"300\"", "\"many\""))).isInstanceOf(Finding.Unknown.class);
  }

  private static long cancelled(String answer) {
    return ((Finding.Found) inquire(answer)).cancelledMinor();
  }

  @Test
  void the_newest_cancel_is_the_latest_whatever_its_number() {
    String first =
        partly.substring(partly.indexOf("{\"tid\":\"StdpayCARDINIpayTest20260115110000"));
    String half = first.substring(0, first.indexOf("}") + 1).replace("\"300\"", "\"150\"");
    String later = half.replace("000007", "000003").replace("\"110000\"", "\"110001\"");
    assertThat(
            inquire(partly.replace(first.substring(0, first.indexOf("}") + 1), half + "," + later)))
        .isInstanceOfSatisfying(
            Finding.Found.class, found -> assertThat(found.lastCancelTid()).endsWith("000003"));
  }

  @Test
  void an_answer_without_the_order_is_believed_only_of_the_number_that_was_asked_for() {
    String without = charged.replace(Fixtures.OID, "");
    assertThat(inquire(without)).isInstanceOf(Finding.Found.class);
    assertThat(inquire(without, null)).isInstanceOf(Finding.Unknown.class);
    assertThat(inquire(charged, null)).isInstanceOf(Finding.Found.class);
    for (@Nullable String asked : new @Nullable String[] {TID, null}) {
      assertThat(inquire(charged.replace(Fixtures.OID, "HUB-2"), asked))
          .isInstanceOf(Finding.Unknown.class);
    }
  }

  @Test
  void another_mid_tid_or_status_is_unknown() {
    assertThat(inquire(charged.replace("\"mid\":\"INIpayTest\"", "\"mid\":\"x\"")))
        .isInstanceOf(Finding.Unknown.class);
    assertThat(inquire(charged.replace("000001\"", "000002\"")))
        .isInstanceOf(Finding.Unknown.class);
    assertThat(inquire(charged.replace("APPROVAL", "NEVER_HEARD")))
        .isInstanceOfSatisfying(
            Finding.Unknown.class, unknown -> assertThat(unknown.reason()).contains("NEVER_HEARD"));
  }

  @Test
  void an_account_holds_nothing_until_money_came_and_after_it_went_back() {
    assertThat(inquire(account("NON_DEPOSIT", "")))
        .isEqualTo(
            new Finding.Found(
                TID, Money.krw(1_000), true, 0, null, null, Instant.parse("2026-01-15T01:26:01Z")));
    assertThat(inquire(account("DEPOSIT_COMPLETED", "134434")))
        .isEqualTo(
            new Finding.Found(
                TID,
                Money.krw(1_000),
                false,
                0,
                null,
                null,
                Instant.parse("2026-01-15T04:44:34Z")));
    for (String gone :
        new String[] {"DEPOSIT_CANCELED", "WAITING_FOR_REFUND", "REFUND_COMPLETED"}) {
      assertThat(inquire(account(gone, "")))
          .isInstanceOfSatisfying(
              Finding.Found.class,
              found -> {
                assertThat(found.isWhollyCancelled()).isTrue();
                assertThat(found.awaitsDeposit()).isFalse();
              });
    }
  }

  @Test
  void a_deposit_that_went_back_in_part_is_told_by_its_list() {
    assertThat(inquire(partly.replace("PART_CANCEL", "REFUND_COMPLETED")))
        .isInstanceOfSatisfying(
            Finding.Found.class, found -> assertThat(found.cancelledMinor()).isEqualTo(300));
  }

  private static String account(String status, String depositTime) {
    Map<String, String> values = new HashMap<>(VALUES);
    values.put("status", status);
    values.put("depositDate", depositTime.isEmpty() ? "" : "20260115");
    values.put("depositTime", depositTime);
    return Fixtures.text("v2-inquiry-account.json", values);
  }

  private static Finding inquire(String answer) {
    return inquire(answer, TID);
  }

  private static Finding inquire(String answer, @Nullable String tid) {
    PgTransport transport =
        request ->
            new PgTransport.Response(
                200, "application/json", answer.getBytes(StandardCharsets.UTF_8));
    return new InicisConnector(transport, InstantSource.fixed(Instant.EPOCH))
        .inquire(Fixtures.attempt(Fixtures.channel(Mode.TEST), 1_000), tid);
  }
}
