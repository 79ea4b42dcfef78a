package dev.naru.pg.mobilians;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.pg.spi.ChannelConfig;
import dev.naru.pg.spi.ChannelConfig.Mode;
import dev.naru.pg.spi.GivesStatements.UnreadableStatementException;
import dev.naru.pg.spi.StatementRow;
import dev.naru.pg.spi.StatementRow.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The exported list, whose columns are data (protocols/reconciliation.md §4, §9.4, §11). */
class StatementTest {

  private static final LocalDate DAY = LocalDate.of(2026, 1, 15);
  private static final Charset MS949 = Charset.forName("MS949");

  private static final MobiliansConnector CONNECTOR = ModulesTest.connector(Generation.V2);

  private static byte[] sample() throws IOException {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path file = at.resolve("docs/protocols/reconciliation-samples/mobilians-20260115.ms949.csv");
      if (Files.exists(file)) {
        return Files.readAllBytes(file);
      }
    }
    throw new AssertionError("no sample");
  }

  private static StatementRow.Fees fees(StatementRow row) {
    return Objects.requireNonNull(row.fees());
  }

  private static List<StatementRow> read(Map<String, String> settings, byte[] raw)
      throws UnreadableStatementException, IOException {
    List<StatementRow> rows = new ArrayList<>();
    CONNECTOR.readStatement(
        new ChannelConfig("170622040674", Mode.LIVE, settings, null),
        CONNECTOR.statementForms().getFirst(),
        DAY,
        new ByteArrayInputStream(raw),
        rows::add);
    return rows;
  }

  @Test
  void the_sample_is_read_to_its_totals() throws Exception {
    List<StatementRow> rows = read(Map.of(), sample());

    assertThat(rows).hasSize(7);
    assertThat(rows.stream().mapToLong(row -> fees(row).netMinor()).sum()).isEqualTo(82_502);
    assertThat(rows.get(2).kind()).isEqualTo(Kind.CANCEL);
    assertThat(rows.get(2).amountMinor()).isEqualTo(5_500);
    assertThat(rows.get(2).pgTid()).isEqualTo("5260115000000002");
    assertThat(rows.get(0).method()).isEqualTo("phone");
  }

  @Test
  void a_wrong_charset_a_changed_amount_and_a_number_that_a_spreadsheet_lost_are_refused()
      throws Exception {
    String text = new String(sample(), MS949);
    for (byte[] wrong :
        List.of(
            text.getBytes(StandardCharsets.UTF_8),
            text.replace(",11000,", ",11001,").getBytes(MS949),
            text.replace("5260115000000001", "5.26E+15").getBytes(MS949),
            text.replace("승인,170622040674,5260115000000006", "승인,9,5260115000000006")
                .getBytes(MS949),
            (text + text).getBytes(MS949))) {
      assertThatThrownBy(() -> read(Map.of(), wrong))
          .isInstanceOf(UnreadableStatementException.class);
    }
  }

  @Test
  void a_wrong_charset_is_named_with_the_line() throws Exception {
    byte[] utf8 = new String(sample(), MS949).getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> read(Map.of(), utf8))
        .isInstanceOfSatisfying(
            UnreadableStatementException.class,
            refused -> {
              assertThat(refused).hasMessageContaining("this isn't");
              assertThat(refused.line()).isEqualTo(1);
            });
  }

  /** The reader reads some thousand bytes ahead, so the line is only near the one that is wrong. */
  @Test
  void a_byte_in_another_charset_far_down_is_not_said_to_be_in_the_first_line() {
    var rows = new StringBuilder();
    for (int i = 1; i <= 1_000; i++) {
      rows.append("2026-01-15 09:00:00,승인,,t%d,o%d,,CN,1000,,,,\n".formatted(i, i));
    }
    byte[] list = list(rows.toString());
    list[list.length - 2] = (byte) 0xFF;
    assertThatThrownBy(() -> read(Map.of(), list))
        .isInstanceOfSatisfying(
            UnreadableStatementException.class,
            refused -> {
              assertThat(refused).hasMessageContaining("this isn't");
              assertThat(refused.line()).isBetween(500L, 1_001L);
            });
  }

  @Test
  void a_bom_means_utf_8_and_other_columns_are_named_at_the_channel() throws Exception {
    String other = "\uFEFF" + new String(sample(), MS949).replace("거래번호,가맹점거래번호", "KG번호,가맹점거래번호");

    assertThat(
            read(
                Map.of("mobilians.statement_columns", "tid=KG번호; at=거래일시"),
                other.getBytes(StandardCharsets.UTF_8)))
        .hasSize(7);
  }

  @Test
  void a_row_under_a_number_of_its_own_names_the_charge_that_it_is_about() throws Exception {
    List<StatementRow> rows =
        read(
            Map.of(),
            list(
                "2026/01/15 09:00:00,승인,,t1,o1,,CN,1000,,,,",
                "20260115093000,부분취소,,t2,o1,t1,CN,(400),,,,",
                "2026-01-15 10:00:00,취소,,t1,o1,t1,CN,-600,,,,"));

    assertThat(rows).extracting(StatementRow::pgTid).containsExactly("t1", "t1", "t1");
    assertThat(rows).extracting(StatementRow::eventTid).containsExactly("", "t2", "");
    assertThat(rows).extracting(StatementRow::amountMinor).containsExactly(1_000L, 400L, 600L);
    assertThat(rows)
        .extracting(StatementRow::kind)
        .containsExactly(Kind.CHARGE, Kind.PARTIAL_CANCEL, Kind.CANCEL);
    assertThat(rows.getFirst().occurredAt()).isEqualTo(Instant.parse("2026-01-15T00:00:00Z"));
  }

  @Test
  void a_row_may_leave_out_its_fees_their_tax_and_its_payout() throws Exception {
    List<StatementRow> rows =
        read(
            Map.of(),
            list(
                "2026-01-15 09:00:00,승인,,t1,o1,,CN,1000,30,3,967,2026/01/21",
                "",
                "2026-01-15 09:00:00,승인,,t2,o2,,RA,1000,30,,970,2026-01-21",
                "2026-01-15 09:00:00,승인,,t3,o3,,VA,1000,30,3,,",
                "2026-01-15 09:00:00,승인,,t4,o4,,KKO,1000,,3,967,soon",
                "2026-01-15 09:00:00,승인,,t5,o5,,?,\"1,000\",,,,",
                "합계,,,,,,,5000,,,,"));

    assertThat(rows)
        .extracting(StatementRow::fees)
        .containsExactly(
            new StatementRow.Fees(30, 3, 967), new StatementRow.Fees(30, 0, 970), null, null, null);
    LocalDate payout = LocalDate.of(2026, 1, 21);
    assertThat(rows)
        .extracting(StatementRow::settledOn)
        .containsExactly(payout, payout, null, null, null);
    assertThat(rows)
        .extracting(StatementRow::method)
        .containsExactly("card", "trans", "vbank", "KKO", "");
  }

  @Test
  void what_does_not_add_up_or_cannot_be_is_refused_with_its_line() {
    String charge = "2026-01-15 09:00:00,승인,,t1,o1,,CN,1000,30,3,967,";
    assertRefused("the total isn't the sum", 3, charge, "합계,,,,,,,999,,,967,");
    assertRefused("the total isn't the sum", 3, charge, "합계,,,,,,,1000,,,966,");
    assertRefused("don't fit", 2, "2026-01-15 09:00:00,승인,,t1,o1,,CN,0,,,,");
    assertRefused("don't fit", 2, "2026-01-15 09:00:00,취소,,t1,o1,,CN,0,,,,");
    assertRefused("don't fit", 2, "2026-01-15 09:00:00,승인,,t1,o1,,CN,-1000,,,,");
    assertRefused("don't fit", 2, "2026-01-15 09:00:00,취소,,t1,o1,,CN,1000,,,,");
    assertRefused("another day", 2, "2026-01-14 23:59:59,승인,,t1,o1,,CN,1000,,,,");
    assertRefused("isn't a time", 2, "2026-01-15,승인,,t1,o1,,CN,1000,,,,");
    assertRefused("isn't known", 2, "2026-01-15 09:00:00,환급,,t1,o1,,CN,1000,,,,");
    assertRefused("1 cells and not 12", 2, "2026-01-15 09:00:00");
    assertRefused("isn't an amount", 2, "2026-01-15 09:00:00,승인,,t1,o1,,CN,천원,,,,");
    assertRefused("isn't a whole number", 2, "2026-01-15 09:00:00,취소,,t1,o1,1E+17,CN,-1,,,,");
    assertRefused("no end", 2, "2026-01-15 09:00:00,승인,,\"t1,o1,,CN,1000,,,,");
    assertRefused("too long", 2, "x".repeat(8_193));
    assertRefused("no rows", 0);
  }

  @Test
  void the_head_is_one_of_the_first_ten_lines() throws Exception {
    String row = "2026-01-15 09:00:00,승인,,t1,o1,,CN,1000,,,,";
    String list = new String(list(row), MS949);
    assertThat(read(Map.of(), ("KG모빌리언스\n".repeat(9) + list).getBytes(MS949))).hasSize(1);
    byte[] late = ("KG모빌리언스\n".repeat(10) + list).getBytes(MS949);
    assertThatThrownBy(() -> read(Map.of(), late)).hasMessageContaining("no head names");
    byte[] narrow = list.replace("가맹점거래번호", "주문").getBytes(MS949);
    assertThatThrownBy(() -> read(Map.of(), narrow))
        .hasMessageContaining("there is no column '가맹점거래번호'");
  }

  @Test
  void a_quote_within_quotes_is_one_and_a_line_of_8192_letters_is_read() throws Exception {
    assertThat(
            read(
                Map.of("mobilians.statement_columns", "charge=카드 \"승인\""),
                list("2026-01-15 09:00:00,\"카드 \"\"승인\"\"\",,t1,o1,,CN,1000,,,,")))
        .hasSize(1);
    String row = "2026-01-15 09:00:00,승인,,t1,o1,,CN,1000,,,,";
    assertThat(read(Map.of(), list(row + " ".repeat(8_192 - row.length())))).hasSize(1);
    assertThat(read(Map.of(), list(row + "\"2026-01-21\"")))
        .extracting(StatementRow::settledOn)
        .containsExactly(LocalDate.of(2026, 1, 21));
  }

  /** A list of these lines under the usual head. */
  private static byte[] list(String... lines) {
    String head = "거래일시,구분,서비스아이디,거래번호,가맹점거래번호,원거래번호,결제수단,거래금액,수수료,부가세,정산금액,정산예정일";
    return (head + "\n" + String.join("\n", lines)).getBytes(MS949);
  }

  private static void assertRefused(String why, long line, String... lines) {
    assertThatThrownBy(() -> read(Map.of(), list(lines)))
        .isInstanceOfSatisfying(
            UnreadableStatementException.class,
            refused -> {
              assertThat(refused).hasMessageContaining(why);
              assertThat(refused.line()).isEqualTo(line);
            });
  }
}
