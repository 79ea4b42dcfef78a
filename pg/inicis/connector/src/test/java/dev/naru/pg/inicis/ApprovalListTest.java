package dev.naru.pg.inicis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.pg.inicis.statement.InicisStatements;
import dev.naru.pg.spi.ChannelConfig;
import dev.naru.pg.spi.ChannelConfig.Mode;
import dev.naru.pg.spi.GivesStatements.UnreadableStatementException;
import dev.naru.pg.spi.StatementRow;
import dev.naru.pg.spi.StatementRow.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests a day's approvals record by record (protocols/reconciliation.md §3.4, §3.5). */
class ApprovalListTest {
  private static final String OWN = "StdpayCARDnarudemo0120260115150230000013";
  private static final String FULL = "StdpayCARDnarudemo0120260115102500000001";

  private final InicisConnector connector =
      new InicisConnector(
          request -> {
            throw new AssertionError("reading calls nobody");
          },
          InstantSource.fixed(Instant.EPOCH));

  private static String record(String method, String state, String cancelled, String tid) {
    return "narudemo01|%s|%s|20260115|102500|%s|%s|imp_1||goods|10000|||%s"
        .formatted(method, state, cancelled, OWN, tid);
  }

  @Test
  void a_records_number_is_its_last_field_and_else_the_shorter_one() throws Exception {
    assertThat(read(record("CC", "A", "|", FULL) + "<br>"))
        .singleElement()
        .satisfies(row -> assertThat(row.pgTid()).isEqualTo(FULL));
    assertThat(read(record("CC", "A", "|", "") + "<br>"))
        .singleElement()
        .satisfies(row -> assertThat(row.pgTid()).isEqualTo(OWN));
    assertRefused("cut off in its last record", 1, record("CC", "A", "|", FULL.substring(0, 39)));
    assertThat(read(record("CC", "A", "|", FULL))).hasSize(1);
  }

  @Test
  void a_deposit_and_its_cancel_name_no_charge() throws Exception {
    List<StatementRow> rows = read(record("VA", "C", "20260115|182000", FULL) + "<br>");
    assertThat(rows).extracting(StatementRow::kind).containsExactly(Kind.CHARGE, Kind.CANCEL);
    assertThat(rows).extracting(StatementRow::pgTid).containsExactly("", "");
    assertThat(rows).extracting(StatementRow::eventTid).containsExactly(FULL, "");

    List<StatementRow> card = read(record("CC", "C", "20260115|182000", FULL) + "<br>");
    assertThat(card).extracting(StatementRow::pgTid).containsExactly(FULL, FULL);
    assertThat(card.getLast().occurredAt()).isEqualTo(Instant.parse("2026-01-15T09:20:00Z"));
  }

  @Test
  void a_method_is_told_in_v1s_word_or_as_it_is() throws Exception {
    Map<String, String> words =
        Map.of("CC", "card", "AC", "trans", "MO", "phone", "CU", "CU", "?", "", "NINELONGS", "");
    for (Map.Entry<String, String> word : words.entrySet()) {
      assertThat(read(record(word.getKey(), "A", "|", FULL) + "<br>"))
          .singleElement()
          .satisfies(row -> assertThat(row.method()).isEqualTo(word.getValue()));
    }
  }

  @Test
  void a_cancel_is_of_its_own_day_or_of_its_charges() throws Exception {
    String part = record("CC", "P", "20260116|090000", FULL) + "<br>";
    assertThat(read(part)).hasSize(1);
    assertThat(read(part.replace("20260115|102500", "20260114|102500").replace("16|09", "15|09")))
        .hasSize(1);
    assertRefused("another day", 1, part.replace("20260115|102500", "20260114|102500"));
  }

  @Test
  void a_state_without_its_time_and_a_time_without_its_state_are_refused() {
    assertRefused("don't fit", 1, record("CC", "A", "20260115|182000", FULL) + "<br>");
    assertRefused("don't fit", 1, record("CC", "C", "|", FULL) + "<br>");
    assertRefused("don't fit", 1, record("CC", "X", "20260115|182000", FULL) + "<br>");
  }

  @Test
  void a_record_is_known_by_its_place_and_ends_within_8193_bytes() throws Exception {
    String whole = record("CC", "A", "|", FULL) + "<br>\r\n";
    assertRefused("another MID", 2, whole + whole.replace("narudemo01|CC", "narudemo02|CC"));
    String unended = record("CC", "A", "|", FULL).replace("narudemo01|CC", "narudemo02|CC");
    assertRefused("another MID", 2, whole + unended);
    assertThat(read(whole + "  \n")).hasSize(1);
    assertThat(read(whole.replace("goods", "a\0b<b<br"))).hasSize(1);
    int room = 8_193 - (whole.length() - 2);
    assertThat(read(whole.replace("goods", "goods" + "x".repeat(room)))).hasSize(1);
    assertRefused("too long", 0, whole.replace("goods", "goods" + "x".repeat(room + 1)));
    assertRefused("no records", 0, " \n");
    assertRefused("14 fields and not 15", 1, whole.replaceFirst("\\|goods", ""));
  }

  private void assertRefused(String why, long line, String list) {
    assertThatThrownBy(() -> read(list))
        .isInstanceOfSatisfying(
            UnreadableStatementException.class,
            refused -> {
              assertThat(refused).hasMessageContaining(why);
              assertThat(refused.line()).isEqualTo(line);
            });
  }

  private List<StatementRow> read(String list) throws UnreadableStatementException, IOException {
    List<StatementRow> rows = new ArrayList<>();
    connector.readStatement(
        new ChannelConfig("narudemo01", Mode.LIVE, Map.of(), null),
        InicisStatements.APPROVALS,
        LocalDate.of(2026, 1, 15),
        new ByteArrayInputStream(list.getBytes(StandardCharsets.US_ASCII)),
        rows::add);
    return rows;
  }
}
